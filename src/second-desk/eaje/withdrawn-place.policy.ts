import type { Grant } from '../../foundation/platform/security/index.js';

/** Whether the holder of a grant is told that a nursery took back a place: somebody else than who did. */
export const isToldOfWithdrawnPlace = ({ role }: Grant): boolean => role === 'coordinator';
