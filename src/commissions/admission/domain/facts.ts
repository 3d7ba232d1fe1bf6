import type { PointedChildQuestions, YesNoAnswers } from '../../../dossier/dossier/domain/index.js';
import type { Day } from '../../../foundation/kernel/time.js';
import { isOfActivity } from './criteria.js';
import type { Expert } from './grid.js';

/** How a value is known: from the family's word, from a paper that a person has seen, or from our own records. */
export type KnownBy = 'declared' | 'seen' | 'recorded';

/**
 * What is known of one criterion for one child. `value` is null when nobody answered: it then gives no points, and is
 * shown as not declared.
 */
export interface Fact<T> {
  readonly value: T | null;
  /** `withheld`: the family does not wish to answer, so that there is no value. */
  readonly by: KnownBy | 'withheld';
  /** The day its proof was seen. */
  readonly on?: Day;
}

/** An expert's opinion. `points` is null when the expert only confirms the criterion. */
export interface Opinion {
  readonly points: number | null;
  readonly expert: Expert;
  readonly on: Day;
}

/**
 * Everything that a grid may count of one child. It is kept with the candidacy at the freeze, so that a past session
 * can be counted again under another grid. A criterion that is absent is not declared.
 */
export interface CandidateFacts {
  readonly answers: Readonly<Record<string, Fact<boolean>>>;
  readonly numbers: Readonly<Record<string, Fact<number>>>;
  readonly opinions: Readonly<Record<string, Opinion>>;
  /** Establishments where a brother or sister goes. */
  readonly siblingAt: readonly string[];
  /** Set where the family said that there is none. Otherwise an empty list says that nobody named an establishment. */
  readonly noSibling?: true;
  /** Set where the family does not wish to say whether there is one. */
  readonly siblingWithheld?: true;
  /** Residence; null outside the territory or not given. */
  readonly communeCode: string | null;
  /**
   * The criteria about the parents' activity as they will hold when care starts; the same ones in `answers` are those
   * of the day of judgement. Absent where no parent is on leave with a date of return: both days then say the same.
   */
  readonly careStart?: { readonly on: Day; readonly answers: Readonly<Record<string, Fact<boolean>>> };
}

/** The answers from which the facts are computed. `null` where the family has not answered. */
export interface AnsweredFacts extends YesNoAnswers<PointedChildQuestions> {
  /**
   * Whether the family lives in one of the territory's communes. Which one does not matter, because access is equal
   * for all (convention, objective 1).
   */
  readonly resident: boolean | null;
  readonly communeCode: string | null;
  readonly loneParent: boolean | null;
  /** One per adult of the dossier. */
  readonly situations: readonly (string | null)[];
  /** One per adult: the first day after a leave; null where there is none. */
  readonly returns: readonly (Day | null)[];
  /** The day of judgement: that of the session, or today for whoever looks before it. */
  readonly judgedOn: Day;
  /** The day on which the family wants care to start. */
  readonly wantedFrom: Day | null;
  /** Euros a month, as declared. */
  readonly familyQuotient: number | null;
  readonly currentCare: string | null;
  readonly siblingAt: readonly string[];
  /** Whether the family says that a brother or sister goes somewhere. */
  readonly siblingReceived: boolean | null;
  /** By criterion code, whether the family declared it. These are asked only because they give points. */
  readonly declared: Readonly<Record<string, boolean>>;
  /**
   * What the family does not wish to answer: a question of the form or the code of a fact; of an adult, with its place
   * from 0 (`situation.1`).
   */
  readonly withheld?: readonly string[];
  /** Completed months from the request to the session. */
  readonly seniorityMonths: number;
  /** Sessions at which the request was judged and kept waiting. */
  readonly missedCommissions: number;
  /** Sessions that gave the request no place: it was kept waiting or refused. */
  readonly earlierRefusals: number;
  /** Offers that the family declined. */
  readonly declinedOffers: number;
  /** Offers that lapsed because the family did not answer. */
  readonly unansweredOffers: number;
  /** Accepted places to which the child never came. */
  readonly noShows: number;
  /** By criterion code, the day on which a person saw its proof. */
  readonly seen: Readonly<Record<string, Day>>;
  /** By criterion code. */
  readonly opinions: Readonly<Record<string, Opinion>>;
}

type Holds = boolean | null;

/**
 * The first day on which care may start. A place is given for a day to come: a wanted day that passed before the
 * session counts as the day of the session.
 */
export const careStartOf = ({ wantedFrom, judgedOn }: Pick<AnsweredFacts, 'wantedFrom' | 'judgedOn'>): Day =>
  wantedFrom !== null && wantedFrom > judgedOn ? wantedFrom : judgedOn;

/** The situations on a day. Whoever is back from leave by then works. */
const situationsOn = ({ situations, returns }: AnsweredFacts, on: Day): (string | null)[] =>
  situations.map((situation, index) => {
    const back = returns[index] ?? null;
    return back !== null && back <= on && situation !== null ? 'working' : situation;
  });

/** Work and training count in the same way ("both parents work or train"). */
const ACTIVE: readonly string[] = ['working', 'studying'];
const SEEKING: readonly string[] = ['job_seeking', 'insertion'];
const isOneOf =
  (situations: readonly string[]) =>
  (situation: string | null): Holds =>
    situation === null ? null : situations.includes(situation);
const isActive = isOneOf(ACTIVE);
const isSeeking = isOneOf(SEEKING);

/**
 * Whether the child lives with one parent, as declared. Without a declaration, two adults in the dossier are two
 * parents, and one adult alone tells nothing.
 */
const isLone = ({ loneParent, situations }: AnsweredFacts): Holds =>
  loneParent ?? (situations.length > 1 ? false : null);

/**
 * Whether one parent is active and the other is in the given situation. Not known while the other parent is not
 * described.
 */
function besideOne(situations: readonly (string | null)[], isOther: (situation: string | null) => Holds): Holds {
  const others = situations.filter((situation) => isActive(situation) !== true);
  if (others.length !== situations.length - 1) return others.every((situation) => situation !== null) ? false : null;
  return isOther(others[0] ?? null);
}

/**
 * The criteria "both", "one" and "neither" are about two parents. The activity of a lone parent has criteria of its
 * own.
 */
function couple(said: readonly (string | null)[]): Record<string, Holds> {
  const both = said.length > 1 ? said : [...said, null];
  const active = both.filter((situation) => isActive(situation) === true).length;
  const unknown = both.filter((situation) => situation === null).length;
  const bothWork = active === both.length ? true : active + unknown === both.length ? null : false;
  return {
    both_parents_work_or_train: bothWork,
    both_work: bothWork,
    one_works: active > 0 && active < both.length ? true : active === 0 && unknown > 0 ? null : false,
    one_works_other_seeks: besideOne(both, isSeeking),
    one_works_other_inactive: besideOne(both, (situation) =>
      situation === null ? null : isActive(situation) === false && isSeeking(situation) === false,
    ),
    neither_works: active > 0 ? false : unknown > 0 ? null : true,
    lone_parent: false,
    lone_parent_working: false,
    lone_parent_seeking: false,
    lone_parent_not_working: false,
  };
}

function lone(situation: string | null): Record<string, Holds> {
  const active = isActive(situation);
  return {
    both_parents_work_or_train: false,
    both_work: false,
    one_works: false,
    one_works_other_seeks: false,
    one_works_other_inactive: false,
    neither_works: false,
    lone_parent: true,
    lone_parent_working: active,
    lone_parent_seeking: isSeeking(situation),
    lone_parent_not_working: active === null ? null : !active,
  };
}

const anyOf = (holds: readonly Holds[]): Holds => (holds.includes(true) ? true : holds.includes(null) ? null : false);

const isWithheld = ({ withheld }: AnsweredFacts, question: string): boolean => withheld?.includes(question) ?? false;

function household(answers: AnsweredFacts, on: Day): Record<string, Holds> {
  const alone = isLone(answers);
  if (alone === null) return isWithheld(answers, 'loneParent') ? unknownHousehold() : {};
  const situations = situationsOn(answers, on);
  return alone ? lone(situations[0] ?? null) : couple(situations);
}

/** Nothing is known of who lives with the child, nor what follows from it. */
const unknownHousehold = (): Record<string, Holds> =>
  Object.fromEntries(Object.keys(lone(null)).map((code) => [code, null]));

/** Whether all that was not answered about the parents is withheld: then nobody is to be asked about them again. */
function isHouseholdWithheld(answers: AnsweredFacts): boolean {
  const alone = isLone(answers);
  const described = alone === false ? Math.max(2, answers.situations.length) : 1;
  const open = [
    ...(alone === null ? ['loneParent'] : []),
    ...Array.from({ length: described }, (_, index) => index).flatMap((index) =>
      (answers.situations[index] ?? null) === null ? [`situation.${index}`] : [],
    ),
  ];
  return open.length > 0 && open.every((question) => isWithheld(answers, question));
}

/** Whether a criterion without an answer has none because the family does not wish to give it. */
function isCriterionWithheld(answers: AnsweredFacts, code: string): boolean {
  const withheld = (question: string): boolean => isWithheld(answers, question);
  switch (code) {
    case 'child_handicap':
      return withheld('adaptationNeed');
    case 'multiple_birth':
      return withheld('multipleBirth');
    case 'twins_or_sibling_present':
      return (
        (answers.multipleBirth !== null || withheld('multipleBirth')) &&
        (answers.siblingReceived !== null || withheld('siblingReceived'))
      );
    case 'no_or_unsuitable_care':
      return withheld('currentCare');
    case 'income':
      return withheld('familyQuotient');
    case 'insertion_path':
      return answers.situations.every((situation, index) => situation !== null || withheld(`situation.${index}`));
    default:
      return withheld(code) || (code in lone(null) && isHouseholdWithheld(answers));
  }
}

/** The criteria about activity when care starts. Null where no date of return is given, so that every day says the same. */
function activityAtCareStart(answers: AnsweredFacts): { on: Day; holding: Record<string, Holds> } | null {
  if (answers.returns.every((back) => back === null)) return null;
  const on = careStartOf(answers);
  const held = Object.entries(household(answers, on)).filter(([code]) => isOfActivity(code));
  return { on, holding: Object.fromEntries(held) };
}

/**
 * The criteria that hold or do not. The need of an adaptation is used for `child_handicap`, because we never ask more
 * than that (CNIL NS-058).
 */
function holding(answers: AnsweredFacts): Record<string, Holds> {
  return {
    resident: answers.resident,
    ...household(answers, answers.judgedOn),
    insertion_path: anyOf(
      answers.situations.map((situation) => (situation === null ? null : situation === 'insertion')),
    ),
    child_handicap: answers.adaptationNeed,
    multiple_birth: answers.multipleBirth,
    twins_or_sibling_present: anyOf([
      answers.siblingAt.length > 0 ? true : answers.siblingReceived,
      answers.multipleBirth,
    ]),
    no_or_unsuitable_care: answers.currentCare === null ? null : answers.currentCare === 'none',
    relative_handicap: answers.declared['relative_handicap'] ?? null,
    priority_trade_in_town: answers.declared['priority_trade_in_town'] ?? null,
    minor_parent: answers.declared['minor_parent'] ?? null,
    adoption: answers.declared['adoption'] ?? null,
  };
}

/**
 * The facts of a child. A family cannot declare what only an expert may state (`vulnerability`), so it stays
 * undeclared until an expert gives it.
 */
export function factsOf(answers: AnsweredFacts): CandidateFacts {
  const known = <T>(code: string, value: T | null): Fact<T> => {
    if (value === null && isCriterionWithheld(answers, code)) return { value, by: 'withheld' };
    const on = answers.seen[code];
    return on === undefined ? { value, by: 'declared' } : { value, by: 'seen', on };
  };
  const recorded = (value: number): Fact<number> => ({ value, by: 'recorded' });
  const declared = (holds: Readonly<Record<string, Holds>>): Record<string, Fact<boolean>> =>
    Object.fromEntries(Object.entries(holds).map(([code, value]) => [code, known(code, value)]));
  const later = activityAtCareStart(answers);
  return {
    answers: {
      ...declared(holding(answers)),
      offer_refused: { value: answers.declinedOffers > 0, by: 'recorded' },
      ...Object.fromEntries(
        ['sibling_present', 'same_commune']
          .filter((code) => code in answers.seen)
          .map((code) => [code, known(code, true)]),
      ),
    },
    numbers: {
      seniority: recorded(answers.seniorityMonths),
      missed_commissions: recorded(answers.missedCommissions),
      earlier_refusals: recorded(answers.earlierRefusals),
      declined_offers: recorded(answers.declinedOffers),
      unanswered_offers: recorded(answers.unansweredOffers),
      no_shows: recorded(answers.noShows),
      income: known('income', answers.familyQuotient),
    },
    opinions: answers.opinions,
    siblingAt: [...answers.siblingAt],
    ...(answers.siblingAt.length === 0 && answers.siblingReceived === false ? { noSibling: true } : {}),
    ...(answers.siblingAt.length === 0 && isWithheld(answers, 'siblingReceived') ? { siblingWithheld: true } : {}),
    communeCode: answers.communeCode,
    ...(later === null ? {} : { careStart: { on: later.on, answers: declared(later.holding) } }),
  };
}
