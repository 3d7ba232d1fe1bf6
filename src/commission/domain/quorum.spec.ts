import { describe, expect, it } from 'vitest';
import { quorumOf, quorumRefusal, type Attending, type AttendanceStatus } from './quorum.js';

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
});
