import { own, yesNo, type Questions } from './questions.js';

/** What is asked about the care that a child needs, in the order of its page; words as in child-questions.ts, under `question.need`. */
export const NEED_QUESTIONS = {
  kind: own('kind'),
  urgentReason: own('urgentReason'),
  wantedFrom: own('wantedFrom'),
  latestFrom: own('latestFrom'),
  waitsFirst: own('waitsFirst'),
  earliestFrom: own('earliestFrom'),
  week: own('week', 'daysPerWeek', 'daysWanted'),
  weeksPerYear: own('weeksPerYear'),
  acceptsShorterWeek: yesNo({ points: false, director: true, forgotten: 'kept', list: null, decision: '0174' }),
  minimumDays: own('minimumDays'),
  acceptsMam: yesNo({ points: false, director: false, forgotten: 'kept', list: null, decision: '0174' }),
  acceptsChildminder: yesNo({ points: false, director: false, forgotten: 'kept', list: null, decision: '0174' }),
  currentCare: own('currentCare'),
  currentCareEnds: own('currentCareEnds'),
} as const satisfies Questions;

export type NeedQuestions = typeof NEED_QUESTIONS;
