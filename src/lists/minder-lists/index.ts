export { MINDER_LISTS_ENTITIES } from './persistence/tables.js';
export { MinderListsModule } from './minder-lists.module.js';
