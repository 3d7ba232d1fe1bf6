import { describe, expect, it } from '../../../../test/support/runner.js';
import { minderColumns } from './minder-columns.js';
import { minderKey, readMinder } from './read-minder.js';

const KNOWN = {
  communes: [
    { id: '71132', name: 'Ciry-le-Noble' },
    { id: '71306', name: 'Montceau-les-Mines' },
  ],
  mams: [{ id: 'mam', name: 'Les Petits Pas' }],
  today: '2026-11-28',
};
const HEADERS = [
  'Nom',
  'Prénom',
  'Commune',
  'Nombre de places',
  'Téléphone',
  'E-mail',
  'MAM',
  'Début agrément',
  'Fin d’agrément',
  'Année de naissance',
  'Chien',
];
const USES = minderColumns(HEADERS);
const line = (...cells: string[]) => readMinder(cells, USES, KNOWN);

describe('a list of childminders', () => {
  it('names its columns as desks do', () =>
    expect(USES).toEqual([
      'name',
      'firstName',
      'commune',
      'places',
      'phone',
      'email',
      'mam',
      'agreementFrom',
      'agreementTo',
      'birthYear',
      null,
    ]));

  it('is read line by line', () =>
    expect(
      line(
        'DURAND',
        'martine',
        'ciry le noble',
        '3',
        '06.11.22.33.44',
        'M@EXEMPLE.FR',
        'les petits pas',
        '01/06/2022',
        '31/05/2027',
        '1970',
        'oui',
      ).entry,
    ).toEqual({
      name: 'Martine Durand',
      communeCode: '71132',
      places: 3,
      phone: '0611223344',
      email: 'm@exemple.fr',
      address: null,
      mamId: 'mam',
      agreementFrom: '2022-06-01',
      agreementTo: '2027-05-31',
      birthYear: 1970,
      atypical: false,
    }));

  it.each([
    ['name', 'missing', ['', 'Martine', 'Ciry-le-Noble', '3']],
    ['commune', 'unknown_commune', ['Durand', '', 'Paris', '3']],
    ['places', 'number', ['Durand', '', 'Ciry-le-Noble', 'trois']],
    ['places', 'number', ['Durand', '', 'Ciry-le-Noble', '12']],
    ['phone', 'phone', ['Durand', '', 'Ciry-le-Noble', '3', '06 11']],
    ['email', 'email', ['Durand', '', 'Ciry-le-Noble', '3', '', 'martine']],
    ['mam', 'unknown_mam', ['Durand', '', 'Ciry-le-Noble', '3', '', '', 'Les Lutins']],
    ['agreementTo', 'date', ['Durand', '', 'Ciry-le-Noble', '3', '', '', '', '', 'bientôt']],
    ['agreementTo', 'before', ['Durand', '', 'Ciry-le-Noble', '3', '', '', '', '01/06/2022', '01/06/2021']],
    ['birthYear', 'year', ['Durand', '', 'Ciry-le-Noble', '3', '', '', '', '', '', '2020']],
  ])('tells of %s: %s', (field, reason, cells) => {
    const { entry, problems } = line(...cells);
    expect([entry, problems.map((one) => [one.field, one.reason])]).toEqual([null, [[field, reason]]]);
  });

  it('reads a list of the department: two names, two telephones, two dates, titles and postcodes', () => {
    const uses = minderColumns([
      'Nom de naissance',
      'Nom d’usage',
      'Prénom',
      'Commune',
      'Téléphone fixe',
      'Téléphone mobile',
      'Date 1er agrément',
      'Date fin agrément',
      'Capacité d’accueil',
      'Nb places dispo',
    ]);
    expect(uses).toEqual([
      null,
      'name',
      'firstName',
      'commune',
      'phone',
      'phone',
      'agreementFrom',
      'agreementTo',
      'places',
      null,
    ]);
    const cells = [
      'ROUX',
      'Mme DUPONT',
      'SYLVIE',
      '71300 MONTCEAU LES MINES',
      '',
      '06 12 34 56 78',
      '01/03/2014',
      '28/02/2029',
      '4 places',
      '1',
    ];
    expect(readMinder(cells, uses, KNOWN)).toEqual({
      entry: expect.objectContaining({
        name: 'Sylvie Dupont',
        phone: '0612345678',
        agreementFrom: '2014-03-01',
        agreementTo: '2029-02-28',
        places: 4,
      }),
      problems: [],
    });
    const asked = readMinder(cells.with(8, '4 dont 1 périscolaire'), uses, KNOWN);
    expect(asked.problems).toEqual([{ field: 'places', value: '4 dont 1 périscolaire', reason: 'number' }]);
  });

  it('knows the same person in either order of her names', () =>
    expect(minderKey({ name: 'Martine Durand', communeCode: '71132' })).toBe(
      minderKey({ name: 'DURAND Martine', communeCode: '71132' }),
    ));
});
