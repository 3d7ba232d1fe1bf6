import { expect, it } from '../../../../test/support/runner.js';
import { REASONS } from '../../../dossier/dossier/index.js';
import { REASON_LISTS } from '../domain/decisions.js';

it('members choose among the reasons that the life cycle of requests knows', () => {
  for (const [kind, action] of [
    ['wait', 'keepWaiting'],
    ['defer', 'defer'],
    ['refuse', 'refuse'],
  ] as const) {
    expect(REASONS[action]).toEqual(expect.arrayContaining([...REASON_LISTS[kind]]));
  }
});
