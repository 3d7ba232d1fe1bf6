import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import type { Instant } from '../../kernel/time.js';

/**
 * What is kept outside the database. `anchor`: the journal ended with this segment. `restored`: a backup that ends with
 * this segment took the place of the database, so that anchors of later segments no longer bind.
 */
export interface Anchor {
  readonly kind: 'anchor' | 'restored';
  /** Its place among all anchors, from 1. 0: it was made before anchors were numbered. */
  readonly sequence: number;
  /** When its segment was sealed; of `restored`, when that was said. */
  readonly at: Instant;
  readonly segment: number;
  /** Of that segment. */
  readonly digest: string;
  /** The hash of the line before; of the first one, that of all lines from before they were numbered. */
  readonly previous: string;
}

/** An anchor as it stands somewhere. */
export interface KeptAnchor extends Anchor {
  readonly line: string;
  /** Of that line. */
  readonly hash: string;
  /** The public half of the key that signed it. */
  readonly key: string;
}

/** What the first anchor of all follows. */
export const NO_ANCHOR = '0'.repeat(64);
/** Of one line, or of several that follow each other. */
export const hashLines = (...lines: readonly string[]): string =>
  createHash('sha256').update(lines.join('\n')).digest('hex');

/** RFC 8410 spells an Ed25519 key as these bytes and the 32 of the key. */
const PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex');

const signingKey = (seed: string): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PRIVATE, Buffer.from(seed, 'base64')]), format: 'der', type: 'pkcs8' });

/** The public half of AUDIT_KEY, in base64: it verifies anchors and cannot make one. */
export const publicHalf = (seed: string): string =>
  createPublicKey(signingKey(seed)).export({ format: 'der', type: 'spki' }).subarray(PUBLIC.length).toString('base64');

const signedText = ({ kind, sequence, at, segment, digest, previous }: Anchor): Buffer =>
  Buffer.from(
    JSON.stringify(
      sequence === 0
        ? ['marelle-audit-anchor-1', kind, at, segment, digest]
        : ['marelle-audit-anchor-2', kind, sequence, at, segment, digest, previous],
    ),
  );

/** An anchor as one line of JSON, signed. The same anchor is always the same line. */
export function keepAnchor({ kind, sequence, at, segment, digest, previous }: Anchor, seed: string): KeptAnchor {
  const anchor: Anchor = { kind, sequence, at, segment, digest, previous };
  const key = publicHalf(seed);
  const signature = sign(null, signedText(anchor), signingKey(seed)).toString('base64');
  const line = JSON.stringify({ ...anchor, key, signature });
  return { ...anchor, line, hash: hashLines(line), key };
}

/** @returns the anchor of a line; null when it is not one, or was not signed with one of those keys */
export function readAnchor(line: string, publicKeys: readonly string[]): KeptAnchor | null {
  try {
    const {
      kind,
      sequence = 0,
      at,
      segment,
      digest,
      previous = '',
      signature,
    } = JSON.parse(line) as Anchor & { signature: string };
    const anchor: Anchor = { kind, sequence, at, segment, digest, previous };
    const key = publicKeys.find((known) =>
      verify(
        null,
        signedText(anchor),
        createPublicKey({ key: Buffer.concat([PUBLIC, Buffer.from(known, 'base64')]), format: 'der', type: 'spki' }),
        Buffer.from(signature, 'base64'),
      ),
    );
    return key === undefined ? null : { ...anchor, line, hash: hashLines(line), key };
  } catch {
    return null;
  }
}
