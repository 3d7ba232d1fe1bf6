import type { Id } from '../../foundation/kernel/ids.js';
import { grantsFor, Permission, type Actor } from '../../foundation/platform/security/index.js';
import type { ProviderAct } from './domain/provider-facts.js';

/** A provider, with the first desk of its commune. */
export interface PlacedProvider {
  readonly id: Id;
  readonly deskId: string;
}
/** Who may do something to a provider. */
export type ProviderPolicy = (actor: Actor, provider: PlacedProvider) => boolean;

/** A coordinator looks after the whole territory; one of a single commission does not. */
const coordinates = (actor: Actor): boolean =>
  grantsFor(actor, Permission.ManageProviders).some(({ role, bodyId }) => role === 'coordinator' && !bodyId);
const worksAtDesk = (actor: Actor, desk: string): boolean =>
  grantsFor(actor, Permission.ManageProviders).some(({ role, deskId }) => role === 'rpe_agent' && deskId === desk);
const directs = (actor: Actor, provider: Id): boolean =>
  grantsFor(actor, Permission.ManageProviders).some(
    ({ role, establishmentId }) => role === 'eaje_director' && establishmentId === provider,
  );

/** Whether an actor may add a provider in the communes of a desk: the coordinator, and that desk (domain.md §2). */
export const mayCreateProviderFor = (actor: Actor, deskId: string): boolean =>
  coordinates(actor) || worksAtDesk(actor, deskId);

/**
 * Whether an actor says what a provider is: its name, kind, manager, authorisation and price regime, and whether it
 * is open at all. Those are agreed with others, so its director says none of them.
 */
export const maySettleProvider: ProviderPolicy = (actor, { deskId }) => mayCreateProviderFor(actor, deskId);

/**
 * Whether an actor says how a provider works: what families read, its hours, closings, sections and places. Its
 * director may, beside those who settle what it is.
 */
export const mayRunProvider: ProviderPolicy = (actor, provider) =>
  maySettleProvider(actor, provider) || directs(actor, provider.id);

/** Whether an actor may take back a change to come: who may make such a change. */
export const mayTakeBackChange = (actor: Actor, provider: PlacedProvider, act: ProviderAct): boolean =>
  act === 'identity' ? maySettleProvider(actor, provider) : mayRunProvider(actor, provider);

/** Whether an actor may confirm a change that touches promises. The reason is recorded (domain.md §6). */
export const mayTouchPromises = (actor: Actor): boolean => coordinates(actor);
