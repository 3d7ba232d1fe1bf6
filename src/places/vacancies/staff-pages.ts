import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const VACANCY_PAGES: readonly StaffPage[] = [
  { code: 'vacancies', place: 'offer', order: 13, permission: Permission.TellVacancies, href: '/disponibilites' },
];
