import { addDays, type Day } from '../../../foundation/kernel/time.js';

/** The free places of one age group on one day: null for a half-day on which nobody is received. */
export type FreeOnDay = readonly [morning: number | null, afternoon: number | null];

/** The free places of one age group of an establishment. Ages in completed months, the upper bound excluded. */
export interface AgeGroupVacancies {
  readonly providerId: string;
  readonly name: string;
  readonly communeCode: string;
  readonly ageFromMonths: number;
  readonly ageToMonths: number;
  readonly days: Readonly<Record<Day, FreeOnDay>>;
}

/** monenfant.fr wants places at least three days ahead, refreshed every week (domain.md §11). */
const DAYS_AHEAD = 3;
const DAYS_COVERED = 28;
const DAYS_BETWEEN_FILES = 7;

/** The days that a file made today tells about, both included. */
export const daysTold = (today: Day): { readonly from: Day; readonly to: Day } => ({
  from: addDays(today, DAYS_AHEAD),
  to: addDays(today, DAYS_AHEAD + DAYS_COVERED - 1),
});

/** The day on which the next file has to be made. */
export const nextFileDay = (lastMade: Day | null, today: Day): Day =>
  lastMade === null ? today : addDays(lastMade, DAYS_BETWEEN_FILES);

const groupKey = ({ providerId, ageFromMonths, ageToMonths }: AgeGroupVacancies): string =>
  `${providerId}/${ageFromMonths}/${ageToMonths}`;

/** Several sections of an establishment that receive the same ages are one group: their free places add up. */
export function addUpAgeGroups(sections: readonly AgeGroupVacancies[]): AgeGroupVacancies[] {
  const groups = new Map<string, AgeGroupVacancies>();
  for (const section of sections) {
    const same = groups.get(groupKey(section));
    groups.set(groupKey(section), same ? { ...same, days: addDaysUp(same.days, section.days) } : section);
  }
  return [...groups.values()];
}

function addDaysUp(some: AgeGroupVacancies['days'], others: AgeGroupVacancies['days']): AgeGroupVacancies['days'] {
  const sum = (a: number | null, b: number | null): number | null => (a === null ? b : a + (b ?? 0));
  const days: Record<Day, FreeOnDay> = { ...some };
  for (const [day, [morning, afternoon]] of Object.entries(others) as [Day, FreeOnDay][]) {
    const [am, pm] = days[day] ?? [null, null];
    days[day] = [sum(am, morning), sum(pm, afternoon)];
  }
  return days;
}

/** How the free places of one half-day changed from a file to the next; null where nobody is received. */
export interface ChangedHalfDay {
  readonly day: Day;
  readonly half: 0 | 1;
  readonly before: number | null;
  readonly after: number | null;
}
export interface ChangedGroup {
  readonly group: AgeGroupVacancies;
  /** `new`: it was not in the file before. `gone`: it is no longer in it. */
  readonly state: 'new' | 'gone' | 'changed';
  readonly halfDays: readonly ChangedHalfDay[];
}

/** What a file says otherwise than the one before, on the days that both tell about. */
export function changesBetween(
  before: readonly AgeGroupVacancies[],
  after: readonly AgeGroupVacancies[],
  shared: { readonly from: Day; readonly to: Day },
): ChangedGroup[] {
  const earlier = new Map(before.map((group) => [groupKey(group), group]));
  const later = new Set(after.map(groupKey));
  return [
    ...after.flatMap((group): ChangedGroup[] => {
      const same = earlier.get(groupKey(group));
      if (!same) return [{ group, state: 'new', halfDays: [] }];
      const halfDays = changedHalfDays(same, group, shared);
      return halfDays.length > 0 ? [{ group, state: 'changed', halfDays }] : [];
    }),
    ...before
      .filter((group) => !later.has(groupKey(group)))
      .map((group): ChangedGroup => ({ group, state: 'gone', halfDays: [] })),
  ];
}

function changedHalfDays(
  before: AgeGroupVacancies,
  after: AgeGroupVacancies,
  { from, to }: { readonly from: Day; readonly to: Day },
): ChangedHalfDay[] {
  const changed: ChangedHalfDay[] = [];
  for (let day = from; day <= to; day = addDays(day, 1))
    for (const half of [0, 1] as const) {
      const [was, is] = [before.days[day]?.[half] ?? null, after.days[day]?.[half] ?? null];
      if (was !== is) changed.push({ day, half, before: was, after: is });
    }
  return changed;
}

/** Half-days on which at least one place is free. */
export const countFreeHalfDays = (groups: readonly AgeGroupVacancies[]): number =>
  groups.flatMap(({ days }) => Object.values(days).flat()).filter((free) => free !== null && free > 0).length;
