export { CHILDMINDERS_ENTITIES } from './persistence/tables.js';
export { ChildminderBook, type KnownChildminder } from './childminder-book.js';
export { ChildmindersModule } from './childminders.module.js';
export { availabilityLines } from './web/free-words.js';
