import type { Gap } from './completeness.js';
import type { DossierForm } from './dossier-form.js';

/** What a family was never asked, or did not answer, although nothing waits for it. */
export interface OpenQuestions<Criterion> {
  /** The criteria that give points to whoever says yes. An answer that is missing gives none. */
  readonly criteria: readonly Criterion[];
  /** Whether it has still to say what it agrees to. */
  readonly agreements: boolean;
}

/** @param asked the criteria of the grid in force */
export const openQuestions = <Criterion extends { readonly code: string }>(
  { criterionFacts, consents }: Pick<DossierForm, 'criterionFacts' | 'consents'>,
  asked: readonly Criterion[],
): OpenQuestions<Criterion> => ({
  criteria: asked.filter(({ code }) => criterionFacts[code] === undefined),
  agreements: Object.values(consents).some((answer) => answer === null),
});

/** The questions that give points and whose missing answer is also a gap of the request. */
const GAP_OF_QUESTION: Readonly<Record<string, Gap>> = {
  communeCode: 'household.commune',
  loneParent: 'household.loneParent',
  secondParent: 'adult.second',
  situation: 'adult.situation',
  returnsOn: 'adult.returnsOn',
};

/** The gap that a question without an answer leaves; null where it costs points only. */
export const gapOfQuestion = (question: string): Gap | null => GAP_OF_QUESTION[question] ?? null;
