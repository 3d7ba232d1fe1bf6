import { describe, expect, it } from '../../../../test/support/runner.js';
import type { Establishment, Instance, Lock } from '../instance/instance.js';
import { chosenFrom, OPEN_SEAT, pickedFrom } from './choice.js';
import { compile } from './compiled.js';

/** Children a, b, c… in this order at one establishment, each with its week (`m`, `t` or `mt`) and traits. */
function crowd(
  weeks: string,
  more: Partial<Establishment>,
  traits: Record<string, string[]> = {},
  locks: Record<string, Lock> = {},
): Instance {
  const ids = weeks.split(' ').map((_, index) => 'abcdefgh'[index]!);
  return {
    slots: ['m', 't'],
    establishments: { A: { capacity: { all: 1 }, order: ids, ...more } },
    locks,
    children: Object.fromEntries(
      ids.map((id, index) => [id, { section: 'all', slots: [...weeks.split(' ')[index]!], traits: traits[id] ?? [] }]),
    ),
    families: Object.fromEntries(ids.map((id) => [id, { children: [id], wishes: [['A']] }])),
  };
}

function chosen(instance: Instance): { picked: string; lacking: string } {
  const problem = compile(instance);
  const name = (entry: number): string => problem.childIds[problem.entryChild[entry]!]!;
  const { picked, lacking } = chosenFrom(problem, 0, [...problem.entryChild.keys()]);
  return {
    picked: [...picked]
      .map(([entry, seat]) => name(entry) + (seat === OPEN_SEAT ? '' : seat))
      .sort()
      .join(' '),
    lacking: [...lacking]
      .filter(([entry]) => !picked.has(entry))
      .map(([entry, slots]) => `${name(entry)}:${slots.join('')}`)
      .sort()
      .join(' '),
  };
}

const reserve = (trait: string, seats: number | Record<string, number>) => ({ trait, seats });

describe('the choice rule', () => {
  it.each<[string, Instance, string, string]>([
    ['takes each that fits, in order', crowd('m m t', {}), 'a c', 'b:0'],
    ['takes nobody whole who lacks one half-day', crowd('m mt t', {}), 'a c', 'b:0'],
    ['names every half-day that lacks', crowd('mt mt', {}), 'a', 'b:01'],
    ['stops at the first that does not fit, when strict', crowd('m m t', { queue: 'strict' }), 'a', 'b:0'],
    [
      'leaves a reserved seat to whom it is for',
      crowd('m m m', { capacity: { all: 2 }, reserves: [reserve('x', 1)] }, { c: ['x'] }),
      'a c0',
      'b:0',
    ],
    [
      'gives everybody what a reserve leaves',
      crowd('m m', { capacity: { all: 2 }, reserves: [reserve('x', 1)] }),
      'a b',
      '',
    ],
    [
      'counts one reserve for a child, the first it fits',
      crowd(
        'm m m',
        { capacity: { all: 3 }, reserves: [reserve('x', 1), reserve('y', 1)] },
        { a: ['x', 'y'], b: ['x', 'y'] },
      ),
      'a0 b1 c',
      '',
    ],
    ['never reserves more than there is', crowd('m m', { reserves: [reserve('x', 5)] }, { b: ['x'] }), 'b0', 'a:0'],
    [
      'reserves half-day by half-day',
      crowd('m t m t', { reserves: [reserve('x', { m: 1 })] }, { c: ['x'], d: ['x'] }),
      'b c0',
      'a:0 d:1',
    ],
    [
      'uses reserved seats first',
      crowd('m m m', { capacity: { all: 2 }, reserves: [reserve('x', 1)] }, { a: ['x'], c: ['x'] }),
      'a0 b',
      'c:0',
    ],
    [
      'or open seats first',
      crowd(
        'm m m',
        { capacity: { all: 2 }, reserves: [reserve('x', 1)], precedence: 'open-first' },
        { a: ['x'], c: ['x'] },
      ),
      'a c0',
      'b:0',
    ],
    [
      'open first: less than none is none',
      crowd('m m', { reserves: [reserve('x', 1), reserve('y', 1)], precedence: 'open-first' }, { b: ['y'] }),
      'b1',
      'a:0',
    ],
    [
      'open first: what reserves leave goes to everybody',
      crowd('m m', { capacity: { all: 2 }, reserves: [reserve('x', 2)], precedence: 'open-first' }),
      'a b',
      '',
    ],
  ])('%s', (_, instance, picked, lacking) => expect(chosen(instance)).toEqual({ picked, lacking }));

  it('never picks a child that the order does not list', () => {
    expect(chosen({ ...crowd('m m', { order: ['b'] }) }).picked).toBe('b');
  });
});

describe('the choice rule while proposals are made', () => {
  const picked = (instance: Instance, blockers: string[] = []): string => {
    const problem = compile(instance);
    const name = (entry: number): string => problem.childIds[problem.entryChild[entry]!]!;
    // One entry each: what members fixed is there twice, as the family's wish and as what it keeps.
    const entries = problem.childIds.map((_, child) => problem.entryChild.indexOf(child));
    const blocks = entries.filter((entry) => blockers.includes(name(entry)));
    return [
      ...pickedFrom(
        problem,
        0,
        entries.filter((entry) => !blocks.includes(entry)),
        blocks,
      ),
    ]
      .map(name)
      .sort()
      .join(' ');
  };
  it.each<[string, Instance, string[], string]>([
    [
      'what members fixed comes first, whatever its rank or the room',
      crowd('m m m', {}, {}, { b: 'A', c: 'A' }),
      [],
      'b c',
    ],
    [
      'and uses a reserved seat of its trait',
      crowd('m m m', { capacity: { all: 2 }, reserves: [reserve('x', 1)] }, { b: ['x'], c: ['x'] }, { c: 'A' }),
      [],
      'a c',
    ],
    [
      'and a seat of everybody without one',
      crowd(
        'm m m',
        { capacity: { all: 2 }, reserves: [reserve('x', 1)], precedence: 'open-first' },
        { b: ['x'] },
        { c: 'A' },
      ),
      [],
      'b c',
    ],
    ['who waits in a strict unit stops the walk', crowd('m mt t', { queue: 'strict' }), ['b'], 'a'],
    ['unless it would fit: it takes nothing', crowd('m t t', { queue: 'strict' }), ['b'], 'a c'],
    ['who waits on its fixed place takes nothing', crowd('m m', { queue: 'strict' }, {}, { a: 'A' }), ['a'], 'b'],
  ])('%s', (_, instance, blockers, expected) => expect(picked(instance, blockers)).toBe(expected));
});
