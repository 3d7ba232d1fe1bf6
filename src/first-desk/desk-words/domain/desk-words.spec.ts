import { describe, expect, it } from '../../../../test/support/runner.js';
import { judgeWords } from './desk-words.js';

const SENT = [{ text: 'Le relais est fermé vendredi.', writtenAt: '2027-03-02T22:30:00.000Z' }];

describe('words that a desk writes to a family', () => {
  it.each([
    ['are not empty', ' \n ', '2027-03-02', 'deskWords.empty'],
    ['do not go twice on the same day', ' Le relais est fermé vendredi.\n', '2027-03-02', 'deskWords.sent'],
    ['go again on another day', 'Le relais est fermé vendredi.', '2027-03-03', null],
    ['go when they are others', 'Le relais est fermé jeudi.', '2027-03-02', null],
  ])('%s', (_, text, today, refusal) => {
    expect(judgeWords(text, SENT, today)?.code ?? null).toBe(refusal);
  });
});
