import { IsOptional, IsString } from 'class-validator';
import { Text } from '../../../foundation/platform/web/index.js';

export class EndStaysForm {
  @IsOptional() @IsString({ each: true, message: 'closingStays.errors.stays' }) stays?: string | string[];
  @Text('closingStays.errors.reason', 500) reason?: string;
}
