import { ageWords as agedWords, type AdultForm, type ChildRequest, type Wish } from '../../../dossier/dossier/index.js';
import type { Day } from '../../../foundation/kernel/time.js';
import {
  endsNextMorning,
  maskToSlots,
  WEEKDAYS,
  type Slot,
  type SlotMask,
  type WeekSchedule,
} from '../../../foundation/kernel/week-schedule.js';
import type { Solution } from '../../../places/placement/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { Supply } from '../../../offer/supply/index.js';
import type { Territory } from '../../../territory/territory/index.js';

export interface Places {
  readonly supply: Supply;
  readonly territory: Territory;
}

type Named = Pick<ChildRequest, 'firstName' | 'surname'>;
type Born = Pick<ChildRequest, 'birthDate' | 'dueDate'>;

/** `Nour Gauthier`, `Gauthier (prénom à demander)`, or that nobody said. */
export function childName({ firstName, surname }: Named & Partial<Born>, { t }: Translator): string {
  return [firstName, surname].filter(Boolean).join(' ') || t('triage.words.unnamedChild');
}

export const adultName = (
  { firstName, surname }: Pick<AdultForm, 'firstName' | 'surname'>,
  { t }: Translator,
): string => [firstName, surname].filter(Boolean).join(' ') || t('triage.words.unnamedAdult');

/** `8 mois`, `2 ans et 3 mois`, `à naître (prévu le 1er mars 2027)`. */
export function ageWords({ birthDate, dueDate }: Born, today: Day, words: Translator): string {
  const { t, shortDay } = words;
  if (birthDate !== null) return agedWords(words, birthDate, today);
  if (dueDate === null) return t('triage.words.noBirth');
  return t(dueDate < today ? 'triage.words.dueSince' : 'triage.words.due', { day: shortDay(dueDate) });
}

export function birthWords({ birthDate, dueDate }: Born, { t, day }: Translator): string | null {
  if (birthDate !== null) return day(birthDate);
  return dueDate === null ? null : t('triage.words.dueOn', { day: day(dueDate) });
}

export function wishWords(
  wish: Pick<Wish, 'mode' | 'providerId' | 'communeCode'>,
  { t }: Translator,
  { supply, territory }: Places,
): string {
  if (wish.providerId !== null) return supply.provider(wish.providerId)?.name ?? t('triage.words.unknownProvider');
  const commune = territory.commune(wish.communeCode)?.name;
  return commune
    ? t('triage.words.modeIn', { mode: t(`triage.enum.mode.${wish.mode}`), commune })
    : t('triage.words.modeAnywhere', { mode: t(`triage.enum.mode.${wish.mode}`) });
}

/** The name of who cares for the child, or what kind of care it is. */
export const solutionName = (
  { providerId, providerLabel, kind }: Pick<Solution, 'providerId' | 'providerLabel' | 'kind'>,
  { t }: Translator,
  { supply }: Places,
): string => supply.provider(providerId)?.name ?? providerLabel ?? t(`triage.enum.solution.${kind}`);

export const communeWords = (code: string | null, { t }: Translator, { territory }: Places): string =>
  territory.commune(code)?.name ?? t('triage.words.outside');

/** One line per set of hours: `lundi, mardi et jeudi : 8 h – 17 h`. */
export function weekLines(week: WeekSchedule | null, { t, time, weekday, list }: Translator): string[] {
  const byHours = new Map<string, string[]>();
  for (const day of WEEKDAYS) {
    const hours = week?.[day];
    if (!hours) continue;
    const words = t('triage.words.hours', {
      start: time(hours.start),
      end: time(hours.end),
      night: endsNextMorning(hours) ? 'yes' : 'no',
    });
    byHours.set(words, [...(byHours.get(words) ?? []), weekday(day)]);
  }
  return [...byHours].map(([hours, days]) => t('triage.words.daysAndHours', { days: list(days), hours }));
}

/** `lundi, mardi matin et jeudi après-midi`: a whole day is named once. */
export function slotWords(slots: readonly Slot[], { t, weekday, list }: Translator): string {
  const days = WEEKDAYS.flatMap((day) => {
    const halves = slots.filter((slot) => slot.startsWith(day));
    if (halves.length === 0) return [];
    if (halves.length === 2) return [weekday(day)];
    return [t(halves[0]!.endsWith('am') ? 'triage.words.morning' : 'triage.words.afternoon', { day: weekday(day) })];
  });
  return list(days);
}

export const maskWords = (mask: SlotMask, translator: Translator): string => slotWords(maskToSlots(mask), translator);
