import { describe, expect, it } from '../../../../test/support/runner.js';
import { isDateToChange } from './unsuited-date.js';

const [MADE, ANSWERED, LATER] = ['2026-11-01T09:00:00.000Z', '2026-11-03T09:00:00.000Z', '2026-11-04T09:00:00.000Z'];
const offer = (state: string, declineReason: string | null = null, madeAt = MADE) => ({
  state,
  declineReason,
  madeAt,
  answeredAt: ANSWERED,
});

describe('the day of a place that did not suit', () => {
  it.each<[string, Parameters<typeof isDateToChange>[0], Parameters<typeof isDateToChange>[1], boolean]>([
    ['no offer', [], [], false],
    ['declined for its date', [offer('declined', 'start_date')], [], true],
    ['for a reason of the territory of that kind', [offer('declined', 'start_date~1')], [], true],
    ['for another reason', [offer('declined', 'hours')], [], false],
    ['accepted', [offer('accepted')], [], false],
    ['another offer has come since', [offer('expired', null, LATER), offer('declined', 'start_date')], [], false],
    ['an answer changed since', [offer('declined', 'start_date')], [{ action: 'amend', at: LATER }], false],
    ['an answer changed before', [offer('declined', 'start_date')], [{ action: 'amend', at: MADE }], true],
    ['something else since', [offer('declined', 'start_date')], [{ action: 'confirm', at: LATER }], true],
  ])('%s', (_, offers, history, expected) => expect(isDateToChange(offers, history)).toBe(expected));
});
