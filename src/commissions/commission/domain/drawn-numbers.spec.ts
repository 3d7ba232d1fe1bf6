import { describe, expect, it } from '../../../../test/support/runner.js';
import { drawNumbers } from './drawn-numbers.js';

const IDS = Array.from({ length: 25 }, (_, index) => `case-${String(index).padStart(2, '0')}`);

describe('the numbers of cases', () => {
  it('are those from 1 to as many as there are cases, each once', () => {
    expect([...drawNumbers('seed', IDS).values()].sort((a, b) => a - b)).toEqual(IDS.map((_, index) => index + 1));
  });

  it('are the same for whoever draws them again, in whatever order the cases are read', () => {
    const drawn = drawNumbers('seed', IDS);
    expect(drawNumbers('seed', [...IDS].reverse())).toEqual(drawn);
    expect(drawNumbers('another seed', IDS)).not.toEqual(drawn);
  });

  it('tell nothing of the order in which cases were listed: over many draws each has each number about as often', () => {
    const [first] = IDS;
    const numbers = Array.from({ length: 2500 }, (_, seed) => drawNumbers(`seed ${seed}`, IDS).get(first!)!);
    const counts = IDS.map((_, index) => numbers.filter((number) => number === index + 1).length);
    expect(Math.min(...counts)).toBeGreaterThan(60);
    expect(Math.max(...counts)).toBeLessThan(140);
  });

  it('are none without a case', () => {
    expect(drawNumbers('seed', [])).toEqual(new Map());
  });
});
