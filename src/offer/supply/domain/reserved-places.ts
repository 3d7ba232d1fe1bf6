import { overlaps, type Period } from '../../../foundation/kernel/period.js';
import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { SlotMask } from '../../../foundation/kernel/week-schedule.js';

/** For whom places are reserved: the children of a commune of the territory, of an employer's staff, or of AVIP families. */
export const OWNER_KINDS = ['commune', 'employer', 'avip'] as const;
export type OwnerKind = (typeof OWNER_KINDS)[number];

/** For whom places are reserved. A commune is named by its code, an employer by its name; both are null for AVIP. */
export interface PlaceOwner {
  readonly ownerKind: OwnerKind;
  readonly communeCode: string | null;
  readonly employer: string | null;
}

/** Places of a section that are kept for an owner on some half-days, from a day to a day. */
export interface ReservedSeats extends PlaceOwner, Period {
  readonly sectionId: string;
  readonly slots: SlotMask;
  /** How many places on each of these half-days. */
  readonly places: number;
  /** From this day on, what the owner's children do not hold may be given to anybody; null while it is kept to the end. */
  readonly releaseOn: Day | null;
}

/** The longest name of an employer, in characters. */
export const LONGEST_EMPLOYER = 60;

/** A name as it is compared: capitals, accents, points and spaces do not tell one employer from another. */
const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** What is equal for one owner however it was written: `commune:71306`, `employer:hospices du midi`, `avip`. */
export function ownerKeyOf({ ownerKind, communeCode, employer }: PlaceOwner): string {
  if (ownerKind === 'avip') return 'avip';
  return ownerKind === 'commune' ? `commune:${communeCode ?? ''}` : `employer:${plain(employer ?? '')}`;
}

/** Why places cannot be reserved like this; null when they can. Whether there is room for them is asked elsewhere. */
export function judgeReserved({ from, to, slots, places, releaseOn, ...owner }: ReservedSeats): Refusal | null {
  if (owner.ownerKind === 'employer' && plain(owner.employer ?? '') === '') return refuse('reserved.employerNeeded');
  if (owner.ownerKind === 'commune' && !owner.communeCode) return refuse('reserved.communeNeeded');
  if (slots === 0) return refuse('reserved.noHalfDay');
  if (places < 1) return refuse('reserved.noPlace');
  if (to !== null && to < from) return refuse('reserved.order');
  return releaseOn !== null && to !== null && releaseOn > to ? refuse('reserved.releaseAfterEnd', { to }) : null;
}

/** A reservation of the same owner, in the same section, that shares a half-day of a day; null when there is none. */
export const meeting = <Row extends ReservedSeats>(rows: readonly Row[], wanted: ReservedSeats): Row | null =>
  rows.find(
    (row) =>
      row.sectionId === wanted.sectionId &&
      ownerKeyOf(row) === ownerKeyOf(wanted) &&
      overlaps(row, wanted) &&
      (row.slots & wanted.slots) !== 0,
  ) ?? null;

/** Whether what is not held may be given to anybody. */
export const isReleased = ({ releaseOn }: Pick<ReservedSeats, 'releaseOn'>, today: Day): boolean =>
  releaseOn !== null && releaseOn <= today;
