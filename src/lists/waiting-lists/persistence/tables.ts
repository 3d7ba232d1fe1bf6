import { ColumnMemory, ImportBatch, ImportRow, KnownLine } from './import.entities.js';

/** The tables of this feature. Other features know the types of their rows only. */
export const WAITING_LISTS_ENTITIES = [ImportBatch, ImportRow, KnownLine, ColumnMemory];
