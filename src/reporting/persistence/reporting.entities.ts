import { Entity } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { Day } from '../../kernel/time.js';
import { CountColumn, JsonColumn, KeyColumn } from '../../platform/database/index.js';
import type { Step } from '../domain/family-spans.js';

/** The steps that one family has added to the figures. They are subtracted before its new steps are added. */
@Entity('family_course')
export class FamilyCourse {
  @KeyColumn() dossierId: Id;
  @JsonColumn() steps: Step[];
}

/** The sum of the steps of all families on one day. */
@Entity('day_figure')
export class DayFigure {
  @KeyColumn() day: Day;
  @KeyColumn() communeCode: string;
  @KeyColumn() figure: Step['figure'];
  @CountColumn() change: number;
}

/** The same sums by month, so that the report reads no more rows when there are more families. */
@Entity('month_figure')
export class MonthFigure {
  /** `YYYY-MM`. */
  @KeyColumn() month: string;
  @KeyColumn() communeCode: string;
  @KeyColumn() figure: Step['figure'];
  @CountColumn() change: number;
}

/** The horizon with which the figures were computed. There is no row before they are. */
@Entity('figures_basis')
export class FiguresBasis {
  @KeyColumn() name: string;
  @CountColumn() horizonWeeks: number;
}
