/** Read at once. */
const CHUNK = 4 * 1024 * 1024;

/**
 * The SHA-256 of the SHA-256 of each 4 MiB, in hexadecimal. Browsers digest only what is in memory as a whole, and a pack
 * may be larger than that.
 */
export async function digest(bytes: Blob): Promise<string> {
  const digests: ArrayBuffer[] = [];
  for (let start = 0; start === 0 || start < bytes.size; start += CHUNK) {
    digests.push(await crypto.subtle.digest('SHA-256', await bytes.slice(start, start + CHUNK).arrayBuffer()));
  }
  return sha256(await new Blob(digests).arrayBuffer());
}

/** The SHA-256 of what is in memory as a whole, in hexadecimal. */
export async function sha256(bytes: BufferSource): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
