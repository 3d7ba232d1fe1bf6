/** The languages the desk speaks, the territory's own first. */
export const LANGUAGES = ['fr', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const FIRST_LANGUAGE: Language = 'fr';

export const isLanguage = (value: unknown): value is Language => (LANGUAGES as readonly unknown[]).includes(value);

/**
 * The language a browser likes best among those spoken, from its `Accept-Language` (RFC 9110 §12.5.4); `en-GB` is
 * served by `en`. Null when it names none of them: `*` alone is no preference.
 */
export function preferredLanguage(header: string | undefined, spoken: readonly Language[]): Language | null {
  const wanted = (header ?? '').split(',').map((range) => {
    const [tag = '', ...parameters] = range
      .toLowerCase()
      .split(';')
      .map((part) => part.trim());
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
    return { language: tag.split('-')[0], quality: /^[01](\.\d{0,3})?$/.test(quality) ? Number(quality) : 0 };
  });
  const best = wanted
    .filter(({ language, quality }) => quality > 0 && spoken.some((known) => known === language))
    .reduce<(typeof wanted)[number] | null>(
      (first, next) => (first === null || next.quality > first.quality ? next : first),
      null,
    );
  return (best?.language as Language | undefined) ?? null;
}
