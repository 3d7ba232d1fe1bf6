import { describe, expect, it } from '../../../../test/support/runner.js';
import { statusOf, type FamilyStatus, type StandingRequest } from './family-status.js';

const standing = (state: string, wantedFrom: string | null = '2027-09-01'): StandingRequest => ({
  requestId: 'r',
  state,
  wantedFrom,
  transferFrom: null,
});

describe('statusOf, on 24 November 2026 with a horizon of 8 weeks (19 January 2027)', () => {
  it.each<[string, StandingRequest[], FamilyStatus]>([
    ['every request placed', [standing('placed'), standing('solved_elsewhere')], 'with'],
    ['one placed, one waiting', [standing('placed'), standing('waiting_list')], 'partly'],
    ['one partly placed', [standing('partly_placed')], 'partly'],
    ['wanted date passed', [standing('waiting_list', '2026-11-01')], 'without'],
    ['wanted within the horizon', [standing('oriented', '2027-01-18')], 'without'],
    ['wanted on the day of the horizon', [standing('oriented', '2027-01-19')], 'pending'],
    ['refused, wanted long ago', [standing('refused', '2026-09-01')], 'without'],
    ['refused, wanted later', [standing('refused', '2027-09-01')], 'pending'],
    ['an offer is not a solution yet', [standing('offered', '2026-12-01')], 'without'],
    ['no date known', [standing('incomplete', null)], 'pending'],
    ['the earliest date counts', [standing('oriented', '2027-09-01'), standing('oriented', '2026-12-01')], 'without'],
    ['withdrawn', [standing('withdrawn')], 'no_longer_needed'],
    ['withdrawn and placed', [standing('withdrawn'), standing('placed')], 'with'],
    ['lapsed', [standing('lapsed')], 'lost_contact'],
    ['lapsed and withdrawn', [standing('lapsed'), standing('withdrawn')], 'lost_contact'],
    ['left', [standing('ended')], 'ended'],
  ])('%s', (_, requests, expected) => expect(statusOf(requests, '2026-11-24', 8)).toBe(expected));
});
