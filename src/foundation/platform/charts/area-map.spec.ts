import { readFileSync } from 'node:fs';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { areaMap, drawAreas, type AreaShapes, type AreaValue } from './area-map.js';

const communes = JSON.parse(readFileSync('data/communes.geojson', 'utf8')) as AreaShapes;
const drawn = drawAreas(communes);
const families = (value: number | null, href?: string): AreaValue => ({
  value,
  text: String(value),
  label: `${value}`,
  ...(href ? { href } : {}),
});
const BLANZY = '71040';
const MARY = '71286';
const MARIGNY = '71278';

describe('a map of communes', () => {
  it('draws each of them inside its box, in few bytes', () => {
    expect(drawn.size).toBe(14);
    for (const { path, x, y } of drawn.values()) {
      expect(path).toMatch(/^M.*Z$/);
      expect(x > 0 && x < 480 && y > 0 && y < 440).toBe(true);
    }
    expect([...drawn.values()].map(({ path }) => path).join('').length).toBeLessThan(20_000);
  });

  it('puts north on top: Blanzy above Génelard', () => {
    expect(drawn.get(BLANZY)!.y).toBeLessThan(drawn.get('71212')!.y);
  });

  it('reads areas in the order that is asked for, and shades them by their value', () => {
    const { areas } = areaMap(
      drawn,
      [MARY, BLANZY, MARIGNY],
      new Map([
        [BLANZY, families(14)],
        [MARY, families(0)],
        [MARIGNY, families(null)],
      ]),
    );
    expect(areas.map(({ code, shade }) => [code, shade])).toEqual([
      [MARY, 0],
      [BLANZY, 4],
      [MARIGNY, -1],
    ]);
  });

  it('is a group of links when an area leads somewhere, one picture otherwise', () => {
    const map = (href?: string) => areaMap(drawn, [BLANZY], new Map([[BLANZY, families(1, href)]])).hasLinks;
    expect([map('/somewhere'), map()]).toEqual([true, false]);
  });

  it('leaves out what has no border or no value', () => {
    expect(areaMap(drawn, ['99999', BLANZY], new Map([['99999', families(1)]])).areas).toEqual([]);
  });

  it('sees the hole of an area: its number stands outside of it', () => {
    const square = (from: number, to: number, back = false): [number, number][] => {
      const corners: [number, number][] = [
        [from, from],
        [from, to],
        [to, to],
        [to, from],
        [from, from],
      ];
      return back ? corners.reverse() : corners;
    };
    const ring: AreaShapes = {
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { inseeCode: 'ring', name: 'Ring' },
          geometry: { type: 'Polygon', coordinates: [square(0, 10), square(3, 7, true)] },
        },
      ],
    };
    const { x, y } = drawAreas(ring).get('ring')!;
    const middle = 240;
    expect(Math.abs(x - middle) > 80 || Math.abs(y - 220) > 80).toBe(true);
  });
});
