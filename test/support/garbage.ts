import { newId } from '../../src/foundation/kernel/ids.js';
import type { Browser } from './browser.js';

export const SCRIPT = '<script>alert(1)</script>';

/** Values that nobody types and somebody sends. */
export const GARBAGE: readonly string[] = [
  '-1',
  '1e9',
  '99999999999999999999',
  'NaN',
  '2026-99',
  '2026-02-30',
  '0000-00-00',
  'banana',
  SCRIPT,
  `"><img src=x onerror=alert(1)>`,
  '\u0000',
  'a\u0000b',
  'x'.repeat(5000),
  '👩‍👧‍👦',
  '\u202egnp.exe',
  '\ud800',
  "' OR 1=1 --",
  '%',
  '{{7*7}}',
  '__proto__',
  '{"id":1}',
  '../../etc/passwd',
];

/** The values that break a single field of a form. */
export const FIELD_GARBAGE: readonly string[] = [
  '99999999999999999999',
  '-1',
  '2026-99',
  `${SCRIPT}"><img src=x>`,
  'a\u0000b',
  'x'.repeat(1990),
  '\u202e👩‍👧',
  '\ud800',
];

/** The ids for the parameters of paths, looked up by `prefix name` first and then by name. */
export type Ids = Readonly<Record<string, string>>;
export const filledPath = (path: string, ids: Ids): string =>
  path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(
      ids[`${path.split('/').slice(1, 3).join('/')} ${name}`] ??
        ids[`${path.split('/')[1]} ${name}`] ??
        ids[name] ??
        newId(),
    ),
  );

/**
 * Percent-encodes a value. A lone surrogate cannot be encoded, so its bytes are written as an attacker would send them.
 */
export const encoded = (value: string): string =>
  [...value]
    .map((one) => (/[\ud800-\udfff]/.test(one) && one.length === 1 ? '%ED%A0%80' : encodeURIComponent(one)))
    .join('');

export const encodedForm = (fields: readonly (readonly [string, string])[]): string =>
  fields.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&');

export interface FoundForm {
  readonly action: string;
  readonly fields: readonly (readonly [string, string])[];
}

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}="([^"]*)"`)
    .exec(tag)?.[1]
    ?.replaceAll('&amp;', '&')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"');

/**
 * The forms that a page posts, with the names and values of their fields. Every button and every choice counts as a
 * field.
 */
export function formsOf(html: string, url: string): FoundForm[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].flatMap(([, head, inside]) => {
    if (!/method="post"/i.test(head!)) return [];
    const fields = new Map<string, string>();
    for (const [tag] of inside!.matchAll(/<(input|select|textarea|button)\b[^>]*>/g)) {
      const name = attribute(tag, 'name');
      if (name && name !== '_csrf' && !fields.has(name)) fields.set(name, attribute(tag, 'value') ?? '');
    }
    return [{ action: attribute(head!, 'action') || url, fields: [...fields] }];
  });
}

/** The address without its ids, so that two addresses that differ by an id only count as one page. */
const shapeOf = (url: string): string => url.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id').replace(/\?.*$/, '');

/** Follows the links of the site as one person. @returns each form found, one for each shape of address */
export async function crawl(
  browser: Browser,
  starts: readonly string[],
  limit = 120,
): Promise<{ forms: FoundForm[]; pages: string[]; broken: string[] }> {
  const queue = [...starts];
  const seen = new Map(queue.map((url) => [shapeOf(url), 1]));
  const forms = new Map<string, FoundForm>();
  const pages: string[] = [];
  const broken: string[] = [];
  while (queue.length > 0 && pages.length < limit) {
    const url = queue.shift()!;
    const answer = await browser.get(url);
    pages.push(url);
    if (answer.status >= 500) broken.push(`GET ${url}: ${answer.status}`);
    for (const form of formsOf(answer.html, browser.url))
      forms.set(`${shapeOf(form.action)} ${form.fields.map(([name]) => name).join()}`, form);
    for (const [tag] of answer.html.matchAll(/<a\b[^>]*>/g)) {
      const href = attribute(tag, 'href')?.split('#')[0];
      if (href?.startsWith('/') && !href.startsWith('/assets') && (seen.get(shapeOf(href)) ?? 0) < 2) {
        seen.set(shapeOf(href), (seen.get(shapeOf(href)) ?? 0) + 1);
        queue.push(href);
      }
    }
  }
  return { forms: [...forms.values()], pages, broken };
}

/** Each field gets one of this many values, another one at each call. Hundreds of fields together see all of them. */
const ONE_IN = Number(process.env['GARBAGE_ONE_IN'] ?? 8);

let turn = 0;
/** The values whose turn it is. With GARBAGE_ONE_IN=1, all of them. */
export function dealt<T>(values: readonly T[]): T[] {
  turn += 1;
  return values.filter((_, index) => index % ONE_IN === turn % ONE_IN);
}
