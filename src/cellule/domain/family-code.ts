import type { Id } from '../../kernel/ids.js';

const LENGTH = 6;

/**
 * How a request is called where nobody is named, for example `K3F-9A2`. It is not the number of the dossier, which is
 * on papers that the family shows around.
 */
export function familyCode(requestId: Id): string {
  const end = requestId.replaceAll('-', '').slice(-LENGTH).toUpperCase();
  return `${end.slice(0, LENGTH / 2)}-${end.slice(LENGTH / 2)}`;
}
