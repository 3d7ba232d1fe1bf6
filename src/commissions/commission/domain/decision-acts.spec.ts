import { describe, expect, it } from '../../../../test/support/runner.js';
import { compareWithAct, type DecidedColumns } from './decision-acts.js';

const decided = (reason: string, decidedAt = '2026-11-24T09:00:00.000Z'): DecidedColumns => ({
  decision: 'wait',
  decidedSectionId: null,
  decidedSlots: null,
  reason,
  deferredToId: null,
  kept: true,
  decidedAt,
});
const UNDECIDED: DecidedColumns = { ...decided('x'), decision: null, reason: null, kept: null, decidedAt: null };

describe('the cases of an act', () => {
  it.each<[string, DecidedColumns | null, DecidedColumns | null, 'untouched' | 'changed' | 'gone']>([
    ['decided and left alone', decided('no_place'), decided('no_place'), 'untouched'],
    [
      'decided, then decided the same again',
      decided('no_place'),
      decided('no_place', '2026-11-24T10:00:00.000Z'),
      'untouched',
    ],
    ['decided, then for another reason', decided('no_place'), decided('siblings_apart'), 'changed'],
    ['decided, then taken back', decided('no_place'), UNDECIDED, 'changed'],
    ['taken back and left alone', null, UNDECIDED, 'untouched'],
    ['taken back, then decided', null, decided('no_place'), 'changed'],
    ['no longer to decide', decided('no_place'), null, 'gone'],
  ])('%s', (_, after, now, where) => {
    const { untouched, changed } = compareWithAct([{ id: 'a', before: null, after }], now ? [{ id: 'a', ...now }] : []);
    expect([untouched.length, changed.length]).toEqual([Number(where === 'untouched'), Number(where === 'changed')]);
  });
});
