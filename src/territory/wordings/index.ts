export { WORDINGS_ENTITIES } from './persistence/tables.js';
export { WordingsModule } from './wordings.module.js';
