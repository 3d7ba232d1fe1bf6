import { plain } from '../../waiting-lists/domain/index.js';

/** What a column of a list of childminders holds. */
export const MINDER_FIELDS = [
  'name',
  'firstName',
  'commune',
  'places',
  'phone',
  'email',
  'address',
  'mam',
  'agreementFrom',
  'agreementTo',
  'birthYear',
  'atypical',
] as const;
export type MinderField = (typeof MINDER_FIELDS)[number];

const KNOWN: readonly (readonly [MinderField, RegExp])[] = [
  ['firstName', /^prenom$/],
  ['name', /^(nom( (et |de )?(prenom|famille|usage|naissance))?|prenom (et )?nom|assistant(e)? maternel(le)?)$/],
  ['commune', /^(commune|ville)\b/],
  ['agreementTo', /^(fin|echeance|renouvellement|date de fin)\b|agrement.*\b(fin|jusqu|au|echeance)\b/],
  ['agreementFrom', /^(debut|date d agrement|date de debut)\b|agrement.*\b(debut|du|depuis)\b/],
  ['places', /^(places?|capacite|nb|nombre)\b|agrement$/],
  ['email', /^(e ?mail|mail|courriel|adresse (e ?)?mail)\b/],
  ['phone', /^(tel|telephone|portable|mobile)\b/],
  ['address', /^(adresse|rue)\b/],
  ['mam', /^(mam|maison d assistantes)/],
  ['birthYear', /naissance/],
  ['atypical', /atypique/],
];

/** What each column holds, by its header; null for one that nobody knows, of which nothing is kept. */
export const minderColumns = (headers: readonly string[]): (MinderField | null)[] =>
  headers.map((header) => KNOWN.find(([, pattern]) => pattern.test(plain(header)))?.[0] ?? null);
