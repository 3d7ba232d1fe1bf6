import { describe, expect, it } from 'vitest';
import { askedAndMissing, askedIn } from './asked-answers.js';

const asked = (answers: string) => ({ action: 'askForCompletion', facts: { asked: answers } });
const amend = { action: 'amend', facts: null };

describe('what a family was asked for', () => {
  it.each([
    ['nothing', [amend], []],
    ['nothing that is told', [{ action: 'askForCompletion', facts: null }], []],
    ['the last time', [asked('wishes'), amend, asked('need.week adult.situation')], ['need.week', 'adult.situation']],
  ] as const)('%s', (_, history, answers) => expect(askedIn(history)).toEqual(answers));

  it('and has not answered', () =>
    expect(askedAndMissing([asked('need.week adult.situation')], ['adult.situation', 'wishes'])).toEqual([
      'adult.situation',
    ]));
});
