import fc from 'fast-check';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { addDays, addMonths, ageInMonths } from '../../../foundation/kernel/time.js';
import {
  expectedSteps,
  lastDayOf,
  lastDayOfPath,
  nextSection,
  pathOf,
  stayOf,
  type AgeSection,
  type PathRules,
  type PathStep,
} from './placement-path.js';

const babies = { id: 'babies', ageFromMonths: 2, ageToMonths: 15 };
const toddlers = { id: 'toddlers', ageFromMonths: 12, ageToMonths: 26 };
const older = { id: 'older', ageFromMonths: 24, ageToMonths: 48 };
const mixed = { id: 'mixed', ageFromMonths: 2, ageToMonths: 48 };
const THREE = [babies, toddlers, older];
const rules = (
  birth: string,
  move: PathRules['move'] = 'september',
  sections: readonly AgeSection[] = THREE,
): PathRules => ({ birth, move, sections });
const told = (steps: readonly PathStep[]): string[] =>
  steps.map(({ sectionId, from, to }) => `${sectionId} ${from} ${to}`);
const path = (one: PathRules, sectionId: string, from: string, monthDay = '08-31'): string[] =>
  told(pathOf(one, { sectionId, from }, lastDayOfPath(one.birth, from, monthDay)));

describe('lastDayOfPath', () => {
  it.each([
    ['2026-03-11', '2027-01-04', '08-31', '2029-08-31'],
    ['2024-12-31', '2027-01-04', '08-31', '2027-08-31'],
    // After the summer in which it turns three: until the next one.
    ['2023-05-01', '2027-01-04', '08-31', '2027-08-31'],
    ['2023-05-01', '2027-09-01', '08-31', '2028-08-31'],
    ['2026-03-11', '2027-01-04', '07-16', '2029-07-16'],
    ['2024-02-29', '2026-09-01', '12-31', '2027-12-31'],
  ])('born %s, entering %s, last day %s: until %s', (birth, from, monthDay, last) =>
    expect(lastDayOfPath(birth, from, monthDay)).toBe(last),
  );
});

describe('pathOf', () => {
  it.each<[string, PathRules, string, string, string[]]>([
    [
      'in September, a baby moves on the one of the school year in which it is past its section',
      rules('2026-04-10'),
      'babies',
      '2026-09-01',
      ['babies 2026-09-01 2027-08-31', 'toddlers 2027-09-01 2028-08-31', 'older 2028-09-01 2029-08-31'],
    ],
    [
      'in September, who enters during that year stays for the rest of it',
      rules('2025-12-05'),
      'babies',
      '2026-11-02',
      ['babies 2026-11-02 2027-08-31', 'toddlers 2027-09-01 2028-08-31'],
    ],
    [
      'in September, who is too young for another section waits for the next one',
      rules('2026-09-15'),
      'babies',
      '2027-01-04',
      ['babies 2027-01-04 2028-08-31', 'toddlers 2028-09-01 2029-08-31'],
    ],
    [
      'at the age, it moves on the day',
      rules('2026-04-10', 'age'),
      'babies',
      '2026-09-01',
      ['babies 2026-09-01 2027-07-09', 'toddlers 2027-07-10 2028-06-09', 'older 2028-06-10 2029-08-31'],
    ],
    [
      'not born yet, by the day it is due',
      rules('2027-05-20', 'age'),
      'babies',
      '2027-09-01',
      ['babies 2027-09-01 2028-08-19', 'toddlers 2028-08-20 2029-07-19', 'older 2029-07-20 2030-08-31'],
    ],
    [
      'in its last summer, it moves no more',
      rules('2024-03-01'),
      'older',
      '2027-06-01',
      ['older 2027-06-01 2027-08-31'],
    ],
    [
      'of ages that overlap, the section it enters',
      rules('2025-06-01'),
      'toddlers',
      '2026-09-01',
      ['toddlers 2026-09-01 2027-08-31', 'older 2027-09-01 2028-08-31'],
    ],
    [
      'never to a section for younger children',
      rules('2026-06-20'),
      'toddlers',
      '2027-08-30',
      ['toddlers 2027-08-30 2028-08-31', 'older 2028-09-01 2029-08-31'],
    ],
    [
      'with ages that no section receives, it stays until one does',
      rules('2026-04-10', 'age', [babies, older]),
      'babies',
      '2026-09-01',
      ['babies 2026-09-01 2028-04-09', 'older 2028-04-10 2029-08-31'],
    ],
    [
      'in September too',
      rules('2026-04-10', 'september', [babies, older]),
      'babies',
      '2026-09-01',
      ['babies 2026-09-01 2028-08-31', 'older 2028-09-01 2029-08-31'],
    ],
    [
      'with no later section, it stays',
      rules('2026-04-10', 'age', [babies]),
      'babies',
      '2026-09-01',
      ['babies 2026-09-01 2029-08-31'],
    ],
    [
      'of all ages, it stays',
      rules('2026-04-10', 'age', [mixed]),
      'mixed',
      '2026-09-01',
      ['mixed 2026-09-01 2029-08-31'],
    ],
    [
      'to the section of all ages where there is no other',
      rules('2026-04-10', 'september', [babies, mixed]),
      'babies',
      '2026-09-01',
      ['babies 2026-09-01 2027-08-31', 'mixed 2027-09-01 2029-08-31'],
    ],
    [
      'to the next one up rather',
      rules('2026-04-10', 'september', [babies, mixed, toddlers]),
      'babies',
      '2026-09-01',
      ['babies 2026-09-01 2027-08-31', 'toddlers 2027-09-01 2028-08-31', 'mixed 2028-09-01 2029-08-31'],
    ],
    [
      'born on 29 February',
      rules('2024-02-29', 'age', [babies, { ...toddlers, ageToMonths: 24 }, older]),
      'toddlers',
      '2025-06-02',
      ['toddlers 2025-06-02 2026-02-27', 'older 2026-02-28 2027-08-31'],
    ],
    [
      'of a section that is no longer there, it stays',
      rules('2026-04-10'),
      'gone',
      '2026-09-01',
      ['gone 2026-09-01 2029-08-31'],
    ],
  ])('%s', (_, one, sectionId, from, expected) => expect(path(one, sectionId, from)).toEqual(expected));

  it('ends on the establishment’s own last day', () => {
    expect(path(rules('2026-04-10'), 'babies', '2026-09-01', '07-16')).toEqual([
      'babies 2026-09-01 2027-08-31',
      'toddlers 2027-09-01 2028-08-31',
      'older 2028-09-01 2029-07-16',
    ]);
    expect(path(rules('2024-02-01', 'september', [toddlers, older]), 'toddlers', '2025-09-01', '07-16')).toEqual([
      'toddlers 2025-09-01 2026-08-31',
      'older 2026-09-01 2027-07-16',
    ]);
  });

  it('has no gap and no overlap, begins and ends where it should, and moves to sections of the age only, whatever the sections', () => {
    const section = fc.record({
      ageFromMonths: fc.integer({ min: 0, max: 36 }),
      months: fc.integer({ min: 1, max: 36 }),
    });
    const day = fc.integer({ min: 0, max: 2000 }).map((days) => addDays('2024-01-01', days));
    fc.assert(
      fc.property(
        fc.array(section, { minLength: 1, maxLength: 5 }),
        day,
        fc.integer({ min: 0, max: 1400 }),
        fc.constantFrom<PathRules['move']>('age', 'september'),
        fc.constantFrom('08-31', '07-05', '12-31'),
        (list, birth, after, move, monthDay) => {
          const sections = list
            .map((one, index) => ({
              id: `s${index}`,
              ageFromMonths: one.ageFromMonths,
              ageToMonths: one.ageFromMonths + one.months,
            }))
            .sort((a, b) => a.ageFromMonths - b.ageFromMonths);
          const from = addDays(birth, after);
          const last = lastDayOfPath(birth, from, monthDay);
          const own = { birth, sections, move };
          const steps = pathOf(own, { sectionId: 's0', from }, last);
          expect([steps[0]!.from, steps.at(-1)!.to]).toEqual([from, last]);
          for (const [index, step] of steps.entries()) {
            expect(step.from <= step.to).toBe(true);
            if (index === 0) continue;
            expect(step.from).toBe(addDays(steps[index - 1]!.to, 1));
            const { ageFromMonths, ageToMonths } = sections.find(({ id }) => id === step.sectionId)!;
            const age = ageInMonths(birth, step.from);
            expect(ageFromMonths <= age && age < ageToMonths).toBe(true);
            if (move === 'age')
              expect(
                step.from >=
                  addMonths(birth, sections.find(({ id }) => id === steps[index - 1]!.sectionId)!.ageToMonths),
              ).toBe(true);
          }
          // What is held and what is expected are the whole path.
          const { to, pathTo } = stayOf(steps);
          expect([{ sectionId: 's0', from, to }, ...expectedSteps(own, { sectionId: 's0', from, to, pathTo })]).toEqual(
            steps,
          );
        },
      ),
      { numRuns: Number(process.env['PATH_RUNS'] ?? 2000) },
    );
  });
});

describe('expectedSteps', () => {
  const line = { sectionId: 'babies', from: '2026-09-01', to: '2027-08-31', pathTo: '2029-08-31' };
  it.each<[string, Parameters<typeof expectedSteps>[1], string[]]>([
    ['what follows the section held', line, ['toddlers 2027-09-01 2028-08-31', 'older 2028-09-01 2029-08-31']],
    [
      'who stays longer moves on the day after',
      { ...line, to: '2027-10-31' },
      ['toddlers 2027-11-01 2028-08-31', 'older 2028-09-01 2029-08-31'],
    ],
    [
      'who is held for less than it could be is expected in its section first',
      { ...line, to: '2027-03-31' },
      ['babies 2027-04-01 2027-08-31', 'toddlers 2027-09-01 2028-08-31', 'older 2028-09-01 2029-08-31'],
    ],
    ['a path that was cut', { ...line, pathTo: '2028-02-29' }, ['toddlers 2027-09-01 2028-02-29']],
    ['nothing after the last section', { ...line, pathTo: '2027-08-31' }, []],
    ['nothing of a place that is held to its end', { ...line, pathTo: null }, []],
  ])('%s', (_, one, expected) => expect(told(expectedSteps(rules('2026-04-10'), one))).toEqual(expected));
});

describe('nextSection', () => {
  it.each([
    ['2026-04-10', babies, '2027-09-01', 'toddlers'],
    ['2026-04-10', babies, '2028-06-10', 'older'],
    ['2026-09-15', babies, '2027-09-01', undefined],
    ['2026-06-20', toddlers, '2027-09-01', undefined],
  ])('born %s, in %o on %s: %s', (birth, own, on, expected) =>
    expect(nextSection({ birth, sections: THREE }, own, on)?.id).toBe(expected),
  );

  const second = (section: typeof older) => ({ ...section, id: `${section.id}-2` });
  const FIVE = [babies, second(babies), toddlers, second(toddlers), older];
  it.each([
    ['the first of two goes to the first', babies, FIVE, '2027-09-01', 'toddlers'],
    ['the second of two goes to the second', second(babies), FIVE, '2027-09-01', 'toddlers-2'],
    ['both go to the only one', second(toddlers), FIVE, '2028-06-10', 'older'],
    ['no child stays among its equals', second(toddlers), [toddlers, second(toddlers)], '2028-06-10', undefined],
    [
      'a section that has closed expects nobody',
      babies,
      [babies, { ...toddlers, closedFrom: '2027-09-01' }, second(toddlers)],
      '2027-09-01',
      'toddlers-2',
    ],
  ])('of two sections of one age, %s', (_, own, sections, on, expected) =>
    expect(nextSection({ birth: '2026-04-10', sections }, own, on)?.id).toBe(expected),
  );
});

describe('lastDayOf', () => {
  it('is that of the path where there is one', () => {
    expect([
      lastDayOf({ to: '2027-08-31', pathTo: '2029-08-31' }),
      lastDayOf({ to: '2027-08-31', pathTo: null }),
    ]).toEqual(['2029-08-31', '2027-08-31']);
  });
});
