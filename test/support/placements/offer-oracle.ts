import type { Reader } from '../../../src/foundation/platform/database/index.js';
import { halfDaysOf } from './oracle.js';

/**
 * What a change of the offer must leave true: every promise has a seat, hours and a section of its age, or somebody
 * confirmed with a reason that it has none. Worked out from the rows of the tables alone.
 */

interface Dated {
  readonly from: string;
  readonly to: string | null;
}
interface Capacity extends Dated {
  readonly section_id: string;
  readonly seats: string;
}
interface Hours extends Dated {
  readonly provider_id: string;
  readonly week: string;
}
interface Section {
  readonly id: string;
  readonly provider_id: string;
  readonly age_from_months: number;
  readonly age_to_months: number;
  readonly closed_from: string | null;
  readonly provider_closed_from: string | null;
}
interface Change {
  readonly id: string;
  readonly provider_id: string;
  readonly section_id: string | null;
  readonly act: string;
  readonly from: string;
  readonly facts: string;
  readonly reason: string | null;
  readonly promises_touched: number;
  readonly pending: boolean | number;
  readonly recorded_by: string;
}
interface Reserved extends Dated {
  readonly section_id: string;
  readonly owner_kind: string;
  readonly commune_code: string | null;
  readonly slots: number;
  readonly places: number;
  readonly release_on: string | null;
}
interface Promised {
  readonly id: string;
  readonly section_id: string;
  readonly from: string;
  readonly to: string;
  readonly slots: number;
  readonly reserved_for: string | null;
  readonly birth: string | null;
}

export interface OfferRows {
  readonly capacities: readonly Capacity[];
  readonly hours: readonly Hours[];
  readonly sections: readonly Section[];
  readonly changes: readonly Change[];
  readonly reserved: readonly Reserved[];
  readonly promises: readonly Promised[];
  /** Whatever else a refused change might have written. */
  readonly besides: readonly unknown[];
}

export async function readOffer(reader: Reader): Promise<OfferRows> {
  const all = <Row>(sql: string): Promise<Row[]> => reader.sql<Row>(sql);
  const birth = '(SELECT COALESCE(birth_date, due_date) FROM child_request WHERE id = request_id) AS birth';
  const promised = `id, section_id, "from", "to", slots, reserved_for, ${birth}`;
  return {
    capacities: await all('SELECT * FROM capacity ORDER BY section_id, "from"'),
    hours: await all('SELECT * FROM opening_hours ORDER BY "from"'),
    sections: await all(
      `SELECT s.*, p.closed_from AS provider_closed_from FROM section s JOIN provider p ON p.id = s.provider_id
        ORDER BY s.id`,
    ),
    changes: await all('SELECT * FROM provider_change ORDER BY id'),
    reserved: await all('SELECT * FROM reserved_places ORDER BY id'),
    promises: [
      ...(await all<Promised>(`SELECT ${promised} FROM placement WHERE state = 'held' ORDER BY id`)),
      ...(await all<Promised>(`SELECT ${promised} FROM offer WHERE state = 'open' ORDER BY id`)),
    ],
    besides: [
      await all('SELECT * FROM closing_period ORDER BY id'),
      await all('SELECT id, version, overbooking_allowed FROM provider ORDER BY id'),
      await all('SELECT section_id, day, half, places, held, beyond FROM seat_ledger ORDER BY section_id, day, half'),
    ],
  };
}

const covers = ({ from, to }: Dated, day: string): boolean => from <= day && (to === null || day <= to);
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

/** Whole months from a birth to a day. */
function months(birth: string, day: string): number {
  const [year, month, date] = birth.split('-').map(Number) as [number, number, number];
  const [toYear, toMonth, toDate] = day.split('-').map(Number) as [number, number, number];
  return (toYear - year) * 12 + toMonth - month - (toDate < date ? 1 : 0);
}

const closedFrom = ({ closed_from: own, provider_closed_from: all }: Section): string =>
  [own, all].flatMap((day) => day ?? []).sort()[0] ?? '9999-12-31';

/** Whether somebody confirmed with a reason that a section gives nobody a place on a day. */
function isConfirmed({ changes }: OfferRows, section: Section, day: string): boolean {
  const own = changes.filter(
    ({ provider_id: provider, section_id: id }) =>
      provider === section.provider_id && (id === null || id === section.id),
  );
  return own.some(
    (closing, at) =>
      ['close', 'section_close'].includes(closing.act) &&
      Number(closing.promises_touched) > 0 &&
      (closing.reason ?? '') !== '' &&
      closing.from <= day &&
      !own
        .slice(at)
        .some(
          (later) =>
            later.act === closing.act.replace('close', 'reopen') &&
            later.section_id === closing.section_id &&
            later.from <= day,
        ),
  );
}

/** Promises without a seat, outside the hours, or of a child who has not the age, and closings that nobody may confirm. */
export function promisesBroken(rows: OfferRows, today: string, mayConfirm: string): string[] {
  const wrong: string[] = [];
  const held = new Map<string, Promised[]>();
  for (const promise of rows.promises)
    for (const halfDay of halfDaysOf(promise))
      if (halfDay.slice(0, 10) >= today) {
        const key = `${promise.section_id} ${halfDay}`;
        held.set(key, [...(held.get(key) ?? []), promise]);
      }
  for (const [key, own] of held) {
    const [sectionId, day, half] = key.split(' ') as [string, string, string];
    const section = rows.sections.find(({ id }) => id === sectionId)!;
    if (isConfirmed(rows, section, day)) continue;
    const index = weekdayOf(day);
    const slot = `${WEEKDAYS[index]}-${half === '0' ? 'am' : 'pm'}`;
    const capacity = rows.capacities.filter((row) => row.section_id === sectionId && covers(row, day)).at(-1);
    const places = capacity ? ((JSON.parse(capacity.seats) as Record<string, number>)[slot] ?? 0) : 0;
    if (closedFrom(section) <= day) wrong.push(`${key}: closed, and ${own.length} promised`);
    else if (own.length > places) wrong.push(`${key}: ${own.length} promised of ${places}`);
    const known = rows.hours.filter(({ provider_id: id }) => id === section.provider_id);
    const hours = known.filter((row) => covers(row, day)).at(-1) ?? known[0];
    const week = hours ? (JSON.parse(hours.week) as Record<string, { start: string; end: string }>) : null;
    const open = week ? week[WEEKDAYS[index]!] : { start: '07:30', end: '18:30' };
    if (!open || (half === '0' ? open.start >= '13:00' : open.end <= '13:00'))
      wrong.push(`${key}: promised, and not open then`);
    const taken = (owner: string): number => own.filter(({ reserved_for }) => reserved_for === owner).length;
    const kept = new Map<string, number>();
    for (const row of rows.reserved)
      if (
        row.section_id === sectionId &&
        covers(row, day) &&
        (row.slots & (1 << (index * 2 + Number(half)))) !== 0 &&
        (row.release_on === null || row.release_on > today)
      ) {
        const owner = row.owner_kind === 'commune' ? `commune:${row.commune_code}` : row.owner_kind;
        kept.set(owner, (kept.get(owner) ?? 0) + Number(row.places));
      }
    const unused = [...kept].reduce((sum, [owner, count]) => sum + Math.max(0, count - taken(owner)), 0);
    if (closedFrom(section) > day && own.length + unused > places)
      wrong.push(`${key}: ${own.length} promised and ${unused} reserved, of ${places}`);
  }
  for (const { id, section_id: sectionId, from, birth } of rows.promises) {
    const section = rows.sections.find((one) => one.id === sectionId)!;
    if (from <= today || birth === null || isConfirmed(rows, section, from)) continue;
    const ages = { from: Number(section.age_from_months), to: Number(section.age_to_months) };
    for (const change of rows.changes)
      if (change.section_id === sectionId && Boolean(change.pending) && change.from <= from) {
        const facts = JSON.parse(change.facts) as Record<string, { after: number }>;
        ages.from = facts['ageFromMonths']?.after ?? ages.from;
        ages.to = facts['ageToMonths']?.after ?? ages.to;
      }
    const age = months(birth, from);
    if (age < ages.from || age >= ages.to)
      wrong.push(`${id}: ${age} months old on ${from}, not ${ages.from} to ${ages.to}`);
  }
  for (const { act, promises_touched: touched, recorded_by: by, reason } of rows.changes)
    if (Number(touched) > 0 && (!by.endsWith(mayConfirm) || !reason))
      wrong.push(`${act} confirmed by ${by}, for “${reason}”`);
  return wrong;
}
