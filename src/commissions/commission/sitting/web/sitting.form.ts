import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import type { Day } from '../../../../foundation/kernel/time.js';
import { SLOTS, type Slot } from '../../../../foundation/kernel/week-schedule.js';
import { DECISION_KINDS } from '../../domain/decisions.js';
import { UNMASKING_REASONS, type UnmaskingReason } from '../../domain/unmasking.js';
import { SESSION_STEPS, type SessionStep } from '../session-steps.js';
import { MoveSessionForm, SessionVersionForm } from '../../planning/web/planning.form.js';

const DIGITS = /^\d{1,4}$/;

export class StepForm extends SessionVersionForm {
  @IsIn(SESSION_STEPS, { message: 'commission.errors.step' }) step: SessionStep;
  /** Today, confirmed as the day on which the session sits. */
  @IsOptional() @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'commission.errors.step' }) confirmedDay?: Day;
}

export class CaseForm extends SessionVersionForm {
  @IsIn(DECISION_KINDS, { message: 'commission.errors.decision' }) decision: (typeof DECISION_KINDS)[number];
  @IsOptional() @IsString({ message: 'commission.errors.section' }) section?: string;
  /** The half-days of a shorter week that members give in that section; absent for the week chosen with it. */
  @IsOptional() @IsIn(SLOTS, { each: true, message: 'commission.errors.slots' }) slots?: Slot | Slot[];
  /** Another first day than that of the section chosen. */
  @IsOptional() @Matches(DIGITS, { message: 'commission.errors.givenDay' }) givenDayDay?: string;
  @IsOptional() @Matches(DIGITS, { message: 'commission.errors.givenDay' }) givenDayMonth?: string;
  @IsOptional() @Matches(DIGITS, { message: 'commission.errors.givenDay' }) givenDayYear?: string;
  @IsOptional() @IsString({ message: 'commission.errors.reason' }) admitReason?: string;
  @IsOptional() @IsString({ message: 'commission.errors.reason' }) waitReason?: string;
  @IsOptional() @IsString({ message: 'commission.errors.reason' }) deferReason?: string;
  @IsOptional() @IsString({ message: 'commission.errors.reason' }) refuseReason?: string;
  @IsOptional() @IsString({ message: 'commission.errors.session' }) session?: string;
  /** The claims that the person was shown before confirming this decision. */
  @IsOptional() @MaxLength(16, { message: 'commission.errors.decision' }) confirmed?: string;
}

export class RatificationForm extends SessionVersionForm {
  @IsIn(['yes', 'no'], { message: 'commission.errors.verdict' }) verdict: 'yes' | 'no';
  @IsOptional() @Matches(DIGITS, { message: 'commission.errors.lastDay' }) lastDayDay?: string;
  @IsOptional() @Matches(DIGITS, { message: 'commission.errors.lastDay' }) lastDayMonth?: string;
  @IsOptional() @Matches(DIGITS, { message: 'commission.errors.lastDay' }) lastDayYear?: string;
}

export class UndoForm extends SessionVersionForm {
  @IsOptional() @IsIn(['leave', 'restore'], { message: 'commission.errors.undo' }) changed?: 'leave' | 'restore';
}

/** A day on which a paused session goes on. */
export class PauseForm extends MoveSessionForm {}

export class RecusalForm extends SessionVersionForm {
  @IsOptional() members?: string | string[];
}

export class UnmaskingForm {
  @IsIn(UNMASKING_REASONS, { message: 'commission.errors.unmasking' }) reason: UnmaskingReason;
}
