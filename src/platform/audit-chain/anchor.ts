import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import type { Instant } from '../../kernel/time.js';

/**
 * What is kept outside the database. `anchor`: the journal ended with this segment. `restored`: a backup that ends with
 * this segment took the place of the database, so that anchors of later segments no longer bind.
 */
export interface Anchor {
  readonly kind: 'anchor' | 'restored';
  readonly at: Instant;
  readonly segment: number;
  /** Of that segment. */
  readonly digest: string;
}

/** RFC 8410 spells an Ed25519 key as these bytes and the 32 of the key. */
const PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex');

const signingKey = (seed: string): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PRIVATE, Buffer.from(seed, 'base64')]), format: 'der', type: 'pkcs8' });

/** The public half of AUDIT_KEY, in base64: it verifies anchors and cannot make one. */
export const publicHalf = (seed: string): string =>
  createPublicKey(signingKey(seed)).export({ format: 'der', type: 'spki' }).subarray(PUBLIC.length).toString('base64');

const signedText = ({ kind, at, segment, digest }: Anchor): Buffer =>
  Buffer.from(JSON.stringify(['marelle-audit-anchor-1', kind, at, segment, digest]));

/** An anchor as one line of JSON, signed. */
export const writeAnchor = ({ kind, at, segment, digest }: Anchor, seed: string): string =>
  JSON.stringify({
    kind,
    at,
    segment,
    digest,
    key: publicHalf(seed),
    signature: sign(null, signedText({ kind, at, segment, digest }), signingKey(seed)).toString('base64'),
  });

/** @returns the anchor of a line; null when it is not one, or was not signed with that key */
export function readAnchor(line: string, publicKey: string): Anchor | null {
  try {
    const { kind, at, segment, digest, signature } = JSON.parse(line) as Anchor & { signature: string };
    const key = createPublicKey({
      key: Buffer.concat([PUBLIC, Buffer.from(publicKey, 'base64')]),
      format: 'der',
      type: 'spki',
    });
    const anchor: Anchor = { kind, at, segment, digest };
    return verify(null, signedText(anchor), key, Buffer.from(signature, 'base64')) ? anchor : null;
  } catch {
    return null;
  }
}
