import { describe, expect, it } from '../../../../test/support/runner.js';
import { cutContact, readEmails, readPhones } from './contacts.js';

describe('a phone', () => {
  it.each([
    ['07 99 04 23 64', '0799042364'],
    ['+33 706784302', '0706784302'],
    ['0652122275', '0652122275'],
    ['06.12.34.56.78', '0612345678'],
    ['06-12-34-56-78', '0612345678'],
    ['+33 (0)6 12 34 56 78', '0612345678'],
    ['0033 6 12 34 56 78', '0612345678'],
    ['612345678', '0612345678'],
    ['+41 22 345 67 89', '+41223456789'],
    ['03/85/57/00/00', '0385570000'],
    ['33612345678', '0612345678'],
    ['tél : 06 12 34 56 78', '0612345678'],
    ['06 12 34 56 78 (mère)', '0612345678'],
    ["'0612345678", '0612345678'],
  ])('%s is %s', (text, phone) => {
    expect(readPhones(text)).toEqual({ ok: true, value: { first: phone, others: [] } });
  });

  it.each([
    '0612345678 / 0711223344',
    '06 12 34 56 78 - 07 11 22 33 44',
    '06 12 34 56 78\n07 11 22 33 44',
    '0612345678 0711223344',
    '06 12 34 56 78 (mère) ou 07 11 22 33 44 (père)',
  ])('%j is two of them', (text) => {
    expect(readPhones(text)).toMatchObject({ ok: true, value: { first: '0612345678', others: ['0711223344'] } });
  });

  it.each(['06 12 34', 'à demander', '00 12 34 56 78', '06 12 34 56 78 90', '+33 12', '06 12 34 56 7O', '6,12E+08'])(
    '%s is refused',
    (text) => {
      expect(readPhones(text)).toEqual({ ok: false, reason: 'not_a_phone' });
    },
  );
});

describe('a mail', () => {
  it('is kept in lower case', () => {
    expect(readEmails('Laura.GAUTHIER@Exemple.fr')).toEqual({
      ok: true,
      value: { first: 'laura.gauthier@exemple.fr', others: [] },
    });
  });

  it.each(['a@b.fr, c@d.fr', 'a@b.fr;c@d.fr', 'a@b.fr / C@d.fr', '<a@b.fr> c @d.fr', 'mailto:a@b.fr\nc@d.fr.'])(
    '%j is two of them',
    (text) => {
      expect(readEmails(text)).toEqual({ ok: true, value: { first: 'a@b.fr', others: ['c@d.fr'] } });
    },
  );

  it.each(['laura.exemple.fr', 'laura@exemple', 'laura@@exemple.fr', 'a b@exemple.fr', 'a@exemple..fr'])(
    '%s is refused',
    (text) => {
      expect(readEmails(text)).toEqual({ ok: false, reason: 'not_an_email' });
    },
  );
});

describe('a contact cell', () => {
  it.each([
    ['Sonia 0652122275', { name: 'Sonia', phone: '0652122275', email: '' }],
    ['Amandine', { name: 'Amandine', phone: '', email: '' }],
    ['Anne-Lise Roux : +33 6 12 34 56 78', { name: 'Anne-Lise Roux', phone: '+33 6 12 34 56 78', email: '' }],
    ['0652122275 Sonia', { name: 'Sonia', phone: '0652122275', email: '' }],
    ['Sonia sonia@exemple.fr', { name: 'Sonia', phone: '', email: 'sonia@exemple.fr' }],
  ])('%s is cut in its parts', (text, parts) => {
    expect(cutContact(text)).toMatchObject(parts);
  });
});
