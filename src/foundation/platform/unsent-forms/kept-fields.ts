/** The fields of a form, in the order in which they came. A name may come several times. */
export type KeptFields = readonly (readonly [name: string, value: string])[];

/**
 * What is sent below these addresses is kept nowhere: people prove there who they are, or press a button of their own
 * session.
 */
const NEVER_KEPT = ['/personnel/', '/mon-dossier/rester', '/mon-dossier/reprise/'];
/** Fields of the same kind on other pages: passwords, codes, and what a passkey or ProConnect answers. */
const SECRET_FIELDS: ReadonlySet<string> = new Set([
  'password',
  'current',
  'code',
  'key',
  'challenge',
  'credential',
  'clientData',
  'authenticatorData',
  'signature',
  'attestation',
]);

const isText = (value: unknown): value is string => typeof value === 'string';

/**
 * Reads what may be kept of a form, without the token of its page.
 * @param url the address to which it was sent
 * @param body as the parser of forms gives it
 * @returns null for a form that is never kept: one that proves who somebody is, or that is none of ours
 */
export function readKeptFields(url: string, body: unknown): KeptFields | null {
  if (NEVER_KEPT.some((below) => url.startsWith(below))) return null;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null;
  const fields = Object.entries(body as Record<string, unknown>).filter(([name]) => name !== '_csrf');
  if (fields.some(([name]) => SECRET_FIELDS.has(name))) return null;
  if (!fields.every(([, value]) => [value].flat().every(isText))) return null;
  return fields.flatMap(([name, value]) => ([value].flat() as string[]).map((text) => [name, text] as const));
}

/** Two words, or one that nobody would like to type again. */
const SENTENCE = /\p{L}\S*\s+\S/u;

/** The texts among the fields that somebody wrote in words. The others are choices, days, numbers and ids. */
export const sentencesIn = (fields: KeptFields): string[] =>
  fields.map(([, value]) => value.trim()).filter((value) => SENTENCE.test(value));
