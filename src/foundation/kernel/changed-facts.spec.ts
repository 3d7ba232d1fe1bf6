import { expect, it } from '../../../test/support/runner.js';
import { factsChanged, factsOf } from './changed-facts.js';

const row = { name: 'Valbourg', postalCodes: ['71000'], livingAreaId: null, version: 4 };

it.each([
  ['nothing', { name: 'Valbourg', postalCodes: ['71000'], livingAreaId: null }, []],
  ['one fact', { name: 'Valbourg-le-Haut', postalCodes: ['71000'] }, [['name', 'Valbourg', 'Valbourg-le-Haut']]],
  ['a list', { postalCodes: ['71000', '71001'] }, [['postalCodes', ['71000'], ['71000', '71001']]]],
  ['what was empty', { livingAreaId: 'valley' }, [['livingAreaId', null, 'valley']]],
])('says what a change makes different: %s', (_, wanted, changed) => {
  expect(factsChanged(row, wanted).map(({ name, before, after }) => [name, before, after])).toEqual(changed);
});

it('tells the facts before and after', () => {
  const changed = factsChanged(row, { name: 'Valbourg-le-Haut' });
  expect([factsOf(changed, 'before'), factsOf(changed, 'after')]).toEqual([
    { name: 'Valbourg' },
    { name: 'Valbourg-le-Haut' },
  ]);
});
