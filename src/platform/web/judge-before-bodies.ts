import type { FastifyInstance } from 'fastify';
import type { ActingRequest, Doorkeeper, RouteAudit } from '../security/index.js';

/**
 * When a browser gets its answer while it is still sending, it has this long to see the answer. After that, nothing
 * more of its body is read.
 */
const LINGER_MILLIS = 2000;

/**
 * Checks who may use a route before the body is read. A stranger's upload to a staff page is thus refused from its
 * headers alone.
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
