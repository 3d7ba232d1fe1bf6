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
  ['name', /^(nom( (et |de |d )?(prenom|famille|usage|usuel|naissance))?|prenom (et )?nom|assistantes? maternelles?)$/],
  ['commune', /^(commune|ville)\b/],
  ['agreementTo', /^(date (de |d )?)?(fin|echeance|renouvellement)\b|agrement.*\b(fin|jusqu|au|echeance)\b/],
  ['agreementFrom', /^debut\b|^date\b.*\b(debut|agrement)\b|agrement.*\b(debut|du|depuis)\b/],
  // How many are free today is asked of her, and no list keeps it true.
  ['places', /^(?!.*\b(dispo|disponibles?|libres?|vacantes?|restantes?)\b)((places?|capacite|nb|nombre)\b|agrement$)/],
  ['email', /^(e ?mail|mail|courriel|adresse (e ?)?mail)\b/],
  ['phone', /^(tel|telephone|portable|mobile)\b/],
  ['address', /^(adresse|rue)\b/],
  ['mam', /^(mam|maison d assistantes)/],
  ['birthYear', /naissance/],
  ['atypical', /atypique/],
];

/** What each column holds, by its header; null for one that nobody knows, of which nothing is kept. */
export function minderColumns(headers: readonly string[]): (MinderField | null)[] {
  const uses = headers.map((header) => KNOWN.find(([, pattern]) => pattern.test(plain(header)))?.[0] ?? null);
  const isBirthName = (index: number): boolean => plain(headers[index]!) === 'nom de naissance';
  // She is known by the name that she uses, where the list has both.
  const hasUsed = uses.some((use, index) => use === 'name' && !isBirthName(index));
  return uses.map((use, index) => (use === 'name' && hasUsed && isBirthName(index) ? null : use));
}

/** How many headers are known; none where no column says who a line is about. */
export function countKnownColumns(headers: readonly string[]): number {
  const uses = minderColumns(headers);
  return uses.includes('name') ? uses.filter((use) => use !== null).length : 0;
}
