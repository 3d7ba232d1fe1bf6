import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const COUNTER_PAGES: readonly StaffPage[] = [
  { code: 'counter', place: 'families', order: 10, permission: Permission.EnterDossier, href: '/rpe/saisie' },
  { code: 'counterDraft', permission: Permission.EnterDossier, href: '/rpe/saisie/:draftId', isStep: true },
  { code: 'counterCheck', permission: Permission.EnterDossier, href: '/rpe/saisie/:draftId/verifier', isStep: true },
  { code: 'draft', permission: Permission.FillDraft, href: '/dossier/:draftId', isStep: true, parent: '/rpe/saisie' },
];
