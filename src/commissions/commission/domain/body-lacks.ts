import type { Lack } from '../../../foundation/kernel/lack.js';

export interface KnownBody {
  readonly id: string;
  readonly name: string;
  /** How many of those who sit can be written to. */
  readonly reachableMembers: number;
  readonly hasRules: boolean;
  /** Whether one of its sessions is still to sit. */
  readonly hasComingSession: boolean;
}

const BASE = { group: 'commissions', mender: 'coordinator' } as const;

/** What each commission lacks before it can sit; without any, the first one. */
export const bodyLacks = (bodies: readonly KnownBody[]): Lack[] =>
  bodies.length === 0
    ? [{ ...BASE, kind: 'bodies', href: '/commissions/instances/nouvelle' }]
    : bodies.flatMap(lacksOf);

function lacksOf({ id, name, reachableMembers, hasRules, hasComingSession }: KnownBody): Lack[] {
  const lack = { ...BASE, subject: { id, name } } as const;
  return [
    ...(reachableMembers === 0 ? [{ ...lack, kind: 'members', href: `/commissions/instances/${id}` }] : []),
    ...(hasRules ? [] : [{ ...lack, kind: 'rules', href: `/commissions/regles/${id}` }]),
    // Families may come before a date is known. Somebody should think of it all the same.
    ...(hasComingSession ? [] : [{ ...lack, kind: 'session', href: '/commissions/nouvelle', isAdvice: true } as const]),
  ];
}
