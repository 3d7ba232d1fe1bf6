import { grantsFor, Permission, type Actor } from '../../foundation/platform/security/index.js';

/** Who opens the pages on which something missing is mended, by the beginning of their addresses. */
const PAGES: readonly (readonly [beginning: string, permission: Permission])[] = [
  ['/administration/territoire', Permission.ManageTerritory],
  ['/administration/reglages', Permission.ChangeSettings],
  ['/administration/comptes', Permission.ManageAccounts],
  ['/personnel/accords', Permission.AgreeOnAccounts],
  ['/administration/ouverture', Permission.PrepareOpening],
  ['/offre', Permission.ManageProviders],
  ['/grilles', Permission.ManageGrids],
  ['/commissions', Permission.PlanSession],
];

/** Whether an actor may open the page where something missing is mended. Who may not is told who can, without a link. */
export function mayOpenPage(actor: Actor, href: string): boolean {
  const [, establishmentId] = /^\/eaje\/([^/]+)/.exec(href) ?? [];
  if (establishmentId !== undefined)
    return grantsFor(actor, Permission.DeclarePlaces).some((grant) => grant.establishmentId === establishmentId);
  const known = PAGES.find(([beginning]) => href.startsWith(beginning));
  return known !== undefined && grantsFor(actor, known[1]).length > 0;
}
