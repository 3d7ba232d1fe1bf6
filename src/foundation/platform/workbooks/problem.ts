/** Why a workbook is not read. Each code has its sentence (`refusal.workbook.<code>`). */
export const WORKBOOK_PROBLEMS = [
  'damaged',
  'encrypted',
  'macros',
  'binary',
  'tooLarge',
  'tooManySheets',
  'farCell',
  'tooManyRows',
  'tooManyCells',
  'tooManyCharacters',
  'tooSlow',
] as const;
export type WorkbookProblemCode = (typeof WORKBOOK_PROBLEMS)[number];
export type ProblemFacts = Readonly<Record<string, string | number>>;

/** Thrown while a workbook is read. The sender made the file: it is a refusal, and never a fault of ours. */
export class WorkbookProblem extends Error {
  constructor(
    readonly code: WorkbookProblemCode,
    readonly facts: ProblemFacts = {},
  ) {
    super(code);
  }
}
