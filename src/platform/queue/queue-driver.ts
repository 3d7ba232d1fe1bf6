/** How due jobs reach a worker: the SQL driver polls in process; a Redis driver relays job ids (next). */
export abstract class QueueDriver {
  abstract start(): void;
  /** Finishes the jobs under way, takes no other. */
  abstract stop(): Promise<void>;
  /** Something may be due now: never blocks, never fails. */
  abstract wake(): void;
}
