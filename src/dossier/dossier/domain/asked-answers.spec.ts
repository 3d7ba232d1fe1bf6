import { describe, expect, it } from '../../../../test/support/runner.js';
import { askedAndMissing, awaitedAnswers } from './asked-answers.js';

const asked = (answers: string) => ({ action: 'askForCompletion', facts: { asked: answers } });
const amend = { action: 'amend', facts: null };
const ALL = ['need.week', 'adult.situation', 'need.kind', 'points.adoption'];

describe('what a family was asked for and has not answered', () => {
  it.each([
    ['nothing', [amend], []],
    ['nothing that is told', [{ action: 'askForCompletion', facts: null }], []],
    [
      'the last time',
      [asked('need.kind'), amend, asked('points.adoption adult.situation')],
      ['points.adoption', 'adult.situation'],
    ],
    ['some of it is answered', [asked('need.week wishes')], ['need.week']],
  ] as const)('%s', (_, history, answers) => expect(askedAndMissing(history, ALL)).toEqual(answers));
});

describe('what a request waits for', () => {
  it.each([
    ['nobody asked: what it cannot be judged without', [amend], ALL, ['need.week']],
    ['what was asked for stands beside it', [asked('need.kind')], ALL, ['need.kind', 'need.week']],
    ['once only', [asked('need.week')], ALL, ['need.week']],
    ['what was not asked for does not hold it', [asked('need.kind')], ['adult.situation'], []],
  ] as const)('%s', (_, history, gaps, answers) => expect(awaitedAnswers(history, gaps)).toEqual(answers));
});
