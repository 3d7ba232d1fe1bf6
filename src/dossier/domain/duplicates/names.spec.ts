import { describe, expect, it } from '@jest/globals';
import { compareNames } from './compare-names.js';
import { editDistance } from './edit-distance.js';
import { normaliseName } from './normalise-name.js';

describe('normalised names', () => {
  it.each([
    ['DA-SILVA', 'Da Silva'], ['FRANÇOIS', 'Francois'], ["D’Arc", "d'arc"], ['Maël', 'MAEL'], ['Lœtitia', 'LOETITIA'],
  ])('%s and %s are one', (a, b) => {
    expect(normaliseName(a)).toBe(normaliseName(b));
  });
});

describe('the edit distance', () => {
  it.each([
    ['leroy', 'lreoy', 1], ['vincent', 'vncent', 1], ['sacha', 'sacah', 1], ['lina', 'mila', 2], ['', 'abc', 3], ['jade', 'jade', 0],
  ])('%s to %s is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });
});

describe('likeness', () => {
  it.each([
    ['Lreoy', 'LEROY', 'near'], ['Benrard', 'Bernard', 'near'], ['Fontine', 'Fontaine', 'near'], ['Lefèvre', 'Lefebvre', 'near'],
    ['Ema', 'Emma', 'near'], ['Rmy', 'Romy', 'near'], ['Jdae', 'Jade', 'near'], ['Jean', 'Jean-Baptiste', 'near'],
    ['Martin', 'Da Silva Martin', 'near'], ['Léo', 'Léa', 'different'], ['Lina', 'Mila', 'different'], ['Rmy', 'Léonie', 'different'],
    ['Martin', 'Morin', 'different'], ['Traoré', 'TRAORE', 'same'], ['', 'Emma', 'unknown'], [null, 'Emma', 'unknown'],
  ])('%s and %s: %s', (a, b, likeness) => {
    expect(compareNames(a, b)).toBe(likeness);
  });
});
