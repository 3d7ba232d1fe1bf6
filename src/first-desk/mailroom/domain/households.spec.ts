import { describe, expect, it } from '../../../../test/support/runner.js';
import { householdsOf, withoutRepeats } from './households.js';

const letter = (name: string, dossierId: string | null, recipient = 'Anna Roy\n71300 Montceau', language = 'fr') => ({
  name,
  dossierId,
  deskId: 'montceau',
  recipient,
  language,
});

describe('one envelope for a household', () => {
  it.each([
    ['two letters to one parent', [letter('a', 'd1'), letter('b', 'd1')], ['a b']],
    ['two families at one address', [letter('a', 'd1'), letter('b', 'd2')], ['a', 'b']],
    ['two parents who live apart', [letter('a', 'd1'), letter('b', 'd1', 'Léo Roy\n71100 Chalon')], ['a', 'b']],
    ['two languages', [letter('a', 'd1'), letter('b', 'd1', undefined, 'en')], ['a', 'b']],
    ['members of a commission', [letter('a', null), letter('b', null)], ['a', 'b']],
    ['the order is kept', [letter('a', 'd1'), letter('b', 'd2'), letter('c', 'd1')], ['a c', 'b']],
  ])('%s', (_, letters, expected) =>
    expect(householdsOf(letters).map((own) => own.map(({ name }) => name).join(' '))).toEqual(expected),
  );

  it('says once what both letters say: the greeting first, the rest last', () => {
    const written = withoutRepeats(
      [
        ['Bonjour,', 'Lina est admise.', 'Recours'],
        ['Bonjour,', 'Noé attend.', 'Recours'],
      ],
      (one, other) => one === other,
    );
    expect(written).toEqual([
      ['Bonjour,', 'Lina est admise.'],
      ['Noé attend.', 'Recours'],
    ]);
  });

  it('leaves one letter as it is', () => {
    expect(withoutRepeats([['Bonjour,', 'A', 'A']], (one, other) => one === other)).toEqual([['Bonjour,', 'A', 'A']]);
  });
});
