import type { AdultForm } from '../../../dossier/dossier/index.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { WeekSchedule } from '../../../foundation/kernel/week-schedule.js';

/** What a nursery needs to know before a child comes, and the desk cannot tell it yet. */
export const HAND_OVER_LACKS = ['name', 'birth', 'contacts', 'phone', 'address', 'hours', 'start'] as const;
export type HandOverLack = (typeof HAND_OVER_LACKS)[number];

export interface HandedOver {
  readonly firstName: string | null;
  readonly surname: string | null;
  /** Null until the child is born. */
  readonly birthDate: Day | null;
  /** Null when the family has not agreed that nurseries read its contacts (decision 0054). */
  readonly adults: readonly Pick<AdultForm, 'phone' | 'addressLine' | 'addressProtected'>[] | null;
  /** The hours that the family asked for; null when it named days only. */
  readonly week: WeekSchedule | null;
  /** Whether family and nursery have agreed on the first day. */
  readonly isStartAgreed: boolean;
}

/** What is missing of a child, in the order in which the nursery asks for it. A protected address is not asked for. */
export function lacksOf({ firstName, surname, birthDate, adults, week, isStartAgreed }: HandedOver): HandOverLack[] {
  const missing: Record<HandOverLack, boolean> = {
    name: !firstName || !surname,
    birth: birthDate === null,
    contacts: adults === null,
    phone: adults !== null && !adults.some(({ phone }) => phone),
    address: adults !== null && !adults.some(({ addressLine, addressProtected }) => addressLine || addressProtected),
    hours: week === null || Object.keys(week).length === 0,
    start: !isStartAgreed,
  };
  return HAND_OVER_LACKS.filter((lack) => missing[lack]);
}
