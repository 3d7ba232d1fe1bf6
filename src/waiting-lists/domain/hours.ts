import { isTimeOfDay } from '../../kernel/time.js';
import type { DayHours } from '../../kernel/week-schedule.js';
import { plain } from './plain-text.js';
import { read, unread, type Reading } from './reading.js';

const TIME = String.raw`(\d{1,2})\s*(?:h|:|H)\s*(\d{2})?`;
const SPAN = new RegExp(String.raw`^(?:de\s+)?${TIME}\s*(?:-|–|—|/|à|a|au)\s*${TIME}$`);

/**
 * `8h-18h`, `7h30 - 17h30`, `9h/17h`. `journée` is read as null: the family wants whole days, but nobody wrote the
 * hours. Hours decide how many half-days a child holds and what they cost, so they are asked for and never assumed.
 */
export function readHours(text: string): Reading<DayHours | null> {
  if (/^(la |toute la )?journee( entiere| complete)?$|^temps plein$/.test(plain(text))) return read(null);
  const match = SPAN.exec(text.trim());
  if (!match) return unread('not_hours');
  const start = timeOf(match[1], match[2]);
  const end = timeOf(match[3], match[4]);
  if (!isTimeOfDay(start) || !isTimeOfDay(end)) return unread('not_hours');
  return start < end ? read({ start, end }) : unread('end_before_start');
}

const timeOf = (hour = '', minute = '00'): string => `${hour.padStart(2, '0')}:${minute}`;
