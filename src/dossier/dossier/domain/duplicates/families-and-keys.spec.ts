import { describe, expect, it } from '../../../../../test/support/runner.js';
import { blockingKeys, searchedNames, searchKeys } from './blocking-keys.js';
import type { ChildIdentity } from './child-identity.js';
import { compareFamilies, sameFamily } from './compare-families.js';

const romy: ChildIdentity = {
  surname: 'Leroy',
  firstName: 'Romy',
  birthDate: '2025-04-30',
  dueDate: null,
  phones: ['0706784302'],
  emails: ['celine@exemple.fr'],
  adults: ['Céline Leroy'],
};

describe('one family', () => {
  it.each<[string, Partial<ChildIdentity>, 'same' | 'possible' | 'none']>([
    ['a twin', { firstName: 'Léonie' }, 'same'],
    [
      'a child with another adult, one phone and one mail',
      { firstName: 'Emma', surname: 'Roux', adults: ['Ana Roux'] },
      'same',
    ],
    ['the same phone and surname, another adult', { emails: [], adults: ['Paul Roux'] }, 'possible'],
    ['a shared mail, another phone, the same adults', { phones: ['0600000000'] }, 'same'],
    [
      'a shared mail, another phone, another second adult',
      { phones: ['0600000000'], adults: ['Céline Leroy', 'Marc Petit'] },
      'possible',
    ],
    [
      'a half-sister of another surname, same adult',
      { firstName: 'Emma', surname: 'Roux', adults: ['Céline'] },
      'same',
    ],
    ['a shared mail, no phone', { phones: [] }, 'same'],
    [
      'a grandmother’s phone, another mail, a mother of the same first name',
      { emails: ['celine.roux@exemple.fr'], adults: ['Céline'] },
      'possible',
    ],
    [
      'a grandmother’s phone, no mail, a mother of the same first name and a child of another surname',
      { surname: 'Roux', emails: [], adults: ['Céline'] },
      'possible',
    ],
    [
      'one phone, no mail, a mother of the same first name and a child whose surname is not known',
      { surname: null, emails: [], adults: ['Céline'] },
      'possible',
    ],
    ['one phone, no mail, the first name of the mother', { emails: [], adults: ['Céline'] }, 'same'],
    ['a shared phone, another mail, the same adult', { emails: ['autre@exemple.fr'] }, 'same'],
    ['a shared phone only, as a social worker’s', { surname: 'Roux', emails: [], adults: ['Ana Roux'] }, 'none'],
    ['a surname only', { phones: [], emails: [] }, 'none'],
  ])('%s: %s', (_case, changes, expected) => {
    expect(compareFamilies(romy, { ...romy, ...changes })).toBe(expected);
    expect(sameFamily(romy, { ...romy, ...changes })).toBe(expected === 'same');
  });
});

describe('blocking keys', () => {
  it('are few and say what may be shared', () => {
    expect(blockingKeys(romy)).toEqual([
      'phone:0706784302',
      'mail:celine@exemple.fr',
      'born:2025-04-30',
      'names:leroy|romy',
      'sounds:leroi|romi',
      'name:leroy',
      'name:romy',
    ]);
  });
});

describe('what people look for', () => {
  it('is each word of a name of the family, the child’s whole, and how each is heard', () => {
    const child = { ...romy, surname: 'Da Silva', adults: ['Céline Leroy', 'Ana Da Silva'] };
    expect(searchKeys(child)).toEqual([
      ...['word:da', 'word:silva', 'word:celine', 'word:leroy', 'word:ana'],
      ...['heard:dasilva', 'heard:romi', 'heard:silva', 'heard:selin', 'heard:leroi', 'heard:ana'],
    ]);
    expect(searchedNames(child)).toBe(' dasilva romy da silva celine leroy ana');
  });

  it('keeps the child’s names before those of a list of adults that does not end', () => {
    const names = searchedNames({
      ...romy,
      adults: Array.from({ length: 50 }, (_, index) => `Prenom${index} ${'x'.repeat(90)}${index}`),
    });
    expect([names.length, names.startsWith(' leroy romy prenom0 ')]).toEqual([500, true]);
  });
});
