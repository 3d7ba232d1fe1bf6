import { own, ownWithPoints, withPoints, yesNo, type PointedName, type Questions } from './questions.js';

/** What is asked about a child, in the order of its page. The words of a yes/no question are `question.child.<name>`. */
export const CHILD_QUESTIONS = {
  name: own('firstName', 'surname'),
  birth: own('birthDate', 'dueDate'),
  multipleBirth: yesNo({ points: true, director: false, forgotten: 'kept', list: 'multipleBirth', decision: '0174' }),
  siblingProviderId: ownWithPoints('siblingReceived', 'siblingProviderId'),
  adaptationNeed: yesNo({ points: true, director: true, forgotten: 'emptied', list: 'handicap', decision: '0174' }),
} as const satisfies Questions;

/** Whether its family says that a child needs an adapted place. */
export const needsAdaptation = (child: { readonly adaptationNeed: boolean | null }): boolean =>
  child.adaptationNeed === true;

export type ChildQuestions = typeof CHILD_QUESTIONS;
/** Those answered yes or no that a criterion may count. */
export const POINTED_CHILD_QUESTIONS = withPoints(CHILD_QUESTIONS);
export type PointedChildQuestions = typeof POINTED_CHILD_QUESTIONS;
/** What a family may not wish to answer about its child. */
export type ChildQuestion = PointedName<ChildQuestions>;
