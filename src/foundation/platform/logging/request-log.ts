import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { newId } from '../../kernel/ids.js';
import { inLogContext } from './log-context.js';
import type { Log } from './log.js';

/** A UUID, or the hexadecimal digits that load balancers make. No name can be written with these characters. */
const SANE = /^[0-9a-f-]{16,64}$/i;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Addresses that machines ask for every few seconds: these answers are not logged. */
const QUIET = /^\/(health|ready|metrics|assets)\b/;

/** The correlation of a request: that of the load balancer, or a new one. */
export function correlationOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && SANE.test(given) ? given.toLowerCase() : newId();
}

/** The ids in a path. A secret in a path is never taken for an id. */
const idsOf = (request: FastifyRequest): Record<string, string> =>
  Object.fromEntries(
    Object.entries((request.params ?? {}) as Record<string, unknown>).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && ID.test(entry[1]),
    ),
  );

/**
 * Writes one line for each answer, with the pattern of its route. The correlation is returned to the client, and
 * stands on every log line of the request.
 */
export function logRequests(fastify: FastifyInstance, log: Log): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    inLogContext({ correlation: request.id }, done);
  });
  // Reading a body leaves the context of the request, so it is entered again here.
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
