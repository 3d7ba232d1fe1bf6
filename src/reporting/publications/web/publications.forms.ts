import { Length, Matches } from 'class-validator';

export class QuarterForm {
  @Matches(/^\d{4}-T[1-4]$/, { message: 'publications.errors.quarter' }) quarter: string;
}

export class WithdrawalForm {
  @Length(4, 300, { message: 'publications.errors.reason' }) reason: string;
}
