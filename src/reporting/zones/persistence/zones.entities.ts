import { Entity } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  CountColumn,
  DayColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  KeyColumn,
  TextColumn,
  TerritoryColumn,
} from '../../../foundation/platform/database/index.js';
import type { DrawnArea } from '../domain/drawn-areas.js';
import type { ScenarioResult, TriedOffer } from '../domain/scenario.js';

/** How many children under three live in a commune, as a source says for one year. A later year is another row. */
@Entity('children_count')
export class ChildrenCount {
  /** INSEE code. */
  @KeyColumn() communeCode: string;
  /** `2024`. */
  @KeyColumn() year: string;
  @CountColumn() children: number;
  /** Who counted, as it is printed beside the figure. */
  @TextColumn() source: string;
  /** Whether the source says that it is an estimate. */
  @FlagColumn() estimated: boolean;
  @InstantColumn() recordedAt: Instant;
  @CodeColumn() recordedBy: string;
}

/** An offer that somebody tries out, and what the engine found. It names no family, and decides nothing. */
@Entity('zone_scenario')
export class ZoneScenario {
  @IdColumn() id: Id;
  @TerritoryColumn() territoryId: Id;
  @TextColumn() name: string;
  @JsonColumn() offer: TriedOffer;
  @InstantColumn() createdAt: Instant;
  @CodeColumn() createdBy: string;
  /** Null until it is computed. */
  @JsonColumn({ nullable: true }) result: ScenarioResult | null;
  /** The moment of the requests and places that were played. */
  @InstantColumn({ nullable: true }) computedAt: Instant | null;
}

/** Bassins de vie as somebody proposes them: a hypothesis, which changes nothing by itself. */
@Entity('area_hypothesis')
export class AreaHypothesis {
  @IdColumn() id: Id;
  @TerritoryColumn() territoryId: Id;
  @TextColumn() name: string;
  /** The day from which the groups are meant to hold. */
  @DayColumn() from: Day;
  @JsonColumn() areas: readonly DrawnArea[];
  @CountColumn() version: number;
  @InstantColumn() createdAt: Instant;
  @CodeColumn() createdBy: string;
}
