export { PUBLICATIONS_ENTITIES } from './persistence/tables.js';
export { PublicationsModule } from './publications.module.js';
