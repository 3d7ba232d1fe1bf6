import { describe, expect, it } from '../../../../test/support/runner.js';
import type { MissCode } from '../../matching/index.js';
import type { CaseMiss } from './case-explanation.js';
import { CLAIM_CAUSES } from './claim-causes.js';
import { REASON_LISTS } from './decisions.js';
import { contradiction, listedReasons, reasonVerdict, waitingReason, type ReasonFacts } from './reason-facts.js';

const miss = (code: MissCode): CaseMiss => ({
  code,
  at: 'A',
  section: 'babies',
  slot: null,
  taken: null,
  cutOff: null,
  points: null,
  missing: null,
  without: 0,
});
const missing = (...codes: MissCode[]): Partial<ReasonFacts> => ({ misses: codes.map(miss) });
const facts = (more: Partial<ReasonFacts> = {}): ReasonFacts => ({
  proposed: null,
  section: null,
  misses: [miss('FULL')],
  cause: null,
  givenPriority: false,
  resident: null,
  commune: null,
  wantedFrom: '2027-03-01',
  entryFrom: '2027-03-01',
  receivedAt: 'A',
  openAt: null,
  outsideHours: false,
  reserved: false,
  siblingReceived: false,
  undeclared: 0,
  expertOpinion: false,
  caredFor: null,
  parentActive: null,
  parentSeeking: false,
  suitingSections: 1,
  takesShorterWeek: false,
  ...more,
});

describe('a reason', () => {
  it.each<[string, Partial<ReasonFacts>, true | null | string]>([
    ['no_place', {}, true],
    ['no_place', missing('FULL', 'NOT_ELIGIBLE'), true],
    ['no_place', missing('DOES_NOT_FIT'), null],
    ['no_place', { proposed: 's1' }, 'reason.proposed'],
    ['no_place', missing('FULL', 'RESIDUAL'), 'reason.claimed'],
    ['no_place', missing('HELD_BACK'), 'reason.nothingFull'],
    ['half_days_full', { proposed: 's1' }, 'reason.proposed'],
    ['half_days_full', missing('FULL', 'DOES_NOT_FIT'), true],
    ['half_days_full', missing('NOT_ELIGIBLE'), 'reason.nothingFull'],
    ['age_section_full', missing('NOT_ELIGIBLE'), 'reason.nothingFull'],
    ['age_section_full', missing('FULL'), true],
    ['capacity_reserved', { reserved: true }, null],
    ['capacity_reserved', {}, 'reason.nothingReserved'],
    ['capacity_reserved', { reserved: true, proposed: 's1' }, 'reason.proposed'],
    ['age_not_received', { receivedAt: null }, true],
    ['age_not_received', {}, 'reason.ageReceived'],
    ['ranked_above_waits', missing('HELD_BACK'), true],
    ['ranked_above_waits', {}, 'reason.nobodyWaits'],
    ['siblings_apart', missing('SIBLINGS'), true],
    ['siblings_apart', {}, 'reason.noSiblings'],
    ['no_even_share', { ...missing('RESIDUAL'), cause: 'no_fair_outcome' }, true],
    ['no_even_share', { ...missing('RESIDUAL'), cause: 'members' }, 'reason.membersDecided'],
    ['no_even_share', { ...missing('RESIDUAL'), cause: 'unproven' }, 'reason.notProven'],
    ['order_not_kept', { ...missing('RESIDUAL'), cause: 'unproven' }, true],
    ['order_not_kept', { ...missing('RESIDUAL'), cause: 'members' }, true],
    ['order_not_kept', { ...missing('RESIDUAL'), cause: 'members', givenPriority: true }, null],
    ['order_not_kept', { ...missing('RESIDUAL'), cause: 'no_fair_outcome' }, null],
    ['order_not_kept', {}, 'reason.nothingClaimed'],
    ['order_not_kept', { proposed: 's1' }, 'reason.proposed'],
    ['other_child_first', { ...missing('RESIDUAL'), givenPriority: true }, true],
    ['other_child_first', { givenPriority: true }, 'reason.nothingProposed'],
    ['no_even_share', {}, 'reason.nothingClaimed'],
    ['no_even_share', { ...missing('RESIDUAL'), proposed: 's1' }, 'reason.proposed'],
    ['other_child_first', { proposed: 's1' }, true],
    ['other_child_first', {}, 'reason.nothingProposed'],
    ['incomplete_information', { undeclared: 2 }, true],
    ['incomplete_information', {}, null],
    ['awaiting_opinion', {}, null],
    ['later_entry', { wantedFrom: '2027-03-02' }, true],
    ['later_entry', {}, 'reason.entryNotLater'],
    ['outside_area', { resident: true, commune: 'Montceau-les-Mines' }, 'reason.resident'],
    ['outside_area', { resident: false }, true],
    ['outside_area', {}, null],
    ['need_not_compatible', { openAt: 'A' }, 'reason.open'],
    ['need_not_compatible', { outsideHours: true }, true],
    ['false_declaration', {}, null],
    ['sibling_together', { siblingReceived: true }, true],
    ['sibling_together', {}, 'reason.noSiblingReceived'],
    ['child_protection', { expertOpinion: true }, true],
    ['child_protection', {}, null],
    ['return_to_work', { parentSeeking: true }, true],
    ['return_to_work', { parentActive: false }, 'reason.nobodyActive'],
    ['return_to_work', {}, null],
    ['continuity_of_care', { caredFor: true }, true],
    ['continuity_of_care', { caredFor: false }, 'reason.notCaredFor'],
    ['continuity_of_care', {}, null],
    ['other_section_suits', { suitingSections: 2, proposed: 's1', section: 's2' }, true],
    ['other_section_suits', { suitingSections: 2 }, null],
    ['other_section_suits', {}, 'reason.oneSection'],
    ['shorter_week', { takesShorterWeek: true }, true],
    ['shorter_week', {}, 'reason.wholeWeekOnly'],
    ['shorter_week', { takesShorterWeek: null }, 'reason.wholeWeekOnly'],
  ])('%s with %j: %s', (reason, more, expected) => {
    const verdict = reasonVerdict(reason, facts(more));
    expect(typeof verdict === 'object' && verdict ? verdict.code : verdict).toBe(expected);
  });

  it('names the fact that contradicts it', () => {
    expect(contradiction('outside_area', facts({ resident: true, commune: 'Blanzy' }))).toMatchObject({
      facts: { commune: 'Blanzy' },
    });
    expect(contradiction('no_place', facts({ proposed: 's1' }))).toMatchObject({ facts: { section: 's1' } });
  });

  it('of every list has its rule: each is true of some facts, or nothing is known of it beforehand', () => {
    const known = Object.values(REASON_LISTS)
      .flat()
      .filter((reason) => !['awaiting_opinion', 'false_declaration', 'capacity_reserved'].includes(reason));
    const all = facts({
      misses: [],
      resident: false,
      wantedFrom: '2027-09-01',
      receivedAt: null,
      outsideHours: true,
      siblingReceived: true,
      undeclared: 1,
      expertOpinion: true,
      caredFor: true,
      parentSeeking: true,
      suitingSections: 2,
      takesShorterWeek: true,
      section: 's2',
    });
    const codes: MissCode[] = ['FULL', 'HELD_BACK', 'SIBLINGS', 'RESIDUAL'];
    for (const reason of known)
      expect([
        reason,
        codes.some((code) =>
          [null, 's1'].some((proposed) =>
            CLAIM_CAUSES.some(
              (cause) => reasonVerdict(reason, { ...all, misses: [miss(code)], proposed, cause }) === true,
            ),
          ),
        ),
      ]).toEqual([reason, true]);
  });
});

describe('the reasons of a list', () => {
  it('stand true ones first, contradicted ones last', () => {
    const listed = listedReasons(REASON_LISTS.wait, facts(missing('DOES_NOT_FIT')));
    expect(listed[0]).toEqual({ reason: 'half_days_full', contradiction: null });
    expect(listed.map(({ contradiction }) => contradiction !== null)).toEqual([
      false,
      false,
      false,
      true,
      true,
      true,
      true,
      true,
      true,
      true,
    ]);
  });

  it.each<[MissCode[], string | null, string, Partial<ReasonFacts>?]>([
    [['FULL'], 'A', 'no_place'],
    [['DOES_NOT_FIT'], 'A', 'half_days_full'],
    [['FULL', 'DOES_NOT_FIT'], 'A', 'half_days_full'],
    [['NOT_ELIGIBLE'], null, 'age_not_received'],
    [['HELD_BACK'], 'A', 'ranked_above_waits'],
    [['SIBLINGS'], 'A', 'siblings_apart'],
    [['RESIDUAL', 'FULL'], 'A', 'no_even_share', { cause: 'no_fair_outcome' }],
    [['RESIDUAL', 'FULL'], 'A', 'other_child_first', { cause: 'members', givenPriority: true }],
    [['RESIDUAL'], 'A', 'order_not_kept', { cause: 'members' }],
    [['RESIDUAL'], 'A', 'order_not_kept', { cause: 'unproven' }],
    [[], 'A', 'no_place'],
  ])('of a case that misses %j: %s %s', (codes, receivedAt, expected, more = {}) =>
    expect(
      waitingReason(REASON_LISTS.wait, {
        misses: codes.map(miss),
        receivedAt,
        cause: null,
        givenPriority: false,
        ...more,
      }),
    ).toBe(expected),
  );
});
