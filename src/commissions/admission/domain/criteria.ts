import type { LineShape } from './grid.js';

/**
 * How a criterion comes to be known: asked only because it gives points, part of any dossier, our own records, an
 * expert's word.
 */
export type CriterionSource = 'question' | 'dossier' | 'history' | 'expert';

/** It holds or not; it is a number; it is said of one establishment; an expert says it, with points or without. */
export type CriterionKind = 'yes_no' | 'number' | 'place' | 'opinion';

export interface Criterion {
  readonly kind: CriterionKind;
  readonly source: CriterionSource;
}

const yesNo = (source: CriterionSource): Criterion => ({ kind: 'yes_no', source });
const number = (source: CriterionSource): Criterion => ({ kind: 'number', source });

/**
 * Every criterion that this software knows how to find out. A grid chooses among them: what cannot be known gives no
 * points.
 */
export const CRITERIA: Readonly<Record<string, Criterion>> = {
  resident: yesNo('dossier'),
  both_parents_work_or_train: yesNo('dossier'),
  both_work: yesNo('dossier'),
  one_works: yesNo('dossier'),
  one_works_other_seeks: yesNo('dossier'),
  one_works_other_inactive: yesNo('dossier'),
  neither_works: yesNo('dossier'),
  lone_parent: yesNo('dossier'),
  lone_parent_working: yesNo('dossier'),
  lone_parent_seeking: yesNo('dossier'),
  lone_parent_not_working: yesNo('dossier'),
  insertion_path: yesNo('dossier'),
  child_handicap: yesNo('dossier'),
  multiple_birth: yesNo('dossier'),
  twins_or_sibling_present: yesNo('dossier'),
  no_or_unsuitable_care: yesNo('dossier'),
  relative_handicap: yesNo('question'),
  priority_trade_in_town: yesNo('question'),
  minor_parent: yesNo('question'),
  adoption: yesNo('question'),
  offer_refused: yesNo('history'),
  seniority: number('history'),
  missed_commissions: number('history'),
  earlier_refusals: number('history'),
  declined_offers: number('history'),
  unanswered_offers: number('history'),
  no_shows: number('history'),
  income: number('dossier'),
  vulnerability: { kind: 'opinion', source: 'expert' },
  vulnerability_expert: { kind: 'opinion', source: 'expert' },
  sibling_present: { kind: 'place', source: 'dossier' },
  same_commune: { kind: 'place', source: 'dossier' },
};

/** The criteria about what the parents do, which a grid judges on a day of its own (`activityAt`). */
const OF_ACTIVITY: readonly string[] = [
  'both_parents_work_or_train',
  'both_work',
  'one_works',
  'one_works_other_seeks',
  'one_works_other_inactive',
  'neither_works',
  'lone_parent_working',
  'lone_parent_seeking',
  'lone_parent_not_working',
];
export const isOfActivity = (code: string): boolean => OF_ACTIVITY.includes(code);

/** The names under which criteria of which one counts are gathered. */
export const GROUP_CODES = ['activity', 'lone_parent', 'household', 'child', 'waiting'] as const;

const SHAPES: Record<CriterionKind, readonly LineShape[]> = {
  yes_no: ['flat'],
  number: ['bands', 'unit'],
  place: ['bonus'],
  opinion: ['flat', 'range'],
};

/** The shapes in which a criterion can stand in a grid; none for one that is not known. */
export const shapesOf = (code: string): readonly LineShape[] =>
  Object.hasOwn(CRITERIA, code) ? SHAPES[CRITERIA[code]!.kind] : [];

export const sourceOf = (code: string): CriterionSource =>
  Object.hasOwn(CRITERIA, code) ? CRITERIA[code]!.source : 'expert';
