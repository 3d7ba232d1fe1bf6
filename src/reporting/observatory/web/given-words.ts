import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { Supply } from '../../../offer/supply/index.js';
import type { WhatWouldGive } from '../../zones/index.js';

type PossiblePlace = WhatWouldGive['places'][number];

/** What would give a solution, in a few words: "2 lieux d’accueil, 3 assistantes maternelles, semaine plus courte". */
export function givenInShort({ t, list }: Translator, given: readonly WhatWouldGive[]): string {
  const places = given.flatMap((child) => child.places);
  const count = (mode: string, fits: readonly string[]): number =>
    new Set(
      places.filter((place) => place.mode === mode && fits.includes(place.fit)).map(({ providerId }) => providerId),
    ).size;
  const parts = [
    ['establishments', count('establishment', ['whole'])],
    ['atChildminders', count('childminder', ['whole'])],
    ['shorter', count('establishment', ['shorter', 'part'])],
    ['mindersInPart', count('childminder', ['shorter', 'part'])],
  ] as const;
  const said = parts.flatMap(([name, found]) => (found > 0 ? [t(`observatory.given.${name}`, { count: found })] : []));
  return said.length > 0 ? list(said) : t('observatory.given.none');
}

/**
 * Establishments with room, the best first, then how many childminders have. These are not named: the desk puts families
 * in touch with them.
 */
export function placeRows(words: Translator, given: WhatWouldGive, supply: Supply): unknown[][] {
  const establishments = given.places.filter(({ mode }) => mode === 'establishment');
  const minders = given.places.filter(({ mode }) => mode === 'childminder');
  return [
    ...establishments.map((place) => rowOf(words, supply.provider(place.providerId)?.name ?? '', place, given.asked)),
    ...(['whole', 'shorter', 'part'] as const).flatMap((fit) => {
      const found = minders.filter((place) => place.fit === fit);
      // They come with the best first.
      const [best] = found;
      const from = found.some((place) => place.from === null) ? null : found.map((place) => place.from!).sort()[0]!;
      const name = words.t('observatory.given.childminders', { count: found.length });
      return best
        ? [rowOf(words, `${name.charAt(0).toLocaleUpperCase()}${name.slice(1)}`, { ...best, from }, given.asked)]
        : [];
    }),
  ];
}

const rowOf = (
  { t, number, day }: Translator,
  name: string,
  { fit, halfDays, km, wished, from }: PossiblePlace,
  asked: number,
): unknown[] => [
  name,
  from === null
    ? t(`observatory.fit.${fit}`)
    : t('observatory.given.from', { fit: t(`observatory.fit.${fit}`), day: day(from) }),
  t('observatory.given.halfDays', { halfDays, asked }),
  km === null ? '' : t('observatory.given.km', { km: number(Math.round(km)) }),
  wished ? t('observatory.given.wished') : t('observatory.given.notWished'),
];
