import type { FastifyInstance, FastifyRequest } from 'fastify';
import { SignInNeeded, type ActingRequest, type Doorkeeper, type RouteAudit } from '../security/index.js';
import { FORM_TYPE } from './body-limits.js';

/**
 * When a browser gets its answer while it is still sending, it has this long to see the answer. After that, nothing
 * more of its body is read.
 */
const LINGER_MILLIS = 2000;

const isForm = ({ headers }: FastifyRequest): boolean => headers['content-type']?.split(';')[0]?.trim() === FORM_TYPE;

/**
 * Checks who may use a route before the body is read. A stranger's upload to a staff page is thus refused from its
 * headers alone. The form of somebody whose session has just ended is read, and refused afterwards, so that it can be
 * kept (`AskedFirst`). A file is not.
 */
export function judgeBeforeBodies(fastify: FastifyInstance, doorkeeper: Doorkeeper, routes: RouteAudit): void {
  fastify.addHook('preParsing', async (request: FastifyRequest) => {
    const access =
      request.method === 'GET' ? undefined : routes.accessOf(request.method, request.routeOptions.url ?? '');
    if (!access) return;
    try {
      await doorkeeper.admit(request as ActingRequest, access);
    } catch (error) {
      if (!(error instanceof SignInNeeded && error.endedOwner !== null && isForm(request))) throw error;
    }
  });
  fastify.addHook('onResponse', ({ raw }, _reply, done) => {
    if (raw.complete === false) setTimeout(() => raw.complete || raw.socket?.destroy(), LINGER_MILLIS).unref();
    done();
  });
}
