import type { Config } from '../../config/index.js';
import type { Instant } from '../../kernel/time.js';
import type { Reader, Tx } from '../database/index.js';
import { hashLines, keepAnchor, NO_ANCHOR, publicHalf, readAnchor, type Anchor, type KeptAnchor } from './anchor.js';
import { isNumbered } from './anchor-chain.js';
import { ensureAnchorKey } from './anchor-key.js';
import { filesAmong, leaveAnchor, readLastAnchorLines } from './anchor-places.js';
import { AuditAnchor } from './audit-anchor.entity.js';
import { findLastSegment } from './read-segments.js';

/** The newest anchor that the database recorded; null when it recorded none. */
export async function findLastAnchor(from: Reader | Tx): Promise<AuditAnchor | null> {
  const [last] = await from.find(AuditAnchor, { order: { sequence: 'DESC' }, take: 1 });
  return last ?? null;
}

/** Where the next anchor goes: after those that the database recorded, and after those that only the files know. */
export interface AnchorsEnd {
  readonly seed: string;
  readonly last: { readonly sequence: number; readonly segment: number; readonly digest: string } | null;
  /** The hash of the last line. */
  readonly hash: string;
  /** Left, and not recorded: the process stopped in between, or the database is a restored one. In their order. */
  readonly ahead: readonly KeptAnchor[];
}

/** @returns null when no place or no key is set */
export async function findAnchorsEnd(config: Config, from: Reader): Promise<AnchorsEnd | null> {
  const places = config.anchorPlaces;
  const seed = places.length === 0 ? null : ensureAnchorKey(config);
  if (seed === null) return null;
  const keys = [publicHalf(seed)];
  const recorded = await findLastAnchor(from);
  const end = Math.max(0, recorded?.sequence ?? 0);
  const ahead = new Map<number, KeptAnchor>();
  let unnumbered: readonly string[] = [];
  for (const file of filesAmong(places)) {
    const lines = await readLastAnchorLines(file, (line) => line.includes(`"sequence":${end},`));
    for (const line of lines) {
      if (line.includes('"sequence":') && Number(/"sequence":(\d+)/.exec(line)?.[1]) <= end) continue;
      const anchor = readAnchor(line, keys);
      if (anchor && isNumbered(anchor) && !ahead.has(anchor.sequence)) ahead.set(anchor.sequence, anchor);
    }
    if (end === 0 && ahead.size === 0) {
      const before = lines.filter((line) => readAnchor(line, keys) !== null);
      if (before.length > unnumbered.length) unnumbered = before;
    }
  }
  const inOrder = [...ahead.values()].toSorted((a, b) => a.sequence - b.sequence);
  const newest = inOrder.at(-1);
  const first = unnumbered.length > 0 ? hashLines(...unnumbered) : NO_ANCHOR;
  return {
    seed,
    last: newest ?? recorded,
    hash: newest?.hash ?? (recorded !== null && isNumbered(recorded) ? recorded.hash : first),
    ahead: inOrder,
  };
}

/** Leaves a signed anchor in the files and at the addresses of AUDIT_ANCHORS. @throws Error when a place does not take it */
export async function leaveEverywhere(config: Config, line: string): Promise<void> {
  const [error] = await leaveAnchor(config.anchorPlaces, line);
  if (error !== undefined) throw error as Error;
}

/** Leaves the next anchor; the other places have it when one does not take it. @throws Error as {@link leaveEverywhere} */
export async function leaveNext(
  config: Config,
  { seed, last, hash }: AnchorsEnd,
  said: Pick<Anchor, 'kind' | 'at' | 'segment' | 'digest'>,
): Promise<KeptAnchor> {
  const anchor = keepAnchor({ ...said, sequence: Math.max(0, last?.sequence ?? 0) + 1, previous: hash }, seed);
  await leaveEverywhere(config, anchor.line);
  return anchor;
}

/**
 * Says beside the anchors that a backup took the place of the database: its journal ends before the last of them.
 * @param from the restored database
 */
export async function sayRestored(config: Config, from: Reader, at: Instant): Promise<void> {
  const end = await findAnchorsEnd(config, from);
  if (end === null) return;
  const last = await findLastSegment(from);
  await leaveNext(config, end, { kind: 'restored', at, segment: last?.number ?? 0, digest: last?.digest ?? '' });
}
