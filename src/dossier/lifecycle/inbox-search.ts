import type { Dialect } from '../../platform/database/index.js';
import { nameWords } from '../domain/duplicates/normalise-name.js';
import { namedRequests, numberedRequests, type RequestSearch } from '../persistence/request-search.queries.js';
import { dossierNumberIn } from './dossier-number.js';

/** Words that may lead to the candidates; more only narrow them. */
const MOST_LEADING_WORDS = 3;

/**
 * Requests of the dossier with that number, or with a name of the child or of an adult that begins so: in one piece, or
 * each word one of the names.
 */
export function searchFor(dialect: Dialect, text: string): RequestSearch {
  const number = dossierNumberIn(text);
  return number === null ? namedRequests(dialect, nameWords(text), MOST_LEADING_WORDS) : numberedRequests(number);
}
