import type { Id } from '../../kernel/ids.js';
import { RefColumn } from '../database/index.js';

/** The territory of this installation. Its id comes from the reference data (communes.json) and never changes. */
const FIRST_TERRITORY = 'creusot-montceau-sud';

/**
 * The territory of a row. Its default in the database is the first territory: while servers are upgraded one by one,
 * the previous version still writes rows without naming one.
 */
export const TerritoryColumn = (options: { primary?: true } = {}): PropertyDecorator =>
  RefColumn({ default: FIRST_TERRITORY, ...options });

/** The territory of a new row. No other code decides it. */
export const currentTerritory = (): Id => FIRST_TERRITORY;
