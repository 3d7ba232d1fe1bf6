/** A seat of a person in a body, and where the establishments of that body are. */
export interface ElectedSeat {
  readonly role: string;
  /** `elected:71306` for the one whom a commune sends. */
  readonly personKey: string;
  /** The communes of the establishments of its body. */
  readonly bodyCommunes: readonly string[];
}

const SENT_BY = 'elected:';

/**
 * The communes for which somebody sits as an elected member: the one that sends them, and the one of a municipal body,
 * whose establishments are all there. Who chairs a body of several communes sits for none of them.
 */
export const electedFor = (seats: readonly ElectedSeat[]): string[] => [
  ...new Set(
    seats.flatMap(({ role, personKey, bodyCommunes }) => {
      const sent = personKey.startsWith(SENT_BY) ? [personKey.slice(SENT_BY.length)] : [];
      const communes = new Set(bodyCommunes);
      const municipal = (role === 'chair' || role === 'elected') && communes.size === 1 ? [...communes] : [];
      return [...sent, ...municipal];
    }),
  ),
];
