import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { REASONS } from '../../../dossier/dossier/index.js';
import { AGREED_KINDS } from '../../../foundation/kernel/care-kinds.js';
import { SLOTS } from '../../../foundation/kernel/week-schedule.js';
import { OneOf, OneOfGroups, Text, Ticked } from '../../../foundation/platform/web/index.js';

/** The version of the request that the person saw. */
export class RequestVersionForm {
  @Matches(/^\d{1,9}$/, { message: 'family.errors.version' })
  version: string;
}

export class FamilyWithdrawForm extends RequestVersionForm {
  @OneOfGroups(REASONS.withdraw ?? [], 'family.errors.withdrawReason')
  reason: string;
}

/** What a family says it has found. A nursery may be one of the territory, or any other. */
export const ELSEWHERE_KINDS = ['nursery', ...AGREED_KINDS, 'elsewhere'] as const;

/** What a family has found by itself: told, or corrected later. */
export class FoundForm extends RequestVersionForm {
  @OneOf(ELSEWHERE_KINDS, 'family.errors.solutionKind') kind: (typeof ELSEWHERE_KINDS)[number];
  @Text('family.errors.solutionName', 80) nurseryId?: string;
  @Text('family.errors.solutionName', 200) providerLabel?: string;
  @Text('family.errors.solutionFrom', 4) fromDay?: string;
  @Text('family.errors.solutionFrom', 4) fromMonth?: string;
  @Text('family.errors.solutionFrom', 4) fromYear?: string;
  @Text('family.errors.solutionTo', 4) toDay?: string;
  @Text('family.errors.solutionTo', 4) toMonth?: string;
  @Text('family.errors.solutionTo', 4) toYear?: string;
  @IsOptional()
  @IsIn(SLOTS, { each: true, message: 'family.errors.solutionDays' })
  slots?: string | string[];
}

export class SolutionForm extends FoundForm {
  @OneOf(['yes', 'no'], 'family.errors.solutionSuffices') suffices: 'yes' | 'no';
}

/** The better wishes for which the family stays in the running; none unless ticked. */
export class FamilyAcceptForm {
  @IsOptional()
  @IsString({ each: true, message: 'family.errors.keep' })
  @MaxLength(80, { each: true, message: 'family.errors.keep' })
  keep?: string | string[];

  /** Whether the nursery may read the family's telephone and mail. */
  @Ticked('family.errors.contact') contact?: string;
}

/** Whether the nursery of an accepted place may read the family's telephone and mail. */
export class FamilyContactForm {
  @OneOf(['yes', 'no'], 'family.errors.contact') contact: 'yes' | 'no';
}

export class FamilyGiveUpForm {
  @IsOptional()
  @OneOfGroups(REASONS.giveUp ?? [], 'family.errors.giveUpReason')
  reason?: string;

  @IsIn(['wait', 'withdraw'], { message: 'family.errors.giveUpChoice' })
  choice: 'wait' | 'withdraw';
}

/** A form that has a button and no field. */
export class NothingForm {}

export class FamilyDeclineForm {
  @OneOfGroups(REASONS.decline ?? [], 'family.errors.declineReason')
  reason: string;

  @IsIn(['wait', 'withdraw'], { message: 'family.errors.declineChoice' })
  choice: 'wait' | 'withdraw';
}
