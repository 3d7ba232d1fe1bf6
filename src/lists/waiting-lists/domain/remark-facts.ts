import { roleIn, type Role } from './contacts.js';
import type { HouseholdForm, NeedForm } from './dossier-words.js';
import { plain } from './plain-text.js';
import type { RowContext } from './row-cells.js';
import { readWishes } from './wishes.js';

/** What free words of a row tell for certain. Null where they do not; they stay in the note of the desk in any case. */
export interface RemarkFacts {
  readonly loneParent: true | null;
  readonly custody: HouseholdForm['custody'];
  readonly dependentChildren: number | null;
  /** The establishment where a brother or sister goes; `providerId` is null where the words do not say which. */
  readonly sibling: { readonly providerId: string | null } | null;
  readonly currentCare: NeedForm['currentCare'];
  /** Whose hours are atypical; `role` is null where the words do not say. */
  readonly atypicalHours: { readonly role: Role | null } | null;
}

const CHILDREN = String.raw`( avec (ses |son |sa )?(\d+ |deux |trois |un |une )?(enfants?|bebes?|filles?|fils|garcons?|jumeaux))?`;
const LONE = [
  new RegExp(String.raw`^(une? )?(maman|mere|papa|pere|parent|femme) (solo|seule?|isolee?|celibataire)${CHILDREN}$`),
  /^(famille |foyer |parent |situation )?mono ?parent(ale?|aux|alite)?$/,
  new RegExp(String.raw`^(elle |il )?eleve seule? (ses|son|l|les)( (\d+|deux|trois))? ?(enfants?|bebe|fils|filles?)$`),
];
const isLone = (part: string): boolean => LONE.some((words) => words.test(part));

/** The words of a cell without those that only say that a parent is alone: `maman solo, CDI` → `CDI`. */
export const withoutLone = (text: string): string =>
  text
    .split(/([,;\n/]+)/)
    .filter((part) => !isLone(plain(part)))
    .join('')
    .replace(/^[\s,;/]+|[\s,;/]+$/g, '');

const SIBLING =
  /^(?:(?:a )?(?:le |la |l |son |sa |un |une |mon |ma |leur )?(?:grande? |petite? |demi )?(?:frere|soeur|ainee?|cadet(?:te)?|jumeau|jumelle|fratrie)(?: ainee?)?)( \p{L}+)?((?: est| va| deja| accueillie?| gardee?| inscrite?| presente?)*)((?: a| au| chez| dans| ici)(?: .*)?)$/u;
/** What is over, or not yet true, or about a school. */
const NOT_NOW =
  /\b(sera|seront|ira|etait|ete|ancien\w*|ex|quitte\w*|sortie?|part|partie?|jusqu|demande\w*|liste|attente|ecole|maternelle|septembre|rentree|prochain\w*|bientot|souhait\w*|aussi|20[01]\d)\b/;
/** True where words about a brother or sister tell of what was, of what will be, or of a school. */
export const saysNotNow = (text: string): boolean => NOT_NOW.test(plain(text).replace(SINCE, ''));

const SINCE = / (depuis|cette annee|actuellement).*$/;
const HERE = /^(ici|chez nous|dans (la|notre|l) (structure|creche|etablissement))$/;
const SOME = /^(a la|a une|en|dans (la|une)|au|a) (creche|micro ?creche|multi ?accueil|halte( garderie)?)$/;

function siblingIn(part: string, context: RowContext): RemarkFacts['sibling'] {
  const [, , , where] = SIBLING.exec(part.replace(SINCE, '')) ?? [];
  if (where === undefined || saysNotNow(part)) return null;
  const place = where.trim();
  const own = context.sourceProviderId ?? null;
  if (HERE.test(place)) return own === null ? null : { providerId: own };
  const { wishes, isUnclear } = readWishes(place, context);
  const [only, ...others] = wishes;
  if (only?.mode === 'establishment' && others.length === 0 && !isUnclear) return { providerId: only.providerId };
  return SOME.test(place) ? { providerId: null } : null;
}

const NOW = /\b(actuellement|actuelle?|pour l instant|pour le moment|en ce moment|aujourd hui|a ce jour)\b/;
const KEPT_BY = /^(enfant )?(est )?gardee? (par|chez|a|au|en)\b|^(mode de )?garde\b/;
const CARERS: readonly [RegExp, NonNullable<NeedForm['currentCare']>][] = [
  [/^(assistante? mat(ernelle?)?|ass? ?mat|nounou|nourrice|mam)$/, 'childminder'],
  [/^(mamie|mamy|papi|papy|grand mere|grand pere|grands parents|famille|tante|tata|belle mere)$/, 'family'],
  [/^((micro ?)?creche|multi ?accueil|halte garderie)$/, 'establishment'],
  [/^(maman|mere|papa|pere|parents?)$/, 'parent'],
];

function careIn(part: string): RemarkFacts['currentCare'] {
  if (!NOW.test(part) && !/^(enfant )?(est )?gardee? (par|chez)\b/.test(part)) return null;
  const carer = part
    .replace(NOW, ' ')
    .trim()
    .replace(KEPT_BY, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^((par|chez|a|au|en|la|le|l|les|sa|son|ses|une?|notre) )+/, '');
  return carerIn(carer);
}

/** Who cares for a child, in words that say nothing else: `assistante maternelle`, `mamie`. */
export const carerIn = (words: string): RemarkFacts['currentCare'] =>
  CARERS.find(([names]) => names.test(words))?.[1] ?? null;

/** Hours of shifts, of nights or apart from those of others, with at most a trade and a word for whose they are. */
const ATYPICAL =
  /^(\p{L}+ )?((en |travaille? (en )?)?([2-5] ?x ?8|[2-5] 8)|(en )?(horaires?|equipes?) (decalee?s?|atypiques?|de nuit|postee?s?|alternee?s?)|(travaille? )?(de nuit|la nuit)|en (2|3) equipes)( (papa|pere|maman|mere|mme|mr?))?$/u;

function atypicalIn(written: string): RemarkFacts['atypicalHours'] {
  const said = plain(written);
  const part = said.replace(/^(papa|pere|maman|mere) /, '');
  return ATYPICAL.test(part) ? { role: roleIn(written) } : null;
}

/** `ouvrier 3x8`, `travaille de nuit`, in the cell of one adult. */
export const saysAtypicalHours = (text: string): boolean =>
  text.split(/[,;\n]/).some((part) => atypicalIn(part) !== null);

/** Reads free words, part by part. A part that says anything more or anything less is left to a person. */
export function readRemark(text: string, context: RowContext): RemarkFacts {
  const written = text
    .split(/[,;.\n+]|\s[-–]\s|(?<=\p{L})\s*\/\s*(?=\p{L})/u)
    .map((part) => part.replace(/^\s*(fratrie|famille|info|nb|note)\s*:\s*/i, ''));
  const parts = written.map(plain).filter((part) => part !== '');
  const first = <Fact>(read: (part: string) => Fact | null): Fact | null => {
    const found = parts.flatMap((part) => read(part) ?? []);
    const [only, ...others] = found;
    return only !== undefined && others.every((other) => JSON.stringify(other) === JSON.stringify(only)) ? only : null;
  };
  return {
    loneParent: parts.some(isLone) ? true : null,
    custody: parts.some((part) => /^((en )?(garde|residence) alternee)$/.test(part)) ? 'alternating' : null,
    dependentChildren: first((part) => Number(/^([1-9]) enfants? a charge$/.exec(part)?.[1] ?? 0) || null),
    sibling: first((part) => siblingIn(part, context)),
    currentCare: first(careIn),
    atypicalHours: written.map(atypicalIn).find((fact) => fact !== null) ?? null,
  };
}
