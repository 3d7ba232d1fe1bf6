import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { ConfigError, readConfig } from './foundation/config/index.js';
import { keepFilesPrivate } from './foundation/platform/files/index.js';
import { createLog, endOnUncaught, NestLog } from './foundation/platform/logging/index.js';
import { ProbePort } from './foundation/platform/probes/index.js';

/**
 * A worker process: it runs the jobs that Redis brings. Several can run at once. On SIGTERM it finishes the jobs that
 * it has begun.
 */
async function main(): Promise<void> {
  const config = readConfig('worker');
  keepFilesPrivate(config);
  const log = createLog(config);
  endOnUncaught(log);
  const app = await NestFactory.createApplicationContext(AppModule.with(config), {
    logger: new NestLog(log),
    abortOnError: false,
  });
  app.enableShutdownHooks();
  if (config.WORKER_PORT !== undefined) await app.get(ProbePort).listen(config.WORKER_PORT, config.HOST);
  log.info('working');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String((error as Error).stack ?? error)}\n`);
  process.exit(1);
});
