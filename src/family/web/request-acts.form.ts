import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { REASONS } from '../../dossier/index.js';

/** The version of the request that the person saw. */
export class RequestVersionForm {
  @Matches(/^\d{1,9}$/, { message: 'family.errors.version' })
  version: string;
}

export class FamilyWithdrawForm extends RequestVersionForm {
  @IsIn(REASONS.withdraw as string[], { message: 'family.errors.withdrawReason' })
  reason: string;
}

export const ELSEWHERE_KINDS = ['childminder', 'mam', 'home_care', 'elsewhere'] as const;

export class SolutionForm extends RequestVersionForm {
  @IsIn(ELSEWHERE_KINDS, { message: 'family.errors.solutionKind' })
  kind: (typeof ELSEWHERE_KINDS)[number];

  @IsOptional()
  @IsString({ message: 'family.errors.solutionName' })
  @MaxLength(200, { message: 'family.errors.solutionName' })
  providerLabel?: string;

  @IsOptional()
  @IsString({ message: 'family.errors.solutionFrom' })
  @MaxLength(4, { message: 'family.errors.solutionFrom' })
  fromDay?: string;
  @IsOptional()
  @IsString({ message: 'family.errors.solutionFrom' })
  @MaxLength(4, { message: 'family.errors.solutionFrom' })
  fromMonth?: string;
  @IsOptional()
  @IsString({ message: 'family.errors.solutionFrom' })
  @MaxLength(4, { message: 'family.errors.solutionFrom' })
  fromYear?: string;

  @IsIn(['yes', 'no'], { message: 'family.errors.solutionSuffices' })
  suffices: 'yes' | 'no';
}

/** The better wishes for which the family stays in the running; none unless ticked. */
export class FamilyAcceptForm {
  @IsOptional()
  @IsString({ each: true, message: 'family.errors.keep' })
  @MaxLength(80, { each: true, message: 'family.errors.keep' })
  keep?: string | string[];
}

export class FamilyGiveUpForm {
  @IsOptional()
  @IsIn(REASONS.giveUp as string[], { message: 'family.errors.giveUpReason' })
  reason?: string;

  @IsIn(['wait', 'withdraw'], { message: 'family.errors.giveUpChoice' })
  choice: 'wait' | 'withdraw';
}

/** A form that has a button and no field. */
export class NothingForm {}

export class FamilyDeclineForm {
  @IsIn(REASONS.decline as string[], { message: 'family.errors.declineReason' })
  reason: string;

  @IsIn(['wait', 'withdraw'], { message: 'family.errors.declineChoice' })
  choice: 'wait' | 'withdraw';
}
