import type { Translator } from '../../../../foundation/platform/i18n/index.js';

/** A place of a claim, with its name. */
export interface NamedPlace {
  readonly number: number;
  readonly place: string;
}

/** A claim of a family, with the names of its places. */
export interface NamedClaim {
  /** The numbers of all cases of the family. */
  readonly numbers: readonly number[];
  readonly gains: readonly NamedPlace[];
  readonly leaves: readonly NamedPlace[];
  readonly others: number;
}

/**
 * `Crèche des Lilas, Bébés (n° 4) et Crèche des Lilas, Grands (n° 5)`. The numbers are only given where the family has
 * several children.
 * @param nameOf the name of a child, by the number of its case
 */
export function claimedPlaces(
  words: Translator,
  { numbers, gains, leaves, others }: NamedClaim,
  nameOf: (number: number) => string,
): string {
  const { t, list } = words;
  const said = (places: readonly NamedPlace[]): string =>
    list(
      places.map(({ number, place }) =>
        numbers.length > 1 ? t('commission.claims.part', { place, child: nameOf(number) }) : place,
      ),
    );
  const text =
    leaves.length === 0 ? said(gains) : t('commission.claims.leaving', { places: said(gains), left: said(leaves) });
  return others === 0 ? text : t('commission.claims.others', { places: text, count: others });
}

/** `N° 4 et 5 : …`, in the way members and minutes name cases. */
export function claimLine(words: Translator, claim: NamedClaim): string {
  const { t, list } = words;
  return t('commission.claims.one', {
    numbers: list(claim.numbers.map(String)),
    places: claimedPlaces(words, claim, (number) => t('commission.claims.number', { number })),
  });
}
