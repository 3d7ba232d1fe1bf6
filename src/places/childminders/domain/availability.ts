import { addDays, dayOf, type Day, type Instant } from '../../../foundation/kernel/time.js';
import { maskToSlots, type Slot, type SlotMask } from '../../../foundation/kernel/week-schedule.js';

/** Free places by half-day of the week. A half-day that is not named has none. */
export type FreePlaces = Partial<Record<Slot, number>>;

/** What a childminder said of her free places: by half-day, from a day on. */
export interface SaidAvailability {
  readonly free: FreePlaces;
  readonly freeFrom: Day;
  /** When she said these places. */
  readonly saidAt: Instant;
  /** When she last said that they still hold. */
  readonly confirmedAt: Instant;
}

/** An agreement of a family with her: the half-days that it takes. */
export interface AgreedLine {
  readonly slots: SlotMask;
  readonly from: Day;
  readonly to: Day | null;
  readonly recordedAt: Instant;
}

/** She is asked every month, and has two weeks to answer. */
const CONFIRMED_DAYS = 45;

/** Whether what she said still counts. Later it is shown as not confirmed, and never as free. */
export const isConfirmed = ({ confirmedAt }: Pick<SaidAvailability, 'confirmedAt'>, today: Day): boolean =>
  today <= addDays(dayOf(confirmedAt), CONFIRMED_DAYS);

/**
 * The places that are free on a day: what she said, less what agreements take. An agreement that had begun on the day
 * from which she spoke, and was known when she spoke, is already in her numbers.
 */
export function freeOn(said: SaidAvailability, agreements: readonly AgreedLine[], day: Day): FreePlaces {
  if (day < said.freeFrom) return {};
  const taking = agreements.filter(
    ({ from, to, recordedAt }) =>
      from <= day && (to === null || day <= to) && (recordedAt > said.saidAt || from > said.freeFrom),
  );
  const free: FreePlaces = { ...said.free };
  for (const slot of taking.flatMap(({ slots }) => maskToSlots(slots))) free[slot] = (free[slot] ?? 0) - 1;
  return Object.fromEntries(Object.entries(free).filter(([, places]) => places > 0));
}

/** Which of the half-days asked for are free. */
export const freeAmong = (free: FreePlaces, asked: SlotMask): Slot[] =>
  maskToSlots(asked).filter((slot) => (free[slot] ?? 0) > 0);

/** What may be told of her free places on a day. */
export type ToldAvailability =
  | { readonly state: 'unknown' }
  | { readonly state: 'unconfirmed'; readonly since: Day }
  | { readonly state: 'full'; readonly confirmedOn: Day }
  | { readonly state: 'free'; readonly free: FreePlaces; readonly from: Day; readonly confirmedOn: Day };

/** @param day the first day that somebody asks about; today when nobody asks about another */
export function toldAvailability(
  said: SaidAvailability | null,
  agreements: readonly AgreedLine[],
  today: Day,
  day: Day = today,
): ToldAvailability {
  if (said === null) return { state: 'unknown' };
  const confirmedOn = dayOf(said.confirmedAt);
  if (!isConfirmed(said, today)) return { state: 'unconfirmed', since: confirmedOn };
  const from = said.freeFrom > day ? said.freeFrom : day;
  const free = freeOn(said, agreements, from);
  return Object.keys(free).length === 0 ? { state: 'full', confirmedOn } : { state: 'free', free, from, confirmedOn };
}
