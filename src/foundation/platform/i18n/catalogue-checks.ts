import { FIRST_LANGUAGE, LANGUAGES, type Language } from '../../kernel/language.js';
import type { Catalogue } from './catalogue.js';
import { loosePluralsOf, shapeOf, type Shape } from './message-shape.js';
import { VOICES } from './translator.js';

/** A template or a class, as text. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

const LITERAL_USE = /\bt\(\s*(['"])([\w.-]+)\1\s*[,)]/g;
/** The beginning of a key that is composed: `'state.' ~ state` in a view, `` `state.${state}` `` in code. */
const COMPOSED = /(?:(['"])([a-zA-Z][\w-]*(?:\.[\w-]+)*\.)\1\s*[+~]|`([a-zA-Z][\w-]*(?:\.[\w-]+)*\.)\$\{)/g;
const COMPOSED_USE = /\bt\(\s*(?:'([\w.-]+)'\s*[+~]|`([\w.-]*)\$\{)/g;
const QUOTED = /['"`]([a-zA-Z][\w-]*(?:\.[\w-]+)+)['"`]/g;

/** Finds the code given to `refuse`, whether written out or composed. */
const REFUSED = /(?<![.\w])refuse\(\s*([^,()]+)[,)]/g;
const CODE = /'([\w-]+(?:\.[\w-]+)+)'/g;
/** A code that comes from a variable, so that its sentence cannot be looked up here. */
const UNSEEN_CODE = /^[a-zA-Z]\w*$/;
const COMPOSED_CODE = /^`([\w.-]+\.)\$\{/;
const REFUSAL = 'refusal.';

const readable = (shape: Shape): string => [...shape.keys()].sort().join(', ') || 'none';

function differences(key: string, lang: Language, shape: Shape, first: Shape): string[] {
  if (readable(shape) !== readable(first))
    return [`${key}: arguments in ${lang}: ${readable(shape)}; in ${FIRST_LANGUAGE}: ${readable(first)}`];
  return [...first].flatMap(([name, { cases }]) => {
    const own = shape.get(name)!.cases;
    // A language may do without a select. When it has one, its cases must be the same.
    const differ =
      own.size > 0 && cases.size > 0 && (own.size !== cases.size || [...cases].some((name) => !own.has(name)));
    return differ
      ? [
          `${key}: cases of {${name}} in ${lang}: ${[...own].join(', ')}; in ${FIRST_LANGUAGE}: ${[...cases].join(', ')}`,
        ]
      : [];
  });
}

function messageProblems(catalogue: Catalogue, key: string): string[] {
  const shapes = new Map<Language, Shape>();
  const problems: string[] = [];
  for (const lang of LANGUAGES) {
    const message = catalogue.message(lang, key);
    if (message === undefined) {
      problems.push(`${key}: missing in ${lang}`);
      continue;
    }
    // A straight apostrophe would quote the argument that follows it.
    if (message.includes("'")) problems.push(`${key}: straight apostrophe in ${lang}`);
    try {
      shapes.set(lang, shapeOf(message, lang));
      for (const name of loosePluralsOf(message, lang)) problems.push(`${key}: {${name}} says one for zero in ${lang}`);
    } catch (error) {
      problems.push(`${key}: cannot be read in ${lang}: ${(error as Error).message}`);
    }
  }
  const first = shapes.get(FIRST_LANGUAGE);
  return first
    ? [...problems, ...[...shapes].flatMap(([lang, shape]) => differences(key, lang, shape, first))]
    : problems;
}

/** The key in whose place a voice says its own: whoever asks for a sentence does not name the voice. */
const neutral = (key: string): string => {
  const voice = VOICES.find((one) => key.startsWith(`${one}.`));
  return voice ? key.slice(voice.length + 1) : key;
};

/** Refusals are looked at by themselves ({@link refusalProblems}). */
function useProblems(keys: ReadonlySet<string>, sources: readonly Source[]): string[] {
  const quoted = new Set(sources.flatMap(({ text }) => [...text.matchAll(QUOTED)].map((match) => match[1])));
  const prefixes = new Set(
    sources.flatMap(({ text }) => [...text.matchAll(COMPOSED)].map(([, , said, inCode]) => said ?? inCode!)),
  );
  /** Whether some source composes the key: of its beginnings, one is written where a key is put together. */
  const isComposed = (key: string): boolean =>
    [...key.matchAll(/\./g)].some(({ index }) => prefixes.has(key.slice(0, index + 1)));
  return [
    ...sources.flatMap(({ path, text }) =>
      [...text.matchAll(LITERAL_USE)]
        .map((match) => match[2]!)
        .filter((key) => !keys.has(key))
        .map((key) => `${key}: asked for by ${path}, in no catalogue`),
    ),
    ...sources.flatMap(({ path, text }) =>
      [...text.matchAll(COMPOSED_USE)]
        .map((match) => match[1] ?? match[2] ?? '')
        .filter((prefix) => ![...keys].some((key) => key.startsWith(prefix)))
        .map((prefix) => `${prefix}: composed by ${path}, begins no message`),
    ),
    ...[...keys]
      .filter((key) => !key.startsWith(REFUSAL) && !quoted.has(neutral(key)) && !isComposed(neutral(key)))
      .map((key) => `${key}: used nowhere`),
  ];
}

/**
 * Checks refusals both ways. Each refusal gives its code where it is made, so that its sentence can be looked up. Each
 * sentence belongs to a refusal.
 */
function refusalProblems(keys: ReadonlySet<string>, sources: readonly Source[]): string[] {
  const sentences = [...keys].filter((key) => key.startsWith(REFUSAL)).map((key) => key.slice(REFUSAL.length));
  const known = new Set(sentences);
  const composedOf: string[] = [];
  const problems = sources.flatMap(({ path, text }) =>
    [...text.matchAll(REFUSED)].flatMap(([, said = '']) => {
      const codes = [...said.matchAll(CODE)].map((match) => match[1]!);
      const [, prefix] = COMPOSED_CODE.exec(said) ?? [];
      if (prefix) composedOf.push(prefix);
      if (UNSEEN_CODE.test(said.trim()))
        return [`${path} refuses by ${said.trim()}: say the code where the refusal is made`];
      const without = prefix ? (sentences.some((code) => code.startsWith(prefix)) ? [] : [prefix]) : codes;
      return without
        .filter((code) => !known.has(code))
        .map((code) => `${REFUSAL}${code}: refused by ${path}, without a sentence`);
    }),
  );
  const quoted = new Set(sources.flatMap(({ text }) => [...text.matchAll(QUOTED)].map((match) => match[1])));
  const isSaid = (code: string): boolean => quoted.has(code) || composedOf.some((prefix) => code.startsWith(prefix));
  return [
    ...problems,
    ...sentences
      .filter((code) => !isSaid(code) && !quoted.has(`${REFUSAL}${code}`))
      .map((code) => `${REFUSAL}${code}: no refusal says it`),
  ];
}

/** A voice says otherwise what is said anyway: its sentences take the places of others. */
const voiceProblems = (keys: ReadonlySet<string>): string[] =>
  VOICES.flatMap((voice) =>
    [...keys]
      .filter((key) => key.startsWith(`${voice}.`) && !keys.has(key.slice(voice.length + 1)))
      .map((key) => `${key}: takes the place of no message`),
  );

/** Everything wrong with the messages and their uses, one line each. Any of them stops the build. */
export function catalogueProblems(catalogue: Catalogue, sources: readonly Source[]): string[] {
  const keys = new Set(LANGUAGES.flatMap((lang) => catalogue.keys(lang)));
  return [
    ...[...keys].flatMap((key) => messageProblems(catalogue, key)),
    ...voiceProblems(keys),
    ...useProblems(keys, sources),
    ...refusalProblems(keys, sources),
  ];
}
