import { describe, expect, it } from '../../../../test/support/runner.js';
import { recogniseColumns } from './columns.js';
import { planImport } from './plan.js';
import { readRow, type RequestReading, type RowReading } from './read-row.js';
import { rowKey } from './row-key.js';

const context = {
  communes: [{ inseeCode: '71040', name: 'Blanzy', postalCodes: ['71450'] }],
  importedOn: '2026-11-24',
  sourceProviderId: 'crib',
};
const COMPLETE = {
  Nom: 'LEROY',
  Prénom: 'Romy',
  Naissance: '30/04/2025',
  Parents: 'Céline et Paul Leroy',
  Tél: '07 06 78 43 02',
  Mail: '',
  CP: '71450',
  Commune: 'BLANZY',
  Entrée: '16/07/2027',
  Jours: 'lundi, jeudi',
  Horaires: '8h-18h',
  Situation: '2 emplois',
  'Demandé le': '06/12/2025',
};
const readCells = (cells: Record<string, string>): RowReading =>
  readRow(
    recogniseColumns(Object.keys(cells)),
    { line: 2, cells, raw: Object.values(cells).join(';'), blank: false, reason: null },
    context,
  );
const readWith = (changes: Record<string, string>): RequestReading => {
  const reading = readCells({ ...COMPLETE, ...changes });
  if (reading.kind !== 'request') throw new Error(reading.kind);
  return reading;
};

describe('a row', () => {
  it('complete owes nothing', () => {
    const { form, ...rest } = readWith({});
    expect(rest).toEqual({
      kind: 'request',
      requestedOn: '2025-12-06',
      gaps: [],
      problems: [],
      note: null,
      daysWanted: ['mon', 'thu'],
      approximate: [],
    });
    expect(form.adults).toMatchObject([
      {
        firstName: 'Céline',
        surname: 'Leroy',
        phone: '0706784302',
        email: null,
        communeCode: '71040',
        communeName: null,
        situation: 'working',
      },
      { firstName: 'Paul', surname: 'Leroy', phone: null, situation: 'working' },
    ]);
    expect(form.children).toMatchObject([
      {
        firstName: 'Romy',
        surname: 'Leroy',
        birthDate: '2025-04-30',
        dueDate: null,
        need: {
          wantedFrom: '2027-07-16',
          week: { mon: { start: '08:00', end: '18:00' }, thu: { start: '08:00', end: '18:00' } },
          daysPerWeek: null,
        },
        wishes: [{ mode: 'establishment', providerId: 'crib', communeCode: null }],
      },
    ]);
  });

  it.each<[string, Record<string, string>, string[], string[]]>([
    ['a birth date nobody can read is owed', { Naissance: '??' }, ['child.birthDate'], ['not_a_date']],
    [
      'to be born owes no first name',
      { Prénom: 'A NAITRE', Naissance: '20/05/2027', 'Demandé le': '01/10/2026' },
      [],
      [],
    ],
    ['to be born without a date owes a due date', { Prénom: 'A NAITRE', Naissance: '' }, ['child.dueDate'], []],
    [
      'to be born and overdue is a born child, on a day unknown',
      { Prénom: 'A NAITRE', Naissance: '12/03/2026' },
      ['child.firstName', 'child.birthDate'],
      ['due_date_passed'],
    ],
    [
      'a first name and a future date',
      { Naissance: '20/05/2027', 'Demandé le': '01/10/2026' },
      [],
      ['future_birth_read_as_due'],
    ],
    ['a surname alone and a past date', { Prénom: '' }, ['child.firstName'], []],
    ['no contact', { Tél: '  ' }, ['adult.contact'], []],
    ['a contact nobody can use', { Tél: '06 12' }, ['adult.contact'], ['not_a_phone']],
    ['a mail in the column of phones', { Tél: 'a@exemple.fr', Mail: '0706784302' }, [], ['swapped_columns']],
    ['whole days', { Horaires: 'journée' }, ['need.hours'], []],
    ['no days', { Jours: '', Horaires: '' }, ['need.week', 'need.hours'], []],
    ['a start before the birth', { Entrée: '01/01/2025' }, ['need.wantedFrom'], ['before_birth']],
    ['a request in the future', { 'Demandé le': '01/01/2027' }, ['requestedOn'], ['too_far_ahead']],
    [
      'a request long before birth is kept, and doubted',
      { Naissance: '20/05/2027', Prénom: '', 'Demandé le': '24/10/2025' },
      [],
      ['long_before_birth'],
    ],
    ['two children on one row', { Prénom: 'Léo / Tom' }, [], ['several_children']],
    ['another postal code', { CP: '71300' }, [], ['not_in_postal_code']],
    ['two jobs for one adult named', { Parents: 'Céline Leroy' }, ['household.secondAdult'], []],
    ['one job for two adults', { Situation: '1 emploi' }, ['adult.situation'], ['which_adult']],
    [
      'no child named, but a date and somebody to ask',
      { Nom: '', Prénom: '' },
      ['child.surname', 'child.firstName'],
      [],
    ],
  ])('%s', (_case, changes, gaps, reasons) => {
    const reading = readWith(changes);
    expect(reading.gaps).toEqual(gaps);
    expect(reading.problems.map(({ reason }) => reason)).toEqual(reasons);
  });

  it.each<[string, string, string | null, string | null]>([
    ['Céline et Paul Leroy', '07 11 22 33 44', '0711223344', null],
    ['Céline Leroy', '07 11 22 33 44', null, 'Second contact : 0711223344'],
  ])('gives the number of the second parent to whom it is (%s)', (names, phone, theirs, note) => {
    const reading = readWith({ Parents: names, 'Tél père': phone, Situation: 'sans emploi' });
    expect([reading.form.adults[1]?.phone ?? null, reading.note]).toEqual([theirs, note]);
    expect(reading.form.adults[0]?.phone).toBe('0706784302');
  });

  it('keeps the days when the hours are not known', () => {
    const { form, daysWanted } = readWith({ Horaires: 'journée' });
    expect([form.children[0]?.need.week, form.children[0]?.need.daysPerWeek, daysWanted]).toEqual([
      null,
      2,
      ['mon', 'thu'],
    ]);
  });

  it.each<[string, string, string | null, string, string[]]>([
    ['GARCIA LOPEZ', '20/05/2027', null, 'Garcia Lopez', ['which_name']],
    ['GARCIA LOPEZ', '20/05/2026', 'Lopez', 'Garcia', []],
    ['EL MANSOURI', '20/05/2027', null, 'El Mansouri', []],
    ['ED OLIVEIRA', '20/05/2027', null, 'Ed Oliveira', ['which_name']],
    ['GARCIA Lopez', '20/05/2027', 'Lopez', 'Garcia', ['future_birth_read_as_due']],
    ['NC', '20/05/2026', null, '', []],
  ])('%s, %s, is first name %s and surname %s', (name, birth, firstName, surname, reasons) => {
    const { Nom: _surname, Prénom: _firstName, Parents: _parents, Tél: _phone, ...rest } = COMPLETE;
    const cells = {
      'NOM PRENOM': name,
      ...rest,
      Naissance: birth,
      Contact: 'Céline 0706784302',
      'Demandé le': '01/10/2026',
    };
    const reading = readCells(cells);
    if (reading.kind !== 'request') throw new Error(reading.kind);
    expect(reading.form.children[0]).toMatchObject({ firstName, surname: surname === '' ? null : surname });
    expect(reading.problems.map(({ reason }) => reason)).toEqual(reasons);
  });

  it('keeps an overdue due date as what it is', () => {
    expect(readWith({ Prénom: 'A NAITRE', Naissance: '12/03/2026' }).form.children[0]).toMatchObject({
      birthDate: null,
      dueDate: '2026-03-12',
      firstName: null,
    });
  });

  it('keeps for the desk what has no place in the dossier, but nothing on health', () => {
    const reading = readWith({ Situation: '1 emploi', Fratrie: 'un frère', Suivi: 'épilepsie' });
    expect(reading.note).toBe('Situation : 1 emploi\nFratrie : un frère');
    expect(reading.problems).toContainEqual({ field: 'Suivi', value: '', reason: 'health_detail_not_kept' });
  });

  it.each<[string, Record<string, string>]>([
    ['no_child', { ...COMPLETE, Nom: '', Prénom: '', Naissance: '' }],
    ['only_a_name', { Nom: 'TOTAL', Prénom: '', Naissance: '', Tél: '' }],
    ['repeated_header', { Nom: 'Nom', Tél: 'Tél' }],
  ])('is unreadable: %s', (reason, cells) => {
    const reading = readCells(cells);
    expect(reading).toMatchObject({
      kind: 'unreadable',
      problems: expect.arrayContaining([expect.objectContaining({ field: 'row', reason })]),
    });
  });
});

describe('the key of a row', () => {
  it('is the same for what says the same, in one list only', () => {
    const key = rowKey('blanzy', { Nom: 'Guérin', Tél: '06 12', Obs: '' });
    expect(rowKey('blanzy', { tel: '06  12', NOM: 'GUERIN ' })).toBe(key);
    expect(rowKey('montceau', { Nom: 'Guérin', Tél: '06 12' })).not.toBe(key);
    expect(rowKey('blanzy', { Nom: 'Guérin', Tél: '06 13' })).not.toBe(key);
  });
});

describe('a plan', () => {
  it('tells the rows written twice, the blank and the broken', () => {
    const row = (line: number, cells: Record<string, string>, more = {}) => ({
      line,
      cells,
      raw: 'x',
      blank: false,
      reason: null,
      ...more,
    });
    const rows = [
      row(2, COMPLETE),
      row(3, {}, { blank: true }),
      row(4, COMPLETE),
      row(5, { Nom: 'X' }, { reason: 'too_few_cells' }),
    ];
    const { counts, rows: planned } = planImport({ headers: Object.keys(COMPLETE), rows }, 'blanzy', context);
    expect(counts).toEqual({ rows: 4, blank: 1, unreadable: 1, withdrawn: 0, requests: 2, repeated: 1 });
    expect(planned.map(({ sameAsLine }) => sameAsLine)).toEqual([null, null, 2, null]);
  });
});
