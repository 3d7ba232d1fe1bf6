import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../metrics/index.js';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * Counts each answer by the *pattern* of its route. The address itself may hold an id or a secret, and each would
 * begin a new series.
 */
export function countRequests(fastify: FastifyInstance, metrics: Metrics): void {
  const answers = metrics.counter('marelle_http_requests_total', 'Requests answered', ['method', 'route', 'status']);
  const seconds = metrics.histogram(
    'marelle_http_request_seconds',
    'From the request to the end of its answer',
    ['method', 'route'],
    SECONDS,
  );
  fastify.addHook('onResponse', (request, reply, done) => {
    const { method } = request;
    const route = request.routeOptions.url ?? 'none';
    answers.inc({ method, route, status: reply.statusCode });
    // A stream lasts as long as its reader listens, which says nothing about how fast we answer.
    if (!String(reply.getHeader('content-type')).startsWith('text/event-stream'))
      seconds.observe({ method, route }, reply.elapsedTime / 1000);
    done();
  });
}
