import { describe, expect, it } from '../../../../test/support/runner.js';
import { judgeReminder } from './reminder.js';

const TODAY = '2026-11-29';

describe('a reminder', () => {
  it.each<[string, string, string, string | undefined]>([
    ['for today', 'rappeler', TODAY, undefined],
    ['for yesterday', 'rappeler', '2026-11-28', 'reminder.past'],
    ['a year ahead', 'rappeler', '2027-11-30', undefined],
    ['more than a year ahead', 'rappeler', '2027-12-01', 'reminder.tooFar'],
    ['that says nothing', '  ', TODAY, 'reminder.saysNothing'],
    ['that says too much', 'a'.repeat(501), TODAY, 'reminder.tooLong'],
  ])('%s', (_, text, day, code) => expect(judgeReminder({ text, day }, TODAY)?.code).toBe(code));
});
