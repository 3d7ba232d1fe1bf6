import { describe, expect, it } from '../../../../test/support/runner.js';
import type { TieBreak } from '../../admission/domain/index.js';
import type { CaseMiss, ExplainedOutcome } from './case-explanation.js';
import { withTies, type TiedCase, type TieRules } from './tie-rules.js';

const MONDAY = 'mon-am@p1';
const tied = (child: string, requestedAt: string, birth = '2026-03-01', family = child): TiedCase => ({
  child,
  family,
  id: `request of ${child}`,
  requestedAt,
  birth,
});
const miss = (missing: number | null): CaseMiss => ({
  code: 'FULL',
  at: 'A',
  section: 'babies',
  slot: 'mon-am',
  taken: 1,
  cutOff: 100,
  points: 100,
  missing,
  without: 0,
});
const ruleOf = (order: readonly string[], rules: TieRules, missing: number | null) =>
  withTies(outcome(order), rules)('own', [miss(missing)])[0]!.tie;
/** `last` holds the only place of a Monday morning at A, in front of `own`, both with 100 points. */
const outcome = (order: readonly string[]): ExplainedOutcome =>
  ({
    instance: { establishments: { A: { tieBreak: order, points: Object.fromEntries(order.map((id) => [id, 100])) } } },
    places: { last: { at: 'A', section: 'babies', slots: [MONDAY] } },
  }) as unknown as ExplainedOutcome;

describe('which rule decided between equal points', () => {
  it.each<[string, TieBreak[], TiedCase[], TieBreak]>([
    [
      'the older request',
      ['request_date', 'lot'],
      [tied('own', '2026-02-02T08:00:00Z'), tied('last', '2026-02-01T08:00:00Z')],
      'request_date',
    ],
    [
      'the lot, where both were made at once',
      ['request_date', 'lot'],
      [tied('own', '2026-02-01T08:00:00Z'), tied('last', '2026-02-01T08:00:00Z')],
      'lot',
    ],
    [
      'the older child, where the grid looks at it first',
      ['older_child', 'request_date', 'lot'],
      [tied('own', '2026-02-01T08:00:00Z', '2026-03-02'), tied('last', '2026-02-02T08:00:00Z', '2026-03-01')],
      'older_child',
    ],
    [
      'a brother or sister of the last, whose request is the oldest of the family',
      ['request_date', 'lot'],
      [
        tied('own', '2026-02-01T08:00:00Z'),
        tied('last', '2026-02-01T08:00:00Z', '2026-03-01', 'family'),
        tied('sibling', '2026-01-01T08:00:00Z', '2024-03-01', 'family'),
      ],
      'request_date',
    ],
  ])('%s', (_, tieBreak, cases, rule) =>
    expect(ruleOf(['last', 'own'], { cases, seed: 'seed', tieBreak }, 0)).toBe(rule),
  );

  const cases = [tied('own', '2026-02-02T08:00:00Z'), tied('last', '2026-02-01T08:00:00Z')];
  const rules = { cases, seed: 'seed', tieBreak: ['request_date', 'lot'] as const };

  it.each([[1], [null]])('tells none where points decided, or nothing did (missing %s)', (missing) =>
    expect(ruleOf(['last', 'own'], rules, missing)).toBeUndefined(),
  );
  it('tells none where nobody with as many points was before it', () =>
    expect(ruleOf(['own', 'last'], rules, 0)).toBeUndefined());
});
