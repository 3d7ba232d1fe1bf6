import type { Reader, Tx } from '../database/index.js';
import { ChoiceEntry } from './choice-entry.entity.js';

/** Every entry that people changed or added, those of a list in the order of their codes. */
export const listEntries = (from: Reader | Tx): Promise<ChoiceEntry[]> =>
  from.find(ChoiceEntry, { order: { list: 'ASC', code: 'ASC' } });
