import { dictionary } from '@zxcvbn-ts/language-common';
import { describe, expect, it } from '../../../test/support/runner.js';
import { countGuesses } from './password-guesses.js';
import { judgeGuesses, judgePassword, SHORTEST_PASSWORD, wordsOf } from './password.policy.js';

const OWNER = { name: 'Zoé Léger-Dupont', email: 'z.ledup@exemple.fr' };
const judge = (password: string) =>
  judgePassword(password, OWNER) ?? judgeGuesses(countGuesses({ password, words: wordsOf(OWNER) }));

/** The fifty thousand passwords that leaked most often, the most frequent first. */
const LEAKED = dictionary['passwords-common'] as string[];
const LONG_ENOUGH = LEAKED.filter((password) => password.length >= SHORTEST_PASSWORD);
const ENDINGS = ['123456', '2026', '12345678', '1984!'];
const LENGTHENED = LEAKED.slice(0, 40)
  .map((password, index) => password + ENDINGS[index % ENDINGS.length]!)
  .filter((password) => password.length >= SHORTEST_PASSWORD);

describe('a password that a program guesses', () => {
  it.each([
    'Camille19841984',
    'P@ssw0rd12345',
    'qwertyuiop12',
    'marseille2024',
    'chocolat12345',
    'bonjourmonsieur',
    'Marelle-Marelle-1',
    'xxxxxxxxxxxxxxxxxxxxyz',
  ])('%s is refused', (password) => expect(judge(password)).not.toBeNull());

  it.each([
    'un deux trois soleil',
    'le relais est fermé le mardi',
    'un petit train s’en va dans la campagne, un petit train s’en va de bon matin',
    'tttttttt tttt zq',
    'Zoé aime la mer',
    'cheval pendule virgule',
    'kX4w-9rTq-2mLz',
  ])('%s is taken', (password) => expect(judge(password)).toBeNull());

  // @asvs 6.2.4 6.2.12
  it('is each of those that leaked and are long enough, and one of the first that somebody lengthens', () => {
    expect([LEAKED.length > 49_000, LONG_ENOUGH.length > 300, LENGTHENED.length > 15]).toEqual([true, true, true]);
    expect([...LONG_ENOUGH, ...LENGTHENED].filter((password) => judge(password) === null)).toEqual([]);
  });

  it('is judged by its beginning, however long it is', () => {
    const beginning = 'Zoé aime la mer '.repeat(4);
    const guesses = countGuesses({ password: beginning, words: [] });
    expect(countGuesses({ password: `${beginning}${'p4ssw0rd19841984'.repeat(8)}`, words: [] })).toBe(guesses);
  });
});
