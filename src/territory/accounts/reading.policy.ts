import type { Grant, Role } from '../../foundation/platform/security/index.js';

const TOLD: readonly Role[] = ['administrator', 'coordinator', 'auditor'];

/** Who is written to when somebody has read so many families that reading was stopped, or very many sign-ins fail (0095, 0102). */
export const isToldOfStops = ({ role }: Grant): boolean => TOLD.includes(role);
