import { describe, expect, it } from '../../../../test/support/runner.js';
import { fieldOf } from './column-names.js';
import { recogniseColumns } from './columns.js';
import { readCommune } from './communes.js';
import { cutContact } from './contacts.js';
import { partCouple } from './couples.js';
import { readDate } from './dates.js';
import { isHalfMark, readDayCount, readDays, readMark } from './days.js';
import { cutHours } from './hours.js';
import type { ListRow } from './list-row.js';
import { readRow, type RequestReading } from './read-row.js';
import { readSituations } from './situations.js';
import { withdrawnReason } from './withdrawn.js';

/** What lists that nobody had seen wrote otherwise. Each rule is about a way of writing, and none about one row. */
const COMMUNES = [
  { inseeCode: '71040', name: 'Blanzy', postalCodes: ['71450'] },
  { inseeCode: '71132', name: 'Ciry-le-Noble', postalCodes: ['71420'] },
  { inseeCode: '71306', name: 'Montceau-les-Mines', postalCodes: ['71300'] },
];

describe('a header', () => {
  it.each([
    ['Date entrée souh.', 'wantedFrom'],
    ['Sit. prof. resp. 1', 'adult1Situation'],
    ['H arr', 'hoursStart'],
    ['H dép', 'hoursEnd'],
    ['Né(e)/à naître', 'birthDate'],
    ['Travail mère', 'adult1Situation'],
  ])('%s is %s', (header, field) => expect(fieldOf(header)).toBe(field));

  it('that a cut word leaves open is asked', () => expect(fieldOf('Nom enf. par.')).toBe(null));

  it('of remarks and wishes is both', () => {
    const header = 'Observations / mode souhaité';
    expect(recogniseColumns(['Nom', header]).byField).toMatchObject({ observations: header, wishes: header });
  });
});

describe('a cell', () => {
  it.each([
    ['2j au choix', 2],
    ['3 jours à définir', 3],
    ['4 j variables', 4],
  ])('%s asks for %d days', (text, count) => expect(readDayCount(text)).toEqual({ ok: true, value: count }));

  it.each(['2 ou 3 jours', '3 jours minimum'])('%s asks for no certain number of days', (text) =>
    expect(readDayCount(text).ok).toBe(false),
  );

  it('with an arrow goes from one day to the other', () => {
    expect(readDays('lundi→jeudi')).toEqual({ ok: true, value: ['mon', 'tue', 'wed', 'thu'] });
    expect(readDays('lundi-jeudi')).toEqual({ ok: false, reason: 'which_day' });
  });

  it.each(['M', 'AM', 'mat', 'aprem'])('%s in the column of a day is half of it', (text) =>
    expect([readMark(text), isHalfMark(text)]).toEqual([{ ok: true, value: true }, true]),
  );

  it('may leave the h of the first hour out', () =>
    expect(cutHours('ma/je 8-17h')).toEqual({ days: 'ma/je', hours: '8-17h' }));

  it.each<[string, string[]]>([
    ['CDI x2', ['working', 'working']],
    ['CDI tous les deux', ['working', 'working']],
    ['aide-soignante CDI', ['working']],
    ['infirmière en congé parental', ['parental_leave']],
    ['C.mat', ['maternity_leave']],
    ['congé par.', ['parental_leave']],
    ['fonct.', ['working']],
    ['étud.', ['studying']],
    ['indép.', ['working']],
    ['DE', ['job_seeking']],
    ['recherche emploi', ['job_seeking']],
  ])('%s tells %j', (text, situations) => expect(readSituations(text)).toEqual({ ok: true, value: situations }));

  it.each(['infirmière', 'chauffeur', 'prof des écoles', 'SE'])('%s tells no situation', (text) =>
    expect(readSituations(text).ok).toBe(false),
  );

  it.each<[string, string | null, string]>([
    ['Montceau-les-M.', '71306', 'Montceau-les-Mines'],
    ['HORS BASSIN (Le Creusot)', null, 'Le Creusot'],
    ['hors commune : Blanzy', '71040', 'Blanzy'],
    ['Blanzy bourg', '71040', 'Blanzy'],
    ['Le Bourg', null, 'Le Bourg'],
  ])('%s is the commune %s, %s', (text, inseeCode, name) =>
    expect(readCommune(text, COMMUNES)).toMatchObject({ inseeCode, name }),
  );

  it('may say an age before a date', () =>
    expect(readDate('2 ans (10/10/24)')).toEqual({ ok: true, value: { day: '2024-10-10', approximate: false } }));

  it('says behind a date that it is that of a birth to come', () =>
    expect(readDate('01/12/26 (terme)')).toEqual({ ok: true, value: { day: '2026-12-01', approximate: false } }));

  it.each<[string, string, string]>([
    ['Manon COLIN (0622000004)', 'Manon COLIN', '0622000004'],
    ['Adeline GIRARDOT 0622000029 (bureau 0385000030)', 'Adeline GIRARDOT', '0622000029 / 0385000030'],
  ])('%s names one person', (text, name, phone) => expect(cutContact(text)).toMatchObject({ name, phone }));

  it.each(['Foyer Les Tilleuls', 'Perrine B.', 'Éduc. Marc Roche'])('%s is asked', (text) =>
    expect(partCouple(text).isUnclear).toBe(true),
  );

  it.each(['dde retirée par la mère', 'placé 09/26', 'OK nounou trouvée en juin'])(
    '%s says that nobody waits',
    (text) => expect(withdrawnReason(text)).not.toBe(null),
  );
});

describe('a row', () => {
  const read = (headers: string, line: string): RequestReading => {
    const names = headers.split(';');
    const cells = line.split(';');
    const row: ListRow = {
      line: 2,
      raw: line,
      blank: false,
      reason: null,
      cells: Object.fromEntries(names.map((header, index) => [header, cells[index] ?? ''])),
    };
    const reading = readRow(recogniseColumns(names), row, { communes: COMMUNES, importedOn: '2026-11-30' });
    return reading as RequestReading;
  };
  const HEADERS = 'Nom;Prénom;Naissance;Parents;Tél';

  it('gives a number to the adult whose first name stands beside it', () => {
    const { form } = read(HEADERS, 'DE SOUSA;Inès;27/03/26;DE SOUSA Paulo et Carla;07 82 11 20 33 (Carla)');
    expect(form.adults.map(({ firstName, phone }) => [firstName, phone])).toEqual([
      ['Paulo', null],
      ['Carla', '0782112033'],
    ]);
  });

  it('names no adult where its cell says that there is none', () => {
    const { form, note } = read('Nom;Prénom;Naissance;Mère;Père', 'ROUX;Ana;01/02/2026;Lydie ROUX;décédé');
    expect(form.adults.map(({ firstName }) => firstName)).toEqual(['Lydie']);
    expect(note).toContain('décédé');
  });

  it.each(['Édité le 24/11/2026', 'MAJ 20/11 par Cathy', 'TOTAL'])('of %s is no request', (text) => {
    expect(read(HEADERS, `${text};;;;`)).toMatchObject({ kind: 'unreadable' });
  });

  it.each<[string, string[], string]>([
    ['micro-crèche, jumeaux', [], 'jumeaux'],
    ['ass mat', ['childminder'], 'ass mat'],
    ['MAM ou nounou, rappeler', ['mam', 'childminder'], 'rappeler'],
    ['aîné à la crèche de Blanzy', [], 'aîné'],
  ])('with %s in its remarks and wishes', (text, modes, kept) => {
    const { form, note } = read('Nom;Prénom;Naissance;Tél;Observations / souhait', `ROUX;Ana;01/02/2026;06;${text}`);
    expect(form.children[0]!.wishes.map(({ mode }) => mode)).toEqual(modes);
    expect(note).toContain(kept);
  });
});
