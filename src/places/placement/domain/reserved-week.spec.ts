import { describe, expect, it } from '../../../../test/support/runner.js';
import { slotsToMask } from '../../../foundation/kernel/week-schedule.js';
import { setReservedApart, type ReservedInWeek } from './reserved-week.js';
import { weekOccupancy } from './week-occupancy.js';

const MONDAY = '2027-03-01';
const MORNINGS = slotsToMask(['mon-am', 'tue-am']);
const hold = (reservedFor: string | null) => ({ from: MONDAY, to: '2027-12-31', slots: MORNINGS, reservedFor });
const RESERVED: ReservedInWeek = {
  owner: 'avip',
  from: MONDAY,
  to: null,
  slots: slotsToMask(['mon-am']),
  places: 2,
  released: false,
};
const monday = (placed: (string | null)[], offered: (string | null)[], reserved = [RESERVED]) => {
  const [placements, offers] = [placed.map(hold), offered.map(hold)];
  const held = placements.length + offers.length;
  const ledger = [0, 1].map((day) => ({ day: `2027-03-0${day + 1}`, half: 0, places: 5, held }));
  const week = weekOccupancy(MONDAY, placements, offers, [], ledger, []);
  const { common, owners } = setReservedApart(week, reserved, placements, offers);
  const numbers = (halfDays: typeof common, index: number) => {
    const { confirmed, promised, free } = halfDays[index]!;
    return [confirmed, promised, free];
  };
  return {
    common: numbers(common, 0),
    owner: owners.map(({ halfDays }) => numbers([...halfDays], 0)),
    tuesday: numbers(common, 2),
  };
};

describe('the seats of owners beside those of everybody', () => {
  it.each([
    ['nobody is there', [], [], [0, 0, 3], [[0, 0, 2]], [0, 0, 5]],
    ['one child of the owner', ['avip'], [], [0, 0, 3], [[1, 0, 1]], [1, 0, 4]],
    ['one of the owner, one offered, one of everybody', ['avip', null], ['avip'], [1, 0, 2], [[1, 1, 0]], [2, 1, 2]],
    ['more children of the owner than places', ['avip', 'avip', 'avip'], [], [1, 0, 2], [[2, 0, 0]], [3, 0, 2]],
  ])('%s', (_, placed, offered, common, owner, tuesday) => {
    expect(monday(placed, offered)).toEqual({ common, owner, tuesday });
  });

  it('what is released and not held is everybody’s', () => {
    const released = [{ ...RESERVED, released: true }];
    expect(monday(['avip'], [], released)).toMatchObject({ common: [0, 0, 4], owner: [[1, 0, 0]] });
  });

  it('adds the reservations of one owner up, and keeps owners apart', () => {
    const reserved = [RESERVED, { ...RESERVED, places: 1 }, { ...RESERVED, owner: 'commune:71306', places: 1 }];
    expect(monday(['avip'], [], reserved)).toMatchObject({
      common: [0, 0, 1],
      owner: [
        [1, 0, 2],
        [0, 0, 1],
      ],
    });
  });
});
