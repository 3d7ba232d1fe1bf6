import type { Id } from '../kernel/ids.js';
import type { Dialect, SqlParameters } from '../platform/database/index.js';
import { nameWords } from './domain/duplicates/normalise-name.js';
import { SEARCHED_KEYS } from './domain/duplicates/blocking-keys.js';

/** What a filter looks for, written in two ways: those that match, from an index of their own; and whether one request does. */
export interface Search {
  /** Selects `request_id`s of every request that may match. */
  readonly candidates: string;
  /** A condition on `child_request` aliased `r`. */
  readonly matches: string;
  /** Whether a candidate still has to match. */
  readonly refine: boolean;
  readonly parameters: SqlParameters;
}

export interface Words {
  /** The whole text as one name: `da silva` is `dasilva`. */
  readonly whole: string;
  readonly each: readonly string[];
  /** As a dossier number would be written. */
  readonly number: string;
}

export function startsWithWords(text: string): Words {
  const each = nameWords(text);
  return { whole: each.join(''), each, number: text.trim().toUpperCase() };
}

/** Requests with a name of the child or of an adult that begins so: in one piece, or each word one of the names; or of that dossier. */
export function namedRequests(dialect: Dialect, { whole, each, number }: Words): Search {
  const terms = [...new Set([whole, ...each])].filter((term) => term !== '');
  const parameters: SqlParameters = { number };
  const range = (index: number, kind: number): string => beginsWith(dialect, `term${index}of${kind}`);
  for (const [index, term] of terms.entries()) {
    // Names hold letters and digits only: nothing in them means anything to LIKE.
    for (const [kind, key] of SEARCHED_KEYS.entries()) Object.assign(parameters, bounds(dialect, `term${index}of${kind}`, key + term));
  }
  const has = (index: number): string => `EXISTS (SELECT 1 FROM duplicate_key k WHERE k.request_id = r.id AND (${SEARCHED_KEYS.map((_, kind) => range(index, kind)).join(' OR ')}))`;
  const ofNumber = 'r.dossier_id = (SELECT d.id FROM dossier d WHERE d.number = :number)';
  const several = each.length > 1 ? ` OR (${each.map((word) => has(terms.indexOf(word))).join(' AND ')})` : '';
  const starting = terms.slice(0, each.length > 1 ? 2 : 1).flatMap((_, index) => SEARCHED_KEYS.map((__, kind) => `SELECT k.request_id FROM duplicate_key k WHERE ${range(index, kind)}`));
  return {
    candidates: ['SELECT r.id AS request_id FROM child_request r WHERE ' + ofNumber, ...starting].join(' UNION '),
    matches: `(${ofNumber}${terms.length > 0 ? ` OR ${has(0)}` : ''}${several})`,
    refine: each.length > 1, parameters,
  };
}

export const wishingRequests = (provider: Id): Search => ({
  candidates: 'SELECT DISTINCT w.request_id FROM wish w WHERE w.provider_id = :provider',
  matches: 'EXISTS (SELECT 1 FROM wish w WHERE w.request_id = r.id AND w.provider_id = :provider)',
  refine: false, parameters: { provider },
});

/** Each database has one way to read a range of an index by a beginning. */
const beginsWith = (dialect: Dialect, name: string): string =>
  dialect === 'postgres' ? `k.value LIKE :${name}` : `(k.value >= :${name} AND k.value < :${name}End)`;
const bounds = (dialect: Dialect, name: string, beginning: string): SqlParameters =>
  dialect === 'postgres' ? { [name]: `${beginning}%` } : { [name]: beginning, [`${name}End`]: `${beginning}\uffff` };
