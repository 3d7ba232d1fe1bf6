import { DataSource } from 'typeorm';
import type { Config } from '../../config/index.js';
import type { Instant } from '../../kernel/time.js';
import { dataSourceOptions, Reader, type Tx } from '../database/index.js';
import { publicHalf, readAnchor, type KeptAnchor } from './anchor.js';
import { compareWithOwn, compareWithRecorded, followAnchors, isNumbered, joinAnchors } from './anchor-chain.js';
import type { AnchorFault } from './anchor-chain.js';
import { findAnchorKey } from './anchor-key.js';
import { filesAmong, readAnchorLines, readKeptLines } from './anchor-places.js';
import { AuditEvent } from '../audit/audit-event.entity.js';
import { AuditAnchor } from './audit-anchor.entity.js';
import { AuditSegment } from './audit-segment.entity.js';
import { verifyJournal, type JournalReport } from './verify-journal.js';

export interface VerifiedJournal extends JournalReport {
  /** Files of anchors that cannot be read. */
  readonly unreadable: readonly string[];
  /** What is wrong with the anchors themselves. */
  readonly faults: readonly AnchorFault[];
  /** All that are known, each once, in their order. */
  readonly anchors: readonly KeptAnchor[];
  /** How many the database recorded. */
  readonly recorded: number;
  /** How many of them were recorded under other keys, of which no file was compared. */
  readonly otherKeys: number;
  /** How many anchors that were kept elsewhere the server's own were compared with. */
  readonly elsewhere: number;
}

export interface Verification {
  readonly now: Instant;
  readonly isCopy?: boolean;
  /** The public halves of the keys of the anchors; that of AUDIT_KEY unless said. */
  readonly publicKeys?: readonly string[];
  /** Files of anchors that somebody kept elsewhere: mails that were received, for example. */
  readonly elsewhere?: readonly string[];
  /** The server that left the anchors, when the database is a copy of its own. */
  readonly anchorsOf?: Config;
}

/** Verifies the journal that is read from somewhere against its anchors, without any write. */
export async function verifyWith(
  reader: Reader | Tx,
  config: Config,
  { now, isCopy = false, publicKeys, elsewhere = [], anchorsOf = config }: Verification,
): Promise<VerifiedJournal> {
  const seed = findAnchorKey(anchorsOf);
  const keys = publicKeys ?? (seed === null ? [] : [publicHalf(seed)]);
  const recorded = await reader.find(AuditAnchor, { order: { sequence: 'ASC' } });
  const ofOtherKeys = recorded.filter((anchor) => isNumbered(anchor) && !keys.includes(anchor.key));
  const unreadable: string[] = [];
  const faults: AnchorFault[] = [];
  const read = (file: string, from: typeof readAnchorLines): Promise<string[] | null> =>
    from(file).catch(() => (unreadable.push(file), null));

  const own: KeptAnchor[][] = [];
  for (const file of filesAmong(anchorsOf.anchorPlaces)) {
    const lines = await read(file, readAnchorLines);
    if (lines === null) continue;
    const followed = followAnchors(file, lines, keys, ofOtherKeys.at(-1));
    own.push([...followed.anchors]);
    faults.push(...followed.faults, ...compareWithRecorded(file, followed.anchors, recorded, { keys, isCopy }));
  }
  const kept: KeptAnchor[][] = [];
  for (const file of elsewhere) {
    const lines = await read(file, readKeptLines);
    if (lines === null) continue;
    const anchors = lines.map((line) => readAnchor(line, keys)).filter((anchor) => anchor !== null);
    kept.push(anchors);
    if (anchors.length < lines.length) faults.push({ kind: 'unsigned', file, sequence: null });
    faults.push(...compareWithOwn(file, anchors, { own: own.flat(), recorded, isCopy }));
  }
  const anchors = joinAnchors([...kept, ...own]);
  return {
    ...(await verifyJournal(reader, { anchors, now, isCopy })),
    unreadable,
    faults,
    anchors,
    recorded: recorded.length,
    otherKeys: ofOtherKeys.length,
    elsewhere: kept.flat().length,
  };
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
