import { describe, expect, it } from '../../../../test/support/runner.js';
import { byCodeUnits, halfDaysOf, namesIn } from './half-days.js';

describe('half-days as bits', () => {
  it.each<[string, string[], string[]]>([
    ['by code units, whatever their order in the instance', ['b', 'a', 'B'], ['B', 'a', 'b']],
    ['once each', ['a', 'b', 'a'], ['a', 'b']],
  ])('%s', (_, slots, names) => expect(halfDaysOf(slots).names).toEqual(names));

  it.each([
    [0, 1],
    [1, 1],
    [32, 1],
    [33, 2],
    [65, 3],
  ])('%i half-days take %i words', (count, words) => {
    expect(halfDaysOf(Array.from({ length: count }, (_, index) => `s${index}`)).words).toBe(words);
  });

  it.each<[string, string[]]>([
    ['2027-09/mon', ['2027-09/mon', '2028-01/mon']],
    ['2028-01/mon', ['2028-01/mon']],
    ['2027-09/tue', ['2027-09/tue']],
    ['mon', ['mon']],
  ])('who holds %s holds %j', (slot, held) => {
    const halfDays = halfDaysOf(['2028-01/mon', '2027-09/tue', '2027-09/mon', 'mon']);
    expect(namesIn(halfDays, halfDays.masks.get(slot)!, 0)).toEqual(held);
  });

  it('goes on in the next word, and is read where an entry starts', () => {
    const halfDays = halfDaysOf(Array.from({ length: 40 }, (_, index) => `s${String(index).padStart(2, '0')}`));
    expect([...halfDays.masks.get('s31')!]).toEqual([1 << 31, 0]);
    expect([...halfDays.masks.get('s32')!]).toEqual([0, 1]);
    expect(namesIn(halfDays, Int32Array.of(-1, -1, 1 << 31, 2), 2)).toEqual(['s31', 's33']);
  });

  it('compares texts by code units', () => {
    expect([byCodeUnits('a', 'b'), byCodeUnits('b', 'a'), byCodeUnits('a', 'a'), byCodeUnits('Z', 'a')]).toEqual([
      -1, 1, 0, -1,
    ]);
  });
});
