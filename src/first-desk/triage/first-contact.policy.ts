import { desksOf, type Actor } from '../../foundation/platform/security/index.js';

/** The desks whose families an actor writes to for the first time: {@link mayLeadCampaign}. */
export const desksWhoseFamiliesAreContactedBy = (actor: Actor): string[] => desksOf(actor);

/** Whether an actor may see and stop a campaign of first contacts: an agent of its desk (domain.md §4). */
export const mayLeadCampaign = (actor: Actor, { deskId }: { readonly deskId: string }): boolean =>
  desksOf(actor).includes(deskId);
