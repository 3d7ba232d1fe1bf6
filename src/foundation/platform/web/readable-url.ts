/** The server answers in JSON where a part of an address is longer than this, before any of our pages could. */
export const LONGEST_PART = 200;

/**
 * Makes an address readable that was cut in the middle of an escape (`%E0%A4`), by a mail program or by hand. Its
 * percent signs are then read as plain letters, so that the person gets our "not found" page in their language.
 * Without this, the server would answer in JSON before any of our pages could. No address of ours has a part longer
 * than {@link LONGEST_PART}, so that one is cut, and found nowhere.
 */
export function readableUrl(url: string): string {
  const path = url.split('?', 1)[0]!;
  return path.split('/').map(readablePart).join('/') + url.slice(path.length);
}

function readablePart(part: string): string {
  try {
    return decodeURIComponent(part).length > LONGEST_PART ? part.slice(0, LONGEST_PART).replaceAll('%', '') : part;
  } catch {
    return part.slice(0, LONGEST_PART).replaceAll('%', '%25');
  }
}
