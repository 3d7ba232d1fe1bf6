import { Entity } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import { KeyColumn, RefColumn, TextColumn } from '../database/index.js';

/** The territory of this house; its id is that of the reference data (communes.json), and never changes. */
const FIRST_TERRITORY = 'creusot-montceau-sud';

/** Territoire: the communes of one convention, with its desks, bodies, grids, settings and people. */
@Entity('territory')
export class TerritoryRow {
  @KeyColumn() id: Id;
  @TextColumn() name: string;
}

/**
 * Whose a row is. The database knows the first territory by itself: while servers are replaced one by one, the version
 * before writes rows and names none.
 */
export const TerritoryColumn = (options: { primary?: true } = {}): PropertyDecorator =>
  RefColumn({ default: FIRST_TERRITORY, ...options });

/** Whose a new row is: the one place that says so. */
export const currentTerritory = (): Id => FIRST_TERRITORY;
