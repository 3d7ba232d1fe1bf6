import { Entity } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import {
  CodeColumn,
  CountColumn,
  FlagColumn,
  JsonColumn,
  KeyColumn,
  OwnColumn,
  TextColumn,
  TerritoryColumn,
} from '../../../foundation/platform/database/index.js';

/** One of the fourteen communes. A commune outside the territory has no row. */
@Entity('commune')
export class Commune {
  /** INSEE code. */
  @KeyColumn() code: string;
  @TerritoryColumn() territoryId: Id;
  @TextColumn() name: string;
  @JsonColumn() postalCodes: string[];
  /** Decimal degrees, WGS 84, as text to stay exact. */
  @CodeColumn() latitude: string;
  @CodeColumn() longitude: string;
  @CountColumn() population: number;
  /** Whether the RPE serves this commune. It is a setting (communes.json), deduced and still to be confirmed. */
  @FlagColumn() insideRpe: boolean;
  @OwnColumn(() => LivingArea, { nullable: true }) livingAreaId: string | null;
  @OwnColumn(() => FirstDesk) firstDeskId: string;
  /** Counts the changes, so that a form that shows older values is refused. */
  @CountColumn({ default: 0 }) version: number;
}

/** Bassin de vie: a group of communes. */
@Entity('living_area')
export class LivingArea {
  @KeyColumn() id: string;
  @TerritoryColumn() territoryId: Id;
  @TextColumn() name: string;
  /** Counts the changes, so that a form that shows older values is refused. */
  @CountColumn({ default: 0 }) version: number;
}

/** Guichet primaire: who triages the requests of a commune. No family is ever without one. */
@Entity('first_desk')
export class FirstDesk {
  @KeyColumn() id: string;
  @TerritoryColumn() territoryId: Id;
  @TextColumn() name: string;
  @TextColumn() address: string;
  @CodeColumn() phone: string;
  @CodeColumn() email: string;
  /** Counts the changes, so that a form that shows older values is refused. */
  @CountColumn({ default: 0 }) version: number;
}
