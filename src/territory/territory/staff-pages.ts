import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const TERRITORY_PAGES: readonly StaffPage[] = [
  {
    code: 'territory',
    place: 'organisation',
    order: 31,
    subject: 'territory',
    permission: Permission.ManageTerritory,
    href: '/administration/territoire',
  },
  {
    code: 'chooseCommunes',
    permission: Permission.ManageTerritory,
    href: '/administration/territoire/choix-de-communes',
    parent: '/administration/territoire',
  },
];
