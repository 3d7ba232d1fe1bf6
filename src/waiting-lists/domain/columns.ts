import { plain } from './plain-text.js';

/** Headers seen in the lists of the basin and their near synonyms, written as `plain` writes them. */
const SYNONYMS = {
  childSurname: ['nom', 'nom enfant', 'nom de l enfant', 'nom de famille', 'nom famille'],
  childFirstName: ['prenom', 'prenom enfant', 'prenom de l enfant'],
  childSurnameFirst: [
    'nom prenom',
    'nom et prenom',
    'nom prenom enfant',
    'nom et prenom de l enfant',
    'nom prenom de l enfant',
  ],
  childFirstNameFirst: ['enfant', 'prenom nom', 'prenom et nom', 'prenom et nom de l enfant', 'prenom nom de l enfant'],
  birthDate: [
    'date de naissance',
    'naissance',
    'ne e le',
    'ne le',
    'nee le',
    'date naissance',
    'date de naissance prevue',
    'ddn',
  ],
  adult1: ['responsable 1', 'parent 1', 'responsable', 'representant legal 1', 'mere'],
  adult2: ['responsable 2', 'parent 2', 'representant legal 2', 'pere'],
  adults: ['parents', 'responsables', 'famille', 'representants legaux'],
  phone: ['tel', 'telephone', 'portable', 'mobile', 'numero de telephone', 'tel portable'],
  email: ['mail', 'courriel', 'e mail', 'email', 'adresse mail', 'adresse electronique'],
  contact: ['contact', 'coordonnees'],
  postalCode: ['cp', 'code postal'],
  commune: ['commune', 'ville', 'commune de residence', 'domicile'],
  wantedFrom: [
    'date d entree souhaitee',
    'date d entree',
    'entree',
    'a partir de',
    'date souhaitee',
    'entree souhaitee',
    'pour le',
  ],
  days: ['jours', 'jours souhaites', 'jours demandes'],
  mon: ['lu', 'lun', 'lundi'],
  tue: ['ma', 'mar', 'mardi'],
  wed: ['me', 'mer', 'mercredi'],
  thu: ['je', 'jeu', 'jeudi'],
  fri: ['ve', 'ven', 'vendredi'],
  sat: ['sa', 'sam', 'samedi'],
  sun: ['di', 'dim', 'dimanche'],
  dayCount: ['nb jours', 'nombre de jours', 'nbre jours', 'nb de jours', 'nb j', 'jours semaine'],
  hours: ['horaires', 'heures', 'horaire', 'plage horaire'],
  situation: ['situation', 'situation professionnelle', 'situation des parents', 'activite'],
  returnsOn: [
    'date de reprise',
    'reprise',
    'reprise du travail',
    'date de retour',
    'retour de conge',
    'retour au travail',
  ],
  requestedOn: [
    'date de la demande',
    'date demande',
    'demande le',
    'depot',
    'date de depot',
    'depose le',
    'date d inscription',
  ],
  handicap: ['handicap', 'handicap o n', 'handicap oui non', 'besoin d adaptation', 'besoin d adaptation o n'],
  observations: ['observations', 'observation', 'remarques', 'commentaires', 'obs'],
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
  for (const header of headers) {
    const use = useOf(header, uses) ?? 'note';
    if (use === 'ignore') continue;
    if (use === 'note' || byField[use] !== undefined) unknown.push(header);
    else byField[use] = header;
  }
  return { byField, unknown };
}

/** What a column holds. Null when nobody has said it and its header is not known: a person then has to be asked. */
export const useOf = (header: string, uses: ColumnUses): ColumnUse | null => uses[plain(header)] ?? fieldOf(header);

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

function fieldOf(header: string): Field | null {
  const name = plain(header);
  const found = Object.entries(SYNONYMS).find(([, names]) => (names as readonly string[]).includes(name));
  return found ? (found[0] as Field) : null;
}
