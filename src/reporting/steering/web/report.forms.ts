import { Type } from 'class-transformer';
import { IsInt, Matches } from 'class-validator';
import { Text } from '../../../foundation/platform/web/index.js';
import { LONGEST_COMMENT, REPORT_PARTS, type ReportComments } from '../domain/report-facts.js';

const Comment = (): PropertyDecorator => Text('steering.errors.comment', LONGEST_COMMENT);
const PERIOD = /^\d{4}(-S[12]|-\d{4})?$/;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** What the coordinator says of each part; the parts are those of REPORT_PARTS. */
class CommentsForm {
  @Comment() summary?: string;
  @Comment() year?: string;
  @Comment() communes?: string;
  @Comment() causes?: string;
  @Comment() received?: string;
  @Comment() delays?: string;
  @Comment() answers?: string;
  @Comment() commissions?: string;
  @Comment() satisfaction?: string;
  @Comment() teams?: string;
  @Comment() framework?: string;
}

export class NewReportForm extends CommentsForm {
  @Matches(MONTH, { message: 'steering.errors.first' }) first: string;
  @Matches(MONTH, { message: 'steering.errors.last' }) last: string;
}

export class PeriodReportForm extends CommentsForm {
  @Matches(PERIOD, { message: 'steering.errors.period' }) period: string;
}

export class ReportCommentsForm extends CommentsForm {
  @Type(() => Number) @IsInt({ message: 'steering.errors.version' }) version: number;
}

/** Comments without those that say nothing. */
export const commentsIn = (form: CommentsForm): ReportComments =>
  Object.fromEntries(
    REPORT_PARTS.flatMap((part) => {
      const text = form[part]?.trim();
      return text ? [[part, text]] : [];
    }),
  );
