import { IsEmail, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { Ticked } from '../../../../foundation/platform/web/index.js';
import type { BodySettingValues } from '../../domain/body-settings.js';
import { DEBATE_RULES, type DebateRule } from '../../domain/debates.js';
import type { MemberValues } from '../body-members.js';
import type { Body } from '../../persistence/commission.entities.js';

export const MEMBER_ROLES = ['chair', 'elected', 'director', 'rpe', 'pmi'] as const;

class SeenForm {
  /** The version that the page showed. */
  @Matches(/^\d{1,9}$/, { message: 'commission.bodies.errors.version' }) version: string;
  /** Whether the person has read what follows. */
  @Ticked('commission.bodies.errors.version') confirmed?: string;
}

/** Somebody sits no longer, or sits again. Without a version, the page that says what follows is asked for. */
export class SeatForm {
  @IsOptional() @Matches(/^\d{1,9}$/, { message: 'commission.bodies.errors.version' }) version?: string;
  @Ticked('commission.bodies.errors.version') confirmed?: string;
}

export class SettingsForm extends SeenForm {
  @Matches(/^([1-9]|[1-5]\d|60)$/, { message: 'commission.bodies.errors.noticeDays' }) noticeDays: string;
  @Matches(/^([3-9]|[1-2]\d|30)$/, { message: 'commission.bodies.errors.offerDays' }) offerDays: string;
  @IsOptional() @Matches(/^([1-9]|[1-9]\d)$/, { message: 'commission.bodies.errors.quorum' }) quorum?: string;
  /** One a line. */
  @IsOptional() @MaxLength(1000, { message: 'commission.bodies.errors.rooms' }) rooms?: string;
  @IsIn(['yes', 'no'], { message: 'commission.bodies.errors.schoolHolidays' }) schoolHolidays: 'yes' | 'no';
  @IsIn(['yes', 'no'], { message: 'commission.bodies.errors.reoffer' }) reoffer: 'yes' | 'no';
  @IsIn(DEBATE_RULES, { message: 'commission.bodies.errors.debates' }) debates: DebateRule;
}

export const settingsIn = (form: SettingsForm): BodySettingValues => ({
  noticeDays: Number(form.noticeDays),
  offerDays: Number(form.offerDays),
  quorum: form.quorum ? Number(form.quorum) : null,
  rooms: (form.rooms ?? '')
    .split(/\r?\n/)
    .map((room) => room.trim())
    .filter(Boolean),
  sitsInSchoolHolidays: form.schoolHolidays === 'yes',
  reofferAllowed: form.reoffer === 'yes',
  debates: form.debates,
});

export const settingsValues = (body: Body): Record<string, string> => ({
  version: String(body.version),
  noticeDays: String(body.noticeDays),
  offerDays: String(body.offerDays),
  quorum: body.quorum === null ? '' : String(body.quorum),
  rooms: body.rooms.join('\n'),
  schoolHolidays: body.sitsInSchoolHolidays ? 'yes' : 'no',
  reoffer: body.reofferAllowed ? 'yes' : 'no',
  debates: body.debates,
});

export class MemberForm extends SeenForm {
  @IsIn(MEMBER_ROLES, { message: 'commission.bodies.errors.role' }) role: (typeof MEMBER_ROLES)[number];
  @IsOptional()
  @IsString({ message: 'commission.bodies.errors.label' })
  @MaxLength(120, { message: 'commission.bodies.errors.label' })
  label?: string;
  @IsOptional()
  @IsEmail({}, { message: 'commission.bodies.errors.email' })
  @MaxLength(80, { message: 'commission.bodies.errors.email' })
  email?: string;
  /** One line below another, as on an envelope. */
  @IsOptional()
  @IsString({ message: 'commission.bodies.errors.address' })
  @MaxLength(250, { message: 'commission.bodies.errors.address' })
  address?: string;
  @IsOptional() @IsString({ message: 'commission.bodies.errors.account' }) account?: string;
}

export class NewMemberForm extends MemberForm {
  /** The key of a person who is already known; absent for a new one. */
  @IsOptional() @IsString({ message: 'commission.bodies.errors.person' }) person?: string;
}

/** The lines of an address, without those left empty. */
const addressIn = (typed: string | undefined): string | null =>
  (typed ?? '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n') || null;

export const memberFrom = ({ role, label, email, address, account }: MemberForm): MemberValues => ({
  role,
  label: label ?? '',
  email: email ?? null,
  address: addressIn(address),
  accountId: account ?? null,
});

export const memberFields = ({ role, label, email, address, accountId }: MemberValues): Record<string, string> => ({
  role,
  label,
  email: email ?? '',
  address: address ?? '',
  account: accountId ?? '',
});
