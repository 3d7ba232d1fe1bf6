import { describe, expect, it } from '../../../../test/support/runner.js';
import { Catalogue } from '../../../foundation/platform/i18n/index.js';
import { SOURCE_ROOT } from '../../../foundation/source-root.js';
import { childForStaff, childWords, type NamedChild } from './child-words.js';

const catalogue = Catalogue.load(SOURCE_ROOT, { strict: true });
const born = (firstName: string): NamedChild => ({ firstName, dueDate: null });
const expected = (dueDate: string): NamedChild => ({ firstName: null, dueDate });

describe('The children that a message is about', () => {
  it.each([
    ['one', [born('Lina')], 'Lina', 'Lina'],
    ['twins', [born('Lina'), born('Noé')], 'Lina et Noé', 'Lina and Noé'],
    ['one with two requests', [born('Lina'), born('Lina')], 'Lina', 'Lina'],
    ['to be born', [expected('2027-05-03')], 'votre enfant attendu le 3 mai 2027', 'your child expected on 3 May 2027'],
    [
      'twins to be born beside a brother',
      [born('Noé'), expected('2027-05-03'), expected('2027-05-03')],
      'Noé et vos enfants attendus le 3 mai 2027',
      'Noé and your children expected on 3 May 2027',
    ],
    ['not named', [{ firstName: null, dueDate: null }], 'votre enfant', 'your child'],
    ['nobody', [], 'votre enfant', 'your child'],
  ])('%s', (_, children, fr, en) => {
    expect([
      childWords(catalogue.translator('fr'), children),
      childWords(catalogue.translator('en'), children),
    ]).toEqual([fr, en]);
  });
});

describe('The child that a desk or a nursery reads about', () => {
  it.each([
    ['born', { ...born('Lina'), surname: 'Petit' }, 'Lina Petit', 'Lina Petit'],
    ['without a surname', { ...born('Lina'), surname: null }, 'Lina', 'Lina'],
    [
      'to be born',
      { ...expected('2027-05-03'), surname: 'Petit' },
      'l’enfant Petit, attendu le 3 mai 2027',
      'the child Petit, expected on 3 May 2027',
    ],
    [
      'to be born without a surname',
      { ...expected('2027-05-03'), surname: '' },
      'l’enfant attendu le 3 mai 2027',
      'the child expected on 3 May 2027',
    ],
    [
      'of whom a list says the surname only',
      { firstName: null, dueDate: null, surname: 'Petit' },
      'l’enfant Petit',
      'the child Petit',
    ],
    ['not named', { firstName: null, dueDate: null, surname: null }, 'un enfant sans nom', 'a child without a name'],
  ])('%s', (_, child, fr, en) => {
    expect([
      childForStaff(catalogue.translator('fr'), child),
      childForStaff(catalogue.translator('en'), child),
    ]).toEqual([fr, en]);
  });
});
