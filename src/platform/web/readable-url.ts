/**
 * Makes an address readable that was cut in the middle of an escape (`%E0%A4`), by a mail program or by hand. Its
 * percent signs are then read as plain letters, so that the person gets our "not found" page in their language.
 * Without this, the server would answer in JSON before any of our pages could.
 */
export function readableUrl(url: string): string {
  const path = url.split('?', 1)[0]!;
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return path.replaceAll('%', '%25') + url.slice(path.length);
  }
}
