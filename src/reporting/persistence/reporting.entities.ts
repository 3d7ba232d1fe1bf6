import { Entity } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { Day } from '../../kernel/time.js';
import { CountColumn, JsonColumn, KeyColumn } from '../../platform/database/index.js';
import type { Step } from '../domain/family-spans.js';

/** What one family has put into the figures so far: taken back before its course is written anew. */
@Entity('family_course')
export class FamilyCourse {
  @KeyColumn() dossierId: Id;
  @JsonColumn() steps: Step[];
}

/** The figures' steps of a day, all families together (domain Step). */
@Entity('day_figure')
export class DayFigure {
  @KeyColumn() day: Day;
  @KeyColumn() communeCode: string;
  @KeyColumn() figure: Step['figure'];
  @CountColumn() change: number;
}

/** The same by month: what the report reads does not grow with the families. */
@Entity('month_figure')
export class MonthFigure {
  /** `YYYY-MM`. */
  @KeyColumn() month: string;
  @KeyColumn() communeCode: string;
  @KeyColumn() figure: Step['figure'];
  @CountColumn() change: number;
}

/** The horizon that the figures were written with; none until they have been. */
@Entity('figures_basis')
export class FiguresBasis {
  @KeyColumn() name: string;
  @CountColumn() horizonWeeks: number;
}
