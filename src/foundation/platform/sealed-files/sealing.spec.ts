import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { fileKey, seal, unseal } from './sealing.js';

const key = fileKey(randomBytes(32).toString('base64'));
const bytes = Buffer.from('ORME;Bob;02/02/2026');
const sealed = seal(key, 'one row', bytes);
const altered = (at: number): string => {
  const raw = Buffer.from(sealed, 'base64');
  raw[at]! ^= 1;
  return raw.toString('base64');
};

describe('a seal', () => {
  // @asvs 11.3.3
  it('opens with its key, and says nothing without it', () => {
    expect(unseal(key, 'one row', sealed)).toEqual(bytes);
    expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('ORME');
    expect(seal(key, 'one row', bytes)).not.toBe(sealed);
    expect(unseal(key, 'one row', seal(key, 'one row', Buffer.alloc(0)))).toEqual(Buffer.alloc(0));
  });

  it.each([
    ['another key', () => unseal(fileKey(randomBytes(32).toString('base64')), 'one row', sealed)],
    ['another row', () => unseal(key, 'another row', sealed)],
    ['another nonce', () => unseal(key, 'one row', altered(0))],
    ['another tag', () => unseal(key, 'one row', altered(12))],
    ['other bytes', () => unseal(key, 'one row', altered(28))],
    ['fewer bytes', () => unseal(key, 'one row', Buffer.from(sealed, 'base64').subarray(0, -1).toString('base64'))],
    ['hardly any bytes', () => unseal(key, 'one row', sealed.slice(0, 16))],
  ])('does not open with %s', (_what, open) => {
    expect(open).toThrow();
  });

  it('names a key by the key', () => {
    expect(fileKey(key.bytes.toString('base64')).id).toBe(key.id);
    expect(key.id).toMatch(/^[0-9a-f]{12}$/);
  });
});
