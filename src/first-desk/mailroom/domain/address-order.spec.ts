import { describe, expect, it } from '../../../../test/support/runner.js';
import { inAddressOrder } from './address-order.js';

describe('letters in a batch', () => {
  it('are in order of town, street and name, numbers as numbers', () => {
    const letters = [
      'B\n10 rue A\n71300 Montceau',
      'A\n2 rue A\n71300 Montceau',
      'C\n1 rue Z\n71210 Montchanin',
      'A\n10 rue A\n71300 Montceau',
      'Membre sans adresse',
    ].map((recipient) => ({ recipient }));
    expect(inAddressOrder(letters).map(({ recipient }) => recipient.replaceAll('\n', ', '))).toEqual([
      'C, 1 rue Z, 71210 Montchanin',
      'A, 2 rue A, 71300 Montceau',
      'A, 10 rue A, 71300 Montceau',
      'B, 10 rue A, 71300 Montceau',
      'Membre sans adresse',
    ]);
  });
});
