import { grantsFor, Permission, type Actor } from '../../foundation/platform/security/index.js';

/** Whether an actor may replace the school holidays. They hold for every body, so a person who plans one body only may not. */
export const maySetSchoolHolidays = (actor: Actor): boolean =>
  grantsFor(actor, Permission.PlanSession).some(({ bodyId }) => bodyId === undefined);
