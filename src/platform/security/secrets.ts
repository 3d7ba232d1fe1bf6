import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits, safe in a URL. Only its hash is ever stored. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
/** Whether a secret is the one of a kept hash, in a time that tells nothing. */
export const isSecretOf = (given: string, hash: string): boolean => timingSafeEqual(Buffer.from(hashSecret(given)), Buffer.from(hash));
