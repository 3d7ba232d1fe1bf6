import type { Grant } from '../platform/security/index.js';

/** Who is written to when somebody has read so many families that reading was stopped (decision 0095). */
export const isToldOfStops = ({ role }: Grant): boolean => role === 'administrator' || role === 'coordinator';
