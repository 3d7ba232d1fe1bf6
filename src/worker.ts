import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { ConfigError, readConfig } from './config/index.js';

/** Runs the jobs that Redis brings; start as many as there is work for. SIGTERM finishes the jobs under way. */
async function main(): Promise<void> {
  const config = readConfig('worker');
  const app = await NestFactory.createApplicationContext(AppModule.with(config), {
    logger: config.LOG_LEVEL === 'silent' ? false : ['fatal', 'error', 'warn'],
    abortOnError: false,
  });
  app.enableShutdownHooks();
  process.stdout.write('Marelle works\n');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String((error as Error).stack ?? error)}\n`);
  process.exit(1);
});
