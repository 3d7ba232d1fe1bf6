import { SYNONYMS } from './column-synonyms.js';
import { plain } from './plain-text.js';
import { correctSlip } from './slips.js';

export type Field = keyof typeof SYNONYMS;
export const FIELDS = Object.keys(SYNONYMS) as readonly Field[];

const SHORTEST_SLIP = 6;

/** The field of a header, a word in brackets set aside where it is not known whole, and one slip of the keyboard allowed. */
export function fieldOf(header: string): Field | null {
  const slip = correctSlip(shortHeader(withoutBrackets(header)), [...FIELD_OF.keys()], SHORTEST_SLIP);
  return fieldAsWritten(header) ?? fieldCutShort(header) ?? (slip === null ? null : FIELD_OF.get(slip)!);
}

/** The field of a header in which no slip of the keyboard is corrected. */
export function fieldAsWritten(header: string): Field | null {
  const names = [shortHeader(header), shortHeader(withoutBrackets(header))];
  const name = [...names, ...names.map(withPersonLast)].find((each) => FIELD_OF.has(each));
  return name === undefined ? null : FIELD_OF.get(name)!;
}

/** `Date entrée souh.`: a word that ends in a point is the beginning of another. Null where it may be several fields. */
function fieldCutShort(header: string): Field | null {
  const cut = [...header.matchAll(/(?<!\p{L})(\p{L}{3,})\./gu)].map(([, word]) => plain(word!));
  if (cut.length === 0) return null;
  const words = shortHeader(header).split(' ');
  const isLike = (name: string): boolean => {
    const known = name.split(' ');
    return (
      known.length === words.length &&
      words.every((word, index) => word === known[index] || (cut.includes(word) && known[index]!.startsWith(word)))
    );
  };
  const fields = new Set([...FIELD_OF].filter(([name]) => isLike(name)).map(([, field]) => field));
  return fields.size === 1 ? [...fields][0]! : null;
}

/** The fields that a header names together: `Observations / mode souhaité`. Empty where some of it is not known. */
export function fieldsOf(header: string): readonly Field[] {
  const whole = fieldOf(header);
  if (whole !== null) return [whole];
  const parts = header.split(/\s*[/+&]\s*|\s+(?:et|ou)\s+/).map(fieldOf);
  return parts.includes(null) ? [] : [...new Set(parts as Field[])];
}

const withoutBrackets = (header: string): string => header.replace(/\([^)]*\)/g, ' ');

/** `parent 1 telephone` → `telephone parent 1`. */
const withPersonLast = (name: string): string =>
  name.replace(
    /^(parent(?: [12])?|mere|pere|enfant) (.+)$/,
    (_whole, person: string, words: string) => `${words} ${person}`,
  );

const SMALL_WORDS = new Set(
  'a au d de du des l la le les et ou un une s e o n no numero jj mm aaaa quel quelle quels quelles votre vos'.split(
    ' ',
  ),
);

/** Words of headers in short, and the several words for one thing, by the one under which they are known. */
const WORD_OF: Readonly<Record<string, string>> = {
  dem: 'demande',
  dde: 'demande',
  dt: 'date',
  mel: 'mail',
  email: 'mail',
  courriel: 'mail',
  cne: 'commune',
  deb: 'debut',
  jr: 'jour',
  jrs: 'jour',
  enf: 'enfant',
  bb: 'bebe',
  naiss: 'naissance',
  maman: 'mere',
  mme: 'mere',
  papa: 'pere',
  tel: 'telephone',
  portable: 'telephone',
  mobile: 'telephone',
  gsm: 'telephone',
  port: 'telephone',
  representant: 'responsable',
  resp: 'responsable',
  sit: 'situation',
  pro: 'professionnelle',
  prof: 'profession',
  hor: 'horaire',
  h: 'heure',
  obs: 'observation',
  rq: 'remarque',
  rem: 'remarque',
  etab: 'etablissement',
};

/** `Date d’entrée souhaitée le` → `date entree souhaitee`, `dt dde` → `date demande`, `Resp. légal 1` → `parent 1`. */
const shortHeader = (header: string): string =>
  plain(header)
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .split(' ')
    .filter((word) => !SMALL_WORDS.has(word))
    .map((word) => (word.length > 3 ? word.replace(/s$/, '') : word))
    .map((word) => WORD_OF[word] ?? word)
    .join(' ')
    .replace('telephone telephone', 'telephone')
    .replace(/responsable( legal)? (?=[12]$)/, 'parent ');

const FIELD_OF = new Map<string, Field>(
  FIELDS.flatMap((field) => SYNONYMS[field].map((name) => [shortHeader(name), field] as const)),
);
