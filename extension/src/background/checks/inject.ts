import { Failure } from '../../shared/errors';

/** Brings the content script into a page. */
export async function injectInto(tab: number): Promise<void> {
  const [result] = await chrome.scripting.executeScript({ target: { tabId: tab }, files: ['content.js'] });
  // Firefox tells here what the script threw; Chromium tells nobody.
  const thrown = result && 'error' in result ? result.error : undefined;
  if (thrown !== undefined) throw new Failure('collect-failed', {}, thrown);
}
