import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LogController } from 'fastify';
import { AppModule } from './app.module.js';
import type { Config } from './foundation/config/index.js';
import { SOURCE_ROOT } from './foundation/source-root.js';
import { WelcomeBooklet } from './family/family/index.js';
import { OpenApi } from './family/portal/index.js';
import { correlationOf, createLog, logRequests, NestLog, type Log } from './foundation/platform/logging/index.js';
import { Metrics } from './foundation/platform/metrics/index.js';
import { leaveWhenStopping, Readiness } from './foundation/platform/probes/index.js';
import { Doorkeeper, RouteAudit } from './foundation/platform/security/index.js';
import { SYSTEM_CLOCKS, type Clocks } from './foundation/platform/time/index.js';
import {
  countRequests,
  installPlugins,
  judgeBeforeBodies,
  LARGEST_BODY_BYTES,
  LONGEST_PART,
  readableUrl,
} from './foundation/platform/web/index.js';

/** Builds the application for production, the demo and the tests alike. It does not listen yet. */
export async function createApp(
  config: Config,
  log: Log = createLog(config),
  clocks: Clocks = SYSTEM_CLOCKS,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: LARGEST_BODY_BYTES,
    requestTimeout: config.BODY_SECONDS * 1000,
    // How often Node looks for connections that took too long. Its default is 30 s.
    http: {
      headersTimeout: Math.min(config.HEADERS_SECONDS, config.BODY_SECONDS) * 1000,
      connectionsCheckingInterval: 1000,
    },
    // Each answer is logged in one line with the pattern of its route (logRequests), because an address may hold a
    // secret or a search.
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory: () => log,
    genReqId: correlationOf,
    requestIdHeader: false,
    trustProxy: config.trustProxy,
    rewriteUrl: ({ url = '/' }) => readableUrl(url),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: LONGEST_PART },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config, clocks), adapter, {
    logger: new NestLog(log),
    abortOnError: false,
  });
  app.enableShutdownHooks();
  logRequests(adapter.getInstance(), log);
  countRequests(adapter.getInstance(), app.get(Metrics));
  leaveWhenStopping(adapter.getInstance(), app.get(Readiness));
  await installPlugins(app, config, SOURCE_ROOT);
  judgeBeforeBodies(adapter.getInstance(), app.get(Doorkeeper), app.get(RouteAudit));
  app.get(OpenApi).keepApplication(app);
  return app;
}

/**
 * Makes what is the same for all visitors and takes long, before one of them waits for it. The description of the API
 * holds this process for half a second. The booklet is made in a thread, and nobody waits for it here.
 */
export async function prepareAnswers(app: NestFastifyApplication, log: Log): Promise<void> {
  await app.init();
  app.get(OpenApi).readDocument();
  void app
    .get(WelcomeBooklet)
    .prepare()
    .catch((error: unknown) => log.warn({ err: error }, 'the booklet was not prepared'));
}
