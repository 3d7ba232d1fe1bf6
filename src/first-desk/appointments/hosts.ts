import type { Id } from '../../foundation/kernel/ids.js';

/** Who receives families, as rows keep it: a first desk, or an establishment. */
export type Host = `desk:${string}` | `provider:${Id}`;

export const hostOfDesk = (deskId: string): Host => `desk:${deskId}`;
export const hostOfProvider = (providerId: Id): Host => `provider:${providerId}`;

/** @returns the establishment; null for a desk */
export const providerOf = (host: string): Id | null => (host.startsWith('provider:') ? host.slice(9) : null);
/** @returns the desk; null for an establishment */
export const deskOf = (host: string): string | null => (host.startsWith('desk:') ? host.slice(5) : null);
