import { describe, expect, it } from '../../../../test/support/runner.js';
import { judgeClosing } from './enquiry-closing.js';

describe('closing an enquiry', () => {
  it.each([
    ['of whoever waits for a call', '2027-03-01', false, undefined],
    ['of whoever waits for an answer', null, true, undefined],
    ['of whoever waits for both', '2027-03-01', true, undefined],
    ['is refused when nobody waits', null, false, 'enquiry.nothingOpen'],
  ])('%s', (_, callBackOn, awaitsAnswer, code) => {
    expect(judgeClosing({ callBackOn, awaitsAnswer })?.code).toBe(code);
  });
});
