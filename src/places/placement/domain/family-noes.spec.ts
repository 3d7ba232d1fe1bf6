import { describe, expect, it } from '../../../../test/support/runner.js';
import { finalNo, stillAsked, withNo, type SaidNo } from './family-noes.js';

const no = (adult: number | null, choice: SaidNo['choice'] = 'wait', reason = 'too_far'): SaidNo => ({
  adult,
  reason,
  choice,
  at: '2026-12-01T09:00:00.000Z',
  by: 'family:d',
});

describe('A no of one adult', () => {
  it.each([
    ['of the only one who was told ends the offer', [1], [no(1)], []],
    ['of nobody in particular, where one was told', [1], [no(null)], []],
    ['waits for the other', [1, 2], [no(1)], [2]],
    ['of both ends it', [1, 2], [no(2), no(1)], []],
    ['of nobody in particular waits for both', [1, 2], [no(null)], [1, 2]],
    ['and one of nobody in particular wait for the other', [1, 2], [no(1), no(null)], [2]],
  ])('%s', (_, told, noes, left) => expect(stillAsked(told, noes)).toEqual(left));

  it('said again is one no', () =>
    expect(withNo([no(1), no(2)], no(1, 'withdraw'))).toEqual([no(2), no(1, 'withdraw')]));

  it('stops the search only where every no does', () => {
    expect(finalNo([])).toBeNull();
    expect(finalNo([no(1, 'withdraw'), no(2)])).toEqual(no(2));
    expect(finalNo([no(1, 'withdraw'), no(2, 'withdraw', 'moved')])).toEqual(no(1, 'withdraw'));
  });
});
