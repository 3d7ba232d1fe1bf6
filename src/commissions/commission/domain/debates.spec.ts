import { describe, expect, it } from '../../../../test/support/runner.js';
import { countVotes, judgeVotes, NO_VOTES, voteOutcome, votersOf, type VoteCounts, type Voting } from './debates.js';

const member = (memberId: string, more: Partial<Voting> = {}): Voting => ({
  memberId,
  label: memberId.toUpperCase(),
  status: 'present',
  ...more,
});
const ids = (members: readonly Voting[]): string => members.map(({ memberId }) => memberId).join(' ');

describe('who may vote on a case', () => {
  it.each<[string, Voting[], string[], string]>([
    ['those in the room', [member('a'), member('b', { status: 'absent' })], [], 'a'],
    [
      'and those whom one of them represents',
      [member('a'), member('b', { status: 'represented', representedBy: 'A' })],
      [],
      'a b',
    ],
    ['not who stepped aside', [member('a'), member('b')], ['b'], 'a'],
    [
      'nor whom somebody represents who stepped aside',
      [member('a'), member('b', { status: 'represented', representedBy: 'A' })],
      ['a'],
      '',
    ],
    [
      'nor a represented member who stepped aside',
      [member('a'), member('b', { status: 'represented', representedBy: 'A' })],
      ['b'],
      'a',
    ],
    ['not who has not come yet', [member('a'), member('b', { arrivedAt: '15:00' })], [], 'a'],
    ['not who has left', [member('a'), member('b', { leftAt: '14:30' })], [], 'a'],
    [
      'nor whom somebody represents who has left',
      [member('a', { leftAt: '14:00' }), member('b', { status: 'represented', representedBy: 'A' })],
      [],
      '',
    ],
  ])('%s', (_, attending, recused, expected) =>
    expect(ids(votersOf(attending, new Set(recused), '14:30'))).toBe(expected),
  );
});

describe('a vote', () => {
  const votes = (inFavour: number, against: number, abstained: number): VoteCounts => ({
    for: inFavour,
    against,
    abstained,
  });

  it.each<[string, VoteCounts, number, string | undefined]>([
    ['of everybody', votes(3, 1, 1), 5, undefined],
    ['of some', votes(1, 0, 0), 5, undefined],
    ['of nobody, where nobody is there', NO_VOTES, 0, undefined],
    ['of more than may vote', votes(3, 2, 1), 5, 'debate.tooMany'],
    ['before anybody is noted as present', votes(1, 0, 0), 0, 'debate.nobody'],
  ])('%s', (_, counts, voters, refusal) => expect(judgeVotes(counts, voters)?.code).toBe(refusal));

  it.each<[VoteCounts, string | null]>([
    [votes(2, 1, 9), 'for'],
    [votes(1, 2, 0), 'against'],
    [votes(2, 2, 1), 'tie'],
    [votes(0, 0, 3), 'tie'],
    [NO_VOTES, null],
  ])('%j ends as %s', (counts, expected) => expect(voteOutcome(counts)).toBe(expected));

  it('is counted by name', () => {
    expect(countVotes(['for', 'against', 'for', 'abstained'])).toEqual(votes(2, 1, 1));
  });
});
