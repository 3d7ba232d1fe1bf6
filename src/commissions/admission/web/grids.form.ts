import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, MaxLength } from 'class-validator';

const DIGITS = /^\d{1,4}$/;

export class DraftForm {
  @Type(() => Number) @IsInt({ message: 'grid.errors.revision' }) revision: number;
}

export class InForceForm extends DraftForm {
  @IsString({ message: 'grid.errors.deliberation' })
  @MaxLength(120, { message: 'grid.errors.deliberation' })
  deliberation: string;
  @IsOptional() @Matches(DIGITS, { message: 'grid.errors.voted' }) votedDay?: string;
  @IsOptional() @Matches(DIGITS, { message: 'grid.errors.voted' }) votedMonth?: string;
  @IsOptional() @Matches(DIGITS, { message: 'grid.errors.voted' }) votedYear?: string;
  @IsOptional() @Matches(DIGITS, { message: 'grid.errors.from' }) fromDay?: string;
  @IsOptional() @Matches(DIGITS, { message: 'grid.errors.from' }) fromMonth?: string;
  @IsOptional() @Matches(DIGITS, { message: 'grid.errors.from' }) fromYear?: string;
}
