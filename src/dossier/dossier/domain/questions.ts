/**
 * A question answered yes or no. Its entry is all there is of it beside its column and its words: the page and the check
 * before sending, the desk, proposed changes, the history, the API and lists follow from here.
 */
export interface YesNoQuestion {
  readonly kind: 'yesNo';
  /** Whether an answer may give points. It is then asked for until it is given, or the family does not wish to give it. */
  readonly points: boolean;
  /** Whether the directors of the family's wishes read the answer. */
  readonly director: boolean;
  /** What becomes of the answer when the family is forgotten. */
  readonly forgotten: 'kept' | 'emptied';
  /** The column of a waiting list that answers it; null where lists have none. */
  readonly list: string | null;
  /** The record of docs/decisions that says why it may be asked. */
  readonly decision: string;
}

/** A question of another shape. Each page writes it by hand, at its place in the order. */
export interface OwnQuestion {
  readonly kind: 'own';
  /** The answers that are proposed, compared and taken together. The first one says whether there is any. */
  readonly parts: readonly [string, ...string[]];
  readonly points: boolean;
}

/** What a page asks, in its order. */
export type Questions = Readonly<Record<string, YesNoQuestion | OwnQuestion>>;

export const yesNo = <const Asked extends Omit<YesNoQuestion, 'kind'>>(asked: Asked) =>
  ({ kind: 'yesNo', ...asked }) as const;
export const own = <const Parts extends OwnQuestion['parts']>(...parts: Parts) =>
  ({ kind: 'own', parts, points: false }) as const;
/** As {@link own}, where an answer may give points. */
export const ownWithPoints = <const Parts extends OwnQuestion['parts']>(...parts: Parts) =>
  ({ kind: 'own', parts, points: true }) as const;

type NameOf<Asked, Kind> = { [Name in keyof Asked]: Asked[Name] extends Kind ? Name : never }[keyof Asked] & string;
export type YesNoName<Asked extends Questions> = NameOf<Asked, { readonly kind: 'yesNo' }>;
export type OwnName<Asked extends Questions> = NameOf<Asked, { readonly kind: 'own' }>;

/** Null where nobody answered. */
export type YesNoAnswers<Asked extends Questions> = { readonly [Name in YesNoName<Asked>]: boolean | null };
/** Answers as they were stored: one is absent where it was stored before its question was asked. */
export type StoredAnswers<Asked extends Questions> = Partial<YesNoAnswers<Asked>>;

/** What a family may not wish to answer: whatever gives points. */
export type PointedName<Asked extends Questions> = {
  [Name in keyof Asked]: Asked[Name] extends { readonly points: true }
    ? Asked[Name] extends { readonly parts: readonly [infer First, ...(readonly string[])] }
      ? First
      : Name
    : never;
}[keyof Asked] &
  string;

export const yesNoNames = <Asked extends Questions>(asked: Asked): YesNoName<Asked>[] =>
  Object.entries(asked).flatMap(([name, { kind }]) => (kind === 'yesNo' ? [name as YesNoName<Asked>] : []));

type WithPoints<Asked extends Questions> = {
  readonly [
    Name in keyof Asked as Asked[Name] extends { readonly kind: 'yesNo'; readonly points: true } ? Name : never
  ]: Asked[Name];
};

/** The yes/no questions that give points. */
export const withPoints = <Asked extends Questions>(asked: Asked): WithPoints<Asked> =>
  Object.fromEntries(
    Object.entries(asked).filter(([, { kind, points }]) => kind === 'yesNo' && points),
  ) as unknown as WithPoints<Asked>;

/** The questions that give points, in their order. */
export const pointedNames = <Asked extends Questions>(asked: Asked): PointedName<Asked>[] =>
  Object.entries(asked).flatMap(([name, question]) =>
    question.points ? [(question.kind === 'own' ? question.parts[0] : name) as PointedName<Asked>] : [],
  );

/** The yes/no questions whose answers directors read. */
export const directorsNames = <Asked extends Questions>(asked: Asked): YesNoName<Asked>[] =>
  yesNoNames(asked).filter((name) => (asked[name] as YesNoQuestion).director);

/** An answer to each yes/no question. */
export const answeredBy = <Asked extends Questions>(
  asked: Asked,
  answer: (name: YesNoName<Asked>, question: Asked[YesNoName<Asked>]) => boolean | null,
): YesNoAnswers<Asked> =>
  Object.fromEntries(yesNoNames(asked).map((name) => [name, answer(name, asked[name])])) as YesNoAnswers<Asked>;

/** The answers to the yes/no questions among these: null where nobody answered, or could have. */
export const answersTo = <Asked extends Questions>(asked: Asked, stored: StoredAnswers<Asked>): YesNoAnswers<Asked> =>
  answeredBy(asked, (name) => stored[name] ?? null);

/** Every yes/no question answered alike, as in a family that is made up. */
export const answeredAlike = <Asked extends Questions>(asked: Asked, answer: boolean | null): YesNoAnswers<Asked> =>
  answeredBy(asked, () => answer);

/** The answers that an erasure empties. */
export const emptiedAnswers = <Asked extends Questions>(asked: Asked): StoredAnswers<Asked> =>
  Object.fromEntries(
    yesNoNames(asked)
      .filter((name) => (asked[name] as YesNoQuestion).forgotten === 'emptied')
      .map((name) => [name, null]),
  ) as StoredAnswers<Asked>;

type ListColumn<Asked extends Questions> = NonNullable<Extract<Asked[keyof Asked], YesNoQuestion>['list']>;

/** The columns of lists, by the yes/no question that each answers. */
export const listColumns = <Asked extends Questions>(
  asked: Asked,
): Partial<Record<YesNoName<Asked>, ListColumn<Asked>>> =>
  Object.fromEntries(
    yesNoNames(asked).flatMap((name) => {
      const { list } = asked[name] as YesNoQuestion;
      return list === null ? [] : [[name, list]];
    }),
  ) as Partial<Record<YesNoName<Asked>, ListColumn<Asked>>>;

type Fields<Asked extends Questions> = {
  readonly [Name in keyof Asked]: Asked[Name] extends { readonly parts: infer Parts } ? Parts : readonly [Name];
};

/** By question, the answers that are proposed, compared and taken as one. */
export const fieldsOf = <Asked extends Questions>(asked: Asked): Fields<Asked> =>
  Object.fromEntries(
    Object.entries(asked).map(([name, question]) => [name, question.kind === 'own' ? question.parts : [name]]),
  ) as Fields<Asked>;

/** Something of each question in its order: of a yes/no question as `answered` says it, of another as it is written. */
export const inOrder = <Asked extends Questions, Shown>(
  asked: Asked,
  written: Readonly<Record<OwnName<Asked>, readonly Shown[]>>,
  answered: (name: YesNoName<Asked>) => Shown,
): Shown[] =>
  Object.entries(asked).flatMap(([name, { kind }]) =>
    kind === 'own' ? written[name as OwnName<Asked>] : [answered(name as YesNoName<Asked>)],
  );
