import { Entity, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  DayColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
} from '../../../foundation/platform/database/index.js';
import type { AgeGroupVacancies } from '../domain/vacancies.js';

/** An establishment that a file does not tell about: it had not said which children are there. */
export interface UntoldProvider {
  readonly providerId: Id;
  readonly name: string;
}

/** The free places of the territory as they were told to monenfant.fr on one day. It is never rewritten. */
@Entity('vacancy_file')
@Index('vacancy_file_made_at', ['madeAt'])
export class VacancyFile {
  @IdColumn() id: Id;
  @InstantColumn() madeAt: Instant;
  @CodeColumn() madeBy: string;
  @DayColumn() firstDay: Day;
  @DayColumn() lastDay: Day;
  @JsonColumn() groups: readonly AgeGroupVacancies[];
  @JsonColumn() untold: readonly UntoldProvider[];
}

/** A file without what it tells, which may be long. */
export type FileMade = Pick<VacancyFile, 'id' | 'madeAt' | 'madeBy' | 'firstDay' | 'lastDay'>;
