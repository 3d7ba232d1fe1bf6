import { describe, expect, it } from '../../../../test/support/runner.js';
import { isLongBeforeBirth, readBirthDate, readDate, readRequestedOn, readWantedFrom } from './dates.js';

const on = '2026-11-24';

describe('a date', () => {
  it.each([
    ['11/09/2025', '2025-09-11', false],
    ['2026-08-13', '2026-08-13', false],
    ['13/03/27', '2027-03-13', false],
    ['1.2.2026', '2026-02-01', false],
    ['3 décembre 2026', '2026-12-03', false],
    ['1 juillet 26', '2026-07-01', false],
    ['septembre 2027', '2027-09-01', true],
    ['sept 27', '2027-09-01', true],
    ['Sept. 2027', '2027-09-01', true],
    ['juin 2027', '2027-06-01', true],
    ['août 27', '2027-08-01', true],
    ['09/2027', '2027-09-01', true],
    ['09/27', '2027-09-01', true],
    ['à naître 02/2027', '2027-02-01', true],
    ['T. 12/03/27', '2027-03-12', false],
    ['29/02/2024', '2024-02-29', false],
    ['27/3/27', '2027-03-27', false],
    ['27-mars-27', '2027-03-27', false],
    ['samedi 27 mars 2027', '2027-03-27', false],
    ['1er septembre 2027', '2027-09-01', false],
    ['27/03/2027 00:00', '2027-03-27', false],
    ['2027-03-27T00:00:00', '2027-03-27', false],
    ['46473', '2027-03-27', false],
    ['27032027', '2027-03-27', false],
    ['terme le 27/03/2027', '2027-03-27', false],
    ['setpembre 2027', '2027-09-01', true],
    ['rentrée scolaire 2027', '2027-09-01', true],
    ['rentrée sept 2027', '2027-09-01', true],
    ['début sept. 27', '2027-09-01', true],
    ['mi-mars 2027', '2027-03-15', true],
    ['fin août 2027', '2027-08-31', true],
    ['fin février 28', '2028-02-29', true],
    ['vers le 15/03/2027', '2027-03-15', true],
    ['15/03/2027 ?', '2027-03-15', true],
  ])('%s is %s', (text, day, approximate) => {
    expect(readDate(text)).toEqual({ ok: true, value: { day, approximate } });
  });

  it.each([
    ['??', 'not_a_date'],
    ['', 'not_a_date'],
    ['dès que possible', 'as_soon_as_possible'],
    ['ASAP', 'as_soon_as_possible'],
    ['dès qu’une place se libère', 'as_soon_as_possible'],
    ['09/11', 'not_a_date'],
    ['2027', 'not_a_date'],
    ['été 2027', 'not_a_date'],
    ['mars/avril 2027', 'not_a_date'],
    ['fin août', 'no_year'],
    ['1er septembre', 'no_year'],
    ['rentrée', 'no_year'],
    ['01022003040', 'not_a_date'],
    ['20202020', 'not_a_date'],
    ['12/03/202', 'not_a_date'],
    ['31/02/2026', 'impossible_date'],
    ['2025-13-01', 'impossible_date'],
    ['29/02/2025', 'impossible_date'],
  ])('%s is refused: %s', (text, reason) => {
    expect(readDate(text)).toEqual({ ok: false, reason });
  });
});

describe('a date that must be likely', () => {
  it.each([
    ['a birth in 2062', readBirthDate('2062-01-01', on), 'too_far_ahead'],
    ['a birth before the child would be at school', readBirthDate('01/01/2015', on), 'too_long_ago'],
    ['a request made after the import', readRequestedOn('25/11/2026', on), 'too_far_ahead'],
    ['a start in ten years', readWantedFrom('01/09/2036', on), 'too_far_ahead'],
  ])('refuses %s', (_case, reading, reason) => {
    expect(reading).toEqual({ ok: false, reason });
  });

  it('takes a due date nine months ahead, and a request of the day itself', () => {
    expect(readBirthDate('20/05/27', on).ok).toBe(true);
    expect(readRequestedOn('24/11/2026', on).ok).toBe(true);
  });

  it('knows a request that came before the pregnancy', () => {
    expect(isLongBeforeBirth('2025-10-24', '2027-03-15')).toBe(true);
    expect(isLongBeforeBirth('2025-12-01', '2026-03-17')).toBe(false);
  });
});
