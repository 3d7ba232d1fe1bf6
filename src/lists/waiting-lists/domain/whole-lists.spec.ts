import { describe, expect, it } from '../../../../test/support/runner.js';
import { readList } from '../reader/read-list.js';
import { planImport } from './plan.js';
import type { RequestReading, RowReading } from './read-row.js';

const context = {
  communes: [
    { inseeCode: '71212', name: 'Génelard', postalCodes: ['71420'] },
    { inseeCode: '71486', name: 'Saint-Vallier', postalCodes: ['71230'] },
  ],
  establishments: [{ id: 'vallier', name: 'Les Lutins', establishmentKind: 'multi_accueil', communeCode: '71486' }],
  importedOn: '2026-11-24',
};
const readingsOf = (...lines: string[]): RowReading[] =>
  planImport(readList(Buffer.from(lines.join('\n'))), 'list', context).rows.map(({ reading }) => reading);
const requestOf = (...lines: string[]): RequestReading => {
  const reading = readingsOf(...lines).at(-1)!;
  if (reading.kind !== 'request') throw new Error(JSON.stringify(reading));
  return reading;
};
const reasonsOf = ({ problems }: RequestReading): string[] => problems.map(({ reason }) => reason);
const namesOf = ({ form }: RequestReading): unknown[] => [
  form.children[0]!.firstName,
  form.children[0]!.surname,
  ...form.adults.map(({ firstName, surname, phone }) => [firstName, surname, phone]),
];

describe('a family written on the first line of its children only', () => {
  const HEADERS = 'Famille;Téléphone;Commune;Enfant (prénom);Né le;Demandé le';
  const FIRST = 'LHENRY Virginie et Luc;07 93 12 92 42;Génelard;Eliott;01/11/2025;05/06/2026';

  it('is that of the line below, and a person is shown it', () => {
    const below = requestOf(HEADERS, FIRST, ';;;Mila;12/06/2024;');
    expect(namesOf(below)).toEqual(['Mila', 'Lhenry', ['Virginie', 'Lhenry', '0793129242'], ['Luc', 'Lhenry', null]]);
    expect([below.requestedOn, below.form.adults[0]!.communeCode]).toEqual(['2026-06-05', '71212']);
    expect(reasonsOf(below)).toEqual(['family_above']);
  });

  it('keeps what the line below says itself', () => {
    expect(requestOf(HEADERS, FIRST, ';;St Vallier;Mila;12/06/2024;01/10/2026')).toMatchObject({
      requestedOn: '2026-10-01',
      form: { adults: [{ communeCode: '71486' }, {}] },
    });
  });

  it('tells the same words of two families apart', () => {
    const other = 'BONIN Anne;06 00 00 00 01;Génelard;Lou;01/11/2025;05/06/2026';
    const rows = planImport(
      readList(Buffer.from([HEADERS, FIRST, ';;;Mila;12/06/2024;', other, ';;;Mila;12/06/2024;'].join('\n'))),
      'list',
      context,
    ).rows;
    expect(rows.map(({ sameAsLine }) => sameAsLine)).toEqual([null, null, null, null]);
  });

  it.each([
    ['beyond a blank line', [FIRST, ';;;;;', ';;;Mila;12/06/2024;']],
    ['beyond another family', [FIRST, 'BONIN Anne;;Génelard;Lou;01/11/2025;', ';06 11 11 11 11;;Mila;12/06/2024;']],
  ])('is not taken %s', (_case, lines) => {
    expect(reasonsOf(requestOf(HEADERS, ...lines))).not.toContain('family_above');
  });

  it.each([
    ['Nom;Prénom;Né le;Tél', 'MARTIN;Léa;12/03/2025;0600000001', 'MARTIN;Tom;12/03/2024;'],
    [
      'Nom Prénom;Né le;Tél;Parents;Commune',
      'MARTIN Léa;12/03/2025;0600000001;Anne;Génelard',
      'BONIN Tom;12/03/2024;;;',
    ],
    [
      'Nom Prénom;Né le;Tél;Parents;Commune',
      'MARTIN Léa;12/03/2025;0600000001;Anne;Génelard',
      'MARTIN Tom;12/03/2024;;;Mary',
    ],
  ])('is not that of a namesake whose contacts are missing (%s)', (...lines) => {
    const reading = requestOf(...lines);
    expect(reasonsOf(reading)).not.toContain('family_above');
    expect(reading.gaps).toContain('adult.contact');
  });

  it('is that of a namesake where every cell of the family is empty', () => {
    const lines = ['Nom Prénom;Né le;Tél;Parents;Commune', 'MARTIN Léa;12/03/2025;0600000001;Anne;Génelard'];
    expect(reasonsOf(requestOf(...lines, 'MARTIN Tom;12/03/2024;;;'))).toContain('family_above');
  });
});

describe('the surname of a child', () => {
  it.each([
    ['Famille;Prénom;Né le', 'LHENRY Virginie et Luc;Eliott;01/11/2025', ['Eliott', 'Lhenry'], []],
    ['Famille;Prénom;Né le', 'LHENRY Virginie / BONIN Luc;Eliott;01/11/2025', ['Eliott', null], ['which_surname']],
    ['Mère;Enfant;Né le', 'Virginie LHENRY;Eliott;01/11/2025', ['Eliott', 'Lhenry'], ['surname_of_family']],
    ['Mère;Enfant;Né le', 'Virginie LHENRY;Lhenry;01/11/2025', [null, 'Lhenry'], []],
    ['Mère;Enfant;Né le', 'Virginie LHENRY;BONIN;01/03/2027', [null, 'Bonin'], []],
  ])('%s: %s', (headers, line, names, reasons) => {
    const reading = requestOf(headers, line);
    expect(namesOf(reading).slice(0, 2)).toEqual(names);
    expect(reasonsOf(reading)).toEqual(reasons);
  });
});

describe('a line of a family that no longer waits', () => {
  it.each(['Suivi', 'Observations', 'Colonne inconnue'])('is left to a person (%s)', (header) => {
    const [reading] = readingsOf(
      `Nom;Prénom;Né le;Tél;${header}`,
      'MARTIN;Léa;12/03/2025;0600000001;a trouvé une nounou',
    );
    expect(reading).toMatchObject({
      kind: 'withdrawn',
      why: 'place_found',
      words: 'a trouvé une nounou',
      request: { kind: 'request', form: { children: [{ firstName: 'Léa' }] } },
    });
  });

  it('is one by its name alone, where the name alone would be a title', () => {
    const [reading] = readingsOf('Nom;Prénom;Né le;Tél;Suivi', 'MARTIN;Léa;;;annulé');
    expect(reading).toMatchObject({ kind: 'withdrawn', why: 'cancelled' });
  });
});

describe('cells that hold several answers', () => {
  it.each([
    ['PERRAUDIN Thaïs, 10/10/2025', ['Thaïs', 'Perraudin', '2025-10-10', null]],
    ['Thaïs PERRAUDIN né(e) le 10/10/25', ['Thaïs', 'Perraudin', '2025-10-10', null]],
    ['MARTIN Sacha - née le 20 novembre 2025', ['Sacha', 'Martin', '2025-11-20', null]],
    ['Bébé BONIN (terme 08/04/2027)', [null, 'Bonin', null, '2027-04-08']],
    ['DE OLIVEIRA à naître le 09/04/2027', [null, 'De Oliveira', null, '2027-04-09']],
    ['GAGNÉ naissance prévue 3 janvier 2027', [null, 'Gagné', null, '2027-01-03']],
    ['Bébé GAGNÉ prévu fin avril 2027', [null, 'Gagné', null, '2027-04-30']],
    ['MARTIN Yanis 2 ans, 03/02/24', ['Yanis', 'Martin', '2024-02-03', null]],
    ['MARTIN Noa & MARTIN Tim (01/07/26)', ['Noa & Tim', 'Martin', '2026-07-01', null]],
  ])('the child: %s', (cell, wanted) => {
    const [child] = requestOf('Nom Prénom;Tél', `${cell};06 00 00 00 01`).form.children;
    expect([child!.firstName, child!.surname, child!.birthDate, child!.dueDate]).toEqual(wanted);
  });

  it.each([
    ['lundi mardi 8h-17h', ['mon', 'tue'], '08:00-17:00', []],
    ['à partir de 14h jusqu’à 18h lundi mardi', ['mon', 'tue'], '14:00-18:00', []],
    ['lundi, mardi : de 8h à 17h', ['mon', 'tue'], '08:00-17:00', []],
    ['tous les jours sauf mercredi, 7h30/18h', ['mon', 'tue', 'thu', 'fri'], '07:30-18:00', []],
    ['mercredi off 8h-17h', ['mon', 'tue', 'thu', 'fri'], '08:00-17:00', []],
    ['lundi jeudi (horaires à voir)', ['mon', 'thu'], null, []],
    ['mercredi matin 8h30-12h', ['wed'], '08:30-12:00', []],
    ['mercredi matin 8h-18h', ['wed'], null, []],
    ['crèche St Vallier 3j (lu ma je) 8h-17h', ['mon', 'tue', 'thu'], '08:00-17:00', ['vallier']],
    ['lundi mardi 8h/17h - Les Lutins ou ass mat', ['mon', 'tue'], '08:00-17:00', ['vallier', 'childminder']],
    ['crèche d’ailleurs lundi mardi', [], null, []],
  ])('the need: %s', (cell, days, hours, wishes) => {
    const reading = requestOf('Nom;Prénom;Né le;Tél;Jours', `MARTIN;Léa;12/03/2025;0600000001;${cell}`);
    const [child] = reading.form.children;
    expect(reading.daysWanted).toEqual(days);
    expect([...new Set(Object.values(child!.need.week ?? {}).map(({ start, end }) => `${start}-${end}`))]).toEqual(
      hours === null ? [] : [hours],
    );
    expect(child!.wishes.map(({ mode, providerId }) => providerId ?? mode)).toEqual(wishes);
  });

  it.each([
    ['12 rue de la Mine 71420 GÉNELARD', ['12 rue de la Mine', '71420', '71212']],
    ['12 rue de la Mine, Génelard', ['12 rue de la Mine', null, '71212']],
    ['71230 St Vallier', [null, '71230', '71486']],
    ['Génelard', [null, null, '71212']],
    ['Le Bois Roulot', ['Le Bois Roulot', null, null]],
  ])('the address: %s', (cell, wanted) => {
    const [adult] = requestOf('Nom;Prénom;Tél;Adresse', `MARTIN;Léa;0600000001;${cell}`).form.adults;
    expect([adult!.addressLine, adult!.postalCode, adult!.communeCode]).toEqual(wanted);
  });

  it.each([
    ['Mme BONIN Anne / M. BONIN Luc', '06 00 00 00 01 (papa) 07 00 00 00 02 (maman)', '0700000002', '0600000001'],
    ['Mme BONIN Anne / M. BONIN Luc', 'Mme : 06 00 00 00 01 - M. : 07 00 00 00 02', '0600000001', '0700000002'],
    ['Anne BONIN et Luc BONIN', '06 00 00 00 01 (maman) 07 00 00 00 02 (papa)', '0600000001', null],
    ['Mme BONIN Anne – M. BONIN Luc', '600000001 ; 07 00 00 00 02', '0600000001', null],
  ])('the telephones of %s: %s', (adults, phones, first, second) => {
    const reading = requestOf('Nom;Prénom;Parents;Coordonnées', `"BONIN";"Léa";"${adults}";"${phones}"`);
    expect(reading.form.adults.map(({ phone }) => phone)).toEqual([first, second]);
    if (second === null) expect(reading.note).toContain('0700000002');
  });

  it.each([
    ['DUCROT', 'Sophie Ducrot : 06 02 03 04 05', [['Sophie', 'Ducrot']]],
    ['PONSOT', 'Julie 06 11 12 13 14', [['Julie', 'Ponsot']]],
    [
      'VIROT',
      'Emma VIROT & Karim SAÏDI 06 21 31 41 51',
      [
        ['Emma', 'Virot'],
        ['Karim', 'Saïdi'],
      ],
    ],
    ['BERNARD', 'Parents sép. : Mme 06 81 82 83 84 / M 06 91 92 93 94', [[null, 'Bernard']]],
  ])('the family %s and its contact %s', (family, contact, adults) => {
    const { form } = requestOf('Famille;Enfant;Né le;Contact', `${family};Éva;29/04/2026;${contact}`);
    expect(form.adults.map(({ firstName, surname }) => [firstName, surname])).toEqual(adults);
    expect(form.children[0]!.surname!.toUpperCase()).toBe(family);
  });

  it('the telephone of the home, where no other is written, and beside another', () => {
    const headers = 'Nom;Prénom;Tél. domicile;Tél. portable';
    expect(requestOf(headers, 'BONIN;Léa;03 85 57 12 34;').form.adults[0]!.phone).toBe('0385571234');
    const both = requestOf(headers, 'BONIN;Léa;03 85 57 12 34;06 00 00 00 01');
    expect([both.form.adults[0]!.phone, both.note]).toEqual(['0600000001', 'Autre téléphone : 0385571234']);
  });

  it('the numbers behind the names', () => {
    const cell = '"MOINE Élodie : 06 59 06 44 75\nBONIN Luc : 06 07 73 49 62"';
    expect(namesOf(requestOf('Nom;Prénom;Contact', `BONIN;Léa;${cell}`)).slice(2)).toEqual([
      ['Élodie', 'Moine', '0659064475'],
      ['Luc', 'Bonin', '0607734962'],
    ]);
  });
});

describe('the order of names that a title tells', () => {
  it.each([
    ['Parent 1 : nom et prénom', ['Marie-Laure', 'Fèvre']],
    ['Parent 1', ['Fèvre', 'Marie-Laure']],
  ])('%s', (header, names) => {
    const [adult] = requestOf(`Nom;Prénom;${header};Tél`, 'PONSOT;Timéo;Fèvre Marie-Laure;0600000001').form.adults;
    expect([adult!.firstName, adult!.surname]).toEqual(names);
  });
});

describe('words about health', () => {
  const rowOf = (header: string, cell: string): ReturnType<typeof planImport>['rows'][number] =>
    planImport(
      readList(Buffer.from([`Nom;Prénom;Né le;Tél;${header}`, `MARTIN;Léa;12/03/2025;0600000001;${cell}`].join('\n'))),
      'list',
      context,
    ).rows[0]!;

  it.each([
    ['Observations', 'oxygène la nuit'],
    ['Observations', 'grand prématuré'],
    ['Observations', 'trachéotomie'],
    ['Observations', 'sourde'],
    ['Situation', 'arrêt maladie'],
    ['Jours', 'selon traitement'],
    ['Souhait', 'crèche avec PAI'],
    ['Suivi', 'dossier MDPH en cours'],
  ])('are kept nowhere (%s: %s)', (header, cell) => {
    const { kept, reading, row } = rowOf(header, cell);
    expect(kept).not.toContain(cell);
    const { problems, note } = reading as RequestReading;
    const values = problems.map(({ value }) => (value === row.raw ? '' : value));
    expect(JSON.stringify([values, note])).not.toContain(cell);
  });

  it.each(['mère secrétaire médicale', 'père kinésithérapeute', 'maman aide-soignante', 'en retard pour le dossier'])(
    'are not those about work: %s',
    (cell) => expect((rowOf('Observations', cell).reading as RequestReading).note).toBe(cell),
  );
});

describe('what the columns hold', () => {
  it.each([
    ['Date dem.', 'requestedOn'],
    ['dt dde', 'requestedOn'],
    ['Né(e) le / terme', 'birthDate'],
    ['Tél. maman', 'phone'],
    ['tel2', 'phone2'],
    ['Portable papa', 'phone2'],
    ['resp1', 'adult1'],
    ['Resp. légal 2', 'adult2'],
    ['mel', 'email'],
    ['cne', 'commune'],
    ['jrs', 'days'],
    ['h deb', 'hoursStart'],
    ['h fin', 'hoursEnd'],
    ['Mode d’accueil souhaité', 'wishes'],
    ['Structure(s) souhaitée(s)', 'wishes'],
    ['Suivi', 'followUp'],
    ['Parent 1 : téléphone portable', 'phone'],
    ['Parent 2 : adresse e-mail', 'email2'],
    ['À partir de quand ?', 'wantedFrom'],
    ['Quels jours ?', 'days'],
  ])('%s', (header, field) => {
    const { columns } = planImport(readList(Buffer.from(`Prénom;${header}\nLéa;x\n`)), 'list', context);
    expect(columns.byField).toMatchObject({ [field]: header });
  });
});
