const NO_BREAK_SPACE = '\u00a0';
const SPACE_AT_SIGN = / (?=[:;!?»])|(?<=«) /g;
/** Elements whose text stands on no line of the page, or is what somebody types. */
const UNREAD = /^<(script|style|textarea|title)\b/;
const LONGEST_UNREAD = '<textarea>'.length;

/**
 * The same HTML, where a line cannot end between a French sign and its space: « ainsi », comment ? Browsers break there,
 * and sentences are written with plain spaces, because text messages and files have no other. Attributes and what a
 * person types stay as they are.
 */
export const holdPunctuation = (html: string): string =>
  html.replace(SPACE_AT_SIGN, (space, at: number) => (isRead(html, at) ? NO_BREAK_SPACE : space));

/** Whether a place of some HTML is text that people read. */
function isRead(html: string, at: number): boolean {
  const opened = html.lastIndexOf('<', at);
  return html.lastIndexOf('>', at) >= opened && !UNREAD.test(html.slice(opened, opened + LONGEST_UNREAD));
}
