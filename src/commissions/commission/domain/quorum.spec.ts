import { describe, expect, it } from '../../../../test/support/runner.js';
import { quorumOf, quorumRefusal, timesRefusal, type Attending, type AttendanceStatus } from './quorum.js';

const attending = (...statuses: AttendanceStatus[]): Attending[] =>
  statuses.map((status, index) => ({ memberId: `m${index}`, status }));

describe('a quorum', () => {
  it.each<[string, number | null, Attending[], string[], boolean]>([
    ['none is asked for', null, [], [], true],
    ['nobody was noted', 1, [], [], false],
    ['just reached', 2, attending('present', 'present', 'absent'), [], true],
    ['one is missing', 3, attending('present', 'present', 'absent'), [], false],
    ['who is represented or excused is not in the room', 2, attending('present', 'represented', 'excused'), [], false],
    ['who is recused does not count', 2, attending('present', 'present'), ['m1'], false],
    ['who is recused and absent changes nothing', 2, attending('present', 'present', 'absent'), ['m2'], true],
  ])('%s', (_, needed, list, recused, reached) =>
    expect(quorumRefusal(needed, list, new Set(recused)) === null).toBe(reached),
  );

  it('says how many are there', () => {
    expect(quorumOf(3, attending('present', 'represented', 'present'))).toEqual({ needed: 3, present: 2 });
    expect(quorumRefusal(3, attending('present'), new Set(['m0']))).toEqual({
      code: 'session.noQuorum',
      facts: { present: 0, needed: 3, recused: 1 },
    });
  });

  it.each([
    ['before the second member came', '14:00', 1],
    ['at the minute at which the second came', '14:20', 2],
    ['at the minute at which the first left', '16:00', 1],
    ['at any time', null, 2],
  ])('counts who is in the room %s', (_, at, present) => {
    const list: Attending[] = [
      { memberId: 'a', status: 'present', leftAt: '16:00' },
      { memberId: 'b', status: 'present', arrivedAt: '14:20', leftAt: null },
    ];
    expect(quorumOf(2, list, at).present).toBe(present);
    expect(quorumRefusal(2, list, new Set(), at) === null).toBe(present === 2);
  });

  it.each([
    ['no time', { status: 'absent' }, null],
    ['of somebody who is absent', { status: 'absent', arrivedAt: '14:00' }, 'notPresent'],
    ['left before coming', { status: 'present', arrivedAt: '14:00', leftAt: '13:00' }, 'order'],
    ['later than now', { status: 'present', arrivedAt: '15:01' }, 'toCome'],
    ['as it can be', { status: 'present', arrivedAt: '14:00', leftAt: '15:00' }, null],
  ] as const)('refuses times that cannot be: %s', (_, times, refused) =>
    expect(timesRefusal(times, '15:00')).toBe(refused),
  );
});
