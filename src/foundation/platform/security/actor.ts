import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/time.js';
import { Permission, ROLE_PERMISSIONS, type Role } from './permission.js';

/** A role held in certain places. The ids limit it, and the policies of the features say what the ids mean. */
export interface Grant {
  readonly role: Role;
  readonly deskId?: string;
  readonly establishmentId?: string;
  readonly bodyId?: string;
  /** The point d'accueil of a `door`. */
  readonly pointId?: string;
}

/** When a session ends. */
export interface SessionEnd {
  /** When nobody uses it from now on. */
  readonly at: Instant;
  /** However much it is used. */
  readonly atMost: Instant;
}

export type Actor =
  | {
      readonly kind: 'staff';
      readonly accountId: Id;
      readonly name: string;
      readonly grants: readonly Grant[];
      /** When the person last gave a code in this session. */
      readonly provedAt?: Instant;
      readonly sessionEnd?: SessionEnd;
    }
  /** A parent, who holds the key of a draft, of a dossier, or of both. */
  | {
      readonly kind: 'family';
      readonly dossierId: Id | null;
      readonly draftId: Id | null;
      /** The link that opened the session. */ readonly linkId?: Id | null;
      readonly sessionId?: Id;
      /** The rank of the adult of the dossier who acts; null where the link was given to no adult in particular. */
      readonly adult?: number | null;
      /** Of a session that ends within a day. */
      readonly sessionEnd?: SessionEnd;
      /** A new draft. Neither it nor its session is written to the database before the first answer. */
      readonly unwritten?: { readonly tokenHash: string; readonly network: string };
    }
  /** A childminder, by her personal link. */
  | { readonly kind: 'childminder'; readonly providerId: Id }
  /** A person outside the desk who is asked for an opinion, by a link and a code. */
  | { readonly kind: 'expert'; readonly opinionId: Id }
  /** A service that sends families to the desk, by a link and a code. */
  | { readonly kind: 'partner'; readonly partnerId: Id }
  | { readonly kind: 'client'; readonly clientId: Id; readonly name: string }
  | { readonly kind: 'import'; readonly accountId: Id | null }
  /** The closing of a commission's session, whoever closes it. */
  | { readonly kind: 'session'; readonly sessionId: Id; readonly accountId: Id }
  /** The provider that carries our mails and reports which came back. */
  | { readonly kind: 'mail_provider' }
  | { readonly kind: 'system' };

export const SYSTEM: Actor = { kind: 'system' };

/** Names the actor in history and audit rows, by an id and never by a person's name. */
export const actorRef = (actor: Actor): string => {
  switch (actor.kind) {
    case 'staff':
      return `staff:${actor.accountId}`;
    case 'family':
      return `family:${actor.dossierId ?? actor.draftId}`;
    case 'childminder':
      return `childminder:${actor.providerId}`;
    case 'expert':
      return `expert:${actor.opinionId}`;
    case 'partner':
      return `partner:${actor.partnerId}`;
    case 'client':
      return `client:${actor.clientId}`;
    case 'import':
      return actor.accountId ? `import:${actor.accountId}` : 'import';
    case 'session':
      return `session:${actor.sessionId}`;
    case 'mail_provider':
    case 'system':
      return actor.kind;
  }
};

export function mayEver(actor: Actor | null, permission: Permission): boolean {
  if (!actor) return false;
  switch (actor.kind) {
    case 'staff':
      return actor.grants.some((grant) => ROLE_PERMISSIONS[grant.role].includes(permission));
    case 'family':
      return (
        (permission === Permission.FollowDossier && actor.dossierId !== null) ||
        (permission === Permission.FillDraft && actor.draftId !== null)
      );
    case 'client':
      return permission === Permission.DepositDossier;
    case 'mail_provider':
      return permission === Permission.ReportBounces;
    // Their pages ask for their link, and their session lasts no longer than one request.
    case 'childminder':
    case 'expert':
    case 'partner':
    case 'import':
    case 'session':
    case 'system':
      return false;
  }
}

/** The grants that give a member of staff a permission. The policies of the features are built from them. */
export const grantsFor = (actor: Actor, permission: Permission): readonly Grant[] =>
  actor.kind === 'staff' ? actor.grants.filter((grant) => ROLE_PERMISSIONS[grant.role].includes(permission)) : [];

export interface ActingRequest extends FastifyRequest {
  actor: Actor | null;
}

export const CurrentActor = createParamDecorator(
  (_: unknown, context: ExecutionContext): Actor | null => context.switchToHttp().getRequest<ActingRequest>().actor,
);
