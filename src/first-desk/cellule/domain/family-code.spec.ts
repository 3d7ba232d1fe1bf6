import { describe, expect, it } from '../../../../test/support/runner.js';
import { newId } from '../../../foundation/kernel/ids.js';
import { familyCode } from './family-code.js';

describe('the code of a request', () => {
  it('is the end of its id', () => expect(familyCode('0190f6a0-0000-7000-8000-0000003f9a2c')).toBe('3F9-A2C'));
  it('tells requests of one moment apart', () => {
    const codes = Array.from({ length: 200 }, () => familyCode(newId()));
    expect(new Set(codes).size).toBe(200);
  });
});
