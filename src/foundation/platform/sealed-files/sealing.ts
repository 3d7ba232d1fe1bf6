import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * A key with its id. A sealed file names the id of its key. The id is computed from the key, so that two keys never
 * share one.
 */
export interface FileKey {
  readonly id: string;
  readonly bytes: Buffer;
}

/** @param base64 32 bytes */
export function fileKey(base64: string): FileKey {
  const bytes = Buffer.from(base64, 'base64');
  return { id: createHash('sha256').update('files:').update(bytes).digest('hex').slice(0, 12), bytes };
}

/**
 * Seals bytes (AES-256-GCM with a random nonce).
 * @param about what the seal is bound to: the row, its owner and its type. Bytes that were moved to another row do not
 * open there
 * @returns base64 of nonce, tag and ciphertext
 */
export function seal(key: FileKey, about: string, bytes: Uint8Array): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key.bytes, nonce).setAAD(Buffer.from(about));
  const content = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), content]).toString('base64');
}

/** @throws Error when the key is another one, or the bytes or `about` were altered */
export function unseal(key: FileKey, about: string, sealed: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv(CIPHER, key.bytes, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(about))
    .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
}
