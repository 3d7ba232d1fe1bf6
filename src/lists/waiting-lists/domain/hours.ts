import { isTimeOfDay } from '../../../foundation/kernel/time.js';
import type { DayHours } from '../../../foundation/kernel/week-schedule.js';
import { plain } from './plain-text.js';
import { read, unread, type Reading } from './reading.js';

const TIME = String.raw`(\d{1,2})\s*(?:[h:.]\s*(\d{2})?(?::00)?)?`;
const BETWEEN = /(?:\s*(?:->|→|-|–|—|\/|à|a|au|et|jusqu['’]?\s*[àa])\s*|(?<=h\d{0,2})\s+)/.source;
const SPAN = new RegExp(String.raw`^(?:(?:(?:[àa]\s+partir\s+)?de|entre)\s+)?${TIME}${BETWEEN}${TIME}$`);

/** Words beside a time that change nothing: `arrivée 7h départ 18h30`. */
const POINTS = /(?<!\p{L})(arriv[ée]e|d[ée]part|d[ée]but|fin|le matin|le soir)(?!\p{L})\s*:?\s*/gu;

/**
 * `8h-18h`, `7h30 - 17h30`, `9h/17h`, `8-18`. `journée` is read as null: the family wants whole days, but nobody wrote
 * the hours. Hours decide how many half-days a child holds and what they cost, so they are asked for and never assumed.
 */
export function readHours(text: string): Reading<DayHours | null> {
  if (/^(la |toute la )?journee( entiere| complete)?$|^temps (plein|complet)$/.test(plain(text))) return read(null);
  const match = SPAN.exec(text.trim().toLowerCase().replace(/\.$/, '').replace(POINTS, '').trim());
  if (!match) return unread('not_hours');
  const start = timeOf(match[1], match[2]);
  const end = timeOf(match[3], match[4]);
  if (!isTimeOfDay(start) || !isTimeOfDay(end)) return unread('not_hours');
  return start < end ? read({ start, end }) : unread('end_before_start');
}

const FROM = String.raw`(?:(?:(?<!\p{L})[àa]\s+partir\s+)?\b(?:de|entre)\s+)?`;
/** `8h`, `8:00`, or `8` before an end in hours: `8-17h`. */
const START = String.raw`(?<![\d:h./])\d{1,2}(?:\s*(?:h\s*\d{0,2}|:\d{2})|(?=\s*[-\u2013]\s*\d{1,2}\s*h))`;
const END = String.raw`\d{1,2}\s*(?:h\s*\d{0,2}|:\d{2})?(?![\d:h])`;
const WITHIN = new RegExp(`${FROM}${START}${BETWEEN}${END}`, 'iu');

/** Parts `lundi mardi 8h-17h` into the days and the hours, each still to be read. Two spans of hours stay in the days. */
export function cutHours(text: string): { readonly days: string; readonly hours: string } {
  const found = WITHIN.exec(text);
  if (!found) return { days: text, hours: '' };
  const rest = text.replace(found[0], ' ');
  if (/\d\s*h|\d:\d/i.test(rest)) return { days: text, hours: '' };
  return { days: rest.replace(/\(\s*\)/g, ' ').replace(/^[\s,;:–-]+|[\s,;:–-]+$/g, ''), hours: found[0].trim() };
}

const timeOf = (hour = '', minute = '00'): string => `${hour.padStart(2, '0')}:${minute}`;
