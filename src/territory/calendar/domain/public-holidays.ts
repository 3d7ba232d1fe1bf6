import { addDays, daysBetween, isoWeekday, type Day } from '../../../foundation/kernel/time.js';

/** The French public holidays (Code du travail L3133-1). The catalogue holds their names. */
export type Holiday =
  | 'new_year'
  | 'easter_monday'
  | 'labour_day'
  | 'victory_1945'
  | 'ascension'
  | 'whit_monday'
  | 'bastille_day'
  | 'assumption'
  | 'all_saints'
  | 'armistice_1918'
  | 'christmas';

const FIXED: Readonly<Record<string, Holiday>> = {
  '01-01': 'new_year',
  '05-01': 'labour_day',
  '05-08': 'victory_1945',
  '07-14': 'bastille_day',
  '08-15': 'assumption',
  '11-01': 'all_saints',
  '11-11': 'armistice_1918',
  '12-25': 'christmas',
};
const AFTER_EASTER: readonly (readonly [number, Holiday])[] = [
  [1, 'easter_monday'],
  [39, 'ascension'],
  [50, 'whit_monday'],
];

/** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
export function easter(year: number): Day {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${year}-${pad(Math.floor(sum / 31))}-${pad((sum % 31) + 1)}`;
}

/** The eleven public holidays of a year, soonest first. */
export function holidaysOf(year: number): { day: Day; holiday: Holiday }[] {
  const sunday = easter(year);
  return [
    ...Object.entries(FIXED).map(([date, holiday]) => ({ day: `${year}-${date}`, holiday })),
    ...AFTER_EASTER.map(([days, holiday]) => ({ day: addDays(sunday, days), holiday })),
  ].sort((a, b) => a.day.localeCompare(b.day));
}

/** Asked for every half-day of a year, so it does not make the list of the year each time. */
export function holidayOn(day: Day): Holiday | null {
  const fixed = FIXED[day.slice(5)];
  if (fixed) return fixed;
  const since = daysBetween(easter(Number(day.slice(0, 4))), day);
  return AFTER_EASTER.find(([days]) => days === since)?.[1] ?? null;
}

export const isWeekend = (day: Day): boolean => isoWeekday(day) > 5;
