import { READINGS_KEPT_MONTHS } from '../../kernel/readings-kept.js';
import { addDays, addMonths, dayOf, type Day, type Instant } from '../../kernel/time.js';
import type { Reader, Tx } from '../database/index.js';
import type { Anchor } from './anchor.js';
import { countUnsealedBefore, listLinesOf, listStrayNumbers } from './audit-chain.queries.js';
import { BEFORE_FIRST, digestLines, digestSegment, type LinesDigest } from './chain.js';
import { listSegmentsAfter, toSegment } from './read-segments.js';
import type { AuditSegment } from './audit-segment.entity.js';

/**
 * `missing`: a segment is not there. `broken`: a segment does not follow the one before, or its own digest is wrong.
 * `lines`: lines of a segment were removed, changed or added. `stray`: lines name a segment that does not exist.
 * `anchor`: a segment is not the one that was anchored. `cut`: the journal ends before an anchored segment.
 * `unsealed`: lines are older than the time in which they are sealed.
 */
export interface Finding {
  readonly kind: 'missing' | 'broken' | 'lines' | 'stray' | 'anchor' | 'cut' | 'unsealed';
  /** The segment; null for `unsealed`. */
  readonly segment: number | null;
  readonly day: Day | null;
}

export interface JournalReport {
  readonly segments: number;
  readonly lines: number;
  /** Readings that were dropped after twelve months, of which the digest is kept. */
  readonly dropped: number;
  /** The last segment that an anchor proves; 0 when there is none. */
  readonly anchored: number;
  readonly findings: readonly Finding[];
}

export interface Expected {
  /** In the order in which they were made. */
  readonly anchors: readonly Anchor[];
  readonly now: Instant;
  /** The journal of a backup: it may end before the last anchor, and nothing seals it. */
  readonly isCopy?: boolean;
}

const AT_ONCE = 500;
/** A server that was stopped seals when it is back. */
const LATE_DAYS = 2;
const same = (a: LinesDigest, b: LinesDigest): boolean => a.count === b.count && a.digest === b.digest;

/** The anchors that still bind: a restore replaces those of later segments. */
export function bindingAnchors(
  anchors: readonly Pick<Anchor, 'kind' | 'segment' | 'digest'>[],
): ReadonlyMap<number, string> {
  const binding = new Map<number, string>();
  for (const { kind, segment, digest } of anchors) {
    if (kind === 'restored') for (const number of binding.keys()) if (number > segment) binding.delete(number);
    // The first word counts: whoever can make the server anchor a forged journal does not replace what was anchored.
    if (!binding.has(segment)) binding.set(segment, digest);
  }
  return binding;
}

/** Walks the whole journal and compares it with its seals, and the seals with their anchors. Changes nothing. */
export async function verifyJournal(
  from: Reader | Tx,
  { anchors, now, isCopy = false }: Expected,
): Promise<JournalReport> {
  const findings: Finding[] = [];
  const binding = bindingAnchors(anchors);
  const mayBeDropped = addMonths(dayOf(now), -READINGS_KEPT_MONTHS);
  let last: AuditSegment | null = null;
  let [segments, lines, dropped] = [0, 0, 0];
  const find = (kind: Finding['kind'], segment: number | null, day: Day | null): void =>
    void findings.push({ kind, segment, day });
  for (;;) {
    const rows: AuditSegment[] = await listSegmentsAfter(from, last?.number ?? 0, AT_ONCE);
    for (const row of rows) {
      const { number, day } = row;
      if (number !== (last?.number ?? 0) + 1) find('missing', number - 1, day);
      if (row.previous !== (last?.digest ?? BEFORE_FIRST) || row.digest !== digestSegment(toSegment(row)))
        find('broken', number, day);
      if (binding.has(number) && binding.get(number) !== row.digest) find('anchor', number, day);
      const found = await listLinesOf(from, number);
      const digests = digestLines(found);
      const sealed = toSegment(row);
      const isDropped = sealed.passing.count > 0 && digests.passing.count === 0 && day < mayBeDropped;
      if (!same(digests.lasting, sealed.lasting) || (!isDropped && !same(digests.passing, sealed.passing)))
        find('lines', number, day);
      segments += 1;
      lines += found.length;
      if (isDropped) dropped += sealed.passing.count;
      last = row;
    }
    if (rows.length < AT_ONCE) break;
  }
  for (const number of await listStrayNumbers(from)) find('stray', number, null);
  const end = last?.number ?? 0;
  const beyond = [...binding.keys()].filter((number) => number > end);
  if (beyond.length > 0 && !isCopy) find('cut', Math.max(...beyond), null);
  const late = addDays(dayOf(now), -LATE_DAYS);
  if (!isCopy && (await countUnsealedBefore(from, `${late}T00:00:00.000Z`)) > 0) find('unsealed', null, null);
  return { segments, lines, dropped, anchored: Math.max(0, ...[...binding.keys()].filter((n) => n <= end)), findings };
}
