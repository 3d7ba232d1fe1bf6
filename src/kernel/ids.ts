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

export const newId = (): Id => v7({ rng: sixteenRandomBytes });
export const isId = (value: unknown): value is Id =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
