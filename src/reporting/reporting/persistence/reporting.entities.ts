import { Entity, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  CountColumn,
  DayColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  KeyColumn,
} from '../../../foundation/platform/database/index.js';
import type { Cell } from '../domain/figure-tables.js';
import type { CellSum } from '../domain/known-sums.js';
import type { FamilyStatus } from '../domain/family-status.js';
import type { Tally } from '../domain/tallies.js';
import type { RefusedOffer, WithoutCause } from '../domain/without-because.js';

/** The tallies that one family has added to the figures. They are taken out before its new ones are added. */
@Entity('family_course')
export class FamilyCourse {
  @KeyColumn() dossierId: Id;
  @JsonColumn() tallies: Tally[];
}

/** The sum of the changes of all families in one cell on one day. */
@Entity('day_figure')
export class DayFigure {
  @KeyColumn() figure: Cell['figure'];
  @KeyColumn() dimension: Cell['dimension'];
  @KeyColumn() period: Day;
  @KeyColumn() member: string;
  @KeyColumn() category: string;
  @CountColumn() change: number;
}

/** The same sums by month, so that a page reads no more rows when there are more families. */
@Entity('month_figure')
export class MonthFigure {
  @KeyColumn() figure: Cell['figure'];
  @KeyColumn() dimension: Cell['dimension'];
  /** `YYYY-MM`. */
  @KeyColumn() period: string;
  @KeyColumn() member: string;
  @KeyColumn() category: string;
  @CountColumn() change: number;
}

/** The same sums of levels by year: a level is the sum of everything before it, which is more months each year. */
@Entity('year_figure')
export class YearFigure {
  @KeyColumn() figure: Cell['figure'];
  @KeyColumn() dimension: Cell['dimension'];
  /** `YYYY`. */
  @KeyColumn() period: string;
  @KeyColumn() member: string;
  @KeyColumn() category: string;
  @CountColumn() change: number;
}

/**
 * How a family stands from a day (included) to another (excluded): today, and as the calendar will change it. Each
 * index begins with one filter of the list of families, and is in its order.
 */
@Entity('family_standing')
@Index('family_standing_status', ['status', 'since', 'dossierId', 'fromDay', 'untilDay'])
@Index('family_standing_because', ['because', 'since', 'dossierId', 'fromDay', 'untilDay'])
@Index('family_standing_commune', ['communeCode', 'status', 'since', 'dossierId', 'fromDay', 'untilDay'])
@Index('family_standing_until', ['untilDay'])
export class FamilyStandingRow {
  @KeyColumn() dossierId: Id;
  @KeyColumn() fromDay: Day;
  /** {@link NEVER} while nothing known changes it. */
  @DayColumn() untilDay: Day;
  @CodeColumn() status: FamilyStatus;
  @CodeColumn({ nullable: true }) because: WithoutCause | null;
  @CodeColumn({ nullable: true }) refused: RefusedOffer;
  /** '' outside the territory. */
  @CodeColumn() communeCode: string;
  @DayColumn() since: Day;
  @JsonColumn() requestIds: Id[];
}

/** A day that does not come. */
export const NEVER: Day = '9999-12-31';

/** The horizon with which the figures were computed. There is no row before they are. */
@Entity('figures_basis')
export class FiguresBasis {
  @KeyColumn() name: string;
  @CountColumn() horizonWeeks: number;
}

/** What the tables of a period were, as known in the evening of its last day. */
@Entity('known_figures')
@Index('known_figures_period', ['fromDay', 'toDay', 'horizonWeeks'], { unique: true })
@Index('known_figures_asked_at', ['askedAt'])
export class KnownFiguresRow {
  @IdColumn() id: Id;
  @DayColumn() fromDay: Day;
  @DayColumn() toDay: Day;
  @CountColumn() horizonWeeks: number;
  /** Null until a job has computed them. */
  @JsonColumn({ nullable: true }) sums: CellSum[] | null;
  @InstantColumn() askedAt: Instant;
}
