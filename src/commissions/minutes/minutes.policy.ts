import { isMember, type SessionSheet } from '../commission/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import type { MinutesSignature } from './persistence/minutes.entities.js';

/** The person who signs: the chair, or whoever runs the session when no chair has a sign-in. */
export interface Signer {
  readonly label: string;
  readonly by: MinutesSignature['by'];
}

/** As whom an actor signs the minutes of a closed session (domain.md §8); null for who may not. */
export function signsMinutesAs(
  actor: Actor,
  { members, mayRun, session }: Pick<SessionSheet, 'members' | 'mayRun' | 'session'>,
): Signer | null {
  if (session.state !== 'closed') return null;
  const chairs = members.filter(({ role }) => role === 'chair');
  const own = chairs.find((member) => isMember(actor, member));
  if (own) return { label: own.label, by: 'chair' };
  const [absent] = chairs;
  return mayRun && absent && chairs.every(({ accountId }) => accountId === null)
    ? { label: absent.label, by: 'secretary' }
    : null;
}
