/** Permissions that the reader is asked for. */

type Permissions = chrome.permissions.Permissions;

/** Asks the reader for permissions, within a click; whether they are given. What is given for good, in the manifest, cannot be asked for. */
export const askLeave = (permissions: Permissions): Promise<boolean> =>
  chrome.permissions.request(permissions).catch(() => chrome.permissions.contains(permissions)).catch(() => false);

/** Gives permissions back. What is given for good cannot be. */
export async function giveBack(permissions: Permissions): Promise<void> {
  await chrome.permissions.remove(permissions).catch(() => false);
}
