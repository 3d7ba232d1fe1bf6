import { v7 } from 'uuid';

/** A UUID version 7: unique, opaque, and in order of creation within an index. */
export type Id = string;

export const newId = (): Id => v7();
export const isId = (value: unknown): value is Id =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
