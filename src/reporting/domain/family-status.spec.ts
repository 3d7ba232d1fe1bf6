import { describe, expect, it } from 'vitest';
import { statusOf, type FamilyStatus } from './family-status.js';
import { standingsOf, type HistoryLine, type Standing } from './request-timeline.js';

const standing = (
  state: string,
  wantedFrom: string | null = '2027-09-01',
  overrides: Partial<Standing> = {},
): Standing => ({
  requestId: 'r',
  dossierId: 'd',
  from: '2026-11-01T00:00:00.000Z',
  to: null,
  state,
  joined: false,
  communeCode: '71306',
  wantedFrom,
  transferFrom: null,
  submittedAt: '2026-11-01T00:00:00.000Z',
  ...overrides,
});

describe('statusOf, on 24 November 2026 with a horizon of 8 weeks (19 January 2027)', () => {
  it.each<[string, Standing[], FamilyStatus]>([
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

describe('standingsOf', () => {
  const line = (at: string, action: string, to: string): HistoryLine => ({
    requestId: 'r',
    dossierId: 'd',
    at,
    action,
    to,
    communeCode: null,
    wantedFrom: null,
  });
  const history = [
    line('2026-01-05T12:00:00.000Z', 'submit', 'submitted'),
    line('2026-11-24T09:00:00.000Z', 'takeUp', 'in_triage'),
    line('2026-11-24T09:00:00.000Z', 'askForCompletion', 'incomplete'),
  ];
  it('has one standing at any moment', () => {
    const standings = standingsOf(history);
    expect(standings.map((one) => [one.state, one.from, one.to])).toEqual([
      ['submitted', '2026-01-05T12:00:00.000Z', '2026-11-24T09:00:00.000Z'],
      ['incomplete', '2026-11-24T09:00:00.000Z', null],
    ]);
  });
});
