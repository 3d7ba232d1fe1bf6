export { ChoiceLists, type ChoiceList, type EntryRule, type ReadEntry, type WantedEntry } from './choice-lists.js';
export type { Labels } from './choice-entry.entity.js';
export { ChoicesModule } from './choices.module.js';
