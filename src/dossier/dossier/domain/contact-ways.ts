import { CHANNELS, type AdultForm, type Channel } from './dossier-form.js';
import { isMobile } from '../../../foundation/kernel/phone-number.js';

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

/** The ways of one adult: what it prefers, then a mail, a text message, a letter and a call. */
function ownWays(adult: AdultForm, names: CommuneNames): ContactWay[] {
  const ways = waysOf(adult, names);
  const { preferredChannel } = adult;
  const order = [...new Set([...(preferredChannel ? [preferredChannel] : []), ...CHANNELS])];
  return order.flatMap((channel) => {
    const recipient = ways[channel];
    return recipient ? [{ channel, recipient }] : [];
  });
}

/** Each way once, in their order. */
const distinct = (ways: readonly ContactWay[]): ContactWay[] => [
  ...new Map(ways.map((way) => [wayKey(way), way])).values(),
];
const isCall = ({ channel }: ContactWay): boolean => channel === 'phone';

/**
 * Every way to reach a family, best first. Whoever filed comes first: what it prefers, and else what it can be written
 * by. The ways of the others stand in where it has none, and a call where nothing else is left.
 */
export function contactWays(adults: readonly AdultForm[], names: CommuneNames): ContactWay[] {
  const [filer, ...others] = adults;
  if (!filer) return [];
  const own = ownWays(filer, names);
  const preferred = own.filter(({ channel }) => channel === filer.preferredChannel);
  const rest = [...own, ...others.flatMap((adult) => ownWays(adult, names))];
  return distinct([...preferred, ...rest.filter((way) => !isCall(way)), ...rest.filter(isCall)]);
}

/** One adult to whom messages of its family go, with its ways, best first. */
export interface Addressee {
  /** From 1. */
  readonly rank: number;
  readonly ways: readonly ContactWay[];
}

/**
 * Whom a family's messages may go to. The first is whoever filed: nothing is told without telling it. Then every other
 * adult with parental authority who left a contact of its own: a telephone or a mail, or a street where it lives apart.
 * @param apart whether the adults live in two homes: no way of one then stands in for those of another
 */
export function addresseesOf(adults: readonly AdultForm[], apart: boolean, names: CommuneNames): Addressee[] {
  const [filer, ...others] = adults;
  if (!filer) return [];
  const own = new Set(ownWays(filer, names).map(wayKey));
  const first = { rank: 1, ways: contactWays(apart ? [filer] : adults, names) };
  const told = others.map((adult, index) => ({
    rank: index + 2,
    ways:
      adult.parentalAuthority === true
        ? ownWays(adult, names).filter(
            (way) =>
              !own.has(wayKey(way)) && (way.channel !== 'letter' || apart || adult.preferredChannel === 'letter'),
          )
        : [],
  }));
  return [first, ...told.filter(({ ways }) => ways.length > 0)];
}

/** The one adult, by rank, whom a way reaches; null where it reaches several, or none any more. */
export function adultReached(adults: readonly AdultForm[], way: ContactWay, names: CommuneNames): number | null {
  const ranks = adults.flatMap((adult, index) =>
    ownWays(adult, names).some((own) => wayKey(own) === wayKey(way)) ? [index + 1] : [],
  );
  return ranks.length === 1 ? ranks[0]! : null;
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
