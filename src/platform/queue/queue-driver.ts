/**
 * `here`: this process runs the jobs. `carried`: Redis takes them to workers. `interrupted`: Redis is away, they wait
 * in the table.
 */
export type QueueCarrier = 'here' | 'carried' | 'interrupted';

/** How due jobs reach a worker: the SQL driver polls in the web process; the Redis driver relays job ids to workers. */
export abstract class QueueDriver {
  abstract start(): void;
  /** Finishes the jobs under way, takes no other. */
  abstract stop(): Promise<void>;
  /** Something may be due now: never blocks, never fails. */
  abstract wake(): void;
  abstract get carrier(): QueueCarrier;
}
