/**
 * `here`: this process runs the jobs. `carried`: Redis hands them to workers. `interrupted`: Redis is away, and the
 * jobs wait in the table.
 */
export type QueueCarrier = 'here' | 'carried' | 'interrupted';

/**
 * How due jobs reach a worker. The SQL driver polls the table in the web process. The Redis driver relays ids of jobs
 * to workers.
 */
export abstract class QueueDriver {
  abstract start(): void;
  /** Finishes the jobs under way, takes no other. */
  abstract stop(): Promise<void>;
  /** Says that something may be due now. Never blocks and never fails. */
  abstract wake(): void;
  abstract get carrier(): QueueCarrier;
}
