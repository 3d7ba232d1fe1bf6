import type { Id } from '../../../foundation/kernel/ids.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { CaseExplanation } from '../domain/case-explanation.js';

/** What a session answered to one request, as it is told to its family. */
export interface ToldAnswer {
  readonly points: number;
  readonly reason: string | null;
  readonly explanation: CaseExplanation;
  /** The family's requests in that session, by the numbers of their cases. */
  readonly requestOf: ReadonlyMap<number, Id>;
}

/** The reasons of a decision as a message tells them, in the words of the family's page. */
export abstract class ToldReasons {
  /** @param nameOf the name of the child of a request */
  abstract paragraphs(words: Translator, answer: ToldAnswer, nameOf: (requestId: Id) => string): string;
}
