import type { Id } from '../../kernel/ids.js';
import type { Actor } from '../../platform/security/index.js';
import type { LifecycleActor } from '../domain/request-lifecycle.js';

interface Target {
  readonly dossierId: Id;
  readonly deskId: string;
}

/** The roles of an actor towards one request; empty when the request does not concern them. */
export function lifecycleActorsOf(actor: Actor, request: Target, wishedProviders: readonly Id[]): LifecycleActor[] {
  switch (actor.kind) {
    case 'family':
      return actor.dossierId === request.dossierId ? ['parent'] : [];
    case 'staff':
      return actor.grants.flatMap((grant): LifecycleActor[] => {
        if (grant.role === 'rpe_agent') return grant.deskId === request.deskId ? ['first_desk'] : [];
        if (grant.role === 'eaje_director')
          return wishedProviders.includes(grant.establishmentId ?? '') ? ['eaje_director'] : [];
        return grant.role === 'coordinator' ? ['coordinator'] : [];
      });
    case 'session':
      return ['session'];
    case 'mail_provider':
      return [];
    case 'import':
    case 'client':
    case 'system':
      return [actor.kind];
  }
}
