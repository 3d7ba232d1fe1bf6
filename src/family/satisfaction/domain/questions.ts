/** What a family is asked once a request has ended. */
export const QUESTIONS = ['simple', 'informed', 'answer'] as const;
export type Question = (typeof QUESTIONS)[number];

export const GRADES = ['yes', 'rather', 'rather_not', 'no', 'unsaid'] as const;
export type Grade = (typeof GRADES)[number];

/** One family's answers, for as long as it takes to count them. */
export type Ballot = Readonly<Record<Question, Grade>>;
