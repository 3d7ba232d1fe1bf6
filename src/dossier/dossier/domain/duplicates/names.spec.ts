import { describe, expect, it } from '../../../../../test/support/runner.js';
import { compareNames } from './compare-names.js';
import { editDistance } from './edit-distance.js';
import { normaliseName } from './normalise-name.js';
import { soundOf } from './sound.js';

describe('normalised names', () => {
  it.each([
    ['DA-SILVA', 'Da Silva'],
    ['FRANÇOIS', 'Francois'],
    ['D’Arc', "d'arc"],
    ['Maël', 'MAEL'],
    ['Lœtitia', 'LOETITIA'],
  ])('%s and %s are one', (a, b) => {
    expect(normaliseName(a)).toBe(normaliseName(b));
  });
});

describe('the edit distance', () => {
  it.each([
    ['leroy', 'lreoy', 1],
    ['vincent', 'vncent', 1],
    ['sacha', 'sacah', 1],
    ['lina', 'mila', 2],
    ['', 'abc', 3],
    ['jade', 'jade', 0],
  ])('%s to %s is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });
});

describe('likeness', () => {
  it.each([
    ['Lreoy', 'LEROY', 'letter'],
    ['Benrard', 'Bernard', 'letter'],
    ['Fontine', 'Fontaine', 'letter'],
    ['Lefèvre', 'Lefebvre', 'letter'],
    ['Ema', 'Emma', 'letter'],
    ['Rmy', 'Romy', 'letter'],
    ['Jdae', 'Jade', 'letter'],
    ['Jean', 'Jean-Baptiste', 'part'],
    ['Martin', 'Da Silva Martin', 'part'],
    ['Sophie', 'Sofi', 'sound'],
    ['Gauthier', 'Gotié', 'sound'],
    ['Caïs', 'Qays', 'sound'],
    ['Léo', 'Léa', 'different'],
    ['Lina', 'Mila', 'different'],
    ['Rmy', 'Léonie', 'different'],
    ['Martin', 'Morin', 'different'],
    ['Traoré', 'TRAORE', 'same'],
    ['', 'Emma', 'unknown'],
    [null, 'Emma', 'unknown'],
  ])('%s and %s: %s', (a, b, likeness) => {
    const { likeness: found, how } = compareNames(a, b);
    expect(how ?? found).toBe(likeness);
    expect(compareNames(b, a)).toEqual(compareNames(a, b));
  });
});

describe('how a name sounds', () => {
  it.each([
    ['Gauthier', 'Gautier'],
    ['Mathis', 'Matis'],
    ['Mohamed', 'Mohammed'],
    ['Kaïs', 'Kays'],
    ['Philippe', 'Filippe'],
    ['Lefebvre', 'Lefèvre'],
    ['Thibault', 'Tibaut'],
    ['Yannis', 'Yanis'],
    ['Chloé', 'Chloe'],
    ['Dupond', 'Dupont'],
    ['Rousseau', 'Roussot'],
  ])('%s and %s sound alike', (a, b) => {
    expect(soundOf(a)).toBe(soundOf(b));
    expect(soundOf(a)).not.toBe('');
  });

  it.each([
    ['Louis', 'Louise'],
    ['Lina', 'Mila'],
    ['Maël', 'Naël'],
    ['Martin', 'Morin'],
    ['Moreau', 'Morin'],
    ['Roux', 'Rousseau'],
  ])('%s and %s do not', (a, b) => expect(soundOf(a)).not.toBe(soundOf(b)));

  it('says nothing of names too short to be told apart', () => expect(soundOf('Lô')).toBe(''));
});
