import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';
import { canonicalParts } from '../matching/index.js';
import { Slices } from '../../foundation/platform/threads/index.js';

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

/** How many characters one step writes before other requests are answered. */
const STEP_CHARACTERS = 100_000;
/**
 * A low quality is enough: the text repeats the names of half-days, and shrinks to a tenth in the time that sending
 * the whole would take.
 */
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 2 } };

export interface PackedJson {
  /** SHA-256 of its canonical JSON, in hexadecimal. */
  readonly hash: string;
  /** Its canonical JSON: Brotli, as base64. */
  readonly packed: string;
}

/** Writes megabytes of plain data as text. It works in slices, and compresses beside the event loop. */
export async function packJson(value: object): Promise<PackedJson> {
  const hash = createHash('sha256');
  const written: Buffer[] = [];
  const slices = new Slices();
  let text = '';
  const write = (): void => {
    const bytes = Buffer.from(text);
    hash.update(bytes);
    written.push(bytes);
    text = '';
  };
  for (const part of canonicalParts(value)) {
    text += part;
    if (text.length < STEP_CHARACTERS) continue;
    write();
    await slices.giveWay();
  }
  write();
  return { hash: hash.digest('hex'), packed: (await compress(Buffer.concat(written), QUALITY)).toString('base64') };
}

export async function unpackJson<T>(packed: string): Promise<T> {
  return JSON.parse((await decompress(Buffer.from(packed, 'base64'))).toString()) as T;
}
