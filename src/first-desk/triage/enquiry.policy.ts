import { triagesRequest, type DecidedRequest } from '../../dossier/dossier/index.js';
import { desksOf, pointsOf, type Actor } from '../../foundation/platform/security/index.js';
import { isCall, type EnquiryChannel } from './domain/enquiry-words.js';

/** The desk whose agent notes an enquiry; null for whoever works at none. */
export const deskThatNotesFor = (actor: Actor): string | null => desksOf(actor)[0] ?? null;

/** The desks whose enquiries an actor sees in a list: {@link mayReadEnquiry}. */
export const desksWhoseEnquiriesAreReadBy = (actor: Actor): string[] => desksOf(actor);

interface WorkedWith {
  readonly deskId: string;
  readonly channel: EnquiryChannel;
  readonly pointId: string | null;
}

/**
 * Whether an actor may read an enquiry, answer it and call back: who works at the desk or at the point d'accueil that
 * noted it (domain.md §2). The lines of imported lists are worked with on their requests.
 */
export const mayReadEnquiry = (actor: Actor, { deskId, channel, pointId }: WorkedWith): boolean =>
  channel !== 'list' && (pointId === null ? desksOf(actor).includes(deskId) : pointsOf(actor).includes(pointId));

/** Whether an actor may say of which family an enquiry is. A call of the desk was made about one request, and stays there. */
export const mayLinkEnquiry = (actor: Actor, enquiry: WorkedWith & { readonly subject: string }): boolean =>
  enquiry.pointId === null && mayReadEnquiry(actor, enquiry) && !isCall(enquiry.subject);

/** Whether an actor may link an enquiry to this request: one of its own desk. */
export const mayLinkTo = (actor: Actor, request: DecidedRequest): boolean => triagesRequest(actor, request);
