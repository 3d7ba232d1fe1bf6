/**
 * An address cut in the middle of an escape (`%E0%A4`), by a mail program or a hand, is the address of no page: read
 * letter by letter, it is not found like any other, in the person's language. The server would answer it before any
 * page of ours, in JSON.
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
