export { PORTAL_ENTITIES } from './persistence/tables.js';
export { OpenApi } from './open-api.js';
export { PortalModule } from './portal.module.js';
