import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { blockingKeys } from './blocking-keys.js';
import type { ChildIdentity } from './child-identity.js';
import { compareChildren } from './compare-children.js';
import { compareFamilies, sameFamily } from './compare-families.js';

const romy: ChildIdentity = {
  surname: 'Leroy', firstName: 'Romy', birthDate: '2025-04-30', dueDate: null, phones: ['0706784302'], emails: ['celine@exemple.fr'], adults: ['Céline Leroy'],
};

describe('one family', () => {
  it.each<[string, Partial<ChildIdentity>, 'same' | 'possible' | 'none']>([
    ['a twin', { firstName: 'Léonie' }, 'same'],
    ['a half-sister of another surname, same adult', { firstName: 'Emma', surname: 'Roux', adults: ['Céline'] }, 'same'],
    ['a shared mail, no phone', { phones: [] }, 'same'],
    ['a shared mail and another phone', { phones: ['0600000000'] }, 'possible'],
    ['a shared phone only, as a social worker’s', { surname: 'Roux', adults: ['Ana Roux'] }, 'none'],
    ['a surname only', { phones: [], emails: [] }, 'none'],
  ])('%s: %s', (_case, changes, expected) => {
    expect(compareFamilies(romy, { ...romy, ...changes })).toBe(expected);
    expect(sameFamily(romy, { ...romy, ...changes })).toBe(expected === 'same');
  });
});

describe('blocking keys', () => {
  it('are few and say what may be shared', () => {
    expect(blockingKeys(romy)).toEqual(['phone:0706784302', 'mail:celine@exemple.fr', 'born:2025-04-30', 'names:leroy|romy', 'name:leroy', 'name:romy']);
  });

  const day = fc.constantFrom('2025-04-30', '2025-04-20', '2025-09-02', '2025-02-09', '2025-06-15', '2026-04-30');
  const anyChild = fc.record({
    surname: fc.option(fc.constantFrom('Leroy', 'Lreoy', 'Romy', 'Rousseau', 'Roussaeu', 'Da Silva Martin', 'Martin')),
    firstName: fc.option(fc.constantFrom('Romy', 'Rmy', 'Leroy', 'Louis', 'Louise', 'Léo', 'Martin', 'Jean', 'Jean-Baptiste')),
    date: fc.option(day), isDue: fc.boolean(),
    phones: fc.subarray(['0600000001', '0600000002'], { maxLength: 1 }),
    emails: fc.subarray(['a@exemple.fr', 'b@exemple.fr'], { maxLength: 1 }),
    adults: fc.subarray(['Céline', 'Ana Roux'], { maxLength: 1 }),
  }).map(({ date, isDue, ...child }): ChildIdentity => ({ ...child, birthDate: isDue ? null : date, dueDate: isDue ? date : null }));

  it('are shared by any two requests that may be for one child, and the answer is the same both ways', () => {
    fc.assert(
      fc.property(anyChild, anyChild, (a, b) => {
        const { verdict, score } = compareChildren(a, b);
        expect(compareChildren(b, a)).toMatchObject({ verdict, score });
        if (verdict !== 'none') expect(blockingKeys(a).some((key) => blockingKeys(b).includes(key))).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('lead nowhere near certainty while a child is unborn or has no first name', () => {
    fc.assert(
      fc.property(anyChild, anyChild, (a, b) => {
        if (a.birthDate === null || b.firstName === null) expect(compareChildren(a, b).verdict).not.toBe('certain');
      }),
    );
  });
});
