import { SYSTEM, type Actor, type Grant } from '../../src/foundation/platform/security/index.js';

export const staff = (...grants: Grant[]): Actor => ({ kind: 'staff', accountId: 'account', name: 'Somebody', grants });

/** One of each, for the tables of the policies: `own` stands for the desk, the establishment, the body, the dossier. */
export const ACTORS = {
  family: { kind: 'family', dossierId: 'own', draftId: null },
  'another family': { kind: 'family', dossierId: 'other', draftId: null },
  agent: staff({ role: 'rpe_agent', deskId: 'own' }),
  'agent of another desk': staff({ role: 'rpe_agent', deskId: 'other' }),
  director: staff({ role: 'eaje_director', establishmentId: 'own' }),
  'director of another': staff({ role: 'eaje_director', establishmentId: 'other' }),
  member: staff({ role: 'commission_member', bodyId: 'own' }),
  'member of another body': staff({ role: 'commission_member', bodyId: 'other' }),
  coordinator: staff({ role: 'coordinator' }),
  'coordinator of the body': staff({ role: 'coordinator', bodyId: 'own' }),
  'coordinator of another body': staff({ role: 'coordinator', bodyId: 'other' }),
  administrator: staff({ role: 'administrator' }),
  door: staff({ role: 'door', pointId: 'own' }),
  childminder: { kind: 'childminder', providerId: 'own' },
  expert: { kind: 'expert', opinionId: 'own' },
  partner: { kind: 'partner', partnerId: 'own' },
  client: { kind: 'client', clientId: 'client', name: 'A town' },
  import: { kind: 'import', accountId: null },
  session: { kind: 'session', sessionId: 'session', accountId: 'account' },
  'mail provider': { kind: 'mail_provider' },
  system: SYSTEM,
} satisfies Record<string, Actor>;

/** The names of the actors to whom a policy says yes. */
export const whoMay = (policy: (actor: Actor) => boolean): string[] =>
  Object.entries(ACTORS).flatMap(([name, actor]) => (policy(actor) ? [name] : []));
