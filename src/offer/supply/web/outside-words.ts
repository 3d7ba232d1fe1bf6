import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day } from '../../../foundation/kernel/time.js';
import { outsideParts, type WeekSchedule } from '../../../foundation/kernel/week-schedule.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { Supply } from '../supply.js';
import { openingLines } from './opening-words.js';

/**
 * The parts of a need outside the opening hours of an establishment: "Hors des heures d’ouverture (de 7 h 15 à 18 h
 * 30) : lundi et mardi de 18 h 30 à 20 h".
 * @param day on which the need begins; today when it is not known
 * @returns null when the establishment is open for the whole need, or the provider is no establishment: hours are then
 * agreed with the person who cares for the child
 */
export function outsideWords(
  words: Translator,
  week: WeekSchedule | null,
  providerId: Id | null,
  supply: Supply,
  day: Day | null,
): string | null {
  const { t, hours, weekday, list } = words;
  if (!week || providerId === null || supply.provider(providerId)?.kind !== 'establishment') return null;
  const opening = supply.openingOf(providerId, day);
  const parts = groupedBy(outsideParts(week, opening), hours);
  if (parts.size === 0) return null;
  const said = [...parts].map(([when, days]) =>
    t('supply.outside.days', { days: list(days.map((day) => weekday(day.weekday))), hours: when }),
  );
  return t('supply.outside.hours', {
    opening: openingLines(words, opening).reduce((lines, next) => t('supply.outside.more', { parts: lines, next })),
    parts: said.reduce((parts, next) => t('supply.outside.more', { parts, next })),
  });
}
