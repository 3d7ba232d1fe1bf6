import { describe, expect, it } from '../../../../test/support/runner.js';
import { adultsWhoLeft, lastLeft } from './adults-who-left.js';

const adult = (
  firstName: string | null,
  surname: string | null,
  phone: string | null = null,
  email: string | null = null,
) => ({ firstName, surname, phone, email });
const ANNE = adult('Anne', 'Petit', '0600000001', 'anne@example.org');
const PAUL = adult('Paul', 'Durand', '0600000002');

describe('who left a family', () => {
  it.each([
    ['nobody: nothing changed', [ANNE, PAUL], [ANNE, PAUL], []],
    ['nobody: one came', [ANNE], [ANNE, PAUL], []],
    ['nobody: another telephone and mail', [ANNE], [adult('Anne', 'Petit', '0611111111', 'a@example.org')], []],
    ['nobody: a name that was mended', [PAUL], [adult('Paul', 'Durant', '0611111111')], []],
    ['nobody: a married name beside the first', [ANNE], [adult('Anne', 'Petit Roux')], []],
    ['nobody: another name on the same telephone', [PAUL], [adult('Pavel', 'Dvorak', '0600000002')], []],
    ['nobody: a name where there was none', [adult(null, null, '0600000002')], [PAUL], []],
    ['nobody: a name that was emptied', [PAUL], [adult(null, null)], []],
    ['the second', [ANNE, PAUL], [ANNE], [2]],
    ['one whose first name is nearly the same', [adult('Léo', 'Durand', '1')], [adult('Léa', 'Durand', '2')], [1]],
    ['the second, and another came', [ANNE, PAUL], [ANNE, adult('Karim', 'Benali', '0600000003')], [2]],
    ['the first: the second stands in its place', [ANNE, PAUL], [PAUL], [1, 2]],
  ])('%s', (_, held, now, left) => expect(adultsWhoLeft(held, now)).toEqual(left));
});

describe('when an adult last left its rank', () => {
  const record = (part: string, value: object | null, day: number) => ({
    part,
    value,
    recordedAt: `2026-12-0${day}T08:00:00.000Z`,
  });
  const KARIM = adult('Karim', 'Benali', '0600000003');
  it.each<[string, ReturnType<typeof record>[], [number, string][]]>([
    ['nobody left', [record('1', ANNE, 1), record('2', PAUL, 1)], []],
    ['a name that was mended', [record('2', PAUL, 1), record('2', { ...PAUL, surname: 'Durant' }, 2)], []],
    ['one left', [record('2', PAUL, 1), record('2', null, 2)], [[2, '2026-12-02T08:00:00.000Z']]],
    ['another came in its place', [record('2', PAUL, 1), record('2', KARIM, 3)], [[2, '2026-12-03T08:00:00.000Z']]],
    [
      'one left, and another came later',
      [record('2', PAUL, 1), record('2', null, 2), record('2', KARIM, 4)],
      [[2, '2026-12-02T08:00:00.000Z']],
    ],
  ])('%s', (_, records, left) => expect([...lastLeft(records)]).toEqual(left));
});
