/** Ids and codes only: a payload never holds personal data. */
export type JobPayload = Record<string, string | number | boolean | readonly string[]>;

declare const CARRIES: unique symbol;

/**
 * The name of a kind of job, typed with the payload that its jobs carry. Planning or handling such a job with another
 * payload does not compile.
 */
export type JobType<Payload extends JobPayload> = string & { readonly [CARRIES]: (payload: Payload) => Payload };

/** Jobs that carry nothing. */
export type BareJobType = JobType<Record<string, never>>;

/**
 * Declares the name of a kind of job. Each name is declared once, in a place that both its planners and its handler
 * can import.
 */
export const jobType = <Payload extends JobPayload = Record<string, never>>(name: string): JobType<Payload> =>
  name as JobType<Payload>;
