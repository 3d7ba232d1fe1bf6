import { Entity } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import { KeyColumn, TextColumn } from '../database/index.js';

/** Territoire: the communes of one convention, with its desks, bodies, grids, settings and people. */
@Entity('territory')
export class TerritoryRow {
  @KeyColumn() id: Id;
  @TextColumn() name: string;
}
