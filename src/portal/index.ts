import { PortalDeposit } from './persistence/portal.entities.js';

export { PortalDeposit };
export const PORTAL_ENTITIES = [PortalDeposit];
export { OpenApi } from './open-api.js';
export { PortalModule } from './portal.module.js';
