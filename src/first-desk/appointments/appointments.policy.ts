import { triagesRequest, type DecidedRequest } from '../../dossier/dossier/index.js';
import { desksOf, type Actor } from '../../foundation/platform/security/index.js';
import { establishmentsDeclaredBy } from '../../offer/supply/index.js';
import { hostOfDesk, hostOfProvider, type Host } from './hosts.js';

/** For whom an actor receives families: the desks of an agent, the establishments of a director. */
export const hostsOf = (actor: Actor): Host[] => [
  ...desksOf(actor).map(hostOfDesk),
  ...establishmentsDeclaredBy(actor).map(hostOfProvider),
];

/** Whether an actor opens the slots of a desk or an establishment, sees who comes and notes what became of it. */
export const receivesFor = (actor: Actor, host: string): boolean => (hostsOf(actor) as string[]).includes(host);

/** Whether an actor proposes appointments to a family, and books, moves and cancels them for it: an agent of its desk. */
export const mayArrange = (actor: Actor, request: DecidedRequest): boolean => triagesRequest(actor, request);

/** Whether an actor books, moves and cancels for itself: the family. */
export const booksForItself = (actor: Actor, { dossierId }: Pick<DecidedRequest, 'dossierId'>): boolean =>
  actor.kind === 'family' && actor.dossierId === dossierId;

/** The desks whose meetings an actor opens and cancels. */
export const desksMeeting = (actor: Actor): string[] => desksOf(actor);
