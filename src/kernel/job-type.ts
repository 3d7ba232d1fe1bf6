/** Ids and codes only: a payload never holds personal data. */
export type JobPayload = Record<string, string | number | boolean>;

declare const CARRIES: unique symbol;

/**
 * The name of a kind of job, which knows what its jobs carry: one that is planned with anything else, or handled as if
 * it carried something else, does not compile.
 */
export type JobType<Payload extends JobPayload> = string & { readonly [CARRIES]: (payload: Payload) => Payload };

/** Jobs that carry nothing. */
export type BareJobType = JobType<Record<string, never>>;

/** Each name is declared once, where those who plan it and those who handle it find it. */
export const jobType = <Payload extends JobPayload = Record<string, never>>(name: string): JobType<Payload> =>
  name as JobType<Payload>;
