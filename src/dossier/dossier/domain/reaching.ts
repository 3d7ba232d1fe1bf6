/** What became of a message, and which later message repeats it. */
export interface Told {
  readonly id: string;
  readonly channel: string;
  readonly state: string;
  readonly nextId: string | null;
}

const hasArrived = ({ state }: Told): boolean => state === 'handed_over' || state === 'kept';
const wantsHands = ({ channel, state }: Told): boolean =>
  state === 'failed' || (channel === 'phone' && state === 'to_do');

/** The messages that reached nobody, or that somebody has to say, and that no later one has replaced. */
export function unreached<T extends Told>(messages: readonly T[]): T[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const arrived = (message: T): boolean => {
    const next = message.nextId === null ? undefined : byId.get(message.nextId);
    return next ? arrived(next) : hasArrived(message);
  };
  return messages.filter((message) => wantsHands(message) && !arrived(message));
}
