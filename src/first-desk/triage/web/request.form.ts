import { IsOptional, IsString, IsUUID } from 'class-validator';
import { ASKABLE, KNOWN_AT_DESK, REASONS, SPEAKERS, TRACKS, type Speaker } from '../../../dossier/dossier/index.js';
import {
  DatePart,
  OneOf,
  OneOfGroups,
  SomeOf,
  Text,
  Ticked,
  WholeNumber,
} from '../../../foundation/platform/web/index.js';
import { CALL_SUBJECTS, type CallSubject } from '../domain/enquiry-words.js';
import { VersionedForm } from './versioned.form.js';

export class MoveRequestForm extends VersionedForm {}

export class AskForm extends VersionedForm {
  @SomeOf(ASKABLE, 'triage.errors.gaps') gaps: string | string[];
}

export class OrientForm extends VersionedForm {
  @SomeOf(TRACKS, 'triage.errors.tracks') tracks: string | string[];
  /** The session for which it is listed in the same press. */
  @IsOptional() @IsUUID('all', { message: 'triage.errors.session' }) listedFor?: string;
}

export class SessionForm extends VersionedForm {
  @IsUUID('all', { message: 'triage.errors.session' }) sessionId: string;
}

/** The reasons that a desk gives; `birth_unknown` is that of the freeze. */
export const UNLIST_REASONS = (REASONS.unlist ?? []).filter((reason) => reason !== 'birth_unknown');

export class UnlistForm extends VersionedForm {
  @IsUUID('all', { message: 'triage.errors.session' }) unlistFrom: string;
  @OneOf(UNLIST_REASONS, 'triage.errors.unlistReason') unlistReason: string;
}

export class DeskWithdrawForm extends VersionedForm {
  @OneOfGroups(REASONS.withdraw ?? [], 'triage.errors.withdrawReason') withdrawReason: string;
}

export class ReopenForm extends VersionedForm {
  @OneOf(REASONS.reopen ?? [], 'triage.errors.reopenReason') reopenReason: string;
}

/** When a request was first made, and how the desk knows it. */
export class RequestDateForm extends VersionedForm {
  @DatePart('triage.errors.firstAsked') firstAskedDay?: string;
  @DatePart('triage.errors.firstAsked') firstAskedMonth?: string;
  @DatePart('triage.errors.firstAsked') firstAskedYear?: string;
  @OneOf(REASONS.correctDate ?? [], 'triage.errors.dateReason') dateReason: string;
  @OneOf(SPEAKERS, 'dossier.errors.toldBy') toldBy: Speaker;
  @OneOf(KNOWN_AT_DESK, 'dossier.errors.knownBy') knownBy: (typeof KNOWN_AT_DESK)[number];
}

/** The rank of the adult who answered by telephone. */
const RANKS = ['1', '2'];

/** Of two adults in two homes, the one who is given a link. */
export class AccessForm {
  @IsOptional() @OneOf(RANKS, 'refusal.access.forWhom') accessFor?: string;
}

export class DeskAcceptForm extends VersionedForm {
  @OneOf(RANKS, 'triage.errors.saidBy') acceptedBy: string;
  @IsOptional() @IsString({ each: true, message: 'triage.errors.keep' }) keep?: string | string[];
  @Ticked('triage.errors.contact') contact?: string;
}

export class DeskDeclineForm extends VersionedForm {
  @OneOf(RANKS, 'triage.errors.saidBy') declinedBy: string;
  @OneOfGroups(REASONS.decline ?? [], 'triage.errors.declineReason') declineReason: string;
  @OneOf(['wait', 'withdraw'], 'triage.errors.declineChoice') declineChoice: 'wait' | 'withdraw';
}

/** The reason is optional, as it is when the family gives up by itself. */
export class DeskGiveUpForm extends VersionedForm {
  @OneOf(RANKS, 'triage.errors.saidBy') givenUpBy: string;
  @IsOptional() @OneOfGroups(REASONS.giveUp ?? [], 'triage.errors.giveUpReason') giveUpReason?: string;
  @OneOf(['wait', 'withdraw'], 'triage.errors.giveUpChoice') giveUpChoice: 'wait' | 'withdraw';
}

export class CallForm {
  @OneOf(CALL_SUBJECTS, 'triage.errors.callSubject') callSubject: CallSubject;
  @Text('triage.errors.callNote', 1000) callNote?: string;
  @WholeNumber('triage.errors.minutes') callMinutes?: string;
}
