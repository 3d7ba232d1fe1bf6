import type { CriterionFact, CriterionFacts } from './points.js';

/** What the facts are read from; `null` wherever the family has not answered. */
export interface FamilyAnswers {
  /** The residence is one of the territory's communes: access is equal whatever the commune (convention, objective 1). */
  readonly resident: boolean | null;
  readonly loneParent: boolean | null;
  /** One per adult of the dossier. */
  readonly situations: readonly (string | null)[];
  readonly adaptationNeed: boolean | null;
  readonly multipleBirth: boolean | null;
  /** Criterion code → declared or not: asked only because it gives points. */
  readonly declared: Readonly<Record<string, boolean>>;
}

/** Work and training count alike ("both parents work or train"). */
const ACTIVE: readonly string[] = ['working', 'studying'];

const fact = (holds: boolean | null | undefined): CriterionFact => ({ holds: holds ?? null, seen: false });
const isActive = (situation: string | null): boolean | null => (situation === null ? null : ACTIVE.includes(situation));

/**
 * Whether the child lives with one parent or two: as declared; two adults in the dossier are two parents when nobody says
 * otherwise, one adult alone says nothing.
 */
const isLone = ({ loneParent, situations }: FamilyAnswers): boolean | null => loneParent ?? (situations.length > 1 ? false : null);

/** "Both", "one", "neither" speak of two parents; a lone parent's activity is in the criteria made for lone parents. */
function couple(activities: readonly (boolean | null)[]): Record<string, CriterionFact> {
  const both = activities.length > 1 ? activities : [...activities, null];
  const active = both.filter((one) => one === true).length;
  const unknown = both.filter((one) => one === null).length;
  return {
    both_parents_work_or_train: fact(active === both.length ? true : active + unknown === both.length ? null : false),
    one_works: fact(active > 0 && active < both.length ? true : active === 0 && unknown > 0 ? null : false),
    neither_works: fact(active > 0 ? false : unknown > 0 ? null : true),
    lone_parent_working: fact(false),
    lone_parent_not_working: fact(false),
  };
}

function lone(active: boolean | null): Record<string, CriterionFact> {
  return {
    both_parents_work_or_train: fact(false), one_works: fact(false), neither_works: fact(false),
    lone_parent_working: fact(active), lone_parent_not_working: fact(active === null ? null : !active),
  };
}

/**
 * The facts of the Villiers-le-Bel grid. The need for adaptation stands for `child_handicap`: we never ask more than that
 * (CNIL NS-058). `vulnerability` is an expert's word (RPE, PMI), never the family's: it stays undeclared until one gives it.
 */
export function factsOf(answers: FamilyAnswers): CriterionFacts {
  const activities = answers.situations.map(isActive);
  const alone = isLone(answers);
  const household = alone === null ? {} : alone ? lone(activities[0] ?? null) : couple(activities);
  return {
    resident: fact(answers.resident),
    ...household,
    child_handicap: fact(answers.adaptationNeed),
    relative_handicap: fact(answers.declared['relative_handicap']),
    multiple_birth: fact(answers.multipleBirth),
    priority_trade_in_town: fact(answers.declared['priority_trade_in_town']),
  };
}
