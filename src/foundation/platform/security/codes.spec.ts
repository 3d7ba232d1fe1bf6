import { describe, expect, it } from '../../../../test/support/runner.js';
import { codeWords, newCode, readCode } from './codes.js';

describe('a code to copy from paper', () => {
  // @asvs 6.5.4
  it('has sixty bits, in groups of four', () => {
    const codes = Array.from({ length: 2000 }, () => newCode());
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
    // Each of the 32 letters comes as often: 24 000 letters, 750 of each.
    const counts = new Map<string, number>();
    for (const letter of codes.join('')) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    expect(counts.size).toBe(32);
    for (const count of counts.values()) expect(Math.abs(count - 750)).toBeLessThan(200);
    expect(codeWords('K7MX42PD9QRT')).toBe('K7MX-42PD-9QRT');
  });

  it.each([
    ['K7MX-42PD-9QRT', 'K7MX42PD9QRT'],
    [' k7mx 42pd 9qrt ', 'K7MX42PD9QRT'],
    ['k7mx–42pd—9qrt', 'K7MX42PD9QRT'],
    ['oI1l-OOOO-0000', '011100000000'],
    ['K7MX-42PD-9QR', null],
    ['K7MX-42PD-9QRTT', null],
    ['K7MX-42PD-9QRU', null],
    ['', null],
    ['é7MX-42PD-9QRT', null],
  ])('is read however it is typed: %s', (typed, code) => expect(readCode(typed)).toBe(code));
});
