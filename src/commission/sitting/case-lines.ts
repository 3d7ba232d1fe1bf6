import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Id } from '../../kernel/ids.js';
import { Tx, type Reader } from '../../platform/database/index.js';
import { listCaseLines, listCaseVersions, type CaseLine } from '../persistence/case-line.queries.js';
import type { CandidacyState } from '../persistence/commission.entities.js';

/** Few sessions sit at once. */
const MOST_KEPT = 4;
/** Up to this many changed cases are read by their ids. When more have changed, all cases are read again. */
const MOST_CHANGED = 100;

/** Best rank first. Cases without a rank come last. */
const byRank = (a: CaseLine, b: CaseLine): number =>
  (a.rank ?? Infinity) - (b.rank ?? Infinity) || a.agendaNumber - b.agendaNumber;

/**
 * The cases of a session, as decisions and counts need them. A decision changes only a few of thousands. The versions
 * are therefore read each time, and only the rows whose version has changed are read again.
 */
@Injectable()
export class CaseLines {
  private readonly known = new LRUCache<Id, ReadonlyMap<Id, CaseLine>>({ max: MOST_KEPT });

  /** Best rank first; those without one last. @param state only these */
  async readLines(from: Reader | Tx, sessionId: Id, state: CandidacyState | null = null): Promise<CaseLine[]> {
    const versions = await listCaseVersions(from, sessionId, state);
    const known = this.known.get(sessionId);
    const changed = versions.filter(({ id, version }) => known?.get(id)?.version !== version).map(({ id }) => id);
    const anew = new Map((await this.readChanged(from, sessionId, changed)).map((line) => [line.id, line]));
    const lines = versions.flatMap(({ id }) => anew.get(id) ?? known?.get(id) ?? []);
    // Rows read inside a unit are not kept. The unit may be rolled back, and another one may later give the same
    // version to other content.
    if (!(from instanceof Tx)) this.known.set(sessionId, new Map([...(known ?? []), ...anew]));
    return lines.sort(byRank);
  }

  private async readChanged(from: Reader | Tx, sessionId: Id, changed: readonly Id[]): Promise<CaseLine[]> {
    if (changed.length === 0) return [];
    return listCaseLines(from, sessionId, changed.length > MOST_CHANGED ? null : changed);
  }
}
