import { IsOptional, IsString } from 'class-validator';
import { DatePart, OneOf } from '../../../foundation/platform/web/index.js';
import { DECLINE_REASONS, REFUSE_REASONS } from '../domain/introduction.js';

export class ProposeForm {
  @IsOptional() @IsString({ each: true, message: 'introduction.errors.chosen' }) chosen?: string | string[];
}
export class RefuseForm {
  @OneOf(REFUSE_REASONS, 'introduction.errors.reason') reason: (typeof REFUSE_REASONS)[number];
}
export class DeclineForm {
  @OneOf(DECLINE_REASONS, 'introduction.errors.reason') reason: (typeof DECLINE_REASONS)[number];
}
export class MeetingForm {
  @DatePart('introduction.errors.met') metDay?: string;
  @DatePart('introduction.errors.met') metMonth?: string;
  @DatePart('introduction.errors.met') metYear?: string;
}
