import type { Lack } from '../../../foundation/kernel/lack.js';

export interface SilenceRule {
  /** Whether the legal service has validated what the receipt says about silence. */
  readonly validated: boolean;
  /** The town of the court that hears appeals. */
  readonly courtTown: string;
}

/** Families read the rule of silence only once it is validated and names its court. */
export const mayBeRead = ({ validated, courtTown }: SilenceRule): boolean => validated && courtTown.trim() !== '';

export function silenceLacks({ validated, courtTown }: SilenceRule): Lack[] {
  const legal = { group: 'legal', mender: 'administrator', href: '/administration/ouverture/mentions' } as const;
  return [
    ...(validated ? [] : [{ ...legal, kind: 'silence' }]),
    ...(courtTown.trim() === '' ? [{ ...legal, kind: 'court' }] : []),
  ];
}
