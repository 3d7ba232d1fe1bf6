import { describe, expect, it } from '@jest/globals';
import type { ChildIdentity } from './child-identity.js';
import { compareChildren } from './compare-children.js';

/** `firstName surname | b birth or d due | phone | mail | adults`, an empty part for what the list does not say. */
function child(text: string): ChildIdentity {
  const [name = '', date = '', phone = '', email = '', adults = ''] = text.split('|').map((part) => part.trim());
  const [firstName = '', surname = ''] = name.includes(' ') ? name.split(' ') : ['', name];
  return {
    firstName: firstName || null, surname: surname || null, birthDate: date.startsWith('b') ? date.slice(1) : null,
    dueDate: date.startsWith('d') ? date.slice(1) : null, phones: phone ? [phone] : [], emails: email ? [`${email}@exemple.fr`] : [],
    adults: adults ? adults.split(',') : [],
  };
}

/** Pairs of the lists of Montceau (m), Blanzy (b) and Saint-Vallier (s), with the line of each, judged by hand. */
const TRUTH: [string, string, string, 'certain' | 'possible' | 'none'][] = [
  ['m2 s14, all agrees', 'Nour Gauthier|b2025-09-11|0799042364|laura.gauthier', 'Nour Gauthier|b2025-09-11|0799042364', 'certain'],
  ['m5 b39, phone and mail', 'Yanis Lopez|b2026-08-09|0729211874|marie.lopez', 'Yanis Lopez|b2026-08-09|0729211874|marie.lopez', 'certain'],
  ['m73 b27, mail alone', 'Nour Traoré|b2024-05-17|0611465027|elif.traore', 'Nour Traoré|b2024-05-17||elif.traore', 'certain'],
  ['b10 s53, accents lost', 'Kaïs Benali|b2025-08-13|0691290062', 'KAIS BENALI|b2025-08-13|0691290062', 'certain'],
  ['b37 b68, written twice', 'Isaac Vincent|b2026-04-23|0666824750', 'Isaac Vincent|b2026-04-23|0666824750', 'certain'],
  ['m9 b3, two typos', 'Romy Leroy|b2025-04-30|0706784302', 'Rmy Lreoy|b2025-04-30|0706784302', 'possible'],
  ['m18 b72, a letter lost in the first name', 'Emma Dubois|b2025-11-05|0621394586', 'Ema Dubois|b2025-11-05|0621394586', 'possible'],
  ['m64 s5, letters swapped', 'Sacha Blanc|b2025-07-27|0602695323', 'Sacah Blanc|b2025-07-27|0602695323', 'possible'],
  ['b75 s45, surname swapped', 'Alba Moreau|b2024-12-04|0619094692', 'Alba Moerau|b2024-12-04|0619094692', 'possible'],
  ['m28 b50, typo and no contact', 'Sacha Bernard|b2025-09-29', 'Sacha Benrard|b2025-09-29|0770183962|laura.bernard', 'possible'],
  ['b56 s63, a mail here, a phone there', 'Mila Boyer|b2025-06-04||laura.boyer', 'Mila Boyer|b2025-06-04|0791321738', 'possible'],
  ['m70 s61, typos and an impossible birth date', 'Jade Fontaine|b2024-02-10|0621066300', 'Jdae Fontine||0621066300', 'possible'],
  ['m79 b69, born in 2062', 'Sacha Legrand||0740241014', 'Sacha Legrand|b2025-07-31|0740241014', 'possible'],
  ['b13 s43, no date here, no phone there', 'Louis Laurent||0690420128||Céline Laurent', 'Louis Larent|b2025-06-09|||Céline', 'possible'],
  ['m55 s6, one name and phone, born six months apart', 'Lucas Michel|b2025-10-21|0627543491', 'Lucas Michel|b2026-04-26|0627543491', 'possible'],
  ['b47 s13, one name and phone, another year', 'Maël Fournier|b2026-07-27|0636755347', 'Maël Fournier|b2025-03-12|0636755347', 'possible'],
  ['m35 m51, two rows to be born: twins or twice', 'Blanc|d2027-02-05|0641692052', 'Blanc|d2027-02-05|0641692052', 'possible'],
  ['m53 s11, to be born, all agrees', 'Moreau|d2027-02-02|0798951877', 'Moreau|d2027-02-02|0798951877', 'possible'],
  ['b55 s2, to be born, a letter lost', 'Vincent|d2027-03-13|0652122275', 'Vncent|d2027-03-13|0652122275', 'possible'],
  ['m60 b9, to be born, nothing to ring', 'Lambert|d2027-02-04||ana.lambert', 'Lambert|d2027-02-04|0791612549', 'possible'],
  ['m65 s7, named before birth', 'Maël Perrin|d2027-05-20|0670110724', 'Maël Perrin|d2027-05-20|0670110724', 'possible'],
  ['m91 b42, the due date of a child born since', 'Lefèvre|d2024-03-12|0681556692', 'Liam Lefèvre|b2024-03-12|0681556692', 'possible'],
  ['b42 b64, first name not given', 'Liam Lefèvre|b2024-03-12|0681556692', 'Lefèvre|b2024-03-12|0681556692', 'possible'],
  ['m9 m75, twins', 'Romy Leroy|b2025-04-30|0706784302', 'Léonie Leroy|b2025-04-30|0706784302', 'none'],
  ['m11 m92, twins of like names', 'Lina Wojcik|b2024-02-19|0757990042', 'Mila Wojcik|b2024-02-19|0757990042', 'none'],
  ['m75 b3, the twin of the child with typos', 'Léonie Leroy|b2025-04-30|0706784302', 'Rmy Lreoy|b2025-04-30|0706784302', 'none'],
  ['m62 m85, brothers', 'Arthur Morin|b2025-12-09|0654317606', 'Adam Morin|b2024-05-19|0654317606', 'none'],
  ['b18 b26, a child to be born and its brother', 'Roux|d2027-01-09|0714241764', 'Hugo Roux|b2025-04-24|0714241764', 'none'],
  ['m7 m10, a sister without a date', 'Louise Laurent||0646286819', 'Alice Laurent|b2026-07-18|0646286819', 'none'],
  ['m8 m66, one name, two homes', 'Enzo Ferreira|b2026-07-06|0706274341', 'Enzo Ferreira|b2024-04-27|0722738446', 'none'],
  ['m83 m97, one day and first name', 'Emma Dubois|b2024-09-02|0678595657', 'Emma Fontaine|b2024-09-02|0767366046', 'none'],
  ['m96 s24, like names ten days apart', 'Louis Lambert|b2025-12-28|0601619076||Pauline', 'Louise Lambert|b2025-12-18|0684674545||Marie', 'none'],
  ['m76 s15, one name, another mother and phone', 'Yanis Wojcik||0742410090||Sonia', 'Yanis Wojcik|b2024-03-26|0735041728||Kadiatou', 'none'],
  ['m31 s35, due dates three weeks apart', 'Chevalier|d2027-03-30||fatima.chevalier|Fatima', 'Chevalier|d2027-04-22|0622817504||Sylwia', 'none'],
  ['m35 b4, due dates five weeks apart', 'Blanc|d2027-02-05|0641692052||Camille', 'Blanc|d2027-03-15|||Pauline', 'none'],
];

/** What the three lists do not hold. */
const OTHERS: typeof TRUTH = [
  ['names in each other’s column', 'Sacha Vincent|b2025-12-29|0678043900', 'Vincent Sacha|b2025-12-29|0678043900', 'possible'],
  ['the surname of the other parent', 'Emma Dubois|b2025-11-05|0621394586', 'Emma Laurent|b2025-11-05|0621394586', 'possible'],
  ['day and month in each other’s place', 'Emma Dubois|b2025-11-05|0621394586', 'Emma Dubois|b2025-05-11|0621394586', 'possible'],
  ['born three weeks before the due date', 'Emma Dubois|b2026-10-05|0621394586', 'Dubois|d2026-10-26|0621394586', 'possible'],
  ['the phone of the other parent', 'Emma Dubois|b2025-11-05|0621394586', 'Emma Dubois|b2025-11-05|0600000000', 'possible'],
  ['Louis and Louise, two years apart', 'Louis Roux|b2023-12-28|0601619076', 'Louise Roux|b2025-12-18|0601619076', 'none'],
  ['twins Léo and Léa', 'Léo Roux|b2025-12-28|0601619076', 'Léa Roux|b2025-12-28|0601619076', 'none'],
];

describe('two requests for one child?', () => {
  it.each([...TRUTH, ...OTHERS])('%s', (_reason, a, b, verdict) => {
    expect(compareChildren(child(a), child(b)).verdict).toBe(verdict);
    expect(compareChildren(child(b), child(a)).verdict).toBe(verdict);
  });

  it('says what agrees and what does not, the likeliest pair scoring more', () => {
    const romy = child('Romy Leroy|b2025-04-30|0706784302|celine.leroy');
    const typo = compareChildren(romy, child('Rmy Lreoy|b2025-04-30|0706784302|celine.leroy'));
    const other = compareChildren(romy, child('Romy Leroy|b2025-05-30|0600000000'));
    expect(typo).toMatchObject({ agree: ['surname.near', 'firstName.near', 'birth', 'phone', 'email'], differ: [] });
    expect(other).toMatchObject({ verdict: 'possible', agree: ['surname', 'firstName', 'birth.near'], differ: ['contact'] });
    expect(typo.score).toBeGreaterThan(other.score);
  });
});
