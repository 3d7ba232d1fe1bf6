import {
  DayFigure,
  FamilyCourse,
  FamilyStandingRow,
  FiguresBasis,
  KnownFiguresRow,
  MonthFigure,
  YearFigure,
} from './reporting.entities.js';

/** The tables of this feature. Other features know the types of their rows only. */
export const REPORTING_ENTITIES = [
  FamilyCourse,
  DayFigure,
  MonthFigure,
  YearFigure,
  FamilyStandingRow,
  FiguresBasis,
  KnownFiguresRow,
];
