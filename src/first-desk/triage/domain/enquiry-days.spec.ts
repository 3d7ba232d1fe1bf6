import { describe, expect, it } from '../../../../test/support/runner.js';
import { judgeAnswerDay, judgeCallBack } from './enquiry-days.js';

const TODAY = '2026-11-29';

describe('the days of an enquiry', () => {
  it.each<[string, string, string | undefined]>([
    ['today', TODAY, undefined],
    ['yesterday', '2026-11-28', 'enquiry.callBackPast'],
    ['ninety days ahead', '2027-02-27', undefined],
    ['later', '2027-02-28', 'enquiry.callBackTooFar'],
  ])('nobody is called back in the past or after the name is gone: %s', (_, day, code) =>
    expect(judgeCallBack(day, TODAY)?.code).toBe(code),
  );

  it.each<[string, string, string | undefined]>([
    ['today', TODAY, undefined],
    ['on the day of the contact', '2026-11-20', undefined],
    ['before it', '2026-11-19', 'enquiry.answerTooEarly'],
    ['tomorrow', '2026-11-30', 'enquiry.answerAhead'],
  ])('an answer comes after the contact and before tomorrow: %s', (_, day, code) =>
    expect(judgeAnswerDay(day, '2026-11-20', TODAY)?.code).toBe(code),
  );
});
