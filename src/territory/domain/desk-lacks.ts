import type { Lack } from '../../kernel/lack.js';

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

/** How families cannot reach their first desks. */
export function deskLacks(desks: readonly DeskContact[]): Lack[] {
  if (desks.length === 0)
    return [{ kind: 'desks', group: 'desks', mender: 'coordinator', href: '/administration/territoire' }];
  return CONTACTS.flatMap(([kind, field]) =>
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
}
