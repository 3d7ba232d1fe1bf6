import { plain } from './plain-text.js';
import { correctSlip } from './slips.js';

/**
 * Headers seen in the lists of the basin and their near synonyms, in the short form of `shortHeader`: no accents, no
 * small words, singular.
 */
const SYNONYMS = {
  childSurname: ['nom', 'nom enfant', 'nom famille', 'nom bebe', 'nom famille enfant', 'nom usage'],
  childFirstName: ['prenom', 'prenom enfant', 'prenom bebe'],
  childSurnameFirst: ['nom prenom', 'nom prenom enfant'],
  childFirstNameFirst: ['enfant', 'prenom nom', 'prenom nom enfant'],
  birthDate: [
    'date naissance',
    'naissance',
    'ne',
    'nee',
    'date naissance prevue',
    'date naissance terme',
    'naissance terme',
    'naissance prevue',
    'date naissance enfant',
    'terme',
    'date terme',
    'ddn',
  ],
  adult1: ['responsable 1', 'parent 1', 'responsable', 'representant legal 1', 'mere', 'nom prenom mere', 'maman'],
  adult2: ['responsable 2', 'parent 2', 'representant legal 2', 'pere', 'nom prenom pere', 'papa'],
  adult1Surname: ['nom mere', 'nom parent 1', 'nom responsable 1', 'nom maman'],
  adult1FirstName: ['prenom mere', 'prenom parent 1', 'prenom responsable 1', 'prenom maman'],
  adult2Surname: ['nom pere', 'nom parent 2', 'nom responsable 2', 'nom papa'],
  adult2FirstName: ['prenom pere', 'prenom parent 2', 'prenom responsable 2', 'prenom papa'],
  adults: [
    'parent',
    'responsable legal',
    'famille',
    'representant legal',
    'representant legaux',
    'responsable legaux',
    'nom parent',
    'nom prenom parent',
  ],
  phone: [
    'tel',
    'telephone',
    'portable',
    'mobile',
    'gsm',
    'tel portable',
    'telephone portable',
    'tel parent',
    'telephone parent',
    'tel 1',
    'telephone 1',
    'tel mere',
    'telephone mere',
    'portable mere',
    'tel parent 1',
    'telephone parent 1',
  ],
  email: [
    'mail',
    'courriel',
    'email',
    'adresse mail',
    'adresse email',
    'adresse courriel',
    'adresse electronique',
    'mail parent',
    'mail 1',
    'mail mere',
    'email mere',
    'courriel mere',
    'mail parent 1',
  ],
  phone2: ['tel 2', 'telephone 2', 'tel pere', 'telephone pere', 'portable pere', 'tel parent 2', 'telephone parent 2'],
  email2: ['mail 2', 'mail pere', 'email pere', 'courriel pere', 'mail parent 2'],
  contact: ['contact', 'coordonnee'],
  address: ['adresse', 'adresse postale', 'rue'],
  postalCode: ['cp', 'c p', 'code postal'],
  commune: [
    'commune',
    'ville',
    'commune residence',
    'ville residence',
    'lieu residence',
    'commune habitation',
    'domicile',
    'localite',
    'lieu habitation',
  ],
  wantedFrom: [
    'date entree souhaitee',
    'date entree',
    'entree',
    'partir',
    'compter',
    'date souhaitee',
    'entree souhaitee',
    'entree prevue',
    'date accueil souhaitee',
    'date accueil souhaite',
    'date accueil',
    'date debut',
    'date debut accueil',
    'date debut souhaitee',
    'debut',
    'debut souhaite',
    'souhaite pour',
    'pour',
    'pour quand',
  ],
  days: [
    'jour',
    'jour souhaite',
    'jour demande',
    'jour garde',
    'jour accueil',
    'jour accueil souhaite',
    'jour presence',
  ],
  mon: ['lu', 'lun', 'lundi'],
  tue: ['ma', 'mar', 'mardi'],
  wed: ['me', 'mer', 'mercredi'],
  thu: ['je', 'jeu', 'jeudi'],
  fri: ['ve', 'ven', 'vendredi'],
  sat: ['sa', 'sam', 'samedi'],
  sun: ['di', 'dim', 'dimanche'],
  dayCount: [
    'nb jour',
    'nombre jour',
    'nbre jour',
    'nb j',
    'jour semaine',
    'nb jour semaine',
    'nombre jour semaine',
    'nb jour souhaite',
  ],
  hours: ['horaire', 'heure', 'plage horaire', 'horaire souhaite', 'horaire demande', 'amplitude horaire', 'amplitude'],
  situation: [
    'situation',
    'situation professionnelle',
    'situation parent',
    'situation professionnelle parent',
    'situation familiale professionnelle',
    'emploi parent',
    'activite',
    'activite parent',
  ],
  adult1Situation: [
    'situation mere',
    'situation parent 1',
    'situation professionnelle parent 1',
    'situation professionnelle mere',
  ],
  adult2Situation: [
    'situation pere',
    'situation parent 2',
    'situation professionnelle parent 2',
    'situation professionnelle pere',
  ],
  returnsOn: ['date reprise', 'reprise', 'reprise travail', 'date retour', 'retour conge', 'retour travail'],
  requestedOn: [
    'date demande',
    'demande',
    'depot',
    'date depot',
    'date depot demande',
    'depose',
    'recu',
    'date inscription',
    'date preinscription',
    'inscrit',
    'date reception',
  ],
  handicap: [
    'handicap',
    'handicap oui non',
    'situation handicap',
    'besoin adaptation',
    'besoin particulier',
    'besoin specifique',
  ],
  observations: ['observation', 'remarque', 'commentaire', 'obs', 'note', 'divers'],
} as const satisfies Record<string, readonly string[]>;

export type Field = keyof typeof SYNONYMS;
export const FIELDS = Object.keys(SYNONYMS) as readonly Field[];

/** What is done with a column: it is a field of the dossier, goes into the desk's note, or is ignored. */
export type ColumnUse = Field | 'note' | 'ignore';
export const COLUMN_USES: readonly ColumnUse[] = [...FIELDS, 'note', 'ignore'];
/** What a person said about columns, by the header in its `plain` form. */
export type ColumnUses = Readonly<Record<string, ColumnUse>>;

export interface Columns {
  /** Field → the header it stands under in this file. */
  readonly byField: Readonly<Partial<Record<Field, string>>>;
  /** Headers nobody recognised, or a second one for the same field: shown to the desk, their cells kept in the note. */
  readonly unknown: readonly string[];
}

/**
 * Tells which column holds what. What a person said comes first, then the header, without regard to accents, capitals
 * and punctuation.
 */
export function recogniseColumns(headers: readonly string[], uses: ColumnUses = {}): Columns {
  const byField: Partial<Record<Field, string>> = {};
  const unknown: string[] = [];
  for (const { header, use: said } of columnsOf(headers, uses)) {
    const use = said ?? 'note';
    if (use === 'ignore') continue;
    if (use === 'note' || byField[use] !== undefined) unknown.push(header);
    else byField[use] = header;
  }
  return { byField, unknown };
}

export interface ColumnReading {
  readonly header: string;
  /** Null when nobody has said it and the header is not known: a person then has to be asked. */
  readonly use: ColumnUse | null;
}

/** What each column of a list holds. */
export function columnsOf(headers: readonly string[], uses: ColumnUses): ColumnReading[] {
  const letters = daysByLetter(headers);
  return headers.map((header, index) => ({
    header,
    use: uses[plain(header)] ?? letters.get(index) ?? fieldOf(header),
  }));
}

const LETTERED: readonly Field[] = ['mon', 'tue', 'wed', 'thu', 'fri'];
/** `L | M | M | J | V`: one letter tells a day only among the others of the week. */
function daysByLetter(headers: readonly string[]): ReadonlyMap<number, Field> {
  const start = headers.findIndex((_, index) =>
    /^l m( 2)? m( 2)? j v$/.test(plain(headers.slice(index, index + 5).join(' '))),
  );
  return new Map(start === -1 ? [] : LETTERED.map((field, index) => [start + index, field]));
}

/**
 * A text that is the same for lists with the same columns in any order. What was said about one then applies to the
 * other.
 */
export const headerSignature = (headers: readonly string[]): string => headers.map(plain).sort().join('|');

const CHILD_FIELDS: readonly Field[] = [
  'childSurname',
  'childFirstName',
  'childSurnameFirst',
  'childFirstNameFirst',
  'birthDate',
];
/** Without one of these columns no row says which child it is about. */
export const saysWhichChild = ({ byField }: Columns): boolean =>
  CHILD_FIELDS.some((field) => byField[field] !== undefined);

const FIELD_OF = new Map<string, Field>(
  FIELDS.flatMap((field) => SYNONYMS[field].map((name) => [name, field] as const)),
);
const SHORTEST_SLIP = 6;

/** The field of a header, a word in brackets set aside where it is not known whole, and one slip of the keyboard allowed. */
function fieldOf(header: string): Field | null {
  const [whole, short] = [shortHeader(header), shortHeader(header.replace(/\([^)]*\)/g, ' '))];
  const name =
    [whole, short].find((each) => FIELD_OF.has(each)) ?? correctSlip(short, [...FIELD_OF.keys()], SHORTEST_SLIP);
  return name === null ? null : (FIELD_OF.get(name) ?? null);
}

const SMALL_WORDS = new Set('a au d de du des l la le les et ou un une s e o n no numero jj mm aaaa'.split(' '));

/** `Date d’entrée souhaitée le` → `date entree souhaitee`. */
const shortHeader = (header: string): string =>
  plain(header)
    .split(' ')
    .filter((word) => !SMALL_WORDS.has(word))
    .map((word) => (word.length > 3 ? word.replace(/s$/, '') : word))
    .join(' ');
