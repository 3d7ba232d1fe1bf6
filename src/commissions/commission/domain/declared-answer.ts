/** What a director declares about a place: its child leaves, stays on, changes section, or does not change yet. */
export const DECLARED_ANSWERS = ['leaves', 'renews', 'moves', 'stays'] as const;
export type DeclaredAnswerCode = (typeof DECLARED_ANSWERS)[number];

export interface DeclaredAnswer {
  readonly placementId: string;
  readonly answer: DeclaredAnswerCode;
}
