import { triagesRequest, type DecidedRequest } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { isChildminder } from './childminder.policy.js';
import type { IntroductionActor } from './domain/introduction.js';

/** What decides on an introduction: the family and the desk of its request, and the childminder. */
export interface DecidedIntroduction extends DecidedRequest {
  readonly providerId: Id;
}

/** As whom an actor acts on an introduction; empty when it does not concern the actor. */
export function actsOnIntroductionAs(actor: Actor, introduction: DecidedIntroduction): IntroductionActor[] {
  if (actor.kind === 'system') return ['system'];
  if (isChildminder(actor, introduction.providerId)) return ['childminder'];
  if (actor.kind === 'family') return actor.dossierId === introduction.dossierId ? ['family'] : [];
  return triagesRequest(actor, introduction) ? ['first_desk'] : [];
}
