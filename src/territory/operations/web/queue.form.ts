import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { JOB_LISTS, type JobList } from '../../../foundation/platform/queue/index.js';

/** Which list the page shows, as its address says. */
export class QueueQuery {
  @IsOptional()
  @IsIn(JOB_LISTS, { message: 'operations.errors.list' })
  liste?: JobList;

  @IsOptional()
  @IsString({ message: 'operations.errors.type' })
  @MaxLength(80, { message: 'operations.errors.type' })
  type?: string;

  /** `<run at>~<id>` of the last row of the page before. */
  @IsOptional()
  @Matches(/^[\d\-:.TZ]{24}~[0-9a-f-]{36}$/, { message: 'operations.errors.after' })
  apres?: string;
}

export class RunAllForm {
  @IsString({ message: 'operations.errors.type' })
  @MaxLength(80, { message: 'operations.errors.type' })
  type: string;
}
