/** What a format of numbers shows of a number. */
export type NumberFormat =
  | { readonly kind: 'general' }
  | { readonly kind: 'date' | 'month' | 'year' | 'time' | 'dateTime' | 'duration' }
  /** `0#" "##`: as many digits as this, with zeros before. */
  | { readonly kind: 'digits'; readonly count: number }
  | { readonly kind: 'decimals'; readonly count: number; readonly percent: boolean };

const GENERAL: NumberFormat = { kind: 'general' };

/** The formats that files name by a number alone (ECMA-376 part 1, 18.8.30), as far as they are no plain numbers. */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  14: 'dd/mm/yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'dd/mm/yyyy h:mm',
  27: 'yyyy/mm/dd',
  30: 'm/d/yy',
  36: 'yyyy/mm/dd',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  50: 'yyyy/mm/dd',
  57: 'yyyy/mm/dd',
};

export const builtInFormat = (id: number): NumberFormat => readFormat(BUILT_IN[id] ?? 'General');

/** A format longer than this shows words. Excel allows 255 characters. */
const LONGEST_FORMAT = 500;

/** Reads a format: what its first section, that of positive numbers, shows. */
export function readFormat(code: string): NumberFormat {
  if (code.length > LONGEST_FORMAT || /^(general|standard)?$/i.test(code.trim())) return GENERAL;
  const shown = code
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .split(';')[0]!
    .toLowerCase()
    // French programs may write `jj/mm/aaaa`.
    .replace(/j/g, 'd')
    .replace(/aa+/g, (years) => 'y'.repeat(years.length))
    .replace(/am\/pm|a\/p/g, '');
  if (/\[(h+|m+|s+)\]/.test(shown)) return { kind: 'duration' };
  const plain = shown.replace(/\[[^\]]*\]/g, '');
  if (/general|standard/.test(plain)) return GENERAL;
  const has = (letter: string): boolean => plain.includes(letter);
  if (has('y') || has('d') || (has('m') && !has('h') && !has('s'))) {
    if (has('h')) return { kind: 'dateTime' };
    if (has('d')) return { kind: 'date' };
    return { kind: has('m') ? 'month' : 'year' };
  }
  if (has('h') || has('s')) return { kind: 'time' };
  return readDigits(plain);
}

function readDigits(shown: string): NumberFormat {
  const places = shown.replace(/[^0#.,%?]/g, '');
  if (!/[0#?]/.test(places)) return GENERAL;
  const [whole = '', decimals] = places.split('.');
  const from = whole.indexOf('0');
  if (
    decimals === undefined &&
    !places.includes('%') &&
    !places.includes(',') &&
    from !== -1 &&
    whole.length - from > 1
  )
    return { kind: 'digits', count: whole.length - from };
  return { kind: 'decimals', count: (decimals ?? '').replace(/[^0#?]/g, '').length, percent: places.includes('%') };
}

const DAY_MILLIS = 86_400_000;
const MINUTES = 24 * 60;
/** The first day after the 31 December 9999. */
const NO_DAY = 2_958_466;
const two = (value: number): string => String(value).padStart(2, '0');

/**
 * A number as a person reads it in the cell, and as a list in CSV has it in French: `01/09/2027`, `09/2027`, `08:30`,
 * `0612345678`, `3,5`.
 * @param since1904 whether the workbook counts its days from 1904, as a Mac did
 */
export function showNumber(value: number, format: NumberFormat, since1904: boolean): string {
  switch (format.kind) {
    case 'general':
      return showDecimal(value);
    case 'digits':
      return value >= 0 ? showWhole(value).padStart(format.count, '0') : showDecimal(value);
    case 'decimals':
      return format.percent ? `${rounded(value * 100, format.count)} %` : rounded(value, format.count);
    case 'time':
    case 'duration':
      return value < 0 ? showDecimal(value) : showTime(value, format.kind === 'duration');
    default:
      return showDay(value, format.kind, since1904);
  }
}

function showDay(value: number, kind: 'date' | 'month' | 'year' | 'dateTime', since1904: boolean): string {
  if (value < 0 || value >= NO_DAY) return showDecimal(value);
  if (value < 1 && !since1904) return showTime(value, false);
  const minutes = Math.round(value * MINUTES);
  // A workbook of 1900 has a 29 February of that year, which nobody lived.
  const count = Math.floor(minutes / MINUTES) + (since1904 ? 1462 : value < 60 ? 1 : 0);
  const day = new Date(Date.UTC(1899, 11, 30) + count * DAY_MILLIS).toISOString();
  const [year, month, date] = [day.slice(0, 4), day.slice(5, 7), day.slice(8, 10)];
  if (kind === 'year') return year;
  if (kind === 'month') return `${month}/${year}`;
  const time = minutes % MINUTES;
  return kind === 'date' || time === 0
    ? `${date}/${month}/${year}`
    : `${date}/${month}/${year} ${two(Math.floor(time / 60))}:${two(time % 60)}`;
}

/** `08:30`. Hours of a duration go beyond a day. */
function showTime(value: number, isDuration: boolean): string {
  const minutes = Math.round((isDuration ? value : value % 1) * MINUTES);
  const hours = Math.floor(minutes / 60);
  return `${two(isDuration ? hours : hours % 24)}:${two(minutes % 60)}`;
}

/** Fifteen digits are what Excel computes with: beyond, 0.1 + 0.2 is 0.30000000000000004. */
const DIGITS = 15;

function showDecimal(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return showWhole(value);
  return String(Number(value.toPrecision(DIGITS))).replace('.', ',');
}
const showWhole = (value: number): string => BigInt(Math.round(Number(value.toPrecision(DIGITS)))).toString();
const rounded = (value: number, count: number): string =>
  Math.abs(value) < 1e15 ? showDecimal(Number(value.toFixed(Math.min(count, 15)))) : showDecimal(value);
