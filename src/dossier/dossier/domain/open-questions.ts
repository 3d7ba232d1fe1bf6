import { ASKED_FACTS } from './asked-facts.js';
import { GAPS, type Gap } from './completeness.js';
import { CHILD_QUESTIONS } from './child-questions.js';
import { siblingSaid, type DossierForm, type NeedForm } from './dossier-form.js';
import { pointedNames, yesNoNames } from './questions.js';
import { answersIn, isWithheld } from './withheld.js';

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

/** The questions without which only points are lost. */
const POINTED = ['familyQuotient', ...pointedNames(CHILD_QUESTIONS), 'currentCare', ...ASKED_FACTS] as const;

/** What a question without an answer is called where a desk asks for it; null where its gap is asked for. */
export const askedAs = (question: string): string | null =>
  (POINTED as readonly string[]).includes(question) ? `points.${question}` : null;

/** The question that is asked for by that code ({@link askedAs}); null where the code is that of a gap. */
export const questionAskedAs = (code: string): string | null =>
  POINTED.find((question) => code === `points.${question}`) ?? null;

/** What the family agrees to, where a desk asks for it. */
export const AGREEMENTS = 'agreements';

/** Until when the family can wait, where a desk asks for it. Nothing is missing without it: then it is the day it wants. */
export const WAITS = 'waits';

/**
 * Whether no other day than the wanted one is noted for a request that came with a list, so that its family may never
 * have been asked. Who has an emergency has no other day.
 */
export const hasUnsaidWaits = (
  origin: string,
  { kind, earliestFrom, latestFrom, waitsFirst }: Pick<NeedForm, 'kind' | 'earliestFrom' | 'latestFrom' | 'waitsFirst'>,
): boolean =>
  origin === 'import' && kind !== 'emergency' && earliestFrom === null && latestFrom === null && !waitsFirst;

/** All that a desk may ask a family for; each is a sentence of the catalogue (`gap.<code>`). */
export const ASKABLE: readonly string[] = [
  ...GAPS,
  ...POINTED.map((question) => `points.${question}`),
  AGREEMENTS,
  WAITS,
];

/** Which of these questions have no answer although they may still be asked. */
const unsaidIn = <Name extends string>(part: object, names: readonly Name[]): Record<Name, boolean> => {
  const answers = answersIn(part, names);
  return Object.fromEntries(names.map((name) => [name, answers[name] === null])) as Record<Name, boolean>;
};

/** What the form of one child lacks of {@link ASKABLE} beside the gaps of its request, whether or not it gives points. */
export function lackedBeside({ household, children, criterionFacts, consents }: DossierForm): string[] {
  const child = children[0]!;
  const { need } = child;
  const unsaid: Record<(typeof POINTED)[number], boolean> = {
    ...unsaidIn(child, yesNoNames(CHILD_QUESTIONS)),
    familyQuotient: household.familyQuotient === null && !isWithheld(household, 'familyQuotient'),
    // Whoever said yes has still to say where.
    siblingReceived:
      siblingSaid(child) !== false && child.siblingProviderId === null && !isWithheld(child, 'siblingReceived'),
    currentCare: need.currentCare === null && !isWithheld(need, 'currentCare'),
    ...unsaidIn(criterionFacts, ASKED_FACTS),
  };
  return [
    ...POINTED.filter((question) => unsaid[question]).map((question) => `points.${question}`),
    ...(Object.values(consents).some((answer) => answer === null) ? [AGREEMENTS] : []),
  ];
}
