import { GRADES, QUESTIONS, type Grade, type Question } from './questions.js';

/** The fewest answers of which anything is told. */
export const FEWEST_ANSWERS = 10;

export type GradeCounts = Readonly<Record<Question, Readonly<Record<Grade, number>>>>;

/** What was counted in a month that is over. */
export interface MonthCounts {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly asked: number;
  readonly answered: number;
  readonly grades: GradeCounts;
}

/** Following months that are told together. */
export interface ToldBatch extends Omit<MonthCounts, 'month'> {
  readonly from: string;
  readonly to: string;
}

/**
 * Puts months together until they have ten answers. Each batch is told whole and never changes, so that no answer of
 * fewer than ten families is found by subtraction. The months after the last batch are not told yet.
 * @param months earliest first; those in which nothing was counted may be absent
 */
export function toldBatches(months: readonly MonthCounts[]): ToldBatch[] {
  const told: ToldBatch[] = [];
  let open: ToldBatch | null = null;
  for (const month of months) {
    open = open ? joined(open, month) : { ...month, from: month.month, to: month.month };
    if (open.answered < FEWEST_ANSWERS) continue;
    told.push(open);
    open = null;
  }
  return told;
}

/** All that was told, in one; null while nothing is. */
export const wholeOf = ([first, ...others]: readonly ToldBatch[]): ToldBatch | null =>
  first ? others.reduce((sum, batch) => joined(sum, { ...batch, month: batch.to }), first) : null;

const joined = (batch: ToldBatch, next: MonthCounts): ToldBatch => ({
  from: batch.from,
  to: next.month,
  asked: batch.asked + next.asked,
  answered: batch.answered + next.answered,
  grades: sumOfGrades(batch.grades, next.grades),
});

const sumOfGrades = (a: GradeCounts, b: GradeCounts): GradeCounts =>
  gradeCounts((question, grade) => a[question][grade] + b[question][grade]);

/** A table of counts, one for each question and grade. */
export const gradeCounts = (count: (question: Question, grade: Grade) => number): GradeCounts =>
  Object.fromEntries(
    QUESTIONS.map((question) => [question, Object.fromEntries(GRADES.map((grade) => [grade, count(question, grade)]))]),
  ) as GradeCounts;
