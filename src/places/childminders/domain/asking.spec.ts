import { describe, expect, it } from '../../../../test/support/runner.js';
import { lawfulDay, questionOn } from './asking.js';

describe('a childminder is asked about her free places', () => {
  it.each([
    ['on the 15th', '2027-02-15', '2027-01-15', null, 'monthly'],
    ['not before', '2027-02-14', '2027-01-15', null, null],
    ['once', '2027-02-16', '2027-02-15', null, null],
    ['some days late when the server was down', '2027-02-24', '2027-01-15', null, 'monthly'],
    ['no later than that', '2027-02-25', '2027-01-15', null, null],
    ['for the first time', '2027-02-20', null, null, 'monthly'],
    ['not when she has just answered', '2027-02-16', null, '2027-02-15T10:00:00.000Z', null],
    ['before 1 June', '2027-05-15', '2027-04-15', '2027-05-02T10:00:00.000Z', 'lawful'],
    ['again before 1 June when she was silent', '2027-05-25', '2027-05-15', '2027-05-02T10:00:00.000Z', 'lawful_again'],
    ['not again when she answered', '2027-05-25', '2027-05-15', '2027-05-16T10:00:00.000Z', null],
    ['once again only', '2027-05-26', '2027-05-25', null, null],
    ['before 1 December', '2027-11-15', '2027-10-15', null, 'lawful'],
    ['again before 1 December', '2027-11-28', '2027-11-15', null, 'lawful_again'],
    ['in other months once', '2027-10-25', '2027-10-15', null, null],
  ])('%s', (_, today, askedOn, confirmedAt, question) =>
    expect(questionOn(today, askedOn, confirmedAt)).toBe(question),
  );

  it('names the day that the law names', () =>
    expect([lawfulDay('2027-05-15'), lawfulDay('2027-11-28')]).toEqual(['2027-06-01', '2027-12-01']));
});
