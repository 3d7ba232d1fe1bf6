const NO_BREAK_SPACE = '\u00a0';
const SPACE_AT_SIGN = / (?=[:;!?»])|(?<=«) /g;
/** What stands between two tags and holds such a space. It is matched once, from left to right: pages may be long. */
const TEXT_WITH_SIGN = /(?:^|>)[^<>]*?(?: [:;!?»]|« )[^<>]*/g;
/** Elements whose text stands on no line of the page, or is what somebody types. */
const UNREAD = /^<(script|style|textarea|title)\b/;
const LONGEST_UNREAD = '<textarea>'.length;

/**
 * The same HTML, where a line cannot end between a French sign and its space: « ainsi », comment ? Browsers break there,
 * and sentences are written with plain spaces, because text messages and files have no other. Attributes and what a
 * person types stay as they are.
 */
export const holdPunctuation = (html: string): string =>
  html.replace(TEXT_WITH_SIGN, (text, at: number) => {
    const tag = html.lastIndexOf('<', at);
    const isUnread = tag >= 0 && UNREAD.test(html.slice(tag, tag + LONGEST_UNREAD));
    return isUnread ? text : text.replaceAll(SPACE_AT_SIGN, NO_BREAK_SPACE);
  });
