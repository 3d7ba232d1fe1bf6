import { describe, expect, it } from '../../../../test/support/runner.js';
import { judgeQuestion, type AskedWords } from './subjects.js';

const PROVABLE = ['adoption', 'income'];

describe('a question to the desk', () => {
  it.each<[string, AskedWords, string | undefined]>([
    ['a subject alone says enough', { subject: 'days', criterion: null, words: null }, undefined],
    ['with words', { subject: 'start', criterion: null, words: 'Dès mars ?' }, undefined],
    ['“other” without words says nothing', { subject: 'other', criterion: null, words: null }, 'deskQuestion.words'],
    ['“other” with words', { subject: 'other', criterion: null, words: 'Quel âge ?' }, undefined],
    ['a proof of a criterion of the grid', { subject: 'proof', criterion: 'income', words: null }, undefined],
    ['a proof of nothing', { subject: 'proof', criterion: null, words: null }, 'deskQuestion.criterion'],
    [
      'a proof of what no proof shows',
      { subject: 'proof', criterion: 'seniority', words: 'x' },
      'deskQuestion.criterion',
    ],
  ])('%s', (_, asked, refusal) => expect(judgeQuestion(asked, PROVABLE)?.code).toBe(refusal));
});
