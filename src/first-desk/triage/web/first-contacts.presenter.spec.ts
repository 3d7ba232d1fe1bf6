import { describe, expect, it } from '../../../../test/support/runner.js';
import { proposedCampaign } from './first-contacts.presenter.js';

describe('the campaign that the form proposes', () => {
  it.each([
    ['on a Monday begins on Tuesday', '2026-11-23', { fromDay: '24', fromMonth: '11' }],
    ['on a Friday begins on Monday', '2026-11-27', { fromDay: '30', fromMonth: '11' }],
    ['before Christmas begins after it', '2026-12-24', { fromDay: '28', fromMonth: '12' }],
  ])('%s', (_name, today, from) => expect(proposedCampaign(today)).toMatchObject(from));
});
