import type { FastifyInstance } from 'fastify';
import type { ActingRequest, Doorkeeper, RouteAudit } from '../security/index.js';

/** A browser that is answered while it still sends has so long to see the answer; then nothing more of it is read. */
const LINGER_MILLIS = 2000;

/**
 * Nobody's body is read before it is known that they may send one: a stranger's upload to a page of the staff is
 * refused by its headers.
 */
export function judgeBeforeBodies(fastify: FastifyInstance, doorkeeper: Doorkeeper, routes: RouteAudit): void {
  fastify.addHook('preParsing', async (request) => {
    const access =
      request.method === 'GET' ? undefined : routes.accessOf(request.method, request.routeOptions.url ?? '');
    if (access) await doorkeeper.admit(request as ActingRequest, access);
  });
  fastify.addHook('onResponse', ({ raw }, _reply, done) => {
    if (raw.complete === false) setTimeout(() => raw.complete || raw.socket?.destroy(), LINGER_MILLIS).unref();
    done();
  });
}
