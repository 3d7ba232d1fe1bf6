import { essentialGaps } from './completeness.js';

interface Asked {
  readonly action: string;
  readonly facts: Readonly<Record<string, unknown>> | null;
}

/** The answers that the family was last asked for, in the codes of the dossier (`gap.<code>`). */
const askedIn = (history: readonly Asked[]): string[] => {
  const asked = history.findLast(({ action }) => action === 'askForCompletion')?.facts?.['asked'];
  return typeof asked === 'string' ? asked.split(' ') : [];
};

/** Those of them that are still missing. @param gaps what is missing today */
export const askedAndMissing = (history: readonly Asked[], gaps: readonly string[]): string[] =>
  askedIn(history).filter((gap) => gaps.includes(gap));

/**
 * What a request waits for while its family is asked for answers: those that were asked for last, and those that nobody
 * can judge it without.
 * @param gaps what is missing today
 */
export const awaitedAnswers = (history: readonly Asked[], gaps: readonly string[]): string[] => [
  ...new Set([...askedAndMissing(history, gaps), ...essentialGaps(gaps)]),
];
