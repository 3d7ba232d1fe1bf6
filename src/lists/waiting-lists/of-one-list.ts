import type { OfOneList } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { listLinesOfRequests } from './persistence/import-lines.queries.js';

/**
 * Says which requests the lines of one list brought: those of its import, and those that an earlier import of the list
 * brought from lines that it still holds.
 * @param batchId null before the list is imported
 * @param fingerprints of its lines
 */
export function ofOneList(batchId: Id | null, fingerprints: Iterable<string> = []): OfOneList {
  const ofLines = new Set(fingerprints);
  return async (from, requestIds) =>
    (await listLinesOfRequests(from, requestIds))
      .filter((line) => line.batchId === batchId || ofLines.has(line.fingerprint))
      .map(({ requestId }) => requestId);
}
