import { describe, expect, it } from '../../../../test/support/runner.js';
import { groupOn, movementsOf, nextSeptember, type SectionStay } from './movements.js';

const YEAR = { from: '2027-01-01', to: '2027-12-31' };
const stay = (childId: string, sectionId: string, from: string, to: string, ...steps: SectionStay['steps']) => ({
  childId,
  sectionId,
  from,
  to,
  steps,
});
const said = (stays: readonly SectionStay[]) => {
  const { leaves, enters } = movementsOf(stays, YEAR);
  const line = ({ stay: { childId }, sectionId, on, other, isExpected }: (typeof leaves)[number]): string =>
    [childId, sectionId, on, other ?? '-', ...(isExpected ? ['?'] : [])].join(' ');
  return [leaves.map(line), enters.map(line)];
};

describe('who leaves and who comes', () => {
  it.each<[string, SectionStay[], string[], string[]]>([
    [
      'a child who leaves the nursery',
      [stay('a', 'babies', '2026-09-01', '2027-03-31')],
      ['a babies 2027-03-31 -'],
      [],
    ],
    ['a child who comes', [stay('a', 'babies', '2027-03-01', '2028-08-31')], [], ['a babies 2027-03-01 -']],
    [
      'a move that was confirmed',
      [stay('a', 'babies', '2026-09-01', '2027-08-31'), stay('a', 'older', '2027-09-01', '2028-08-31')],
      ['a babies 2027-08-31 older'],
      ['a older 2027-09-01 babies'],
    ],
    [
      'a move that is expected',
      [stay('a', 'babies', '2026-09-01', '2027-08-31', { sectionId: 'older', from: '2027-09-01', to: '2028-08-31' })],
      ['a babies 2027-08-31 older ?'],
      ['a older 2027-09-01 babies ?'],
    ],
    [
      'days that change are neither',
      [stay('a', 'babies', '2026-09-01', '2027-02-28'), stay('a', 'babies', '2027-03-01', '2028-08-31')],
      [],
      [],
    ],
    [
      'a path that goes on in the same section is neither',
      [stay('a', 'babies', '2026-09-01', '2027-08-31', { sectionId: 'babies', from: '2027-09-01', to: '2028-08-31' })],
      [],
      [],
    ],
    [
      'the end of what is expected is a departure',
      [stay('a', 'babies', '2026-09-01', '2027-01-14', { sectionId: 'older', from: '2027-01-15', to: '2027-08-31' })],
      ['a babies 2027-01-14 older ?', 'a older 2027-08-31 - ?'],
      ['a older 2027-01-15 babies ?'],
    ],
    [
      'two steps that nobody confirmed',
      [
        stay(
          'a',
          'babies',
          '2026-09-01',
          '2027-01-14',
          { sectionId: 'middle', from: '2027-01-15', to: '2027-08-31' },
          { sectionId: 'older', from: '2027-09-01', to: '2028-08-31' },
        ),
      ],
      ['a babies 2027-01-14 middle ?', 'a middle 2027-08-31 older ?'],
      ['a middle 2027-01-15 babies ?', 'a older 2027-09-01 middle ?'],
    ],
    ['what is beyond the year is left out', [stay('a', 'babies', '2026-09-01', '2028-08-31')], [], []],
  ])('%s', (_, stays, leaves, enters) => expect(said(stays)).toEqual([leaves, enters]));

  it('are in order of their days', () => {
    const stays = [stay('b', 'babies', '2026-09-01', '2027-05-31'), stay('a', 'babies', '2026-09-01', '2027-03-31')];
    expect(movementsOf(stays, YEAR).leaves.map(({ stay: { childId } }) => childId)).toEqual(['a', 'b']);
  });
});

describe('the group on a day', () => {
  it('has who is held, and who is expected and not held elsewhere', () => {
    const older = { sectionId: 'older', from: '2027-09-01', to: '2028-08-31' };
    const stays = [
      stay('a', 'babies', '2026-09-01', '2027-08-31', older),
      stay('b', 'babies', '2027-03-01', '2028-08-31'),
      stay('c', 'babies', '2026-09-01', '2027-08-31', older),
      stay('c', 'older', '2027-09-01', '2028-08-31'),
      stay('d', 'older', '2026-09-01', '2027-08-31'),
    ];
    const there = groupOn(stays, '2027-09-01');
    expect(there.map(({ stay: one, sectionId, isExpected }) => [one.childId, sectionId, isExpected])).toEqual([
      ['a', 'older', true],
      ['b', 'babies', false],
      ['c', 'older', false],
    ]);
  });
});

it.each([
  ['2026-12-03', '2027-09-01'],
  ['2027-09-01', '2027-09-01'],
  ['2027-09-02', '2028-09-01'],
])('after %s children move up on %s', (today, september) => expect(nextSeptember(today)).toBe(september));
