import { plain } from './plain-text.js';

/** Headers seen in the lists of the basin and their near synonyms, written as `plain` writes them. */
const SYNONYMS = {
  childSurname: ['nom', 'nom enfant', 'nom de l enfant', 'nom de famille', 'nom famille'],
  childFirstName: ['prenom', 'prenom enfant', 'prenom de l enfant'],
  childSurnameFirst: ['nom prenom', 'nom et prenom', 'nom prenom enfant', 'nom et prenom de l enfant', 'nom prenom de l enfant'],
  childFirstNameFirst: ['enfant', 'prenom nom', 'prenom et nom', 'prenom et nom de l enfant', 'prenom nom de l enfant'],
  birthDate: ['date de naissance', 'naissance', 'ne e le', 'ne le', 'nee le', 'date naissance', 'date de naissance prevue', 'ddn'],
  adult1: ['responsable 1', 'parent 1', 'responsable', 'representant legal 1', 'mere'],
  adult2: ['responsable 2', 'parent 2', 'representant legal 2', 'pere'],
  adults: ['parents', 'responsables', 'famille', 'representants legaux'],
  phone: ['tel', 'telephone', 'portable', 'mobile', 'numero de telephone', 'tel portable'],
  email: ['mail', 'courriel', 'e mail', 'email', 'adresse mail', 'adresse electronique'],
  contact: ['contact', 'coordonnees'],
  postalCode: ['cp', 'code postal'],
  commune: ['commune', 'ville', 'commune de residence', 'domicile'],
  wantedFrom: ['date d entree souhaitee', 'date d entree', 'entree', 'a partir de', 'date souhaitee', 'entree souhaitee', 'pour le'],
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
  requestedOn: ['date de la demande', 'date demande', 'demande le', 'depot', 'date de depot', 'depose le', 'date d inscription'],
  handicap: ['handicap', 'handicap o n', 'handicap oui non', 'besoin d adaptation', 'besoin d adaptation o n'],
  observations: ['observations', 'observation', 'remarques', 'commentaires', 'obs'],
} as const satisfies Record<string, readonly string[]>;

export type Field = keyof typeof SYNONYMS;

export interface Columns {
  /** Field → the header it stands under in this file. */
  readonly byField: Readonly<Partial<Record<Field, string>>>;
  /** Headers nobody recognised, or a second one for the same field: shown to the desk, their cells kept in the note. */
  readonly unknown: readonly string[];
}

/** Says which column holds what, whatever the accents, case and punctuation of the headers. */
export function recogniseColumns(headers: readonly string[]): Columns {
  const byField: Partial<Record<Field, string>> = {};
  const unknown: string[] = [];
  for (const header of headers) {
    const field = fieldOf(header);
    if (field === null || byField[field] !== undefined) unknown.push(header);
    else byField[field] = header;
  }
  return { byField, unknown };
}

function fieldOf(header: string): Field | null {
  const name = plain(header);
  const found = Object.entries(SYNONYMS).find(([, names]) => (names as readonly string[]).includes(name));
  return found ? (found[0] as Field) : null;
}
