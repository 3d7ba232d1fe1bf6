import { describe, expect, it } from '../../../../test/support/runner.js';
import { drawTerritory } from './territory-map.js';

const centres = (svg: string) =>
  [...svg.matchAll(/cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [Number(x), Number(y)] as const);

describe('the map of the territory', () => {
  it('puts the north at the top, the west on the left, and keeps distances', () => {
    const svg = drawTerritory([
      { number: 1, latitude: 46.6, longitude: 4.3 },
      { number: 2, latitude: 46.7, longitude: 4.4 },
      { number: 3, latitude: 46.6, longitude: 4.4 },
    ])!;
    const [west, north, south] = centres(svg) as [[number, number], [number, number], [number, number]];
    expect(west[0]).toBeLessThan(north[0]);
    expect(north[1]).toBeLessThan(south[1]);
    expect([north[0], west[1]]).toEqual([south[0], south[1]]);
    // A tenth of a degree of longitude is 0.69 of a tenth of a degree of latitude at 46.65°.
    expect((south[0] - west[0]) / (south[1] - north[1])).toBeCloseTo(Math.cos((46.65 * Math.PI) / 180), 2);
  });

  it('moves apart points that would cover each other', () => {
    const svg = drawTerritory([
      { number: 1, latitude: 46.6, longitude: 4.3 },
      { number: 2, latitude: 46.6001, longitude: 4.3001 },
      { number: 3, latitude: 46.5, longitude: 4.6 },
    ])!;
    const [a, b] = centres(svg) as [readonly [number, number], readonly [number, number]];
    expect(Math.hypot(a[0] - b[0], a[1] - b[1])).toBeGreaterThanOrEqual(18);
  });

  it('draws one commune, and nothing of none', () => {
    expect(centres(drawTerritory([{ number: 1, latitude: 46.6, longitude: 4.3 }])!)).toHaveLength(1);
    expect(drawTerritory([])).toBeNull();
  });
});
