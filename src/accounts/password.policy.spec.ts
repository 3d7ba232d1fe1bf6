import { describe, expect, it } from 'vitest';
import { COMMON_PASSWORDS } from './common-passwords.js';
import { judgePassword } from './password.policy.js';

const OWNER = { name: 'Zoé Léger-Dupont', email: 'z.ledup@exemple.fr' };

describe('a password that somebody chooses', () => {
  it.each([
    ['onze lettre', 'account.shortPassword'],
    ['👩‍👧👩‍👧', 'account.shortPassword'],
    ['MotDePasse2026', 'account.commonPassword'],
    ['azertyuiop123', 'account.commonPassword'],
    ['aaaaaaaaaaaaaaaa', 'account.commonPassword'],
    ['abababababab', 'account.commonPassword'],
    ['la maison LEGER', 'account.passwordOfOwner'],
    ['dupont et compagnie', 'account.passwordOfOwner'],
    ['ledup ledup ledup', 'account.passwordOfOwner'],
  ])('%s is refused: %s', (password, code) => expect(judgePassword(password, OWNER)?.code).toBe(code));

  it.each([
    'un deux trois soleil',
    'tttttttt tttt zq',
    'Zoé aime la mer',
    '日本語日本語日本語日本語',
    'x'.repeat(20) + 'yz',
  ])('%s is taken, whatever its characters', (password) => expect(judgePassword(password, OWNER)).toBeNull());

  it('is none of a list in which each is long enough to be tried', () => {
    expect(COMMON_PASSWORDS.size).toBeGreaterThan(80);
    expect([...COMMON_PASSWORDS].filter((one) => one !== one.toLowerCase())).toEqual([]);
  });
});
