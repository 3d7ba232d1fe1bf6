import type { Day } from '../../../foundation/kernel/time.js';

/** What she may agree to show beyond her name, her commune and her free places, which the law publishes (CASF L214-2-2). */
export const SHOWN_CONTACTS = ['phone', 'email', 'address'] as const;
export type ShownContact = (typeof SHOWN_CONTACTS)[number];

/** How she is asked about her free places: by a link, or by the desk on the telephone. */
export const ASK_CHANNELS = ['email', 'sms', 'phone'] as const;
export type AskChannel = (typeof ASK_CHANNELS)[number];

interface Reached {
  readonly email: string | null;
  readonly phone: string | null;
}

/** Where the link goes; null when there is no such address, or she is asked on the telephone. */
export function linkWay(
  channel: AskChannel,
  { email, phone }: Reached,
): { readonly channel: 'email' | 'sms'; readonly recipient: string } | null {
  const recipient = channel === 'email' ? email : channel === 'sms' ? phone : null;
  return channel === 'phone' || recipient === null ? null : { channel, recipient };
}

/** Whether families find her by her name: she was told that they do. */
export const isPublished = (toldOn: Day | null, today: Day): boolean => toldOn !== null && toldOn <= today;
