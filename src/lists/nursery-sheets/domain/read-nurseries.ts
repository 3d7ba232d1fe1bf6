import { readPhone } from '../../../foundation/kernel/phone-number.js';
import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import { WEEKDAYS, type OpeningWeek } from '../../../foundation/kernel/week-schedule.js';
import type { AgeGroup, EstablishmentKind, Funding } from '../../../offer/supply/index.js';
import { plain, readCommune, readDays, readHours } from '../../waiting-lists/domain/index.js';
import { NURSERY_FIELDS, type NurseryField } from './nursery-columns.js';

/** One line of a sheet. Cells are trimmed; an empty one is left out. */
export interface SheetRow {
  /** As a person counts the lines of the file, from 1. */
  readonly line: number;
  readonly cells: Readonly<Partial<Record<NurseryField, string>>>;
}

export interface SheetSection {
  readonly name: string | null;
  readonly ageGroup: AgeGroup;
  /** In completed months, the upper bound excluded. */
  readonly ageFromMonths: number;
  readonly ageToMonths: number;
  readonly places: number;
}

/** A nursery as the lines of a sheet tell it. */
export interface SheetNursery {
  readonly name: string;
  readonly communeCode: string;
  readonly kind: EstablishmentKind;
  readonly manager: string | null;
  readonly funding: Funding | null;
  readonly capacity: number;
  readonly address: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly webPage: string | null;
  /** Null where the sheet says no hours. */
  readonly week: OpeningWeek | null;
  readonly sections: readonly SheetSection[];
}

export const SHEET_PROBLEMS = [
  'missing',
  'unknown',
  'unclear',
  'number',
  'months',
  'order',
  'hours',
  'hoursForPlaces',
  'days',
  'phone',
  'email',
  'price',
  'tooMany',
  'twice',
  'disagree',
] as const;

/** A cell that keeps a nursery from being added. */
export interface SheetProblem {
  readonly line: number;
  readonly field: NurseryField;
  readonly value: string;
  readonly reason: (typeof SHEET_PROBLEMS)[number];
}

export interface ReadNursery {
  /** Where it begins. */
  readonly line: number;
  /** As the sheet writes it. */
  readonly name: string;
  readonly rows: readonly SheetRow[];
  /** Null where something of it is in doubt. */
  readonly nursery: SheetNursery | null;
  readonly problems: readonly SheetProblem[];
}

export interface NamedCommune {
  readonly inseeCode: string;
  readonly name: string;
}

const KINDS: readonly (readonly [EstablishmentKind, RegExp])[] = [
  ['micro_creche_paje', /micro creche.*\bpaje\b/],
  ['micro_creche_psu', /micro creche.*\bpsu\b/],
  ['creche_familiale', /familiale/],
  ['jardin_enfants', /jardin d ?enfants?/],
  ['multi_accueil', /multi ?accueil|creche collective|halte garderie/],
];
const GROUPS: readonly (readonly [AgeGroup, RegExp])[] = [
  ['mixed', /\b(ages? melanges?|inter ?ages?|mixte|unique|tous)\b/],
  ['babies', /\b(bebes?|petits?|nourrissons?)\b/],
  ['toddlers', /\b(moyens?|trotteurs?|marcheurs?)\b/],
  ['older', /\bgrands?\b/],
];
/** Said by the first line of a nursery, or by each of them alike. */
const OF_NURSERY = NURSERY_FIELDS.filter((field) => !['section', 'agesFrom', 'agesTo', 'places'].includes(field));
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const MOST_PLACES = 999;

/**
 * Reads the nurseries of a sheet: one line each, or one line for each section. Lines of one name in one commune are one
 * nursery. A line without a name goes on with the nursery above it, and one without a commune with the last of its name.
 */
export function readNurseries(rows: readonly SheetRow[], communes: readonly NamedCommune[]): ReadNursery[] {
  const lastOfName = new Map<string, string>();
  let above = '';
  const keyed = rows.map((row) => {
    const { name = '', commune = '' } = row.cells;
    const ofName = nurseryKey(name);
    const known = commune ? undefined : lastOfName.get(ofName);
    const key = name ? (known ?? `${ofName}|${plain(commune)}`) : above;
    if (name) lastOfName.set(ofName, key);
    above = key;
    return { row, key };
  });
  return [...groupedBy(keyed, ({ key }) => key).values()].map((own) =>
    readNursery(
      own.map(({ row }) => row),
      communes,
    ),
  );
}

/** A name as two nurseries of one commune would share it. */
export const nurseryKey = (name: string): string => plain(name);

function readNursery(rows: readonly SheetRow[], communes: readonly NamedCommune[]): ReadNursery {
  const first = rows[0]!;
  const problems: SheetProblem[] = [];
  const say = (row: SheetRow, field: NurseryField, reason: SheetProblem['reason']): null => {
    problems.push({ line: row.line, field, value: row.cells[field] ?? '', reason });
    return null;
  };
  const facts: Partial<Record<NurseryField, { readonly text: string; readonly row: SheetRow }>> = {};
  for (const field of OF_NURSERY)
    for (const row of rows) {
      const text = row.cells[field];
      if (!text) continue;
      facts[field] ??= { text, row };
      if (plain(facts[field].text) !== plain(text)) say(row, field, 'disagree');
    }
  const text = (field: NurseryField): string => facts[field]?.text ?? '';
  const sayOf = (field: NurseryField, reason: SheetProblem['reason']): null =>
    say(facts[field]?.row ?? first, field, reason);
  const needed = (field: NurseryField): string => text(field) || (sayOf(field, 'missing') ?? '');

  const name = needed('name');
  const communeName = needed('commune');
  const commune = readCommune(communeName, communes);
  if (communeName && commune.inseeCode === null) sayOf('commune', 'unknown');
  else if (commune.isDoubtful) sayOf('commune', 'unclear');
  const kindText = needed('kind');
  const kind = kindText ? kindOf(kindText, text('funding')) : null;
  if (kindText && !kind) sayOf('kind', isMicro(kindText) ? 'unclear' : 'unknown');
  const funding = fundingOf(text('funding'));
  if (funding === undefined) sayOf('funding', 'unknown');
  if (kind && funding && REGIMES[kind] && REGIMES[kind] !== funding) sayOf('funding', 'price');
  const capacity = countOf(needed('capacity'));
  if (text('capacity') && capacity === null) sayOf('capacity', 'number');
  const phone = text('phone') === '' ? null : (readPhone(text('phone')) ?? sayOf('phone', 'phone'));
  const email = text('email').toLowerCase();
  if (email && !EMAIL.test(email)) sayOf('email', 'email');
  const week = weekOf(text, sayOf);
  const sections = rows.flatMap((row) => readSection(row, (field, reason) => say(row, field, reason)));
  const firstPlaces = rows.find(({ cells }) => cells.places) ?? first;
  if (sections.length > 0 && week === null && !text('hours') && !text('opens'))
    say(firstPlaces, 'hours', 'hoursForPlaces');
  if (capacity !== null && sections.reduce((sum, { places }) => sum + places, 0) > capacity)
    say(firstPlaces, 'places', 'tooMany');
  for (const row of doublesIn(rows)) say(row, 'section', 'twice');
  const isWhole = problems.length === 0 && kind && capacity !== null && commune.inseeCode !== null;
  const nursery = !isWhole
    ? null
    : {
        ...{ name, communeCode: commune.inseeCode!, kind, manager: text('manager') || null },
        ...{ funding: funding ?? REGIMES[kind] ?? null, capacity, address: text('address') || null, phone },
        ...{ email: email || null, webPage: text('webPage') || null, week, sections },
      };
  return { line: first.line, name: name || (first.cells.section ?? ''), rows, nursery, problems };
}

/** Lines that name a section which a line above names: copied by mistake, or of a nursery whose name is missing. */
const doublesIn = (rows: readonly SheetRow[]): SheetRow[] =>
  rows.filter(({ cells: { section } }, index) => {
    const above = rows.slice(0, index);
    return section && above.some(({ cells }) => plain(cells.section ?? '') === plain(section));
  });

const REGIMES: Partial<Record<EstablishmentKind, Funding>> = { micro_creche_psu: 'PSU', micro_creche_paje: 'PAJE' };

const isMicro = (text: string): boolean => /micro creche/.test(plain(text));

/** A micro-crèche says its regime in its kind or in its funding; without either it is in doubt. */
function kindOf(text: string, funding: string): EstablishmentKind | null {
  const said = isMicro(text) ? `${plain(text)} ${plain(funding)}` : plain(text);
  return KINDS.find(([, pattern]) => pattern.test(said))?.[0] ?? null;
}

/** Undefined for a text that names no regime. */
function fundingOf(text: string): Funding | null | undefined {
  if (text === '') return null;
  const said = plain(text);
  const [psu, paje] = [/\bpsu\b/.test(said), /\b(paje|cmg)\b/.test(said)];
  return psu === paje ? undefined : psu ? 'PSU' : 'PAJE';
}

/** `12`, `12 places`; null for anything else. */
function countOf(text: string): number | null {
  const count = /^(\d{1,3})( ?(places?|enfants?|berceaux?))?$/i.exec(text.trim())?.[1];
  return count !== undefined && Number(count) > 0 && Number(count) <= MOST_PLACES ? Number(count) : null;
}

/** `18`, `18 mois`, `3 ans` in months; null for anything else. */
function monthsOf(text: string): number | null {
  const [, count, unit = 'mois'] = /^(\d{1,2}) ?(mois|m|ans?)?$/.exec(plain(text)) ?? [];
  return count === undefined ? null : Number(count) * (unit.startsWith('an') ? 12 : 1);
}

/** The same hours on each day that is said, Monday to Friday where none is. Null where no hours are said. */
function weekOf(
  text: (field: NurseryField) => string,
  say: (field: NurseryField, reason: SheetProblem['reason']) => null,
): OpeningWeek | null {
  const field = text('hours') ? 'hours' : 'opens';
  const said = text('hours') || (text('opens') && `${text('opens')} - ${text('closes')}`);
  if (!said) return null;
  const hours = readHours(said);
  if (!hours.ok || hours.value === null) return say(field, 'hours');
  const days = text('days') ? readDays(text('days')) : { ok: true as const, value: WEEKDAYS.slice(0, 5) };
  if (!days.ok || days.value.length === 0) return say('days', 'days');
  return Object.fromEntries(days.value.map((day) => [day, hours.value!]));
}

/** What a line says of a section: none where it says nothing of one. */
function readSection(
  { cells }: SheetRow,
  say: (field: NurseryField, reason: SheetProblem['reason']) => null,
): SheetSection[] {
  const { section = '', agesFrom = '', agesTo = '', places = '' } = cells;
  if (!section && !agesFrom && !agesTo && !places) return [];
  const [ageFromMonths, ageToMonths] = [monthsOf(agesFrom), monthsOf(agesTo)];
  if (ageFromMonths === null) say('agesFrom', agesFrom ? 'months' : 'missing');
  if (ageToMonths === null) say('agesTo', agesTo ? 'months' : 'missing');
  const count = countOf(places);
  if (count === null) say('places', places ? 'number' : 'missing');
  if (ageFromMonths === null || ageToMonths === null || count === null) return [];
  if (ageToMonths <= ageFromMonths || ageToMonths > 72) {
    say('agesTo', 'order');
    return [];
  }
  const said = plain(section);
  const ageGroup = GROUPS.find(([, pattern]) => pattern.test(said))?.[0] ?? 'mixed';
  // A name that only tells the group says nothing more than the group does.
  const isGroupOnly = GROUPS.some(([, pattern]) => said.replace(pattern, '').trim() === '');
  return [{ name: isGroupOnly ? null : section, ageGroup, ageFromMonths, ageToMonths, places: count }];
}
