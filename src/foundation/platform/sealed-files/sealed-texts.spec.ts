import { describe, expect, it } from '../../../../test/support/runner.js';
import type { Config } from '../../config/index.js';
import { SealedTexts } from './sealed-texts.js';

const key = (name: string): string => Buffer.alloc(32, name).toString('base64');
const sealedWith = (...FILES_KEYS: string[]): SealedTexts =>
  new SealedTexts({ FILES_KEYS, DATABASE_URL: 'postgres://x', SQLITE_FILE: '' } as unknown as Config);

describe('a short secret that is read again', () => {
  it('opens for what it is bound to, and for nothing else', () => {
    const texts = sealedWith(key('one'));
    const sealed = texts.sealText('factor:a', 'JBSWY3DP');
    expect(sealed).not.toContain('JBSWY3DP');
    expect(texts.openText('factor:a', sealed)).toBe('JBSWY3DP');
    for (const [about, text] of [
      ['factor:b', sealed],
      ['factor:a', `${sealed.slice(0, -5)}AAAA=`],
      ['factor:a', 'no-key.AAAA'],
    ] as const)
      expect(() => texts.openText(about, text)).toThrow();
  });

  it('is old once another key stands before its own, and still opens', () => {
    const sealed = sealedWith(key('one')).sealText('factor:a', 'JBSWY3DP');
    const later = sealedWith(key('two'), key('one'));
    expect([later.isOld(sealed), later.openText('factor:a', sealed)]).toEqual([true, 'JBSWY3DP']);
    expect(later.isOld(later.sealText('factor:a', 'JBSWY3DP'))).toBe(false);
    expect(() => sealedWith(key('two')).openText('factor:a', sealed)).toThrow('FILES_KEYS lacks the key');
  });
});
