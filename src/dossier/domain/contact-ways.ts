import { CHANNELS, type AdultForm, type Channel } from './dossier-form.js';
import { isMobile } from '../../kernel/phone-number.js';

/** One way to reach a family. */
export interface ContactWay {
  readonly channel: Channel;
  /** An address, a number, or the lines of an envelope. */
  readonly recipient: string;
}

/** The name of a commune of the territory, by its code. */
export type CommuneNames = (code: string) => string | null;

/**
 * The town of an address. A commune of the territory may be known only by its code, when a list, a portal or the desk
 * gave it.
 */
export const townOf = (
  { communeCode, communeName }: Pick<AdultForm, 'communeCode' | 'communeName'>,
  names: CommuneNames,
): string | null => (communeCode === null ? null : names(communeCode)) ?? communeName;

/** The lines of an envelope, or null when a letter would not arrive. */
function envelopeOf(adult: AdultForm, names: CommuneNames): string | null {
  const { firstName, surname, addressLine, postalCode } = adult;
  const place = [postalCode, townOf(adult, names)].filter(Boolean).join(' ');
  if (!addressLine || !place) return null;
  return [[firstName, surname].filter(Boolean).join(' '), addressLine, place].filter(Boolean).join('\n');
}

const waysOf = (adult: AdultForm, names: CommuneNames): Record<Channel, string | null> => ({
  email: adult.email,
  sms: adult.phone && isMobile(adult.phone) ? adult.phone : null,
  letter: envelopeOf(adult, names),
  phone: adult.phone,
});

/**
 * Every way to reach a family, best first: what its first adult prefers, what the second prefers, then a mail, a text
 * message and a letter, and a call when nothing else is left.
 */
export function contactWays(adults: readonly AdultForm[], names: CommuneNames): ContactWay[] {
  const reached = adults.map((adult) => ({ preferred: adult.preferredChannel, ways: waysOf(adult, names) }));
  const way = (ways: Record<Channel, string | null>, channel: Channel): ContactWay[] => {
    const recipient = ways[channel];
    return recipient ? [{ channel, recipient }] : [];
  };
  const preferred = reached.flatMap(({ preferred, ways }) => (preferred ? way(ways, preferred) : []));
  const others = CHANNELS.flatMap((channel) => reached.flatMap(({ ways }) => way(ways, channel)));
  return [...new Map([...preferred, ...others].map((known) => [wayKey(known), known])).values()];
}

export const wayKey = ({ channel, recipient }: ContactWay): string => `${channel} ${recipient}`;

/** A way that a message took, and what became of the message. */
export interface Sent extends ContactWay {
  readonly createdAt: string;
  readonly state: string;
}

/**
 * The ways whose latest message reached nobody. They are not tried again until somebody corrects them, or sends a
 * message there again and it arrives.
 */
export function brokenWays(sent: readonly Sent[]): Set<string> {
  const latest = new Map<string, Sent>();
  for (const sending of sent) {
    const known = latest.get(wayKey(sending));
    if (!known || known.createdAt < sending.createdAt) latest.set(wayKey(sending), sending);
  }
  return new Set([...latest].filter(([, { state }]) => state === 'failed').map(([key]) => key));
}
