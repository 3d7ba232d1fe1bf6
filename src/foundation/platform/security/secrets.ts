import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Id } from '../../kernel/ids.js';

/** 256 bits, safe in a URL. Only its hash is ever stored. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
/**
 * An id that only the holder of the secret can compute. It reveals neither the secret nor its {@link hashSecret}.
 * @param purpose a word for each kind of thing that has such ids
 */
export const idOfSecret = (purpose: string, secret: string): Id =>
  createHash('sha256')
    .update(`${purpose}:${secret}`)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
/** Whether a secret matches a stored hash, compared in constant time. */
export const isSecretOf = (given: string, hash: string): boolean =>
  timingSafeEqual(Buffer.from(hashSecret(given)), Buffer.from(hash));

const signature = (key: string, purpose: string, text: string): string =>
  createHmac('sha256', key).update(`${purpose}:${text}`).digest('base64url');

/** Signs a text for one purpose. A text signed for another purpose is not accepted. @param text without `*` */
export const signText = (key: string, purpose: string, text: string): string =>
  `${text}*${signature(key, purpose, text)}`;

/** @returns the text given to {@link signText}; null when the signature is not ours */
export function readSigned(key: string, purpose: string, signed: string): string | null {
  const [text = '', given = ''] = signed.split('*');
  const [own, theirs] = [signature(key, purpose, text), given].map((signed) => Buffer.from(signed));
  return own!.length === theirs!.length && timingSafeEqual(own!, theirs!) ? text : null;
}
