import { describe, expect, it } from '../../../../test/support/runner.js';
import { isKept, judgeDecision, proposalAsDecision, type Decision, type Proposed } from './decisions.js';

const decision = (overrides: Partial<Decision>): Decision => ({
  kind: 'wait',
  sectionId: null,
  slots: null,
  reason: null,
  deferredToId: null,
  ...overrides,
});
const proposing = (proposedSectionId: string | null): Proposed => ({
  proposedSectionId,
  proposedSlots: proposedSectionId === null ? null : 3,
  proposedFrom: null,
});

describe('a decision', () => {
  it.each<[string, Decision, string | null, string | null]>([
    ['follows the proposal: no reason needed', decision({ kind: 'admit', sectionId: 's1', slots: 3 }), 's1', null],
    [
      'admits for another week: a reason',
      decision({ kind: 'admit', sectionId: 's1', slots: 1 }),
      's1',
      'decision.reasonNeeded',
    ],
    [
      'admits from another day: a reason',
      decision({ kind: 'admit', sectionId: 's1', slots: 3, from: '2027-03-01' }),
      's1',
      'decision.reasonNeeded',
    ],
    [
      'admits to another section: a reason',
      decision({ kind: 'admit', sectionId: 's2', slots: 3 }),
      's1',
      'decision.reasonNeeded',
    ],
    [
      'admits whom nothing was proposed, with a reason',
      decision({ kind: 'admit', sectionId: 's2', reason: 'child_protection' }),
      null,
      null,
    ],
    ['admits nowhere', decision({ kind: 'admit' }), 's1', 'decision.sectionNeeded'],
    ['waits without a reason', decision({}), null, 'decision.reasonNeeded'],
    ['waits with a reason of another list', decision({ reason: 'outside_area' }), null, 'decision.reasonNeeded'],
    ['waits with a reason', decision({ reason: 'no_place' }), null, null],
    ['defers to no session', decision({ kind: 'defer', reason: 'later_entry' }), null, 'decision.sessionNeeded'],
    ['defers to a session', decision({ kind: 'defer', reason: 'later_entry', deferredToId: 'x' }), null, null],
    ['refuses with free words', decision({ kind: 'refuse', reason: 'parce que' }), null, 'decision.reasonNeeded'],
  ])('%s', (_, one, proposed, code) => expect(judgeDecision(one, proposing(proposed))?.code ?? null).toBe(code));

  it('kept, the proposal is whole by itself, whatever was missed', () => {
    for (const [section, reason] of [
      ['s1', null],
      [null, 'no_place'],
      [null, 'half_days_full'],
    ] as const) {
      const one = proposalAsDecision(proposing(section), reason);
      expect([judgeDecision(one, proposing(section)), isKept(one, proposing(section))]).toEqual([null, true]);
    }
  });
});
