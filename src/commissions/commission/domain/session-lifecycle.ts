import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';

/** A session from its planning to its minutes (domain.md §8). */
export const SESSION_STATES = [
  'planned',
  'called',
  'frozen',
  'prepared',
  'open',
  'suspended',
  'closed',
  'signed',
  'cancelled',
] as const;
export type SessionState = (typeof SESSION_STATES)[number];

interface SessionRule {
  readonly from: readonly SessionState[];
  readonly to: SessionState | 'same';
}

export const SESSION_ACTIONS = {
  list: { from: ['planned', 'called'], to: 'same' },
  // When the date changes after members were called, they are called again.
  move: { from: ['planned', 'called'], to: 'planned' },
  call: { from: ['planned'], to: 'called' },
  freeze: { from: ['planned', 'called'], to: 'frozen' },
  prepare: { from: ['frozen', 'prepared'], to: 'prepared' },
  open: { from: ['prepared'], to: 'open' },
  // A place may be lost while the session sits. Places are then read again, and decisions are kept.
  refresh: { from: ['open'], to: 'same' },
  decide: { from: ['open'], to: 'same' },
  undo: { from: ['open'], to: 'same' },
  debate: { from: ['open'], to: 'same' },
  // The session goes on another day. Pausing it again while it is paused changes that day.
  pause: { from: ['open', 'suspended'], to: 'suspended' },
  resume: { from: ['suspended'], to: 'open' },
  // Minutes name who was there. If this was forgotten in session, it can be recorded until they are signed.
  attend: { from: ['open', 'closed'], to: 'same' },
  recuse: { from: ['frozen', 'prepared', 'open'], to: 'same' },
  unmask: { from: ['frozen', 'prepared', 'open', 'suspended'], to: 'same' },
  close: { from: ['open'], to: 'closed' },
  sign: { from: ['closed'], to: 'signed' },
  cancel: { from: ['planned', 'called', 'frozen', 'prepared'], to: 'cancelled' },
} as const satisfies Record<string, SessionRule>;
export type SessionAction = keyof typeof SESSION_ACTIONS;

export const allows = (state: SessionState, action: SessionAction): boolean =>
  (SESSION_ACTIONS[action].from as readonly SessionState[]).includes(state);

/** The state an action leads to, or why it is not possible. */
export function judgeSession(
  state: SessionState,
  action: SessionAction,
): { ok: true; to: SessionState } | { ok: false; refusal: Refusal } {
  if (!allows(state, action)) return { ok: false, refusal: refuse('session.wrongState', { action, state }) };
  const { to } = SESSION_ACTIONS[action];
  return { ok: true, to: to === 'same' ? state : to };
}

/** Whether the session has still to sit. */
export const isComing = (state: SessionState): boolean => !['closed', 'signed', 'cancelled'].includes(state);
export const COMING = SESSION_STATES.filter(isComing);
/** Before a session begins: its members can still be called to it. */
export const NOT_BEGUN = ['planned', 'called', 'frozen', 'prepared'] as const satisfies readonly SessionState[];
export const hasBegun = (state: SessionState): boolean => !(NOT_BEGUN as readonly SessionState[]).includes(state);
export const PAST = SESSION_STATES.filter((state) => !isComing(state));
/** Whether requests can still be listed, and what is judged can still change. */
export const isListing = (state: SessionState): boolean => allows(state, 'list');
