import type { FastifyInstance } from 'fastify';
import type { Readiness } from './readiness.js';

/** How long answers that are under way have to end. After that, an open connection no longer delays the stop. */
const LONGEST_GOODBYE_MILLIS = 5000;

/**
 * Closes connections when the server stops. A connection that is kept open for the next request would delay the stop,
 * so each answer given while stopping closes its own. Connections that are neither idle nor finished in the end are
 * cut, such as a stream whose reader has vanished.
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
