import { describe, expect, it } from '../../../../test/support/runner.js';
import type { OfferState } from '../../../places/placement/index.js';
import type { ReofferedCase } from './reoffer-run.js';
import { outcomeOf, reofferedTo, type OfferOutcome } from './session-offers.js';

describe('what became of an offer of a session', () => {
  it.each<[string, state: OfferState, coversNeed: boolean, noes: number, isOver: boolean, outcome: OfferOutcome]>([
    ['open', 'open', true, 0, false, 'pending'],
    ['open, one of two adults said no', 'open', true, 1, false, 'pending'],
    ['open and over, before its end is written', 'open', true, 0, true, 'lapsed'],
    ['open and over, after one no', 'open', true, 1, true, 'declined'],
    ['accepted', 'accepted', true, 0, true, 'accepted'],
    ['accepted, and some days are still to be found', 'accepted', false, 0, true, 'accepted_in_part'],
    ['declined', 'declined', true, 0, false, 'declined'],
    ['lapsed', 'expired', true, 0, true, 'lapsed'],
    ['accepted, then handed back', 'given_up', true, 0, false, 'given_up'],
    ['taken back', 'revoked', true, 0, false, 'revoked'],
    ['replaced by another one', 'replaced', true, 0, false, 'replaced'],
    ['its request was withdrawn', 'withdrawn', true, 0, false, 'withdrawn'],
  ])('%s', (_, state, coversNeed, noes, isOver, outcome) =>
    expect(outcomeOf({ state, coversNeed, noes: Array<number>(noes).fill(1) }, isOver)).toBe(outcome),
  );
});

describe('to whom the seats of an offer were offered again', () => {
  const told = (child: string, section: string | null, slots = 0b11) =>
    ({ child, place: section === null ? null : { at: 'ma-1', section, slots } }) as ReofferedCase;

  it.each<[string, cases: ReofferedCase[], to: string[]]>([
    ['nobody', [told('a', null)], []],
    ['the case that got the section', [told('a', null), told('b', 'babies')], ['b']],
    ['in seats reserved there', [told('b', 'babies~commune:71306')], ['b']],
    ['two, each for its days', [told('a', 'babies', 0b01), told('b', 'babies', 0b10)], ['a', 'b']],
    ['not on other half-days', [told('a', 'babies', 0b1100)], []],
    ['not in another section', [told('a', 'older')], []],
  ])('%s', (_, cases, to) =>
    expect(reofferedTo({ sectionId: 'ma-1:babies', slots: 0b11 }, { told: cases })).toEqual(to),
  );
});
