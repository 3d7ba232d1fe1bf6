import type { Id } from '../../kernel/ids.js';
import { RefColumn } from './columns.js';

/** The territory of this installation. Its id comes from the reference data (communes.json) and never changes. */
const FIRST_TERRITORY = 'creusot-montceau-sud';

/** The property of each row that a territory owns. */
export const OWNED_BY = 'territoryId';

/**
 * The territory of a row, as `territoryId`. A unit of work writes it (`Tx`): no feature names it. Its default in the
 * database is the first territory: while servers are upgraded one by one, the previous version still writes rows
 * without naming one.
 */
export const TerritoryColumn = (options: { primary?: true } = {}): PropertyDecorator =>
  RefColumn({ default: FIRST_TERRITORY, ...options });

/** The territory of whoever acts. There is one. */
export const currentTerritory = (): Id => FIRST_TERRITORY;
