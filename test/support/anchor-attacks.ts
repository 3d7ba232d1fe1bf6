import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { keepAnchor, NO_ANCHOR, type Anchor } from '../../src/foundation/platform/audit-chain/anchor.js';
import type { AnchorFault } from '../../src/foundation/platform/audit-chain/anchor-chain.js';
import type { Finding } from '../../src/foundation/platform/audit-chain/verify-journal.js';
import { listSegmentsAfter } from '../../src/foundation/platform/audit-chain/read-segments.js';
import type { Tx } from '../../src/foundation/platform/database/index.js';
import { resealFrom, type Anchored } from './tamperings.js';

/** The anchors as the one who tampers with them sees them. */
interface AnchorsSeen {
  readonly file: string;
  readonly lines: readonly string[];
  /** The key, for who holds the server. */
  readonly seed: string;
}

interface AnchorAttack {
  readonly attack: (tx: Tx, journal: Anchored, anchors: AnchorsSeen) => Promise<void>;
  /** What of the report says so. */
  readonly tells: readonly (AnchorFault['kind'] | Finding['kind'] | 'unreadable')[];
}

const save = (file: string, lines: readonly string[]): void =>
  writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
const read = (line: string): Anchor => JSON.parse(line) as Anchor;

/** The journal loses a line of its last segments, and all seals are written anew. */
async function rewriteEnd(tx: Tx, { lines }: Anchored): Promise<void> {
  const { id, segment } = lines.findLast(({ segment: number }) => number > 5)!;
  await tx.write('DELETE FROM audit_event WHERE id = :id RETURNING id', { id });
  await resealFrom(tx, segment);
}

/** Signs anchors of the journal as it is now, and records them: what who holds the server can do. */
export async function forgeAnchors(tx: Tx, { file, seed }: AnchorsSeen): Promise<void> {
  let previous = NO_ANCHOR;
  const lines: string[] = [];
  for (const { number, digest, sealedAt: at } of await listSegmentsAfter(tx, 0, 1_000_000)) {
    const made = keepAnchor({ kind: 'anchor', sequence: number, at, segment: number, digest, previous }, seed);
    lines.push(made.line);
    previous = made.hash;
    await tx.write(
      'UPDATE audit_anchor SET digest = :digest, previous = :before, hash = :hash WHERE sequence = :number RETURNING sequence',
      { digest, before: made.previous, hash: made.hash, number },
    );
  }
  save(file, lines);
}

/** Each way to tamper with the anchors that leaves a trace on the server itself, and what it says. */
export const ANCHOR_ATTACKS: Readonly<Record<string, AnchorAttack>> = {
  'a signed line that says a restore is copied to the end': {
    attack: async (tx, journal, { file, lines, seed }) => {
      // A restore long ago, at its place in the chain; what came later was anchored after it.
      const made = keepAnchor({ ...read(lines[5]!), kind: 'restored' }, seed);
      const later: string[] = [];
      let previous = made.hash;
      for (const line of lines.slice(6)) {
        const next = keepAnchor({ ...read(line), previous }, seed);
        later.push(next.line);
        previous = next.hash;
      }
      await rewriteEnd(tx, journal);
      save(file, [...lines.slice(0, 5), made.line, ...later, made.line]);
    },
    tells: ['anchor', 'twice'],
  },
  'an unnumbered line that says a restore is copied to the end': {
    attack: async (tx, journal, { file, lines, seed }) => {
      await rewriteEnd(tx, journal);
      appendFileSync(file, `${keepAnchor({ ...read(lines[4]!), kind: 'restored', sequence: 0 }, seed).line}\n`);
    },
    tells: ['anchor', 'unnumbered'],
  },
  'the file is emptied': { attack: (_tx, _journal, { file }) => Promise.resolve(save(file, [])), tells: ['empty'] },
  'the file is emptied, and the table of anchors too': {
    attack: async (tx, _journal, { file }) => {
      save(file, []);
      await tx.write('DELETE FROM audit_anchor WHERE 1 = 1');
    },
    tells: ['empty'],
  },
  'the file is removed': { attack: (_tx, _journal, { file }) => Promise.resolve(rmSync(file)), tells: ['unreadable'] },
  'the end of the file is cut off': {
    attack: (_tx, _journal, { file, lines }) => Promise.resolve(save(file, lines.slice(0, -3))),
    tells: ['lost'],
  },
  'the end of the journal and of the file are cut off': {
    attack: async (tx, _journal, { file, lines }) => {
      save(file, lines.slice(0, 6));
      await tx.write('DELETE FROM audit_event WHERE segment > 6 RETURNING id');
      await tx.write('DELETE FROM audit_segment WHERE number > 6 RETURNING number');
    },
    tells: ['lost'],
  },
  'the end of the journal and of the table are cut off': {
    attack: async (tx) => {
      await tx.write('DELETE FROM audit_event WHERE segment > 6 RETURNING id');
      await tx.write('DELETE FROM audit_segment WHERE number > 6 RETURNING number');
      await tx.write('DELETE FROM audit_anchor WHERE segment > 6 RETURNING sequence');
    },
    tells: ['cut', 'unrecorded'],
  },
  'the table of anchors is emptied': {
    attack: async (tx) => void (await tx.write('DELETE FROM audit_anchor WHERE 1 = 1')),
    tells: ['unrecorded'],
  },
  'an anchor is taken out of the file': {
    attack: (_tx, _journal, { file, lines }) => Promise.resolve(save(file, lines.toSpliced(4, 1))),
    tells: ['gap', 'lost'],
  },
  'two anchors change places': {
    attack: (_tx, _journal, { file, lines }) =>
      Promise.resolve(save(file, lines.with(3, lines[4]!).with(4, lines[3]!))),
    tells: ['gap', 'order'],
  },
  'an anchor is changed': {
    attack: (_tx, _journal, { file, lines }) =>
      Promise.resolve(save(file, lines.with(3, lines[3]!.replace('"segment":', '"segment":1')))),
    tells: ['unsigned', 'lost'],
  },
  'the journal is written anew and the file with the key, but not the table': {
    attack: async (tx, journal, anchors) => {
      await rewriteEnd(tx, journal);
      const rows = await tx.sql<{ sequence: number; hash: string }>('SELECT sequence, hash FROM audit_anchor');
      await forgeAnchors(tx, anchors);
      for (const { sequence, hash } of rows)
        await tx.write('UPDATE audit_anchor SET hash = :hash WHERE sequence = :sequence RETURNING sequence', {
          hash,
          sequence,
        });
    },
    tells: ['other'],
  },
  'the journal is written anew and the table, but not the file': {
    attack: async (tx, journal, anchors) => {
      await rewriteEnd(tx, journal);
      await forgeAnchors(tx, anchors);
      save(anchors.file, anchors.lines);
    },
    tells: ['anchor', 'other'],
  },
};
