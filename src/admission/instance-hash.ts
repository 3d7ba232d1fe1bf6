import { createHash } from 'node:crypto';
import { canonicalJson, type Instance } from '../matching/index.js';

/** SHA-256 of the canonical JSON, in hexadecimal. Of a large session that is megabytes: a thread works it out. */
export const hashOfInstance = (instance: Instance): string =>
  createHash('sha256').update(canonicalJson(instance)).digest('hex');
