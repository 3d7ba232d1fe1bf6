import { describe, expect, it } from '../../../../test/support/runner.js';
import { codeAt, factorLink, keyWords, newFactorKey, stepOfCode } from './one-time-codes.js';

// The key and the codes of RFC 6238, appendix B, at six digits.
const KEY = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const NOON = '2026-11-29T12:00:00.000Z';
const STEP = Date.parse(NOON) / 30_000;
const after = (seconds: number): string => new Date(Date.parse(NOON) + seconds * 1000).toISOString();

describe('a code of a telephone', () => {
  it.each([
    ['1970-01-01T00:00:59.000Z', '287082'],
    ['2005-03-18T01:58:29.000Z', '081804'],
    ['2009-02-13T23:31:30.000Z', '005924'],
  ])('is the one of RFC 6238 at %s', (at, code) => expect(codeAt(KEY, at)).toBe(code));

  it.each([
    ['now', 0, 0, STEP],
    ['of the half minute before', -30, 0, STEP - 1],
    ['of the half minute after', 30, 0, STEP + 1],
    ['of a minute ago', -60, 0, null],
    ['of a minute on', 60, 0, null],
    ['used already', 0, STEP, null],
    ['older than the last one used', -30, STEP, null],
    ['newer than the last one used', 30, STEP, STEP + 1],
  ])('%s', (_, seconds, lastStep, step) =>
    expect(stepOfCode(KEY, codeAt(KEY, after(seconds)), NOON, lastStep)).toBe(step),
  );

  it('may be typed with a space, and nothing else is a code', () => {
    const code = codeAt(KEY, NOON);
    expect(stepOfCode(KEY, ` ${code.slice(0, 3)} ${code.slice(3)} `, NOON, 0)).toBe(STEP);
    for (const typed of ['', '12345', `${code}0`, 'abcdef', '\u0000'])
      expect(stepOfCode(KEY, typed, NOON, 0)).toBeNull();
  });

  // @asvs 6.5.3
  it('comes from a new key each time, which is copied in groups of four', () => {
    expect(newFactorKey()).toMatch(/^[A-Z2-7]{32}$/);
    expect(newFactorKey()).not.toBe(newFactorKey());
    expect(keyWords(KEY)).toBe('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ');
    expect(factorLink('Marelle', 'a@b.fr', KEY)).toBe(`otpauth://totp/Marelle:a%40b.fr?secret=${KEY}&issuer=Marelle`);
  });
});
