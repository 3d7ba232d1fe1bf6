import { BadRequestException } from '@nestjs/common';
import { DEEPEST_BODY } from './body-limits.js';

/** U+0000 is removed, because PostgreSQL refuses it in a text. */
const NUL = /\0/g;
/** Half of a surrogate pair. No encoding can write it, and `encodeURI` throws on it. */
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A text without the characters that no text may hold. */
export const cleanText = (text: string): string => text.replace(NUL, '').replace(LONE_SURROGATE, '\ufffd');

/**
 * Removes from input the characters that no text may hold, so that no feature has to think of them.
 * @throws BadRequestException for values that are nested too deeply to be of any use
 */
export function cleanInput(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEEPEST_BODY) throw new BadRequestException();
  if (Array.isArray(value)) return value.map((item) => cleanInput(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [cleanText(name), cleanInput(field, depth + 1)]),
  );
}
