import type { Config } from '../../config/index.js';
import type { Instant } from '../../kernel/time.js';
import type { Reader } from '../database/index.js';
import { writeAnchor, type Anchor } from './anchor.js';
import { ensureAnchorKey } from './anchor-key.js';
import { leaveAnchor } from './anchor-places.js';
import { findLastSegment } from './read-segments.js';

/**
 * Leaves a signed anchor in the files and at the addresses of AUDIT_ANCHORS.
 * @returns its line; null when no place or no key is set
 * @throws Error when a place does not take it; the others have it
 */
export async function signAndLeave(config: Config, anchor: Anchor): Promise<string | null> {
  const places = config.anchorPlaces;
  const key = places.length === 0 ? null : ensureAnchorKey(config);
  if (key === null) return null;
  const line = writeAnchor(anchor, key);
  const [error] = await leaveAnchor(places, line);
  if (error !== undefined) throw error as Error;
  return line;
}

/**
 * Says beside the anchors that a backup took the place of the database: its journal ends before the last of them.
 * @param from the restored database
 */
export async function sayRestored(config: Config, from: Reader, at: Instant): Promise<void> {
  const last = await findLastSegment(from);
  await signAndLeave(config, { kind: 'restored', at, segment: last?.number ?? 0, digest: last?.digest ?? '' });
}
