import { describe, expect, it } from '../../../../test/support/runner.js';
import {
  choicesOf,
  followingActs,
  lackedChoice,
  NO_CHOICES,
  takesBack,
  type BulkActCode,
  type BulkChoices,
} from './bulk-act.js';

const some = (choices: Partial<BulkChoices>): BulkChoices => ({ ...NO_CHOICES, ...choices });

describe('an act on many requests', () => {
  it.each<[BulkActCode, BulkChoices, string | null]>([
    ['takeUp', NO_CHOICES, null],
    ['ask', NO_CHOICES, null],
    ['orient', NO_CHOICES, 'tracks'],
    ['orient', some({ tracks: ['commission'] }), null],
    ['list', NO_CHOICES, 'sessionId'],
    ['list', some({ sessionId: 's' }), null],
    ['unlist', some({ reason: 'error' }), 'sessionId'],
    ['unlist', some({ sessionId: 's' }), 'reason'],
    ['unlist', some({ sessionId: 's', reason: 'error' }), null],
    ['give', NO_CHOICES, 'agentId'],
    ['give', some({ agentId: 'a' }), null],
    ['write', NO_CHOICES, 'text'],
    ['write', some({ text: 'bonjour' }), null],
    ['remind', some({ day: '2027-03-01' }), 'text'],
    ['remind', some({ text: 'rappeler' }), 'day'],
    ['remind', some({ text: 'rappeler', day: '2027-03-01' }), null],
  ])('%s with %j lacks %s', (act, choices, lacked) => expect(lackedChoice(act, choices)).toBe(lacked));

  it.each<[BulkActCode, BulkChoices, BulkActCode[], BulkActCode[]]>([
    ['takeUp', NO_CHOICES, ['orient', 'ask'], []],
    ['ask', NO_CHOICES, [], []],
    ['orient', some({ tracks: ['commission'] }), ['list'], []],
    ['orient', some({ tracks: ['commission'], sessionId: 's' }), ['unlist'], ['unlist']],
    ['orient', some({ tracks: ['emergency'] }), [], []],
    ['list', some({ sessionId: 's' }), ['unlist'], ['unlist']],
    ['unlist', some({ sessionId: 's', reason: 'error' }), ['list'], ['list']],
    ['give', some({ agentId: 'a' }), ['give'], []],
    ['write', some({ text: 'bonjour' }), [], []],
    ['remind', some({ text: 'rappeler', day: '2027-03-01' }), [], []],
  ])('%s with %j is followed by %j, of which %j takes it back', (act, choices, following, back) => {
    expect(followingActs(act, choices)).toEqual(following);
    expect(following.filter((next) => takesBack(next, act))).toEqual(back);
  });

  it.each<[BulkActCode, readonly string[], string | null]>([
    ['orient', ['commission', 'emergency'], 's'],
    ['orient', ['emergency'], null],
    ['orient', ['home'], null],
    ['list', [], 's'],
  ])('%s on the tracks %j is listed for the session %j', (act, tracks, sessionId) =>
    expect(choicesOf(act, some({ tracks, sessionId: 's' })).sessionId).toBe(sessionId),
  );
});
