import { describe, expect, it } from '../../../../test/support/runner.js';
import {
  findColumns,
  findCommunes,
  joinByCode,
  lineOf,
  readLine,
  readOfficialCommune,
  type OfficialColumn,
  type OfficialCommune,
} from './official-communes.js';

const commune = (code: string, name: string, postalCodes = ['71300']): OfficialCommune => ({
  ...{ code, name, postalCodes },
  population: 1200,
  latitude: '46.7',
  longitude: '4.4',
});
const ALL = [
  commune('71040', 'Blanzy'),
  commune('71390', 'Saint-Berain-sous-Sanvignes'),
  commune('71477', 'Saint-Romain-sous-Gourdon'),
  commune('71479', 'Saint-Romain-sous-Versigny'),
  commune('71001', 'L’Abergement-de-Cuisery'),
  commune('71100', 'La Motte'),
  commune('39100', 'La Motte'),
];

describe('communes of an official file', () => {
  it.each<[string, string[], [string, string[]][]]>([
    ['blanzy', ['71040'], []],
    ['  BLANZY ', ['71040'], []],
    ['71040', ['71040'], []],
    ['St Berain sous Sanvignes', ['71390'], []],
    ["L'Abergement de Cuisery", ['71001'], []],
    ['Blanzi', [], [['Blanzi', []]]],
    ['Saint Romain', [], [['Saint Romain', ['71477', '71479']]]],
    ['Gourdon', [], [['Gourdon', ['71477']]]],
    ['La Motte', [], [['La Motte', ['71100', '39100']]]],
    ['', [], []],
  ])('« %s » means %j', (typed, found, unknown) => {
    const result = findCommunes([typed], ALL);
    expect(result.found.map(({ code }) => code)).toEqual(found);
    expect(result.unknown.map((one) => [one.typed, one.near.map(({ code }) => code)])).toEqual(unknown);
  });

  it('are found once each, by name', () => {
    expect(findCommunes(['St-Romain-sous-Gourdon', 'Blanzy', '71040'], ALL).found.map(({ name }) => name)).toEqual([
      'Blanzy',
      'Saint-Romain-sous-Gourdon',
    ]);
  });

  it.each<[string[], Partial<Record<OfficialColumn, number | null>>]>([
    [['code_insee', 'nom', 'codes_postaux', 'habitants', 'latitude', 'longitude'], { code: 0, population: 3 }],
    [['Code commune INSEE', 'Nom_commune_complet', 'code_postal', 'Latitude'], { code: 0, name: 1, longitude: null }],
    [['dep', 'COM', 'NCCENR', 'PMUN'], { code: 1, name: 2, population: 3 }],
    // A complete name is better than one in capitals.
    [['nom_commune', 'nom_commune_complet', 'code_commune', 'code_commune_INSEE'], { name: 1, code: 3 }],
  ])('have columns %j', (headers, wanted) => {
    expect(findColumns(headers)).toMatchObject(wanted);
  });

  const cells = {
    code: '71040',
    name: 'Blanzy',
    postalCodes: '71450',
    population: '5 983',
    latitude: '46,7',
    longitude: '4.388',
  };
  it.each<[Partial<Record<OfficialColumn, string>>, object]>([
    [{}, { code: '71040', population: 5983, latitude: '46.7', postalCodes: ['71450'] }],
    [{ code: '1004' }, { code: '01004' }],
    [{ code: '2A004' }, { code: '2A004' }],
    [{ postalCodes: '71450, 71300 71450' }, { postalCodes: ['71450', '71300'] }],
    [{ code: '7104' + 'X' }, { wrong: 'code' }],
    [{ name: 'B' }, { wrong: 'name' }],
    [{ postalCodes: '' }, { wrong: 'postalCodes' }],
    [{ population: 'beaucoup' }, { wrong: 'population' }],
    [{ latitude: '146' }, { wrong: 'latitude' }],
    [{ longitude: '4°22' }, { wrong: 'longitude' }],
  ])('of cells %j read as %j', (more, wanted) => {
    expect(readOfficialCommune({ ...cells, ...more })).toMatchObject(wanted);
  });

  it('have one line for each postal code, and are one commune', () => {
    expect(joinByCode([commune('71040', 'Blanzy', ['71450']), commune('71040', 'Blanzy', ['71300', '71450'])])).toEqual(
      [commune('71040', 'Blanzy', ['71450', '71300'])],
    );
  });

  it('are read again from a form as they were written, and nothing else is', () => {
    for (const one of ALL) expect(readLine(lineOf(one))).toEqual(one);
    expect(['', 'x', '71040|Blanzy', '71040|Blanzy|71450|-1|46|4'].map(readLine)).toEqual([null, null, null, null]);
  });
});
