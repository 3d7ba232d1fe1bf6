import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Id } from '../../../foundation/kernel/ids.js';
import { Tx, type Reader } from '../../../foundation/platform/database/index.js';
import {
  listCaseLines,
  listCaseVersions,
  standingOf,
  standingOfCases,
  type CaseLine,
} from '../persistence/case-line.queries.js';
import type { CandidacyState } from '../persistence/commission.entities.js';

/** Few sessions sit at once. */
const MOST_KEPT = 4;
/** Up to this many changed cases are read by their ids. When more have changed, all cases are read again. */
const MOST_CHANGED = 100;

/** Best rank first. Cases without a rank come last. */
const byRank = (a: CaseLine, b: CaseLine): number =>
  (a.rank ?? Infinity) - (b.rank ?? Infinity) || a.agendaNumber - b.agendaNumber;

interface KnownLines {
  readonly standing: string;
  readonly lines: readonly CaseLine[];
}

/**
 * The cases of a session, as decisions and counts need them. A decision changes only a few of thousands. What all
 * versions add up to is read each time; the versions only when that has changed, and then only the rows whose version
 * is another.
 */
@Injectable()
export class CaseLines {
  private readonly known = new LRUCache<Id, KnownLines>({ max: MOST_KEPT });

  /** Best rank first; those without one last. @param state only these */
  async readLines(from: Reader | Tx, sessionId: Id, state: CandidacyState | null = null): Promise<readonly CaseLine[]> {
    const lines = await this.readAll(from, sessionId);
    return state === null ? lines : lines.filter((line) => line.state === state);
  }

  private async readAll(from: Reader | Tx, sessionId: Id): Promise<readonly CaseLine[]> {
    const known = this.known.get(sessionId);
    if (known?.standing === (await standingOfCases(from, sessionId))) return known.lines;
    const before = new Map(known?.lines.map((line) => [line.id, line]));
    const versions = await listCaseVersions(from, sessionId);
    const changed = versions.filter(({ id, version }) => before.get(id)?.version !== version).map(({ id }) => id);
    const anew = new Map((await this.readChanged(from, sessionId, changed)).map((line) => [line.id, line]));
    const lines = versions.flatMap(({ id }) => anew.get(id) ?? before.get(id) ?? []).sort(byRank);
    // Rows read inside a unit are not kept. The unit may be rolled back, and another one may later give the same
    // version to other content.
    if (!(from instanceof Tx)) this.known.set(sessionId, { standing: standingOf(lines), lines });
    return lines;
  }

  private async readChanged(from: Reader | Tx, sessionId: Id, changed: readonly Id[]): Promise<CaseLine[]> {
    if (changed.length === 0) return [];
    return listCaseLines(from, sessionId, changed.length > MOST_CHANGED ? null : changed);
  }
}
