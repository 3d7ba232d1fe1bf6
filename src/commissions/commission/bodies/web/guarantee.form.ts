import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { GUARANTEE_WAYS, type GuaranteeWay } from '../../../../offer/supply/index.js';

export class GuaranteeForm {
  @Matches(/^\d{1,3}$/, { message: 'commission.guarantee.errors.places' }) places: string;
  @IsIn(GUARANTEE_WAYS, { message: 'commission.guarantee.errors.way' }) way: GuaranteeWay;
  @IsOptional()
  @IsString({ message: 'commission.guarantee.errors.reason' })
  @MaxLength(300, { message: 'commission.guarantee.errors.reason' })
  reason?: string;
  @Matches(/^\d{1,3}$/, { message: 'commission.guarantee.errors.otherChildren' }) otherChildren: string;
  @IsOptional() @IsString() fromDay?: string;
  @IsOptional() @IsString() fromMonth?: string;
  @IsOptional() @IsString() fromYear?: string;
}
