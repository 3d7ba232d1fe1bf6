import { describe, expect, it } from 'vitest';
import { adultsWhoLeft } from './adults-who-left.js';

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
    ['the second, and another came', [ANNE, PAUL], [ANNE, adult('Karim', 'Benali', '0600000003')], [2]],
    ['the first: the second stands in its place', [ANNE, PAUL], [PAUL], [1, 2]],
  ])('%s', (_, held, now, left) => expect(adultsWhoLeft(held, now)).toEqual(left));
});
