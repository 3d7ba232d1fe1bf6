import type { Lack } from '../../kernel/lack.js';

export interface KnownBody {
  readonly id: string;
  readonly name: string;
  /** How many of those who sit can be written to. */
  readonly reachableMembers: number;
  readonly hasRules: boolean;
}

/** What a commission lacks before it can sit. */
export const bodyLacks = (bodies: readonly KnownBody[]): Lack[] =>
  bodies.flatMap(({ id, name, reachableMembers, hasRules }) => {
    const lack = { group: 'commissions', subject: { id, name }, mender: 'coordinator' } as const;
    return [
      ...(reachableMembers === 0 ? [{ ...lack, kind: 'members', href: `/commissions/instances/${id}` }] : []),
      ...(hasRules ? [] : [{ ...lack, kind: 'rules', href: `/commissions/regles/${id}` }]),
    ];
  });
