import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import { WEEKDAYS, type Slot } from '../../foundation/kernel/week-schedule.js';
import type { Translator } from '../../foundation/platform/i18n/index.js';
import type { FreePlaces, ToldAvailability } from './domain/availability.js';

/** `lundi, mardi matin et jeudi après-midi`. */
export function halfDayWords({ t, weekday, list }: Translator, slots: readonly Slot[]): string {
  return list(
    WEEKDAYS.flatMap((day) => {
      const [am, pm] = [slots.includes(`${day}-am`), slots.includes(`${day}-pm`)];
      return am || pm ? [t('place.day', { day: weekday(day), part: am && pm ? 'day' : am ? 'am' : 'pm' })] : [];
    }),
  );
}

/** One line for each number of places: `1 place : lundi et mardi matin`. */
export function freeLines(words: Translator, free: FreePlaces): string[] {
  const slots = Object.entries(free) as [Slot, number][];
  return [...groupedBy(slots, ([, places]) => places)]
    .sort(([a], [b]) => b - a)
    .map(([count, group]) =>
      words.t('minder.freeLine', {
        count,
        days: halfDayWords(
          words,
          group.map(([slot]) => slot),
        ),
      }),
    );
}

/** What may be told of her free places: never free when nobody confirmed it. */
export function availabilityLines(words: Translator, told: ToldAvailability): string[] {
  const { t, day } = words;
  switch (told.state) {
    case 'unknown':
      return [t('minder.told.unknown')];
    case 'unconfirmed':
      return [t('minder.told.unconfirmed', { day: day(told.since) })];
    case 'full':
      return [t('minder.told.full', { day: day(told.confirmedOn) })];
    case 'free':
      return [
        t('minder.told.free', { from: day(told.from) }),
        ...freeLines(words, told.free),
        t('minder.told.confirmed', { day: day(told.confirmedOn) }),
      ];
  }
}

/** The same in a list: one sentence. */
export const availabilityInShort = (words: Translator, told: ToldAvailability): string =>
  told.state === 'free'
    ? words.t('minder.told.freeShort', { from: words.day(told.from) })
    : availabilityLines(words, told)[0]!;
