import { describe, expect, it } from '../../../../test/support/runner.js';
import { slotsToMask } from '../../../foundation/kernel/week-schedule.js';
import { soughtSlots } from './coverage.js';

const MON = slotsToMask(['mon-am', 'mon-pm']);
const TUE = slotsToMask(['tue-am', 'tue-pm']);
const NEED = MON | TUE;
const TODAY = '2026-12-01';
const line = (slots: number, more: object = {}) => ({
  slots,
  from: '2026-09-01',
  to: null,
  placementId: null,
  endedAt: null,
  ...more,
});
const PLACE = { placementId: 'p' };

describe('the half-days that are still looked for beside what was found', () => {
  it.each([
    ['nothing was found', [], 0],
    ['a childminder on Monday', [line(MON)], TUE],
    ['a place on Monday', [line(MON, PLACE)], TUE],
    ['both, that cover everything, and the family looks on', [line(MON), line(TUE, PLACE)], MON],
    ['a childminder on every day, and the family looks on: another for its whole week', [line(NEED)], NEED],
    ['places on every day', [line(NEED, PLACE)], 0],
    ['what was found is over', [line(MON, { to: '2026-11-30' })], 0],
    ['what was found was ended', [line(MON, { endedAt: '2026-11-01T08:00:00.000Z' })], 0],
    ['one of two goes on', [line(MON, { to: '2026-11-30' }), line(TUE)], MON],
  ])('%s', (_, lines, sought) => expect(soughtSlots(NEED, lines, TODAY)).toBe(sought));
});
