import { CHILD_QUESTIONS, pointedNames, yesNoNames } from '../../../dossier/dossier/domain/index.js';
import { isBands, isGroup, type BonusItem, type CriteriaGrid, type GridOption } from './grid.js';
import { bestPoints } from './best-points.js';
import type { AnsweredFacts } from './facts.js';
import type { BonusPlace } from './line-points.js';

/** A question that nobody has answered, and the most points that an answer to it could add. */
export interface OpenQuestion {
  /** What is asked: a part of the dossier's form, or the code of a criterion that is asked by itself. */
  readonly question: string;
  /** Which adult is asked, from 0; absent where the question is about the family or the child. */
  readonly adult?: number;
  readonly points: number;
}

type Answers = readonly Partial<AnsweredFacts>[];
interface Asked extends Pick<OpenQuestion, 'question' | 'adult'> {
  /** The answers that may be given, as far as they differ for a grid. */
  readonly answers: Answers;
}

const OCCUPATIONS = ['working', 'job_seeking', 'insertion', 'none'] as const;

/** Whether a question has no answer although it may still be asked: the family did not say that it wishes to give none. */
const isOpen = ({ withheld }: AnsweredFacts, question: string, answer: unknown): boolean =>
  answer === null && !withheld?.includes(question);

/** The adults who may still say what they do. */
const unsaid = (said: AnsweredFacts): number[] =>
  said.situations.flatMap((situation, index) => (isOpen(said, `situation.${index}`, situation) ? [index] : []));

/** What those who have not said so may do, each of them the same. */
const occupied = (said: AnsweredFacts): Answers => {
  const open = unsaid(said);
  if (open.length === 0) return [{}];
  return OCCUPATIONS.map((occupation) => ({
    situations: said.situations.map((situation, index) => (open.includes(index) ? occupation : situation)),
  }));
};

/** Of answers that count only together, each is a chance: a lone parent has points once its situation is known. */
const together = (first: Answers, second: Answers): Answers =>
  first.flatMap((one) => second.map((other) => ({ ...other, ...one })));

function situationsAsked(said: AnsweredFacts): Asked[] {
  const { situations, returns, loneParent, judgedOn } = said;
  const alone: Answers =
    isOpen(said, 'loneParent', loneParent) && situations.length < 2
      ? [true, false].map((lone) => ({ loneParent: lone }))
      : [{}];
  const unknown = unsaid(said)[0] ?? -1;
  const onLeave = situations.findIndex(
    (situation, index) =>
      isOpen(said, `returnsOn.${index}`, returns[index] ?? null) && (situation?.endsWith('_leave') ?? false),
  );
  return [
    ...(alone.length > 1 ? [{ question: 'loneParent', answers: together(alone, occupied(said)) }] : []),
    ...(unknown >= 0 ? [{ question: 'situation', adult: unknown, answers: together(occupied(said), alone) }] : []),
    ...(loneParent === false && situations.length === 1
      ? [
          {
            question: 'secondParent',
            adult: 1,
            answers: OCCUPATIONS.map((other) => ({
              situations: [situations[0] ?? other, other],
              returns: [returns[0] ?? null, null],
            })),
          },
        ]
      : []),
    ...(onLeave >= 0
      ? [
          {
            question: 'returnsOn',
            adult: onLeave,
            answers: [
              { returns: situations.map((_, index) => (index === onLeave ? judgedOn : (returns[index] ?? null))) },
            ],
          },
        ]
      : []),
  ];
}

/** A quotient of each band of income. */
function quotientsOf({ items }: CriteriaGrid): number[] {
  const options = items.flatMap((line): readonly (GridOption | BonusItem)[] => (isGroup(line) ? line.options : [line]));
  return options.flatMap((item) =>
    item.code === 'income' && isBands(item) ? item.bands.map(([from, to]) => from ?? to ?? 0) : [],
  );
}

function asked(
  grid: CriteriaGrid,
  said: AnsweredFacts,
  places: readonly BonusPlace[],
  facts: readonly string[],
): Asked[] {
  const open = (question: string, answer: unknown, answers: Answers): Asked[] =>
    isOpen(said, question, answer) ? [{ question, answers }] : [];
  return [
    ...open('communeCode', said.resident, [{ resident: true }]),
    ...situationsAsked(said),
    ...pointedNames(CHILD_QUESTIONS).flatMap((question) =>
      question === 'siblingReceived'
        ? open(
            question,
            // Whoever said yes has still to say where.
            said.siblingAt.length === 0 && said.siblingReceived !== false ? null : said.siblingAt,
            places.map(({ id }) => ({ siblingAt: [id] })),
          )
        : open(question, said[question], [{ [question]: true }]),
    ),
    ...open('currentCare', said.currentCare, [{ currentCare: 'none' }]),
    ...open(
      'familyQuotient',
      said.familyQuotient,
      quotientsOf(grid).map((familyQuotient) => ({ familyQuotient })),
    ),
    ...facts.flatMap((code) =>
      open(code, said.declared[code] ?? null, [{ declared: { ...said.declared, [code]: true } }]),
    ),
  ];
}

/**
 * The questions without an answer that could add points, with the most that each could add, in the order of the form.
 * @param places the establishments asked for
 * @param facts the criteria that the family is asked by themselves
 */
export function openQuestions(
  grid: CriteriaGrid,
  said: AnsweredFacts,
  places: readonly BonusPlace[],
  facts: readonly string[],
): OpenQuestion[] {
  const now = bestPoints(grid, said, places);
  return asked(grid, said, places, facts).flatMap(({ question, adult, answers }) => {
    const most = Math.max(0, ...answers.map((answer) => bestPoints(grid, { ...said, ...answer }, places) - now));
    return most === 0 ? [] : [{ question, ...(adult === undefined ? {} : { adult }), points: most }];
  });
}

/** The questions of the form, in its order, whatever was answered. */
const everyQuestion = (
  { situations, loneParent }: AnsweredFacts,
  facts: readonly string[],
): Pick<OpenQuestion, 'question' | 'adult'>[] => [
  { question: 'communeCode' },
  { question: 'loneParent' },
  ...situations.map((_, adult) => ({ question: 'situation', adult })),
  ...(loneParent === false && situations.length === 1 ? [{ question: 'secondParent', adult: 1 }] : []),
  ...situations.map((_, adult) => ({ question: 'returnsOn', adult })),
  ...[...pointedNames(CHILD_QUESTIONS), 'currentCare', 'familyQuotient', ...facts].map((question) => ({ question })),
];

/** The answers as they were before anybody answered this question. */
function without(said: AnsweredFacts, { question, adult }: Pick<OpenQuestion, 'question' | 'adult'>): AnsweredFacts {
  const code = question === 'situation' || question === 'returnsOn' ? `${question}.${adult}` : question;
  const asked = { ...said, withheld: said.withheld?.filter((withheld) => withheld !== code) };
  if (yesNoNames(CHILD_QUESTIONS).some((name) => name === question)) return { ...asked, [question]: null };
  const blank = <T>(all: readonly T[]): (T | null)[] => all.map((one, index) => (index === adult ? null : one));
  switch (question) {
    case 'communeCode':
      return { ...asked, resident: null, communeCode: null };
    case 'situation':
      return { ...asked, situations: blank(said.situations), returns: blank(said.returns) };
    case 'returnsOn':
      return { ...asked, returns: blank(said.returns) };
    case 'siblingReceived':
      return { ...asked, siblingAt: [], siblingReceived: null };
    case 'loneParent':
    case 'currentCare':
    case 'familyQuotient':
      return { ...asked, [question]: null };
    default:
      return {
        ...asked,
        declared: Object.fromEntries(Object.entries(said.declared).filter(([fact]) => fact !== question)),
      };
  }
}

/**
 * Every question that gives points, answered or not, with the most that its answers add beside what else is said. A
 * question that the grid does not count is not there.
 */
export const pointedQuestions = (
  grid: CriteriaGrid,
  said: AnsweredFacts,
  places: readonly BonusPlace[],
  facts: readonly string[],
): OpenQuestion[] =>
  everyQuestion(said, facts).flatMap((asked) =>
    openQuestions(grid, without(said, asked), places, facts).filter(
      ({ question, adult }) => question === asked.question && adult === asked.adult,
    ),
  );
