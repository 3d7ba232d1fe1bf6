import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { newId } from '../../kernel/ids.js';
import { inLogContext } from './log-context.js';
import type { Log } from './log.js';

/** A UUID, or the hexadecimal digits balancers make: nothing a name could be written in. */
const SANE = /^[0-9a-f-]{16,64}$/i;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Asked for every few seconds by machines. */
const QUIET = /^\/(health|ready|metrics|assets)\b/;

/** The correlation of a request: the balancer's, or one of our own. */
export function correlationOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && SANE.test(given) ? given.toLowerCase() : newId();
}

/** The ids of a path; a secret in a path is none. */
const idsOf = (request: FastifyRequest): Record<string, string> =>
  Object.fromEntries(
    Object.entries((request.params ?? {}) as Record<string, unknown>).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && ID.test(entry[1]),
    ),
  );

/**
 * One line for each answer, by the pattern of its route; the correlation comes back in the answer and stands on every
 * line meanwhile.
 */
export function logRequests(fastify: FastifyInstance, log: Log): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    inLogContext({ correlation: request.id }, done);
  });
  // Reading a body leaves the context of the request.
  fastify.addHook('preValidation', (request, _reply, done) => inLogContext({ correlation: request.id }, done));
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    const level = QUIET.test(route) ? 'debug' : 'info';
    log[level](
      {
        correlation: request.id,
        method: request.method,
        route,
        ...idsOf(request),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'answered',
    );
    done();
  });
}
