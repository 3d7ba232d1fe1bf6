import { describe, expect, it } from '../../../../test/support/runner.js';
import { kilometresBetween } from './distance.js';

const PARIS = { latitude: 48.8566, longitude: 2.3522 };
const LYON = { latitude: 45.764, longitude: 4.8357 };
const BLANZY = { latitude: 46.7, longitude: 4.388 };
const GENELARD = { latitude: 46.581, longitude: 4.236 };

describe('kilometres between two centres', () => {
  it('are those of the great circle, the same both ways', () => {
    // Published: 391.5 km as the crow flies.
    expect(kilometresBetween(PARIS, LYON)).toBeCloseTo(391.5, 0);
    expect(kilometresBetween(LYON, PARIS)).toBe(kilometresBetween(PARIS, LYON));
    expect(kilometresBetween(BLANZY, GENELARD)).toBeCloseTo(17.6, 0);
  });

  it('are none from a place to itself', () => {
    expect(kilometresBetween(BLANZY, BLANZY)).toBe(0);
  });
});
