import { describe, expect, it } from '../../../../../test/support/runner.js';
import type { ChildIdentity } from './child-identity.js';
import { compareChildren, type Level } from './compare-children.js';

/** `firstName surname | b birth, d due or e due and one alone | phone | mail | adults`, an empty part for what the list does not say. */
function child(text: string): ChildIdentity {
  const [name = '', date = '', phone = '', email = '', adults = ''] = text.split('|').map((part) => part.trim());
  const [firstName = '', surname = ''] = name.includes(' ') ? name.split(' ') : ['', name];
  return {
    firstName: firstName || null,
    surname: surname || null,
    birthDate: date.startsWith('b') ? date.slice(1) : null,
    dueDate: date.startsWith('d') || date.startsWith('e') ? date.slice(1) : null,
    multipleBirth: date.startsWith('e') ? false : null,
    phones: phone ? [phone] : [],
    emails: email ? [`${email}@exemple.fr`] : [],
    adults: adults ? adults.split(',') : [],
  };
}

/** What each level means, on few words; the lists as a whole are judged in test/truth. */
const CASES: [string, string, string, Level][] = [
  [
    'name, date and phone agree',
    'Nour Gauthier|b2025-09-11|0799042364',
    'Nour Gauthier|b2025-09-11|0799042364',
    'certain',
  ],
  ['a mail alone', 'Nour Traoré|b2024-05-17|0611465027|elif.traore', 'Nour Traoré|b2024-05-17||elif.traore', 'certain'],
  ['accents lost', 'Kaïs Benali|b2025-08-13|0691290062', 'KAIS BENALI|b2025-08-13|0691290062', 'certain'],
  ['two slips', 'Romy Leroy|b2025-04-30|0706784302', 'Rmy Lreoy|b2025-04-30|0706784302', 'probable'],
  [
    'a slip and no contact',
    'Sacha Bernard|b2025-09-29',
    'Sacha Benrard|b2025-09-29|0770183962|laura.bernard',
    'probable',
  ],
  ['no birth date', 'Sacha Legrand||0740241014', 'Sacha Legrand|b2025-07-31|0740241014', 'probable'],
  [
    'names in each other’s column',
    'Sacha Vincent|b2025-12-29|0678043900',
    'Vincent Sacha|b2025-12-29|0678043900',
    'probable',
  ],
  [
    'the surname of the other parent',
    'Emma Dubois|b2025-11-05|0621394586',
    'Emma Laurent|b2025-11-05|0621394586',
    'probable',
  ],
  [
    'day and month in each other’s place',
    'Emma Dubois|b2025-11-05|0621394586',
    'Emma Dubois|b2025-05-11|0621394586',
    'probable',
  ],
  [
    'the phone of the other parent',
    'Emma Dubois|b2025-11-05|0621394586',
    'Emma Dubois|b2025-11-05|0600000000',
    'probable',
  ],
  [
    'no date here, no phone there, a slip',
    'Louis Laurent||0690420128||Céline Laurent',
    'Louis Larent|b2025-06-09|||Céline',
    'possible',
  ],
  [
    'one name and phone, another year',
    'Maël Fournier|b2026-07-27|0636755347',
    'Maël Fournier|b2025-03-12|0636755347',
    'possible',
  ],
  ['two names and nothing else', 'Lucas Michel', 'Lucas Michel', 'possible'],
  ['to be born, and nobody said that it is one alone', 'Moreau|d2027-02-02|07', 'Moreau|d2027-02-02|07', 'possible'],
  ['to be born, one alone', 'Moreau|e2027-02-02|07', 'Moreau|e2027-02-02|07', 'certain'],
  ['to be born, one alone as one side says', 'Moreau|e2027-02-02|07', 'Moreau|d2027-02-02|07', 'possible'],
  ['to be born, one alone, of one name', 'Lou Moreau|e2027-02-02|07', 'LOU Moreau|e2027-02-02|07', 'certain'],
  ['to be born, one alone, named on one side', 'Lou Moreau|e2027-02-02|07', 'Moreau|e2027-02-02|07', 'possible'],
  ['to be born, of another name', 'Lou Moreau|e2027-02-02|07', 'Ana Moreau|e2027-02-02|07', 'none'],
  ['due dates a day apart', 'Moreau|d2027-02-02|0798951877', 'Moreau|d2027-02-03|0798951877', 'possible'],
  ['first name not given', 'Liam Lefèvre|b2024-03-12|0681556692', 'Lefèvre|b2024-03-12|0681556692', 'possible'],
  [
    'born three weeks before the due date',
    'Emma Dubois|b2026-10-05|0621394586',
    'Dubois|d2026-10-26|0621394586',
    'possible',
  ],
  ['twins', 'Romy Leroy|b2025-04-30|0706784302', 'Léonie Leroy|b2025-04-30|0706784302', 'none'],
  ['twins Léo and Léa', 'Léo Roux|b2025-12-28|0601619076', 'Léa Roux|b2025-12-28|0601619076', 'none'],
  [
    'Louis and Louise, two years apart',
    'Louis Roux|b2023-12-28|0601619076||Ana',
    'Louise Roux|b2025-12-18|0601619076||Ana',
    'none',
  ],
  [
    'a child to be born and its brother',
    'Roux|d2027-01-09|0714241764||Ana',
    'Hugo Roux|b2025-04-24|0714241764||Ana',
    'none',
  ],
  ['one name, two homes', 'Enzo Ferreira|b2026-07-06|0706274341', 'Enzo Ferreira|b2024-04-27|0722738446', 'none'],
  ['one day and first name', 'Emma Dubois|b2024-09-02|0678595657', 'Emma Fontaine|b2024-09-02|0767366046', 'none'],
  [
    'due dates three weeks apart',
    'Chevalier|d2027-03-30||fatima.chevalier|Fatima',
    'Chevalier|d2027-04-22|0622817504||Sylwia',
    'none',
  ],
];

describe('two requests for one child?', () => {
  it.each(CASES)('%s', (_reason, a, b, level) => {
    expect(compareChildren(child(a), child(b)).level).toBe(level);
    expect(compareChildren(child(b), child(a)).level).toBe(level);
  });

  it('says of each field how far it agrees, and why it is near', () => {
    const romy = child('Romy Leroy|b2025-04-30|0706784302|celine.leroy');
    const { agreements } = compareChildren(romy, child('Rmy Leroi|b2025-04-20||autre|Ana'));
    expect(agreements).toEqual([
      { field: 'surname', likeness: 'near', how: 'letter' },
      { field: 'firstName', likeness: 'near', how: 'letter' },
      { field: 'birth', likeness: 'near', how: 'digit' },
      { field: 'phone', likeness: 'unknown', how: null },
      { field: 'email', likeness: 'different', how: null },
      { field: 'adult', likeness: 'unknown', how: null },
    ]);
  });

  it('counts a phone and a mail that agree once', () => {
    const romy = child('Romy Leroy|b2025-04-30|0706784302|celine.leroy');
    expect(compareChildren(romy, romy).score).toBe(compareChildren(romy, { ...romy, emails: [] }).score);
  });

  it('leaves twins of like names to a person once the family said that they are twins', () => {
    const [louis, louise] = [child('Louis Roux|b2025-12-28|0601619076'), child('Louise Roux|b2025-12-28|0601619076')];
    expect(compareChildren(louis, louise).level).toBe('probable');
    expect(compareChildren({ ...louis, multipleBirth: true }, louise).level).toBe('possible');
  });
});
