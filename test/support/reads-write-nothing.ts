import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { logContext } from '../../src/foundation/platform/logging/index.js';

/** The writes that a GET may do, by the file that opens the unit of work, with the reason. */
const ALLOWED: Record<string, string> = {
  '/accounts/session-use.ts': 'a session that nobody uses ends, so its use is noted once in five minutes',
  '/accounts/proconnect/proconnect-sign-ins.ts':
    'ProConnect sends the browser back by a GET; its code works once, and its state is of this browser',
  '/platform/audit/audit.ts': 'who reads a family’s data is written before it is shown (domain.md §11)',
  '/platform/audit/refused-pages.ts': 'who asks for the family of somebody else is written before it is answered',
};

const whoOpens = (): string =>
  new Error()
    .stack!.split('\n')
    .slice(3)
    .find((line) => line.includes('/src/'))
    ?.trim() ?? 'unknown';

/**
 * Notes each unit of work that a GET opens. On SQLite it would wait for the only writer, and a browser that fetches
 * ahead would change something.
 * @returns a function that lists what was found, as `GET /path: at …`
 */
export function watchReads(app: NestFastifyApplication): () => string[] {
  // Each request has a correlation id before any of our hooks runs.
  const reads = new Map<string, string>();
  const opened: { correlation: string; at: string }[] = [];
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, _reply, done) => {
      if (request.method === 'GET' || request.method === 'HEAD')
        reads.set(request.id, `${request.method} ${request.routeOptions.url ?? request.url}`);
      done();
    });
  const unitOfWork = app.get(UnitOfWork);
  const run = unitOfWork.run.bind(unitOfWork);
  unitOfWork.run = (work) => {
    const context = logContext();
    if (context && !context.job) opened.push({ correlation: context.correlation, at: whoOpens() });
    return run(work);
  };
  return () => {
    const found = opened.flatMap(({ correlation, at }) =>
      reads.has(correlation) && !Object.keys(ALLOWED).some((file) => at.includes(file))
        ? [`${reads.get(correlation)!}: ${at}`]
        : [],
    );
    return [...new Set(found)];
  };
}
