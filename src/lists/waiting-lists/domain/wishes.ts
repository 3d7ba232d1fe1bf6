import { communeStarts } from './communes.js';
import type { WishForm } from './dossier-words.js';
import { plain } from './plain-text.js';
import type { RowContext } from './row-cells.js';
import { isOneSlipFrom } from './slips.js';

export interface WishesReading {
  /** In the order in which they are written. */
  readonly wishes: WishForm[];
  /** True when some words of the cell tell no establishment and no mode. */
  readonly isUnclear: boolean;
}

const NONE_PREFERRED =
  /^(indifferent(e|s)?|peu importe|sans preference|pas de preference|aucune preference|n importe|au choix|tou(te)?s|les deux)( |$)/;
const CHILDMINDER = /\b(ass?istante?s? mat\w*|ass? mats?|assmats?|am|amat|nounous?|nourrices?)\b/;
const MAM = /\b(mams?|maisons? d assistante?s? mat\w*)\b/;
const AT_HOME = /\b(garde a domicile|a domicile|au domicile|auxiliaire parentale?)\b/;
const SHARED_AT_HOME = /\bgardes? (partagee?s?|alternees?)\b/;
/** What people call the kinds of establishments; `crèche` alone may be any of them. */
const KINDS: readonly [RegExp, readonly string[]][] = [
  [/\b(micro ?creches?|micro|mc)\b/, ['micro_creche_psu', 'micro_creche_paje']],
  [/\b(creches? familiales?|cf|saf)\b/, ['creche_familiale']],
  [/\b(multi ?accueils?|ma|halte( garderie)?s?|creches? collectives?)\b/, ['multi_accueil']],
  [/\b(jardins? d enfants?)\b/, ['jardin_enfants']],
  [/\bcreches?\b/, ['multi_accueil', 'micro_creche_psu', 'micro_creche_paje', 'jardin_enfants', 'creche_familiale']],
];
const BETWEEN = /[/,;+\n&>]|\s+-\s+|\b(?:ou|puis|sinon|et|voire|a defaut)\b|(?<![\p{L}\d])\d\s*[).°:-]\s*/iu;

/**
 * The wishes in a cell, best first: `micro-crèche Génelard ou ass mat`, `1) MA Blanzy 2) MA Montceau`. An establishment
 * is taken where the cell tells only one; the establishment whose list it is counts as told by `crèche`. What could be
 * several is asked, and never chosen.
 */
export function readWishes(text: string, context: RowContext): WishesReading {
  const parts = text
    .split(BETWEEN)
    .map(plain)
    .filter((part) => part !== '');
  const named = new Set(parts.flatMap((part) => communeIn(part, context) ?? []));
  const own = (context.establishments ?? []).find(({ id }) => id === context.sourceProviderId)?.communeCode;
  const around = (named.size === 1 ? [...named][0] : own) ?? null;
  const read = parts.map((part) => (NONE_PREFERRED.test(part) ? null : readWish(part, around, context)));
  const told = read.filter((wish) => wish !== null);
  const wishes = told.filter(
    (wish, index) => told.findIndex((other) => JSON.stringify(other) === JSON.stringify(wish)) === index,
  );
  return { wishes, isUnclear: read.includes(null) };
}

/** @param around the commune that the rest of the cell names, or that of the list */
function readWish(part: string, around: string | null, context: RowContext): WishForm | null {
  const named = establishmentNamed(part, context);
  if (named !== null) return { mode: 'establishment', providerId: named, communeCode: null };
  const communeCode = communeIn(part, context);
  if (MAM.test(part)) return { mode: 'mam', providerId: null, communeCode };
  if (SHARED_AT_HOME.test(part)) return { mode: 'shared_home_care', providerId: null, communeCode: null };
  if (AT_HOME.test(part)) return { mode: 'home_care', providerId: null, communeCode: null };
  const kinds = KINDS.find(([words]) => words.test(part))?.[1];
  if (kinds === undefined)
    return CHILDMINDER.test(part) ? { mode: 'childminder', providerId: null, communeCode } : null;
  const providerId = establishmentOfKind(kinds, communeCode, around, context);
  return providerId === null ? null : { mode: 'establishment', providerId, communeCode: null };
}

/** By its own name, whole or without its first small word: `P’tits Mineurs` is `Les P’tits Mineurs`. */
function establishmentNamed(part: string, { establishments = [] }: RowContext): string | null {
  const own = (name: string): string => plain(name).replace(/^(les?|la|l) /, '');
  const found = establishments.filter(({ name }) => {
    const key = own(name);
    return ` ${part} `.includes(` ${key} `) || (key.length > 7 && isOneSlipFrom(own(part), key));
  });
  return found.length === 1 ? found[0]!.id : null;
}

/**
 * The only one of a kind: of the commune that is named, else the one whose list this is, else one of its commune. A
 * commune says `crèche` of its multi-accueil, where it also has a family crèche (list-owner.ts).
 */
function establishmentOfKind(
  kinds: readonly string[],
  communeCode: string | null,
  around: string | null,
  { establishments = [], sourceProviderId }: RowContext,
): string | null {
  const alike = establishments.filter(({ establishmentKind }) => kinds.includes(establishmentKind ?? ''));
  if (communeCode === null && alike.some(({ id }) => id === sourceProviderId)) return sourceProviderId!;
  const there = alike.filter((establishment) => establishment.communeCode === (communeCode ?? around));
  const multi = there.filter(({ establishmentKind }) => establishmentKind === 'multi_accueil');
  const [only, ...others] = multi.length > 0 ? multi : there;
  return only && others.length === 0 ? only.id : null;
}

/** The commune that some words of the text name, whole or by a beginning that tells it. */
function communeIn(part: string, { communes }: RowContext): string | null {
  const words = ` ${part.replace(/\bst\b/g, 'saint').replace(/\bste\b/g, 'sainte')} `;
  const named = communes.flatMap(({ inseeCode, name }) => {
    const told = communeStarts(name).filter((start) => words.includes(` ${start} `));
    return told.length === 0 ? [] : [{ inseeCode, length: Math.max(...told.map((start) => start.length)) }];
  });
  const longest = Math.max(0, ...named.map(({ length }) => length));
  const best = named.filter(({ length }) => length === longest);
  return best.length === 1 ? best[0]!.inseeCode : null;
}
