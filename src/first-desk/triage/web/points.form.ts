import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { EXPERTS, OPINION_REASONS, type Expert, type OpinionReason } from '../../../commissions/admission/index.js';
import { OneOf, Text } from '../../../foundation/platform/web/index.js';

export class ProofForm {
  @IsString({ message: 'triage.errors.criterion' })
  @MaxLength(80, { message: 'triage.errors.criterion' })
  criterion: string;
}

export class RecordForm {
  @IsUUID('all', { message: 'triage.errors.criterion' }) record: string;
}

export class OpinionForm {
  @OneOf(EXPERTS, 'triage.errors.expert') expert: Expert;
  /** Absent where the grid leaves no choice of points. */
  @IsOptional() @Type(() => Number) @IsInt({ message: 'triage.errors.opinionPoints' }) points?: number;
  @OneOf(OPINION_REASONS, 'triage.errors.opinionReason') reason: OpinionReason;
  @Text('triage.errors.opinionDay', 2) onDay?: string;
  @Text('triage.errors.opinionDay', 2) onMonth?: string;
  @Text('triage.errors.opinionDay', 4) onYear?: string;
}
