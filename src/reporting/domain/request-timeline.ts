import type { Id } from '../../kernel/ids.js';
import type { Day, Instant } from '../../kernel/time.js';

/** One move of a request, from its history. */
export interface HistoryLine {
  readonly requestId: Id;
  readonly dossierId: Id;
  readonly at: Instant;
  readonly action: string;
  readonly to: string;
  readonly communeCode: string | null;
  readonly wantedFrom: Day | null;
  readonly facts?: Readonly<Record<string, string | number>> | null;
}

/** How a request stood from a moment (included) to another (excluded; null when it still stands so). */
export interface Standing {
  readonly requestId: Id;
  readonly dossierId: Id;
  readonly from: Instant;
  readonly to: Instant | null;
  readonly state: string;
  /** Whether it was joined to another request of the same child. It then no longer counts. */
  readonly joined: boolean;
  readonly communeCode: string | null;
  readonly wantedFrom: Day | null;
  readonly submittedAt: Instant;
  /**
   * For a transfer, the request whose place it would replace: it is the same child and the same need. Null otherwise.
   */
  readonly transferFrom: Id | null;
}

/**
 * The standings of one request, from its history in order. Of several moves at one instant, only the last one makes a
 * standing.
 */
export function standingsOf(history: readonly HistoryLine[]): Standing[] {
  const [first] = history;
  if (!first) return [];
  // An arrival for a known family that nobody has judged, or that repeated a known child, is nobody's new request
  // (domain.md §4 and §10).
  const lastSaid = history.findLast(({ facts }) => facts?.['arrival'] !== undefined)?.facts?.['arrival'];
  const isArrival = lastSaid === 'waits' || lastSaid === 'back';
  const standings: Standing[] = [];
  for (const [index, line] of history.entries()) {
    const to = history[index + 1]?.at ?? null;
    if (to === line.at) continue;
    standings.push({
      requestId: line.requestId,
      dossierId: line.dossierId,
      from: line.at,
      to,
      state: line.to,
      joined: isArrival || (line.to === 'withdrawn' && line.action === 'join'),
      communeCode: line.communeCode,
      wantedFrom: line.wantedFrom,
      submittedAt: first.at,
      transferFrom: first.facts?.['transferFrom'] === undefined ? null : String(first.facts['transferFrom']),
    });
  }
  return standings;
}
