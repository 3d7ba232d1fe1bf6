import { describe, expect, it } from '../../../../test/support/runner.js';
import { isBeforeBirth, isLoneWithAnother, isOfAnotherTown } from './contradictions.js';

describe('answers that contradict each other', () => {
  it.each([
    [{ birthDate: '2026-03-11', dueDate: null }, '2026-03-10', true],
    [{ birthDate: '2026-03-11', dueDate: null }, '2026-03-11', false],
    [{ birthDate: null, dueDate: '2027-04-02' }, '2027-03-01', true],
    [{ birthDate: null, dueDate: '2027-04-02' }, '2027-06-01', false],
    // Once born, the due date says nothing any more.
    [{ birthDate: '2026-12-20', dueDate: '2027-01-10' }, '2027-01-04', false],
    [{ birthDate: null, dueDate: null }, '2027-01-04', false],
    [{ birthDate: '2026-03-11', dueDate: null }, null, false],
  ])('care before birth: %j, wanted from %s: %s', (child, wanted, refused) =>
    expect(isBeforeBirth(child, wanted)).toBe(refused),
  );

  it.each([
    ['71300', ['71300'], false],
    ['71200', ['71300'], true],
    ['71210', ['71300', '71210'], false],
    [null, ['71300'], false],
    ['75001', [], false],
  ])('a postal code of another town: %s of %j: %s', (code, codes, refused) =>
    expect(isOfAnotherTown(code, codes)).toBe(refused),
  );

  const first = { addressLine: '3 rue des Écoles', postalCode: '71300' };
  it.each([
    [true, [first], false],
    [true, [first, { addressLine: null, postalCode: null }], true],
    [true, [first, { addressLine: '3, Rue des Écoles ', postalCode: null }], true],
    [true, [first, { addressLine: '3 rue des Écoles', postalCode: '71200' }], false],
    [true, [first, { addressLine: '8 rue Neuve', postalCode: '71300' }], false],
    [false, [first, { addressLine: null, postalCode: null }], false],
    [null, [first, { addressLine: null, postalCode: null }], false],
  ])('a lone parent (%s) with %j: %s', (lone, adults, refused) =>
    expect(isLoneWithAnother(lone, adults)).toBe(refused),
  );
});
