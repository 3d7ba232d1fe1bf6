import { grantsFor, Permission, type Actor } from '../../foundation/platform/security/index.js';

/**
 * Whether an actor reads the page of a commune for its council: the coordinator, the first desk of the commune, and who
 * is elected there.
 * @param electedIn the communes for which the actor sits as an elected member
 */
export const mayReadCouncilPage = (
  actor: Actor,
  commune: { readonly code: string; readonly firstDeskId: string },
  electedIn: readonly string[],
): boolean =>
  grantsFor(actor, Permission.ReadCouncilPage).some(({ role, deskId }) => {
    switch (role) {
      case 'coordinator':
        return true;
      case 'rpe_agent':
        return deskId === commune.firstDeskId;
      case 'commission_member':
        return electedIn.includes(commune.code);
      default:
        return false;
    }
  });
