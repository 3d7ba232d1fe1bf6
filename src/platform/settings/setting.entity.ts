import { Entity } from 'typeorm';
import { JsonColumn, KeyColumn } from '../database/index.js';

/** A choice of the territory that people may change: deadlines, horizon, what silence means… */
@Entity('setting')
export class Setting {
  @KeyColumn() name: string;
  @JsonColumn() value: unknown;
}
