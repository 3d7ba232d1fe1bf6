import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import type { Config } from './config/index.js';
import { OpenApi } from './portal/index.js';
import { Metrics } from './platform/metrics/index.js';
import { leaveWhenStopping, Readiness } from './platform/probes/index.js';
import { countRequests, installPlugins, LARGEST_BODY_BYTES, SOURCE_ROOT } from './platform/web/index.js';

/** The application, ready to listen or to be injected: the same for production, the demo and the tests. */
export async function createApp(config: Config): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: LARGEST_BODY_BYTES,
    // A parent's address may hold a secret: nothing of the request is logged but its path's shape (see ErrorFilter).
    logger: false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config), adapter, {
    logger: config.LOG_LEVEL === 'silent' ? false : ['fatal', 'error', 'warn'],
    abortOnError: false,
  });
  app.enableShutdownHooks();
  countRequests(adapter.getInstance(), app.get(Metrics));
  leaveWhenStopping(adapter.getInstance(), app.get(Readiness));
  await installPlugins(app, config, SOURCE_ROOT);
  app.get(OpenApi).of(app);
  return app;
}
