import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import type { DebateRule } from './debates.js';

/** What a coordinator sets for a body, apart from its rules for giving places. */
export interface BodySettingValues {
  readonly noticeDays: number;
  readonly offerDays: number;
  readonly reofferAllowed: boolean;
  /** How many members must be there; null when there is no quorum. */
  readonly quorum: number | null;
  readonly rooms: readonly string[];
  readonly sitsInSchoolHolidays: boolean;
  readonly debates: DebateRule;
}

/** Why a body cannot work with these settings, or null. */
export const judgeSettings = ({ quorum }: BodySettingValues, memberCount: number): Refusal | null =>
  quorum !== null && quorum > memberCount ? refuse('body.quorumTooHigh', { count: memberCount }) : null;

export interface SeatedMember {
  readonly id: string;
  readonly personKey: string;
  readonly role: string;
}

/** Why a person cannot become such a member beside the present ones, or null. */
export function judgeMember(
  wanted: Pick<SeatedMember, 'personKey' | 'role'> & { readonly id?: string },
  seated: readonly SeatedMember[],
): Refusal | null {
  const others = seated.filter(({ id }) => id !== wanted.id);
  if (others.some(({ personKey }) => personKey === wanted.personKey)) return refuse('body.alreadyMember');
  if (wanted.role === 'chair' && others.some(({ role }) => role === 'chair')) return refuse('body.chairAlready');
  // A director is a member for a nursery. The key names the nursery, and whoever directs it may read what concerns the
  // body.
  if ((wanted.role === 'director') !== wanted.personKey.startsWith('director:')) return refuse('body.directorOf');
  return null;
}
