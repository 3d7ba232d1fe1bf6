import { Entity } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import { JsonColumn, KeyColumn, TerritoryColumn } from '../database/index.js';

/** A choice of the territory that people may change: deadlines, horizon, what silence means… */
@Entity('setting')
export class Setting {
  @KeyColumn() name: string;
  @TerritoryColumn({ primary: true }) territoryId: Id;
  @JsonColumn() value: unknown;
}
