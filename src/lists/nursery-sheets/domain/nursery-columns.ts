import { plain } from '../../waiting-lists/domain/index.js';

/** What a column of a sheet of nurseries holds. */
export const NURSERY_FIELDS = [
  'name',
  'commune',
  'kind',
  'manager',
  'funding',
  'capacity',
  'address',
  'phone',
  'email',
  'webPage',
  'days',
  'hours',
  'opens',
  'closes',
  'section',
  'agesFrom',
  'agesTo',
  'places',
] as const;
export type NurseryField = (typeof NURSERY_FIELDS)[number];

/** Tried in this order: `adresse mail` is no address, `places agréées` are those of the whole nursery. */
const KNOWN: readonly (readonly [NurseryField, RegExp])[] = [
  ['manager', /gestionnaire|^gere par/],
  ['email', /courriel|\be ?mail|\bmail/],
  ['webPage', /^(site|page|adresse) (web|internet)|^site$/],
  ['address', /^(adresse|rue|voie)\b/],
  ['commune', /^(commune|ville)\b/],
  ['phone', /^(tel|telephone)\b/],
  ['funding', /^(financement|tarification|prestation|psu|tarif)\b/],
  ['kind', /^(type|nature|categorie|mode d accueil)\b/],
  ['agesTo', /^ages?\b.*\b(max|maximum|fin|jusqu)\b|^jusqu a .*\bage/],
  ['agesFrom', /^ages?\b.*\b(min|minimum|debut|depuis|partir|des|de)\b|^des .*\bage/],
  ['section', /^(section|groupe|unite)\b/],
  ['capacity', /capacite|agrement|autorisation|agree/],
  ['places', /^((nb|nombre) (de )?)?places?\b/],
  ['days', /^jours?\b/],
  ['opens', /^(heures? d )?(ouverture|ouvre)\b/],
  ['closes', /^(heures? de )?(fermeture|ferme)\b/],
  ['hours', /^(horaires?|heures?)\b/],
  ['name', /^(nom|etablissement|structure|creche|eaje)\b/],
];

/** What each column holds, by its header; null for one that nobody knows, of which nothing is read. */
export const nurseryColumns = (headers: readonly string[]): (NurseryField | null)[] =>
  headers.map((header) => KNOWN.find(([, pattern]) => pattern.test(plain(header)))?.[0] ?? null);

/** How many headers are known; none where no column says which nursery a line is about. */
export function countKnownColumns(headers: readonly string[]): number {
  const fields = nurseryColumns(headers);
  return fields.includes('name') ? fields.filter((field) => field !== null).length : 0;
}
