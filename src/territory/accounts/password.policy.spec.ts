import { readFileSync } from 'node:fs';
import { describe, expect, it } from '../../../test/support/runner.js';
import { COMMON_PASSWORDS, PLACE_WORDS } from './common-passwords.js';
import { judgePassword } from './password.policy.js';

const OWNER = { name: 'Zoé Léger-Dupont', email: 'z.ledup@exemple.fr' };

describe('a password that somebody chooses', () => {
  // @asvs 6.2.1 6.2.11
  it.each([
    ['onze lettre', 'account.shortPassword'],
    ['👩‍👧👩‍👧', 'account.shortPassword'],
    ['MotDePasse2026', 'account.commonPassword'],
    ['azertyuiop123', 'account.commonPassword'],
    ['aaaaaaaaaaaaaaaa', 'account.commonPassword'],
    ['abababababab', 'account.commonPassword'],
    ['Marelle 2026 !!', 'account.commonPassword'],
    ['Crèche de Montceau', 'account.commonPassword'],
    ['la maison LEGER', 'account.passwordOfOwner'],
    ['dupont et compagnie', 'account.passwordOfOwner'],
    ['ledup ledup ledup', 'account.passwordOfOwner'],
  ])('%s is refused: %s', (password, code) => expect(judgePassword(password, OWNER)?.code).toBe(code));

  // @asvs 6.2.5 6.2.9
  it.each([
    'un deux trois soleil',
    'le relais est fermé le mardi',
    'un petit train s’en va dans la campagne, un petit train s’en va de bon matin',
    'tttttttt tttt zq',
    'Zoé aime la mer',
    '日本語日本語日本語日本語',
    'x'.repeat(20) + 'yz',
  ])('%s is taken, whatever its characters', (password) => expect(judgePassword(password, OWNER)).toBeNull());

  // @asvs 6.1.2
  it('may hold words of this place, which docs/security/limits.md lists', () => {
    const [, listed = ''] =
      /Words of this place: ([^.]+)\./.exec(readFileSync('docs/security/limits.md', 'utf8')) ?? [];
    expect(listed.split(', ')).toEqual(PLACE_WORDS);
  });

  it('is none of a list in which each is long enough to be tried', () => {
    expect(COMMON_PASSWORDS.size).toBeGreaterThan(80);
    expect([...COMMON_PASSWORDS].filter((one) => one !== one.toLowerCase())).toEqual([]);
  });
});
