import fc from 'fast-check';
import { describe, expect, it } from '../../../../../test/support/runner.js';
import { FIELDS, type Field } from './agreement.js';
import { blockingKeys } from './blocking-keys.js';
import type { ChildIdentity } from './child-identity.js';
import { compareChildren, isCertainlyOne, likelinessOf, type Level } from './compare-children.js';
import { WEIGHTS } from './weights.js';

const day = fc.constantFrom('2025-04-30', '2025-04-20', '2025-09-02', '2025-02-09', '2025-06-15', '2026-04-30');
const names = [
  'Leroy',
  'Lreoy',
  'Romy',
  'Rousseau',
  'Roussaeu',
  'Da Silva Martin',
  'Martin',
  'Gauthier',
  'Gotié',
  'Rmy',
  'Louis',
  'Louise',
  'Léo',
  'Jean',
  'Jean-Baptiste',
];
const anyChild: fc.Arbitrary<ChildIdentity> = fc
  .record({
    surname: fc.option(fc.constantFrom(...names)),
    firstName: fc.option(fc.constantFrom(...names)),
    date: fc.option(day),
    isDue: fc.boolean(),
    phones: fc.subarray(['0600000001', '0600000002', '0711223344'], { maxLength: 2 }),
    emails: fc.subarray(['a@exemple.fr', 'b@exemple.fr'], { maxLength: 1 }),
    adults: fc.subarray(['Céline', 'Ana Roux', 'Anna'], { maxLength: 1 }),
    multipleBirth: fc.option(fc.boolean()),
  })
  .map(({ date, isDue, ...child }) => ({ ...child, birthDate: isDue ? null : date, dueDate: isDue ? date : null }));

const LEVELS: readonly Level[] = ['none', 'possible', 'probable', 'certain'];
const rank = (level: Level): number => LEVELS.indexOf(level);
const isSwapped = (a: ChildIdentity, b: ChildIdentity): boolean =>
  compareChildren(a, b).agreements.some(({ how }) => how === 'swapped');

/** One field of `b` made to say what `a` says. */
const AGREEING: Record<Field, (a: ChildIdentity, b: ChildIdentity) => ChildIdentity> = {
  surname: ({ surname }, b) => ({ ...b, surname }),
  firstName: ({ firstName }, b) => ({ ...b, firstName }),
  birth: ({ birthDate, dueDate }, b) => ({ ...b, birthDate, dueDate }),
  phone: ({ phones }, b) => ({ ...b, phones }),
  email: ({ emails }, b) => ({ ...b, emails }),
  adult: ({ adults = [] }, b) => ({ ...b, adults }),
};

describe('comparing two children', () => {
  it('is symmetric and always answers the same', () => {
    fc.assert(
      fc.property(anyChild, anyChild, (a, b) => {
        expect(compareChildren(b, a)).toEqual(compareChildren(a, b));
        expect(compareChildren(a, b)).toEqual(compareChildren(structuredClone(a), structuredClone(b)));
      }),
      { numRuns: 1500 },
    );
  });

  it('answers alike when it may stop early', () => {
    fc.assert(
      fc.property(anyChild, anyChild, (a, b) => {
        const whole = compareChildren(a, b);
        expect(likelinessOf(a, b)).toEqual(whole.level === 'none' ? null : whole);
        expect(isCertainlyOne(a, b)).toBe(whole.level === 'certain');
      }),
      { numRuns: 3000 },
    );
  });

  it('never weighs a nearer likeness less', () => {
    for (const field of FIELDS) {
      const { different, unknown, near, same } = WEIGHTS[field];
      expect([different <= unknown, unknown <= near, near <= same]).toEqual([true, true, true]);
    }
  });

  it('never scores less, nor answers a lower level, when one more field agrees', () => {
    fc.assert(
      fc.property(anyChild, anyChild, fc.constantFrom(...FIELDS), (a, b, field) => {
        const closer = AGREEING[field](a, b);
        // A field that becomes unknown on both sides agrees no more; names in each other's column are one answer of two
        // fields.
        fc.pre(
          compareChildren(a, closer).agreements.find((one) => one.field === field)!.likeness === 'same' &&
            !isSwapped(a, b),
        );
        const [before, after] = [compareChildren(a, b), compareChildren(a, closer)];
        expect(after.score).toBeGreaterThanOrEqual(before.score);
        expect(rank(after.level)).toBeGreaterThanOrEqual(rank(before.level));
      }),
      { numRuns: 1500 },
    );
  });

  it('finds, through the keys, all that it would find by comparing each with each', () => {
    fc.assert(
      fc.property(anyChild, anyChild, (a, b) => {
        fc.pre(compareChildren(a, b).level !== 'none');
        expect(blockingKeys(a).some((key) => blockingKeys(b).includes(key))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('is certain of an unborn child that was said to be one alone, and of no child that is born and has no first name', () => {
    fc.assert(
      fc.property(anyChild, anyChild, (a, b) => {
        if (compareChildren(a, b).level !== 'certain') return;
        const expected =
          a.birthDate === null &&
          b.birthDate === null &&
          a.dueDate !== null &&
          a.dueDate === b.dueDate &&
          a.multipleBirth === false &&
          b.multipleBirth === false &&
          (a.firstName === null) === (b.firstName === null);
        expect(
          expected ||
            (a.birthDate !== null && a.birthDate === b.birthDate && a.firstName !== null && b.firstName !== null),
        ).toBe(true);
      }),
    );
  });
});
