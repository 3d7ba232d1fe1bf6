import type { Dialect } from '../../platform/database/index.js';
import { nameWords } from '../domain/duplicates/normalise-name.js';
import { namedRequests, numberedRequests, type RequestSearch } from '../persistence/request-search.queries.js';
import { dossierNumberIn } from './dossier-number.js';

/** How many words of a search may select candidates. Further words only narrow these. */
const MOST_LEADING_WORDS = 3;

/**
 * Finds requests by the number of their dossier, or by a name of the child or of an adult. The typed words may be the
 * beginning of one name, or each the beginning of a name.
 */
export function searchFor(dialect: Dialect, text: string): RequestSearch {
  const number = dossierNumberIn(text);
  return number === null ? namedRequests(dialect, nameWords(text), MOST_LEADING_WORDS) : numberedRequests(number);
}
