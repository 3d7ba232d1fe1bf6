import type { Id } from '../../../foundation/kernel/ids.js';

const LENGTH = 6;

/**
 * How a request is called where nobody is named, for example `3F9-A2C`. It is not the number of the dossier, which is
 * on papers that the family shows around.
 */
export function familyCode(requestId: Id): string {
  const end = requestId.replaceAll('-', '').slice(-LENGTH).toUpperCase();
  return `${end.slice(0, LENGTH / 2)}-${end.slice(LENGTH / 2)}`;
}
