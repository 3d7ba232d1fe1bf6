import { isTimeOfDay } from '../../kernel/time.js';
import type { DayHours } from '../../kernel/week-schedule.js';
import { plain } from './plain-text.js';
import { read, unread, type Reading } from './reading.js';

const TIME = String.raw`(\d{1,2})\s*(?:[h:.]\s*(\d{2})?(?::00)?)?`;
const BETWEEN = /(?:\s*(?:->|→|-|–|—|\/|à|a|au|et|jusqu['’]?\s*[àa])\s*|(?<=h\d{0,2})\s+)/.source;
const SPAN = new RegExp(String.raw`^(?:(?:de|entre)\s+)?${TIME}${BETWEEN}${TIME}$`);

/**
 * `8h-18h`, `7h30 - 17h30`, `9h/17h`, `8-18`. `journée` is read as null: the family wants whole days, but nobody wrote
 * the hours. Hours decide how many half-days a child holds and what they cost, so they are asked for and never assumed.
 */
export function readHours(text: string): Reading<DayHours | null> {
  if (/^(la |toute la )?journee( entiere| complete)?$|^temps (plein|complet)$/.test(plain(text))) return read(null);
  const match = SPAN.exec(text.trim().toLowerCase().replace(/\.$/, ''));
  if (!match) return unread('not_hours');
  const start = timeOf(match[1], match[2]);
  const end = timeOf(match[3], match[4]);
  if (!isTimeOfDay(start) || !isTimeOfDay(end)) return unread('not_hours');
  return start < end ? read({ start, end }) : unread('end_before_start');
}

const timeOf = (hour = '', minute = '00'): string => `${hour.padStart(2, '0')}:${minute}`;
