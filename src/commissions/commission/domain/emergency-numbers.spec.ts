import { expect, it } from '../../../../test/support/runner.js';
import { emergencyNumbers } from './emergency-numbers.js';

it.each<[string, string[], [string, number][]]>([
  [
    'in the order in which they were made',
    ['b', 'a'],
    [
      ['a', 1],
      ['b', 2],
    ],
  ],
  [
    'as before once one of them is decided, whichever list it is in',
    ['c', 'a', 'b', 'a'],
    [
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ],
  ],
  ['none', [], []],
])('emergency admissions are numbered %s', (_, ids, numbers) => expect([...emergencyNumbers(ids)]).toEqual(numbers));
