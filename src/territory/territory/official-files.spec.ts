import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '../../../test/support/runner.js';
import { readOfficialFile } from './official-files.js';
import { readTerritoryData } from './territory.seed.js';

const KILOMETRES_OF_A_DEGREE = 111.2;

const read = (...lines: string[]) => readOfficialFile(Buffer.from(lines.join('\n')));

describe('an official file of communes', () => {
  const saoneEtLoire = readOfficialFile(readFileSync(resolve('data/departements/71.csv')));

  it('of Saône-et-Loire has every commune, and each can be read', () => {
    expect(saoneEtLoire.wrong).toEqual([]);
    expect(saoneEtLoire.communes).toHaveLength(563);
    expect(saoneEtLoire.communes.every(({ code }) => code.startsWith('71'))).toBe(true);
  });

  it.each(readTerritoryData(resolve('data')).communes)(
    'agrees with what the territory knows of $name',
    ({ inseeCode, name, postalCodes, latitude, longitude }) => {
      const commune = saoneEtLoire.communes.find(({ code }) => code === inseeCode)!;
      expect([commune.name, commune.postalCodes]).toEqual([name, postalCodes]);
      const [north, east] = [Number(commune.latitude) - latitude, Number(commune.longitude) - longitude];
      const away = Math.hypot(north, east * Math.cos((latitude * Math.PI) / 180)) * KILOMETRES_OF_A_DEGREE;
      expect(away).toBeLessThan(3);
    },
  );

  it.each([
    ['; with decimals by a comma', 'nom;code;cp;population;lat;lon', 'Blanzy;71040;71450;5 983;46,7;4,388'],
    [', ', 'nom,code,cp,population,lat,lon', 'Blanzy,71040,71450,5983,46.7,4.388'],
    ['a tab', 'nom\tcode\tcp\tpopulation\tlat\tlon', 'Blanzy\t71040\t71450\t5983\t46.7\t4.388'],
    [
      '; after a byte order mark and a blank line',
      '\ufeff',
      'nom;code;cp;population;lat;lon',
      'Blanzy;71040;71450;5983;46.7;4.388',
    ],
  ])('is read with %s', (_, ...lines) => {
    expect(read(...lines)).toMatchObject({
      communes: [{ code: '71040', name: 'Blanzy', population: 5983, latitude: '46.7', longitude: '4.388' }],
      wrong: [],
    });
  });

  it('in the encoding of a spreadsheet keeps its accents', () => {
    const bytes = Buffer.from('nom;code;cp;population;lat;lon\nG\u00e9nelard;71212;71420;1394;46.58;4.24', 'latin1');
    expect(readOfficialFile(bytes).communes.map(({ name }) => name)).toEqual(['Génelard']);
  });

  it('tells the columns that it lacks, and the lines that cannot be read', () => {
    expect(read('nom;code', 'Blanzy;71040').wrong).toEqual(
      ['postalCodes', 'population', 'latitude', 'longitude'].map((column) => ({ line: null, column })),
    );
    const header = 'nom;code;cp;population;lat;lon';
    expect(read(header, 'Blanzy;71040;71450;5983;46.7;4.4', 'Mary;71;71300;281;46.6;4.5').wrong).toEqual([
      { line: 3, column: 'code' },
    ]);
    for (const nothing of ['', '\0\0', '"', '"nom;code'])
      expect([nothing, read(nothing).communes]).toEqual([nothing, []]);
  });
});
