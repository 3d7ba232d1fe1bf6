import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { factsOf, type FamilyAnswers } from './facts.js';
import { uncountable, type CriteriaGrid } from './grid.js';
import { pointsOf } from './points.js';

const { grids } = JSON.parse(readFileSync('data/criteria-grids.json', 'utf8')) as { grids: CriteriaGrid[] };
const villiers = grids.find(({ id }) => id === 'villiers-le-bel')!;

const NOTHING: FamilyAnswers = { resident: null, loneParent: null, situations: [null], adaptationNeed: null, multipleBirth: null, declared: {} };

describe('points under the Villiers-le-Bel grid', () => {
  it.each<[string, Partial<FamilyAnswers>, number, Record<string, number>]>([
    ['nothing answered: nothing counted', {}, 0, {}],
    ['resident of the territory', { resident: true }, 100, { resident: 100 }],
    ['from outside', { resident: false }, 0, {}],
    ['two parents at work', { loneParent: false, situations: ['working', 'working'] }, 100, { both_parents_work_or_train: 100 }],
    ['work and studies count alike', { loneParent: false, situations: ['working', 'studying'] }, 100, { both_parents_work_or_train: 100 }],
    ['two adults are two parents when nobody says otherwise', { situations: ['working', 'working'] }, 100, { both_parents_work_or_train: 100 }],
    ['one at work, one seeking', { loneParent: false, situations: ['working', 'job_seeking'] }, 40, { one_works: 40 }],
    ['one at work, the other not described', { loneParent: false, situations: ['working'] }, 40, { one_works: 40 }],
    ['neither', { loneParent: false, situations: ['none', 'parental_leave'] }, 20, { neither_works: 20 }],
    ['a lone parent at work is not counted twice', { loneParent: true, situations: ['working'] }, 100, { lone_parent_working: 100 }],
    ['a lone parent without work', { loneParent: true, situations: ['job_seeking'] }, 40, { lone_parent_not_working: 40 }],
    ['a lone parent whose situation is not said', { loneParent: true, situations: [null] }, 0, {}],
    ['adaptation need', { adaptationNeed: true }, 30, { child_handicap: 30 }],
    ['facts asked for their points', { declared: { relative_handicap: true, priority_trade_in_town: true } }, 50, { relative_handicap: 20, priority_trade_in_town: 30 }],
    ['vulnerability is not the family’s to declare', { declared: { vulnerability: true } }, 0, {}],
    ['additive', { resident: true, multipleBirth: true, loneParent: true, situations: ['working'] }, 230, { resident: 100, lone_parent_working: 100, multiple_birth: 30 }],
  ])('%s', (_, answers, total, lines) => {
    const points = pointsOf(villiers, factsOf({ ...NOTHING, ...answers }));
    expect(points.total).toBe(total);
    expect(Object.fromEntries(points.lines.filter((line) => line.points !== 0).map((line) => [line.code, line.points]))).toEqual(lines);
  });

  it('says what nobody declared, and what was declared', () => {
    const { lines } = pointsOf(villiers, factsOf({ ...NOTHING, resident: true, multipleBirth: false }));
    const proofOf = (code: string) => lines.find((line) => line.code === code)?.proof;
    expect([proofOf('resident'), proofOf('multiple_birth'), proofOf('activity'), proofOf('vulnerability')]).toEqual([
      'declared', 'declared', 'not_declared', 'not_declared',
    ]);
    expect(pointsOf(villiers, { resident: { holds: true, seen: true } }).lines[0]).toEqual({ code: 'resident', value: true, points: 100, proof: 'seen' });
  });

  it('a group gives its best option only', () => {
    const both = { holds: true, seen: false };
    expect(pointsOf(villiers, { one_works: both, both_parents_work_or_train: both }).total).toBe(100);
  });

  it.each([['villiers-le-bel', 0], ['pessac', 2], ['municipal-dsp', 3]])('%s has %i parts that cannot be counted yet', (id, count) => {
    expect(uncountable(grids.find((grid) => grid.id === id)!.items)).toHaveLength(count);
  });
});
