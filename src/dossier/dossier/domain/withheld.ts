/** The answer of a family that does not wish to answer, among the answers to one question. */
export const WITHHELD = 'withheld';

/** A part of the form, with the questions of it that the family does not wish to answer: absent, or null in a row, where there is none. */
interface Part {
  readonly withheld?: readonly string[] | null;
}

/** Whether the family said that it does not wish to answer this question. The question has then no other answer. */
export const isWithheld = (part: Part, question: string): boolean => part.withheld?.includes(question) ?? false;

/** The part with other questions withheld; none of them leaves the part as it was before anybody withheld anything. */
export function withWithheld<Of extends Part>({ withheld: _, ...said }: Of, questions: readonly string[]): Of {
  return (questions.length === 0 ? said : { ...said, withheld: questions }) as Of;
}

/** The answers to these questions, by name: null where nobody answered, {@link WITHHELD} where the family does not wish to. */
export const answersIn = (part: object, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    names.map((name) => [
      name,
      (part as Record<string, unknown>)[name] ?? (isWithheld(part as Part, name) ? WITHHELD : null),
    ]),
  );

/** The part with these answers taken, as {@link answersIn} reads them. */
export function withAnswers<Of extends Part>(part: Of, answers: Readonly<Record<string, unknown>>): Of {
  const given = Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [name, answer === WITHHELD ? null : answer]),
  );
  const withheld = Object.keys(answers).filter((name) => answers[name] === WITHHELD);
  const others = (part.withheld ?? []).filter((name) => !(name in answers));
  return withWithheld({ ...part, ...given }, [...others, ...withheld]);
}
