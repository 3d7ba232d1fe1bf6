export { deskWords } from './desk-words.feature.js';
export { DeskWords } from './desk-words.js';
export { LONGEST_WORDS } from './domain/desk-words.js';
