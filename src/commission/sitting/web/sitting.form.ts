import { IsIn, IsInt, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { Type } from 'class-transformer';
import { DECISION_KINDS } from '../../domain/decisions.js';
import { UNMASKING_REASONS, type UnmaskingReason } from '../../domain/unmasking.js';

const DIGITS = /^\d{1,4}$/;

export class VersionForm {
  @Type(() => Number) @IsInt({ message: 'commission.errors.version' }) version: number;
}

export class StepForm extends VersionForm {
  @IsIn(['call', 'places', 'freeze', 'prepare', 'open'], { message: 'commission.errors.step' }) step:
    'call' | 'places' | 'freeze' | 'prepare' | 'open';
}

/** A button without a choice. */
export class ButtonForm extends VersionForm {}

export class MoveForm {
  @IsOptional() @Type(() => Number) @IsInt({ message: 'commission.errors.version' }) version?: number;
  @IsOptional() @Matches(DIGITS, { message: 'commission.errors.day' }) dayDay?: string;
  @IsOptional() @Matches(DIGITS, { message: 'commission.errors.day' }) dayMonth?: string;
  @IsOptional() @Matches(DIGITS, { message: 'commission.errors.day' }) dayYear?: string;
  /** One of the days we suggested, chosen in one click. */
  @IsOptional() @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'commission.errors.day' }) suggested?: string;
  @IsOptional() @MaxLength(8, { message: 'commission.errors.time' }) time?: string;
  @IsString({ message: 'commission.errors.room' }) @MaxLength(120, { message: 'commission.errors.room' }) room: string;
}

export class PlanForm extends MoveForm {
  @IsString({ message: 'commission.errors.body' }) bodyId: string;
  @IsOptional() @Matches(DIGITS, { message: 'commission.errors.entryFrom' }) entryFromDay?: string;
  @IsOptional() @Matches(DIGITS, { message: 'commission.errors.entryFrom' }) entryFromMonth?: string;
  @IsOptional() @Matches(DIGITS, { message: 'commission.errors.entryFrom' }) entryFromYear?: string;
  @IsOptional() @IsIn(['yes'], { message: 'commission.errors.reoffer' }) reoffer?: string;
}

export class CaseForm extends VersionForm {
  @IsIn(DECISION_KINDS, { message: 'commission.errors.decision' }) decision: (typeof DECISION_KINDS)[number];
  @IsOptional() @IsString({ message: 'commission.errors.section' }) section?: string;
  @IsOptional() @IsString({ message: 'commission.errors.reason' }) admitReason?: string;
  @IsOptional() @IsString({ message: 'commission.errors.reason' }) waitReason?: string;
  @IsOptional() @IsString({ message: 'commission.errors.reason' }) deferReason?: string;
  @IsOptional() @IsString({ message: 'commission.errors.reason' }) refuseReason?: string;
  @IsOptional() @IsString({ message: 'commission.errors.session' }) session?: string;
  /** The claims that the person has seen this decision create. */
  @IsOptional() @MaxLength(16, { message: 'commission.errors.decision' }) confirmed?: string;
}

export class RatificationForm extends VersionForm {
  @IsIn(['yes', 'no'], { message: 'commission.errors.verdict' }) verdict: 'yes' | 'no';
  @IsOptional() @Matches(DIGITS, { message: 'commission.errors.lastDay' }) lastDayDay?: string;
  @IsOptional() @Matches(DIGITS, { message: 'commission.errors.lastDay' }) lastDayMonth?: string;
  @IsOptional() @Matches(DIGITS, { message: 'commission.errors.lastDay' }) lastDayYear?: string;
}

/** A day on which a paused session goes on. */
export class PauseForm extends MoveForm {}

export class RecusalForm extends VersionForm {
  @IsOptional() members?: string | string[];
}

export class UnmaskingForm {
  @IsIn(UNMASKING_REASONS, { message: 'commission.errors.unmasking' }) reason: UnmaskingReason;
}
