/** What a director says of a place in question: its child leaves or stays on, changes section or not yet. */
export const DECLARED_ANSWERS = ['leaves', 'renews', 'moves', 'stays'] as const;
export type DeclaredAnswerCode = (typeof DECLARED_ANSWERS)[number];

export interface DeclaredAnswer {
  readonly placementId: string;
  readonly answer: DeclaredAnswerCode;
}
