import { describe, expect, it } from '../../../test/support/runner.js';
import { readDayText } from './day-text.js';

describe('a date typed in one piece', () => {
  it.each<[string, string | null]>([
    ['27/03/2027', '2027-03-27'],
    ['27/3/27', '2027-03-27'],
    [' 27 mars 2027 ', '2027-03-27'],
    ['27-3-2027', '2027-03-27'],
    ['27.03.27', '2027-03-27'],
    ['1er avril 2027', '2027-04-01'],
    ['3 févr. 2027', '2027-02-03'],
    ['3 March 2027', '2027-03-03'],
    ['31/2/2027', null],
    ['27/3', null],
    ['mars 2027', null],
    ['0612345678', null],
    ['Mars Martin 2027', null],
    ['', null],
  ])('« %s » is %s', (text, day) => expect(readDayText(text)).toBe(day));
});
