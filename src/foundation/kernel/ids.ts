import { v7 } from 'uuid';

/** A UUID version 7: unique, opaque, and in order of creation within an index. */
export type Id = string;

/** Random bytes are drawn for many ids at once: asking the system sixteen at a time costs more than the id. */
const pool = new Uint8Array(4096);
let used = pool.length;

function sixteenRandomBytes(): Uint8Array {
  if (used + 16 > pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  used += 16;
  return pool.slice(used - 16, used);
}

/**
 * Counts the ids of this process. Rows of one millisecond are read in the order of their ids, so that ids of one
 * millisecond have to be in order too. It begins anywhere in the lower half, and so never wraps.
 */
let made = crypto.getRandomValues(new Uint32Array(1))[0]! >>> 1;

export const newId = (): Id => v7({ rng: sixteenRandomBytes, seq: (made = (made + 1) >>> 0) });
export const isId = (value: unknown): value is Id =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
