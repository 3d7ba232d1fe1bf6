import { PortalDeposit } from './portal.entities.js';

/** The tables of this feature. Other features know the types of their rows only. */
export const PORTAL_ENTITIES = [PortalDeposit];
