import type { Id } from '../../../foundation/kernel/ids.js';
import { listOf, type Dialect, type SqlParameters } from '../../../foundation/platform/database/index.js';
import { SEARCHED_KEYS } from '../domain/duplicates/blocking-keys.js';

/**
 * What a filter looks for, as two statements: one selects the requests that may match, from an index of its own; the
 * other tells whether a given request matches.
 */
export interface RequestSearch {
  /** Statements that select the `request_id` of every request that may match, some of them more than once. */
  readonly candidates: readonly string[];
  /** A condition on `child_request` aliased `r`. */
  readonly matches: string;
  readonly parameters: SqlParameters;
}

/** These requests. */
export function amongRequests(ids: readonly Id[]): RequestSearch {
  const { sql, parameters } = listOf('among', ids);
  return {
    candidates: [`SELECT c.id AS request_id FROM child_request c WHERE c.id IN (${sql})`],
    matches: `r.id IN (${sql})`,
    parameters,
  };
}

/** Requests of the dossier with that number. */
export const numberedRequests = (number: string): RequestSearch => ({
  candidates: [
    'SELECT n.id AS request_id FROM child_request n JOIN dossier d ON d.id = n.dossier_id WHERE d.number = :number',
  ],
  matches: 'r.dossier_id = (SELECT d.id FROM dossier d WHERE d.number = :number)',
  parameters: { number },
});

/** Requests of the dossiers whose number begins or ends with these four letters or digits. */
export const halfNumberedRequests = (half: string): RequestSearch => ({
  candidates: [
    `SELECT n.id AS request_id FROM child_request n JOIN dossier d ON d.id = n.dossier_id
     WHERE d.number LIKE :firstHalf OR d.number LIKE :secondHalf`,
  ],
  matches: `EXISTS (SELECT 1 FROM dossier h WHERE h.id = r.dossier_id
    AND (h.number LIKE :firstHalf OR h.number LIKE :secondHalf))`,
  parameters: { firstHalf: `${half}-%`, secondHalf: `%-${half}` },
});

/**
 * Requests with a name of the child or of an adult that begins with these words written as one, or with names that
 * each begin with one of them. Without words it finds nothing.
 * @param mostLeading how many of the first words may select candidates; later words only narrow these
 */
export function namedRequests(dialect: Dialect, words: readonly string[], mostLeading: number): RequestSearch {
  if (words.length === 0) return { candidates: [], matches: '1 = 0', parameters: {} };
  // `da silva` may also be stored as `dasilva`.
  const whole = words.join('');
  const terms = [...new Set([whole, ...words])];
  const parameters: SqlParameters = {};
  for (const [index, term] of terms.entries()) {
    // Names hold letters and digits only, so they contain no special character of LIKE.
    parameters[`name${index}`] = `% ${term}%`;
    for (const [kind, key] of SEARCHED_KEYS.entries())
      Object.assign(parameters, bounds(dialect, `term${index}of${kind}`, key + term));
  }
  const has = (term: string): string => `r.names LIKE :name${terms.indexOf(term)}`;
  const starting = (term: string): string[] =>
    SEARCHED_KEYS.map(
      (_, kind) =>
        `SELECT k.request_id FROM duplicate_key k WHERE ${beginsWith(dialect, `term${terms.indexOf(term)}of${kind}`)}`,
    );
  const ways = new Set([has(whole), words.map(has).join(' AND ')]);
  return {
    candidates: words
      .slice(0, mostLeading)
      .map((word) => [...new Set([whole, word])].flatMap(starting).join(' UNION ALL ')),
    // Rare names are found by their candidates, so this condition is only asked for frequent ones. The databases
    // cannot know that from the statistics of a pattern.
    matches: `CASE WHEN ${[...ways].join(' OR ')} THEN 1 ELSE 0 END = 1`,
    parameters,
  };
}

/** Requests that have a key which begins so: a telephone, an address, a date of birth. */
export const keyedRequests = (dialect: Dialect, beginning: string): RequestSearch => ({
  candidates: [`SELECT k.request_id FROM duplicate_key k WHERE ${beginsWith(dialect, 'key')}`],
  matches: `EXISTS (SELECT 1 FROM duplicate_key k WHERE k.request_id = r.id AND ${beginsWith(dialect, 'key')})`,
  // Of LIKE's special characters only `_` stands in addresses. It then also finds any other letter there.
  parameters: bounds(dialect, 'key', beginning),
});

/**
 * Requests that have one of the keys of each of these names. Without any it finds nothing.
 * @param names the keys that each name may have
 * @param written words too short to be told otherwise: names that begin so
 */
export function alikeRequests(names: readonly (readonly string[])[], written: readonly string[] = []): RequestSearch {
  if (names.length === 0) return { candidates: [], matches: '1 = 0', parameters: {} };
  const lists = names.map((keys, index) => listOf(`alike${index}of`, keys));
  return {
    candidates: lists.map(({ sql }) => `SELECT k.request_id FROM duplicate_key k WHERE k.value IN (${sql})`),
    matches: [
      ...lists.map(
        ({ sql }) => `EXISTS (SELECT 1 FROM duplicate_key k WHERE k.request_id = r.id AND k.value IN (${sql}))`,
      ),
      ...written.map((_, index) => `r.names LIKE :written${index}`),
    ].join(' AND '),
    parameters: Object.assign(
      {},
      ...lists.map(({ parameters }) => parameters),
      ...written.map((word, index) => ({ [`written${index}`]: `% ${word}%` })),
    ) as SqlParameters,
  };
}

/** What one search finds, and what another finds; each selects its candidates in one statement. */
export const eitherOf = (one: RequestSearch, other: RequestSearch): RequestSearch => ({
  candidates: [[...one.candidates, ...other.candidates].join(' UNION ALL ')],
  matches: `(${one.matches} OR ${other.matches})`,
  parameters: { ...one.parameters, ...other.parameters },
});

/** Requests that wish for one of these providers. */
export function wishingRequests(providers: readonly Id[]): RequestSearch {
  const { sql, parameters } = listOf('provider', providers);
  return {
    candidates: [`SELECT w.request_id FROM wish w WHERE w.provider_id IN (${sql})`],
    matches: `EXISTS (SELECT 1 FROM wish w WHERE w.request_id = r.id AND w.provider_id IN (${sql}))`,
    parameters,
  };
}

/** Each database has one way to read a range of an index by a beginning. */
const beginsWith = (dialect: Dialect, name: string): string =>
  dialect === 'postgres' ? `k.value LIKE :${name}` : `(k.value >= :${name} AND k.value < :${name}End)`;
const bounds = (dialect: Dialect, name: string, beginning: string): SqlParameters =>
  dialect === 'postgres' ? { [name]: `${beginning}%` } : { [name]: beginning, [`${name}End`]: `${beginning}\uffff` };
