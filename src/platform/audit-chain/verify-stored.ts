import { DataSource } from 'typeorm';
import type { Config } from '../../config/index.js';
import type { Instant } from '../../kernel/time.js';
import { dataSourceOptions, Reader } from '../database/index.js';
import { readAnchor, publicHalf, type Anchor } from './anchor.js';
import { findAnchorKey } from './anchor-key.js';
import { filesAmong, readAnchorLines } from './anchor-places.js';
import { AuditEvent } from '../audit/audit-event.entity.js';
import { AuditAnchor } from './audit-anchor.entity.js';
import { AuditSegment } from './audit-segment.entity.js';
import { verifyJournal, type JournalReport } from './verify-journal.js';

export interface VerifiedJournal extends JournalReport {
  /** Files of anchors that cannot be read. */
  readonly unreadable: readonly string[];
  /** Lines of those files that are no anchor, or were signed with another key. */
  readonly unsigned: number;
  readonly anchors: number;
}

export interface Verification {
  readonly now: Instant;
  readonly isCopy?: boolean;
  /** The public half of the key of the anchors; of AUDIT_KEY unless said. */
  readonly publicKey?: string;
  /** Files of anchors; those of AUDIT_ANCHORS unless said. */
  readonly files?: readonly string[];
  /** The server that left the anchors, when the database is a copy of its own. */
  readonly anchorsOf?: Config;
}

/** Verifies the journal that is read from somewhere against its anchors, without any write. */
export async function verifyWith(
  reader: Reader,
  config: Config,
  { now, isCopy = false, publicKey, anchorsOf = config, files = filesAmong(anchorsOf.anchorPlaces) }: Verification,
): Promise<VerifiedJournal> {
  const seed = findAnchorKey(anchorsOf);
  const key = publicKey ?? (seed === null ? null : publicHalf(seed));
  const anchors: Anchor[] = [];
  const unreadable: string[] = [];
  let unsigned = 0;
  for (const file of files) {
    const lines = await readAnchorLines(file).catch(() => (unreadable.push(file), []));
    const read = lines.map((line) => (key === null ? null : readAnchor(line, key)));
    anchors.push(...read.filter((anchor) => anchor !== null));
    unsigned += read.filter((anchor) => anchor === null).length;
  }
  return { ...(await verifyJournal(reader, { anchors, now, isCopy })), unreadable, unsigned, anchors: anchors.length };
}

/** {@link verifyWith} for a database, without starting the application. */
export async function verifyStored(config: Config, verification: Verification): Promise<VerifiedJournal> {
  const source = new DataSource(dataSourceOptions(config, [AuditEvent, AuditSegment, AuditAnchor], 'reader'));
  await source.initialize();
  try {
    const reader = new Reader(source.manager, config.DATABASE_URL === undefined ? 'sqlite' : 'postgres');
    return await verifyWith(reader, config, verification);
  } finally {
    await source.destroy();
  }
}
