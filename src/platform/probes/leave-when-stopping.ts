import type { FastifyInstance } from 'fastify';
import type { Readiness } from './readiness.js';

/** What is being answered has this long to end; after it, whoever keeps a connection open holds a stop no longer. */
const LONGEST_GOODBYE_MILLIS = 5000;

/**
 * A connection kept open for the next request would hold a server that stops: each answer of its last moments ends its
 * own. What is neither idle nor ended, as a stream whose reader has hung up without a word, is cut in the end: by
 * itself it would last as long as any kept connection.
 */
export function leaveWhenStopping(fastify: FastifyInstance, readiness: Readiness): void {
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (readiness.stopping) void reply.header('connection', 'close');
    done();
  });
  fastify.addHook('preClose', (done) => {
    setTimeout(() => fastify.server.closeAllConnections(), LONGEST_GOODBYE_MILLIS).unref();
    done();
  });
}
