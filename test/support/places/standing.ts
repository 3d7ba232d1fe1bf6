import { addDays, isoWeekday, type Day } from '../../../src/foundation/kernel/time.js';
import { FreeSeats } from '../../../src/places/placement/index.js';
import { numberIn, type DeclaredFigure } from '../../../src/reporting/zones/domain/declared-figure.js';
import type { Standing, WaitingChild } from '../../../src/reporting/zones/domain/standing.js';

/** A Monday. */
export const TODAY = '2026-11-30';

/** A child of eight months who waits for the nursery `one` since today, for Mondays. */
export const waits = (dossierId: string, over: Partial<WaitingChild> = {}): WaitingChild => ({
  dossierId,
  communeCode: '71306',
  birth: '2026-03-01',
  wantedFrom: TODAY,
  until: over.wantedFrom === undefined ? TODAY : over.wantedFrom,
  wishes: [{ mode: 'establishment', providerId: 'one', communeCode: null }],
  lacks: 0b11,
  ...over,
});

/** As many free seats on each day from Monday to Friday as are said for it. */
export function seatsOn(count: (day: Day) => number, to: Day): FreeSeats {
  const byDay = new Map<string, number>();
  for (let day = TODAY; day <= to; day = addDays(day, 1))
    if (isoWeekday(day) <= 5) for (const half of [0, 1]) byDay.set(`${day}/${half}`, count(day));
  return new FreeSeats(byDay);
}

/** What stands, as a table says: nothing unless it is said. */
export const standingOf = (over: Partial<Standing>): Standing => ({
  today: TODAY,
  nurseries: [],
  communes: ['71306', '71040'],
  zones: () => Promise.reject(new Error('not asked for')),
  waiting: () => Promise.resolve([]),
  sectionsFor: () => [],
  seatsOf: (_, to) => Promise.resolve(seatsOn(() => 0, to)),
  seatsToCome: (_, to) => Promise.resolve(seatsOn(() => 0, to)),
  stayEnds: () => '2099-12-31',
  ...over,
});

export type Counted = readonly (number | null)[];

/** The numbers of a figure, by member, and `all` for the territory. */
export async function numbersOf(
  declared: DeclaredFigure,
  standing: Standing,
  from: 'desk' | 'outside' = 'desk',
): Promise<Record<string, Counted>> {
  const { [from]: rows } = await declared.read(standing);
  const numbers = (values: readonly (Parameters<typeof numberIn>[0] | null)[]): Counted =>
    values.map((value) => value && numberIn(value));
  return Object.fromEntries([
    ...[...(rows.nursery ?? rows.commune ?? [])].map(([member, values]) => [member, numbers(values)] as const),
    ['all', numbers(rows.whole)],
  ]);
}
