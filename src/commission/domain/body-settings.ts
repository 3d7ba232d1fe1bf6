import { refuse, type Refusal } from '../../kernel/refusal.js';

/** What a coordinator says of a body, its rules of attribution aside. */
export interface BodySettings {
  readonly noticeDays: number;
  readonly offerDays: number;
  readonly reofferAllowed: boolean;
  /** Members who must be there; null when none are counted. */
  readonly quorum: number | null;
  readonly rooms: readonly string[];
  readonly sitsInSchoolHolidays: boolean;
}

/** Why a body cannot work by these settings, or null. */
export const judgeSettings = ({ quorum }: BodySettings, memberCount: number): Refusal | null =>
  quorum !== null && quorum > memberCount ? refuse('body.quorumTooHigh', { count: memberCount }) : null;

export interface SeatedMember {
  readonly id: string;
  readonly personKey: string;
  readonly role: string;
}

/** Why somebody cannot sit in a body so, beside those who do, or null. */
export function judgeMember(
  wanted: Pick<SeatedMember, 'personKey' | 'role'> & { readonly id?: string },
  seated: readonly SeatedMember[],
): Refusal | null {
  const others = seated.filter(({ id }) => id !== wanted.id);
  if (others.some(({ personKey }) => personKey === wanted.personKey)) return refuse('body.alreadyMember');
  if (wanted.role === 'chair' && others.some(({ role }) => role === 'chair')) return refuse('body.chairAlready');
  // A director sits for a nursery: the key names it, and whoever directs it reads what concerns it.
  if ((wanted.role === 'director') !== wanted.personKey.startsWith('director:')) return refuse('body.directorOf');
  return null;
}
