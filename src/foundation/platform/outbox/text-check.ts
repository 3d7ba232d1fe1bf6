import type { Language } from '../../kernel/language.js';
import { findAddress } from '../../kernel/web-address.js';
import { fillMessage, literalsOf, shapeOf, type MessageArgs } from '../i18n/index.js';
import { blocksOf } from './mail-blocks.js';
import { variablesOf, type MessageKind, type Variable } from './message-kind.js';
import { smsLength, smsText } from './sms-text.js';

/** The texts of a kind in one language, in ICU syntax. The short text is null for a kind that is never sent as one. */
export interface MessageText {
  readonly subject: string;
  readonly body: string;
  readonly shortText: string | null;
}
export const TEXT_FIELDS = ['subject', 'body', 'shortText'] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

/** What is wrong with a text: a key of `messageText.problem`, and what fills its sentence. */
export interface TextProblem {
  readonly field: TextField;
  readonly code:
    | 'empty'
    | 'tooLong'
    | 'unreadable'
    | 'noOther'
    | 'unknown'
    | 'misplaced'
    | 'cases'
    | 'missing'
    | 'markup'
    | 'address'
    | 'linkLine'
    | 'linkLast'
    | 'letters'
    | 'parts';
  readonly args: Readonly<Record<string, string | number>>;
}

/** The most that a text message may take, each part of which is paid for. */
export const MOST_SMS_PARTS = 2;
/** In characters. A subject is shown on one line, a body on one page of paper. */
export const LONGEST: Readonly<Record<TextField, number>> = { subject: 200, body: 2000, shortText: 320 };

const MARKUP = /<\s*[/!?a-z]|&(#\d+|#x[\da-f]+|[a-z]+);/i;
/** Where a kind of variable may not stand. A text message shows on a locked screen: it names a child, and nobody else. */
const BANNED: Readonly<Record<TextField, readonly Variable['type'][]>> = {
  subject: ['lines', 'link', 'law'],
  body: [],
  shortText: ['lines', 'law', 'name'],
};
/** What a text may not leave out where the product's own says it. */
const NEEDED: readonly Variable['type'][] = ['day', 'time', 'lines', 'link', 'law'];
const NEAR_LETTERS = 20;

const casesOfVariable = (known: Variable): readonly string[] =>
  known.type === 'choice' ? known.of : 'orNone' in known ? ['none'] : [];

type Chosen = readonly [name: string, values: readonly (string | number | null)[]];

/** The variables over which the texts of a kind may choose, each with its cases, the usual one first. */
function choicesOf(kind: MessageKind): Chosen[] {
  return Object.entries(variablesOf(kind)).flatMap(([name, known]): Chosen[] => {
    if (known.type === 'count') return [[name, [2, 1]]];
    const cases = casesOfVariable(known);
    // Null leaves a variable that may be absent with the value it has otherwise.
    return cases.length > 0 ? [[name, known.type === 'choice' ? cases : [null, 'none']]] : [];
  });
}

const withCase = (known: MessageArgs, name: string, value: string | number | null): MessageArgs =>
  value === null ? known : { ...known, [name]: value };

/** Every situation in which a kind may be written, as the values that its texts choose among. */
export const situationsOf = (kind: MessageKind): MessageArgs[] =>
  choicesOf(kind).reduce<MessageArgs[]>(
    (all, [name, values]) => all.flatMap((known) => values.map((value) => withCase(known, name, value))),
    [{}],
  );

/** The usual situation, and those that differ from it by one case: what a person looks at. */
export function shownSituations(kind: MessageKind): MessageArgs[] {
  const choices = choicesOf(kind);
  const usual = choices.reduce<MessageArgs>((known, [name, [first]]) => withCase(known, name, first ?? null), {});
  return [usual, ...choices.flatMap(([name, [, ...others]]) => others.map((value) => withCase(usual, name, value)))];
}

const mark = (name: string): string => `⟦${name}⟧`;
const marksOf = (kind: MessageKind): MessageArgs =>
  Object.fromEntries(Object.keys(variablesOf(kind)).map((name) => [name, mark(name)]));

type Said = Pick<TextProblem, 'code' | 'args'>;
const listed = (names: Iterable<string>): string => [...names].map((name) => `{${name}}`).join(', ');

const nearOf = (words: string): string => words.trim().replace(/\s+/g, ' ').slice(0, NEAR_LETTERS).trim();

/** Why a text cannot be read as one; null when it can. */
function unreadable(text: string, lang: Language): Said | null {
  try {
    const stray = literalsOf(text, lang).find((words) => /[{}]/.test(words));
    return stray === undefined ? null : { code: 'unreadable', args: { near: nearOf(stray) } };
  } catch (error) {
    const { message, location } = error as Error & { location?: { start: { offset: number } } };
    if (message === 'MISSING_OTHER_CLAUSE') return { code: 'noOther', args: {} };
    return { code: 'unreadable', args: { near: nearOf(text.slice(location?.start.offset ?? 0)) } };
  }
}

/** The child of a message to a family, by its first name. */
const CHILD = 'child';

/** Variables that are unknown, stand where they may not, or are asked for cases that they do not have. */
function wrongVariables(kind: MessageKind, lang: Language, field: TextField, text: string): Said[] {
  const known = variablesOf(kind);
  const uses = [...shapeOf(text, lang)];
  // Its own properties only: every object has a `constructor`.
  const unknown = uses.filter(([name]) => !Object.hasOwn(known, name)).map(([name]) => name);
  const rest = uses.filter(([name]) => Object.hasOwn(known, name));
  const misplaced = rest
    // Of a family with two children, a text message says which one: by its first name, and no other name.
    .filter(([name]) => BANNED[field].includes(known[name]!.type) && !(field === 'shortText' && name === CHILD))
    .map(([name]) => name);
  return [
    ...(unknown.length > 0 ? [{ code: 'unknown' as const, args: { names: listed(unknown) } }] : []),
    ...(misplaced.length > 0 ? [{ code: 'misplaced' as const, args: { names: listed(misplaced) } }] : []),
    ...rest.flatMap(([name, { cases, counted, formatted }]): Said[] => {
      const own = casesOfVariable(known[name]!);
      const wrong = [...cases].filter((one) => one !== 'other' && !own.includes(one));
      const misused = formatted || (counted && known[name]!.type !== 'count');
      if (wrong.length === 0 && !misused && (cases.size === 0 || own.length > 0)) return [];
      return [{ code: 'cases', args: { name, cases: own.join(', ') || '–' } }];
    }),
  ];
}

/** Variables that the product's own text says in some situation, and this one does not. */
function missingVariables(kind: MessageKind, lang: Language, text: string, own: string): Said[] {
  const known = variablesOf(kind);
  const missing = new Set<string>();
  const ownUses = shapeOf(own, lang);
  const uses = shapeOf(text, lang);
  for (const name of ownUses.keys()) if (known[name]?.type === 'choice' && !uses.has(name)) missing.add(name);
  const needed = Object.keys(known).filter((name) => NEEDED.includes(known[name]!.type));
  for (const situation of situationsOf(kind)) {
    const values = { ...marksOf(kind), ...situation };
    const [wanted, said] = [fillMessage(own, lang, values), fillMessage(text, lang, values)];
    for (const name of needed) if (wanted.includes(mark(name)) && !said.includes(mark(name))) missing.add(name);
  }
  return missing.size > 0 ? [{ code: 'missing', args: { names: listed(missing) } }] : [];
}

/** What a text says in each situation, letters in the place of each variable, which would complete an address. */
const filledOf = (kind: MessageKind, lang: Language, text: string): string[] => {
  const letters = Object.fromEntries(Object.keys(variablesOf(kind)).map((name) => [name, 'xx']));
  return situationsOf(kind).map((situation) => fillMessage(text, lang, { ...letters, link: ' ', ...situation }));
};

const wordsOf = (text: string): string[] => text.split(/\s+/);

/** @param own the words of the product's own text, one of which is the name of a command: `audit:verify` */
function addressProblems(texts: readonly string[], own: ReadonlySet<string>): Said[] {
  const [found] = texts.flatMap((text) => {
    const typed = wordsOf(text).filter((word) => !own.has(word));
    return findAddress(typed.join(' ')) ?? [];
  });
  return found === undefined ? [] : [{ code: 'address', args: { near: nearOf(found) } }];
}

const LINK = 'https://lien.exemple/';

/** Every mail has one button: the link stands once, at the end of a line that says what it does. */
function linkProblems(kind: MessageKind, lang: Language, body: string): Said[] {
  if (variablesOf(kind)['link'] === undefined) return [];
  const wrong = situationsOf(kind).some((situation) => {
    const said = fillMessage(body, lang, { ...marksOf(kind), ...situation, link: LINK });
    const buttons = blocksOf(said).filter((block) => block.kind === 'link' && block.label !== null);
    return said.split(LINK).length - 1 !== buttons.length || buttons.length > 1;
  });
  return wrong ? [{ code: 'linkLine', args: {} }] : [];
}

function shortProblems(kind: MessageKind, lang: Language, text: string, examples: MessageArgs): Said[] {
  const said = situationsOf(kind).map((situation) => smsText(fillMessage(text, lang, { ...examples, ...situation })));
  const foreign = said.filter((one) => smsLength(one).alphabet !== 'gsm7');
  const parts = Math.max(...said.map((one) => smsLength(one).parts));
  return [
    ...(kind.opens === null || text.trimEnd().endsWith('{link}') ? [] : [{ code: 'linkLast' as const, args: {} }]),
    ...(foreign.length > 0 ? [{ code: 'letters' as const, args: {} }] : []),
    ...(parts > MOST_SMS_PARTS ? [{ code: 'parts' as const, args: { parts, most: MOST_SMS_PARTS } }] : []),
  ];
}

/**
 * Everything wrong with the texts of a kind in one language.
 * @param own the product's own texts, whose dates, links, facts and passages of the law no text may leave out
 * @param examples a value for each variable, as long as values are
 */
export function textProblems(
  kind: MessageKind,
  lang: Language,
  text: MessageText,
  own: MessageText,
  examples: MessageArgs,
): TextProblem[] {
  return TEXT_FIELDS.flatMap((field): TextProblem[] => {
    const [written, original] = [text[field], own[field]];
    if (written === null || original === null) return [];
    return fieldProblems(kind, lang, field, written, original, examples).map((said) => ({ field, ...said }));
  });
}

function fieldProblems(
  kind: MessageKind,
  lang: Language,
  field: TextField,
  text: string,
  own: string,
  examples: MessageArgs,
): Said[] {
  if (text.trim() === '') return [{ code: 'empty', args: {} }];
  if (text.length > LONGEST[field]) return [{ code: 'tooLong', args: { most: LONGEST[field] } }];
  const unread = unreadable(text, lang);
  if (unread) return [unread];
  const literals = literalsOf(text, lang);
  const ownWords = new Set([...literalsOf(own, lang), ...filledOf(kind, lang, own)].flatMap(wordsOf));
  const smuggled: Said[] = [
    ...(literals.some((words) => MARKUP.test(words)) ? [{ code: 'markup' as const, args: {} }] : []),
    ...addressProblems(literals, ownWords),
  ];
  const wrong = wrongVariables(kind, lang, field, text);
  // A text whose variables are wrong cannot be filled in.
  if (wrong.length > 0) return [...smuggled, ...wrong];
  if (smuggled.length === 0) smuggled.push(...addressProblems(filledOf(kind, lang, text), ownWords));
  const missing = missingVariables(kind, lang, text, own);
  return [
    ...smuggled,
    ...missing,
    ...(field === 'body' && missing.length === 0 ? linkProblems(kind, lang, text) : []),
    ...(field === 'shortText' ? shortProblems(kind, lang, text, examples) : []),
  ];
}
