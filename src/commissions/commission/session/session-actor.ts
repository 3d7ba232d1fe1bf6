import type { Actor } from '../../../foundation/platform/security/index.js';

/** The actor of what a session does to requests and places, whoever presses the button. */
export const sessionActor = (sessionId: string, actor: Actor): Actor => ({
  kind: 'session',
  sessionId,
  accountId: actor.kind === 'staff' ? actor.accountId : 'system',
});
