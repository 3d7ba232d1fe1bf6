import { describe, expect, it } from '../../../../test/support/runner.js';
import { readMonthDay } from './path-settings.js';

describe('readMonthDay', () => {
  it.each([
    ['31/08', '08-31'],
    ['1/7', '07-01'],
    [' 16.07 ', '07-16'],
    ['28-2', '02-28'],
    ['29/02', null],
    ['31/06', null],
    ['0/08', null],
    ['31/13', null],
    ['31/0', null],
    ['31', null],
    ['', null],
    ['31 août', null],
  ])('%s: %s', (text, expected) => expect(readMonthDay(text)).toBe(expected));
});
