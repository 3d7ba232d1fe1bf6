import { describe, expect, it } from '../../../../test/support/runner.js';
import { readObservation, readYesNo } from './adaptation.js';
import { recogniseColumns } from './columns.js';
import { readCommune } from './communes.js';
import { countDays, readDayCount, lettersOfDays, readDays, readMark, saysHalfDays } from './days.js';
import { readHours } from './hours.js';

describe('the columns', () => {
  it('are recognised whatever their accents, case and signs, and an unknown one is reported', () => {
    expect(
      recogniseColumns([
        'NOM PRENOM',
        'Né(e) le',
        'TÉL.',
        'Date d’entrée souhaitée',
        'Handicap (O/N)',
        'Carnet',
        'Téléphone',
      ]),
    ).toEqual({
      byField: {
        childSurnameFirst: 'NOM PRENOM',
        birthDate: 'Né(e) le',
        phone: 'TÉL.',
        wantedFrom: 'Date d’entrée souhaitée',
        handicap: 'Handicap (O/N)',
      },
      unknown: ['Carnet', 'Téléphone'],
    });
  });

  it.each([
    ['Telehpone', 'phone'],
    ['Prénom(s) de l’enfant', 'childFirstName'],
    ['Date de début d’accueil', 'wantedFrom'],
    ['Nom de la mère', 'adult1Surname'],
    ['Besoin particulier (O/N)', 'handicap'],
  ])('%s', (header, field) => {
    expect(recogniseColumns([header]).byField).toEqual({ [field]: header });
  });

  it('of one letter are days only among the others of the week', () => {
    expect(recogniseColumns(['Enfant', 'L', 'M', 'M (2)', 'J', 'V']).byField).toEqual({
      childFirstNameFirst: 'Enfant',
      mon: 'L',
      tue: 'M',
      wed: 'M (2)',
      thu: 'J',
      fri: 'V',
    });
    expect(recogniseColumns(['Enfant', 'M']).unknown).toEqual(['M']);
  });
});

describe('a commune', () => {
  const communes = [
    { inseeCode: '71390', name: 'Saint-Berain-sous-Sanvignes' },
    { inseeCode: '71212', name: 'Génelard' },
    { inseeCode: '71306', name: 'Montceau-les-Mines' },
    { inseeCode: '71320', name: 'Mont-Saint-Vincent' },
  ];
  it.each([
    ['SAINT-BERAIN-SOUS-SANVIGNES', '71390'],
    ['St Berain s/ Sanvignes', '71390'],
    ['GENELARD', '71212'],
    ['génelard', '71212'],
    ['Montceau les Mines', '71306'],
    ['Montceau-lès-Mines', '71306'],
    ['Mont St Vincent', '71320'],
    ['MONTCEAU LES MINES CEDEX', '71306'],
  ])('%s is %s', (text, inseeCode) => {
    expect(readCommune(text, communes).inseeCode).toBe(inseeCode);
  });

  it('outside the territory keeps its name', () => {
    expect(readCommune('71200 Le Creusot', communes)).toEqual({
      inseeCode: null,
      name: 'Le Creusot',
      postalCode: '71200',
      isDoubtful: false,
    });
  });

  it.each<[string, string | null, string | null, boolean]>([
    ['Montceau', null, '71306', true],
    ['Motceau-les-Mines', null, '71306', true],
    ['Motceau-les-Mines', '71300', '71306', false],
    ['Genelrad (71420)', null, '71212', false],
    ['Genelrad', '75001', null, false],
    ['Génelard (71)', null, '71212', false],
    ['Saint', null, null, false],
    ['Mont', null, null, false],
  ])('%s beside %s is %s, in doubt: %s', (text, postalCode, inseeCode, isDoubtful) => {
    const coded = communes.map((commune) => ({
      ...commune,
      postalCodes: commune.inseeCode === '71212' ? ['71420'] : ['71300'],
    }));
    expect(readCommune(text, coded, postalCode)).toMatchObject({ inseeCode, isDoubtful });
  });
});

describe('days', () => {
  it.each([
    ['lundi, mardi, vendredi', ['mon', 'tue', 'fri']],
    ['ven lun', ['mon', 'fri']],
    ['Lundi et Jeudi', ['mon', 'thu']],
    ['du lundi au jeudi', ['mon', 'tue', 'wed', 'thu']],
    ['tous les jours', ['mon', 'tue', 'wed', 'thu', 'fri']],
    ['me/je', ['wed', 'thu']],
    ['L M M J V', ['mon', 'tue', 'wed', 'thu', 'fri']],
    ['LJV', ['mon', 'thu', 'fri']],
    ['L Ma Me V', ['mon', 'tue', 'wed', 'fri']],
    ['lundi, mrdi', ['mon', 'tue']],
    ['les mercredis', ['wed']],
    ['temps plein', ['mon', 'tue', 'wed', 'thu', 'fri']],
    ['sauf mercredi', ['mon', 'tue', 'thu', 'fri']],
    ['lundi au jeudi sauf le mardi', ['mon', 'wed', 'thu']],
    ['2 jours : lundi, jeudi', ['mon', 'thu']],
    ['lundi et jeudi après-midi', ['mon', 'thu']],
  ])('%s', (text, days) => {
    expect(readDays(text)).toEqual({ ok: true, value: days });
  });

  it.each([
    ['à voir', 'not_days'],
    ['lundi ou mardi', 'not_days'],
    ['sauf', 'not_days'],
    ['m', 'which_day'],
    ['L M J V', 'which_day'],
    ['lundi-vendredi', 'which_day'],
    ['3 jours : lundi, jeudi', 'days_disagree'],
  ])('%s is refused: %s', (text, reason) => {
    expect(readDays(text)).toEqual({ ok: false, reason });
  });

  it.each([
    ['L M J V', 4],
    ['3 j/sem', 3],
    ['trois jours', 3],
    ['à voir', null],
  ])('%s are as many as %s', (text, count) => {
    expect(countDays(text)).toBe(count);
  });

  it.each([
    ['mercredi matin', true],
    ['lundi après-midi', true],
    ['1/2 journée', true],
    ['mardi', false],
  ])('%s is half a day: %s', (text, half) => {
    expect(saysHalfDays(text)).toBe(half);
  });

  it('are counted from 1 to 7 and marked with a cross', () => {
    expect([readDayCount('5'), readDayCount('4 jours'), readMark('X'), readMark('')]).toEqual(
      [5, 4, true, false].map((value) => ({ ok: true, value })),
    );
    expect([readDayCount('2,5'), readDayCount('0'), readDayCount('9'), readMark('8h')].every(({ ok }) => !ok)).toBe(
      true,
    );
  });
});

describe('hours', () => {
  it.each([
    ['8h-18h', '08:00', '18:00'],
    ['7h30 - 17h30', '07:30', '17:30'],
    ['9h/17h', '09:00', '17:00'],
    ['5h30-13h30', '05:30', '13:30'],
    ['de 8:15 à 16:45', '08:15', '16:45'],
    ['8h à 18h', '08:00', '18:00'],
    ['8h 18h', '08:00', '18:00'],
    ['8-18', '08:00', '18:00'],
    ['08:00:00-18:00:00', '08:00', '18:00'],
    ['entre 8h et 18h', '08:00', '18:00'],
    ['8h jusqu’à 17h', '08:00', '17:00'],
    ['7h30->18h', '07:30', '18:00'],
  ])('%s', (text, start, end) => {
    expect(readHours(text)).toEqual({ ok: true, value: { start, end } });
  });

  it('are not invented for a whole day', () => {
    expect(readHours('journée')).toEqual({ ok: true, value: null });
  });

  it.each([
    ['matin', 'not_hours'],
    ['8h-12h / 13h30-17h', 'not_hours'],
    ['à partir de 8h', 'not_hours'],
    ['8 18', 'not_hours'],
    ['18h-8h', 'end_before_start'],
    ['8h-25h', 'not_hours'],
    ['8h', 'not_hours'],
  ])('%s is refused: %s', (text, reason) => {
    expect(readHours(text)).toEqual({ ok: false, reason });
  });
});

describe('an adaptation need', () => {
  it.each([
    ["besoin d'adaptation", { adaptation: true, note: null, healthLeftOut: false }],
    ["besoin d'adaptatio", { adaptation: true, note: null, healthLeftOut: false }],
    ['Besoin d’adaptation, rappeler le soir', { adaptation: true, note: 'rappeler le soir', healthLeftOut: false }],
    ["beosin d'adpatation", { adaptation: true, note: null, healthLeftOut: false }],
    ['pas de handicap', { adaptation: null, note: null, healthLeftOut: false }],
    ['RAS', { adaptation: null, note: null, healthLeftOut: false }],
    ['période d’adaptation', { adaptation: null, note: 'période d’adaptation', healthLeftOut: false }],
    ["pas de besoin d'adaptation", { adaptation: false, note: null, healthLeftOut: false }],
    ['rappeler le soir', { adaptation: null, note: 'rappeler le soir', healthLeftOut: false }],
    ['suivi CAMSP, épilepsie', { adaptation: true, note: null, healthLeftOut: true }],
    ['', { adaptation: null, note: null, healthLeftOut: false }],
  ])('%s', (text, expected) => {
    expect(readObservation(text)).toEqual(expected);
  });

  it('is yes or no, and nothing else', () => {
    expect([readYesNo('O'), readYesNo('non')]).toEqual([
      { ok: true, value: true },
      { ok: true, value: false },
    ]);
    expect(readYesNo('autisme')).toEqual({ ok: false, reason: 'not_yes_or_no' });
  });
});

describe('letters that do not tell their days', () => {
  it.each<[string, readonly (readonly string[])[] | null]>([
    ['L M J', [['mon'], ['tue', 'wed'], ['thu']]],
    ['lmv', [['mon'], ['tue', 'wed'], ['fri']]],
    ['M', [['tue', 'wed']]],
    ['L M M J V', null],
    ['lundi, mardi', null],
    ['J L', null],
    ['', null],
  ])('%s', (text, days) => expect(lettersOfDays(text)).toEqual(days));
});
