import type { Lack } from '../../../foundation/kernel/lack.js';

interface DeskContact {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly phone: string;
  readonly email: string;
}

const CONTACTS = [
  ['desk-telephone', 'phone'],
  ['desk-address', 'address'],
  ['desk-mail', 'email'],
] as const;

/** Without a name, pages, letters and reports cannot say whose single window this is. */
export const nameLacks = (isNamed: boolean): Lack[] =>
  isNamed
    ? []
    : [{ kind: 'territory-name', group: 'desks', mender: 'administrator', href: '/administration/reglages' }];

/** How families cannot reach their first desks, and whether they live nowhere that we know. */
export function deskLacks(desks: readonly DeskContact[], communeCount: number): Lack[] {
  const ofTerritory = { group: 'desks', mender: 'coordinator', href: '/administration/territoire' } as const;
  if (desks.length === 0) return [{ ...ofTerritory, kind: 'desks' }];
  const communes: Lack[] = communeCount === 0 ? [{ ...ofTerritory, kind: 'communes' }] : [];
  const contacts = CONTACTS.flatMap(([kind, field]) =>
    desks
      .filter((desk) => desk[field].trim() === '')
      .map(({ id, name }): Lack => ({
        kind,
        group: 'desks',
        subject: { id, name },
        mender: 'coordinator',
        href: `/administration/territoire/guichets/${id}`,
      })),
  );
  return [...communes, ...contacts];
}
