import { describe, expect, it } from '../../../../test/support/runner.js';
import { EMPTY_ADULT } from '../../../dossier/dossier/index.js';
import type { Day } from '../../../foundation/kernel/time.js';
import { agreedContacts, callDueOn, callStateOf, isOnCallList, passedContacts } from './first-call.js';

/** A Tuesday. */
const ACCEPTED = '2026-11-24';

describe('until when a nursery calls a family that accepted', () => {
  it.each<[string, acceptedOn: Day, firstDay: Day, due: Day]>([
    ['care far ahead: five working days', ACCEPTED, '2027-03-01', '2026-12-01'],
    ['over Christmas', '2026-12-23', '2027-03-01', '2026-12-31'],
    ['care on the day after the usual last day', ACCEPTED, '2026-12-02', '2026-12-01'],
    ['care on the usual last day: its eve', ACCEPTED, '2026-12-01', '2026-11-30'],
    ['care on a Monday: the Friday before', ACCEPTED, '2026-11-30', '2026-11-27'],
    ['care tomorrow: today', ACCEPTED, '2026-11-25', ACCEPTED],
    ['care that could have started: today', ACCEPTED, '2026-11-20', ACCEPTED],
    ['accepted on a Saturday, care on Monday: that Saturday', '2026-11-28', '2026-11-30', '2026-11-28'],
  ])('%s', (_, acceptedOn, firstDay, due) => expect(callDueOn(acceptedOn, firstDay)).toBe(due));

  it.each<[string, calledOn: Day | null, today: Day, state: string]>([
    ['on its last day', null, '2026-12-01', 'awaited'],
    ['the day after', null, '2026-12-02', 'late'],
    ['called late', '2026-12-05', '2026-12-06', 'called'],
  ])('%s', (_, calledOn, today, state) => expect(callStateOf(calledOn, '2026-12-01', today)).toBe(state));
});

describe('the list of families to call', () => {
  it.each<[string, firstDay: Day, calledOn: Day | null, listed: boolean]>([
    ['to come, not called', '2026-11-25', null, true],
    ['to come, called', '2026-11-25', '2026-11-20', true],
    ['begun today, called', ACCEPTED, '2026-11-20', false],
    ['begun today, not called', ACCEPTED, null, true],
    ['begun two weeks ago, not called', '2026-11-10', null, true],
    ['begun before that', '2026-11-09', null, false],
  ])('%s', (_, firstDay, calledOn, listed) => expect(isOnCallList(firstDay, calledOn, ACCEPTED)).toBe(listed));
});

describe('whose contact is passed on', () => {
  const ranks = [1, 2];
  it.each<[string, agreed: number[], apart: boolean, speaker: number | null, agrees: boolean, then: number[]]>([
    ['one home: both, whoever says it', [], false, null, true, [1, 2]],
    ['one home, taken back: nobody', [1, 2], false, 2, false, []],
    ['two homes: whoever says it', [], true, 2, true, [2]],
    ['two homes: the other too', [2], true, 1, true, [1, 2]],
    ['two homes, taken back: its own alone', [1, 2], true, 2, false, [1]],
    ['two homes, said by nobody in particular: nothing changes', [1], true, null, true, [1]],
  ])('%s', (_, agreed, apart, speaker, agrees, then) =>
    expect(agreedContacts(agreed, { ranks, apart }, speaker, agrees)).toEqual(then),
  );
});

describe('what the nursery reads', () => {
  const adult = (rank: number, addressProtected: boolean | null = null) => ({
    rank,
    details: {
      ...EMPTY_ADULT,
      phone: `+3361200000${rank}`,
      email: `a${rank}@exemple.fr`,
      addressLine: '1 rue Neuve',
      postalCode: '71300',
      communeCode: '71306',
      addressProtected,
    },
  });
  const read = (...args: Parameters<typeof passedContacts>) =>
    passedContacts(...args)?.map(({ phone, email, addressLine, postalCode, communeCode }) => [
      phone,
      email,
      addressLine,
      postalCode,
      communeCode,
    ]) ?? null;
  const reach = (rank: number) => [`+3361200000${rank}`, `a${rank}@exemple.fr`];
  const ADDRESS = ['1 rue Neuve', '71300', '71306'];
  const NO_ADDRESS = [null, null, null];

  it.each<[string, sharesWithAll: boolean, agreed: number[] | null, read: unknown]>([
    ['never asked: nothing', false, null, null],
    ['taken back: nothing', false, [], null],
    ['agreed on the offer: telephone and mail of those who did', false, [2], [[...reach(2), ...NO_ADDRESS]]],
    [
      'agreed for all nurseries: the address too, but a protected one',
      true,
      null,
      [
        [...reach(1), ...ADDRESS],
        [...reach(2), ...NO_ADDRESS],
      ],
    ],
  ])('%s', (_, sharesWithAll, agreed, expected) =>
    expect(read([adult(1), adult(2, true)], sharesWithAll, agreed)).toEqual(expected),
  );
});
