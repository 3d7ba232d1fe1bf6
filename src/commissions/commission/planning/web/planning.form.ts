import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { CANCELLATION_REASONS, type CancellationReason } from '../../domain/cancellation.js';

const DIGITS = /^\d{1,4}$/;

export class SessionVersionForm {
  @Type(() => Number) @IsInt({ message: 'commission.errors.version' }) version: number;
}

/** A button without a choice. */
export class ButtonForm extends SessionVersionForm {}

export class CancellationForm extends SessionVersionForm {
  @IsIn(CANCELLATION_REASONS, { message: 'commission.errors.cancellation' }) reason: CancellationReason;
}

export class MoveSessionForm {
  @IsOptional() @Type(() => Number) @IsInt({ message: 'commission.errors.version' }) version?: number;
  @IsOptional() @Matches(DIGITS, { message: 'commission.errors.day' }) dayDay?: string;
  @IsOptional() @Matches(DIGITS, { message: 'commission.errors.day' }) dayMonth?: string;
  @IsOptional() @Matches(DIGITS, { message: 'commission.errors.day' }) dayYear?: string;
  /** A suggested day, chosen by its button. */
  @IsOptional() @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'commission.errors.day' }) suggested?: string;
  @IsOptional() @MaxLength(8, { message: 'commission.errors.time' }) time?: string;
  @IsString({ message: 'commission.errors.room' }) @MaxLength(120, { message: 'commission.errors.room' }) room: string;
  /** The day of which the page has said what is past by then. */
  @IsOptional() @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'commission.errors.day' }) confirmedDay?: string;
}

export class PlanForm extends MoveSessionForm {
  @IsString({ message: 'commission.errors.body' }) bodyId: string;
  @IsOptional() @Matches(DIGITS, { message: 'commission.errors.entryFrom' }) entryFromDay?: string;
  @IsOptional() @Matches(DIGITS, { message: 'commission.errors.entryFrom' }) entryFromMonth?: string;
  @IsOptional() @Matches(DIGITS, { message: 'commission.errors.entryFrom' }) entryFromYear?: string;
  @IsOptional() @IsIn(['yes'], { message: 'commission.errors.reoffer' }) reoffer?: string;
}
