import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const WORDING_PAGES: readonly StaffPage[] = [
  {
    code: 'texts',
    place: 'organisation',
    order: 33,
    subject: 'territory',
    permission: Permission.ChangeSettings,
    href: '/administration/messages',
  },
  {
    code: 'choices',
    permission: Permission.ChangeSettings,
    href: '/administration/listes',
    parent: '/administration/messages',
  },
  {
    code: 'text',
    permission: Permission.ChangeSettings,
    href: '/administration/messages/:kind/:language',
    isStep: true,
  },
];
