import type { FastifyInstance } from 'fastify';
import type { Readiness } from './readiness.js';

/** A connection kept open for the next request would hold a server that stops: each answer of its last moments ends its own. */
export function leaveWhenStopping(fastify: FastifyInstance, readiness: Readiness): void {
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (readiness.stopping) void reply.header('connection', 'close');
    done();
  });
}
