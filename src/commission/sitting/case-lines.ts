import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Id } from '../../kernel/ids.js';
import { Tx, type Reader } from '../../platform/database/index.js';
import { listCaseLines, listCaseVersions, type CaseLine } from '../persistence/case-line.queries.js';
import type { CandidacyState } from '../persistence/commission.entities.js';

/** Few sessions sit at once. */
const MOST_KEPT = 4;
/** Changed cases that are read one by one; more of them are read with all others. */
const MOST_CHANGED = 100;

/** Best rank first; cases without one last. */
const byRank = (a: CaseLine, b: CaseLine): number =>
  (a.rank ?? Infinity) - (b.rank ?? Infinity) || a.agendaNumber - b.agendaNumber;

/**
 * The cases of a session as decisions and counts need them. A decision changes a few of thousands: their versions are
 * read each time, and the rows of those that have another version.
 */
@Injectable()
export class CaseLines {
  private readonly known = new LRUCache<Id, ReadonlyMap<Id, CaseLine>>({ max: MOST_KEPT });

  /** Best rank first; those without one last. @param state only these */
  async of(from: Reader | Tx, sessionId: Id, state: CandidacyState | null = null): Promise<CaseLine[]> {
    const versions = await listCaseVersions(from, sessionId, state);
    const known = this.known.get(sessionId);
    const changed = versions.filter(({ id, version }) => known?.get(id)?.version !== version).map(({ id }) => id);
    const anew = new Map((await this.read(from, sessionId, changed)).map((one) => [one.id, one]));
    const lines = versions.flatMap(({ id }) => anew.get(id) ?? known?.get(id) ?? []);
    // A unit may be undone, and what it has written would stand under a version that another one gives.
    if (!(from instanceof Tx)) this.known.set(sessionId, new Map([...(known ?? []), ...anew]));
    return lines.sort(byRank);
  }

  private async read(from: Reader | Tx, sessionId: Id, changed: readonly Id[]): Promise<CaseLine[]> {
    if (changed.length === 0) return [];
    return listCaseLines(from, sessionId, changed.length > MOST_CHANGED ? null : changed);
  }
}
