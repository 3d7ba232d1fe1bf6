import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import { ConfigError, readConfig } from '../foundation/config/index.js';
import { FIRST_LANGUAGE } from '../foundation/kernel/language.js';
import { DomainError } from '../foundation/kernel/refusal.js';
import { keepFilesPrivate } from '../foundation/platform/files/index.js';
import { Catalogue } from '../foundation/platform/i18n/index.js';
import { createLog, NestLog } from '../foundation/platform/logging/index.js';
import { ImportCommand } from '../lists/waiting-lists/index.js';

/** `npm run import -- FILE… [--dry-run] [--establishment ID]`: imports waiting lists. The server may be running. */
async function main(): Promise<void> {
  const config = readConfig('tool');
  keepFilesPrivate(config);
  const app = await NestFactory.createApplicationContext(AppModule.with(config), {
    logger: new NestLog(createLog(config)),
  });
  try {
    process.exitCode = await app
      .get(ImportCommand)
      .run(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, facts } = error.refusal;
    process.stderr.write(`${app.get(Catalogue).translator(FIRST_LANGUAGE).t(`refusal.${code}`, facts)}\n`);
    process.exitCode = 1;
  } finally {
    await app.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String((error as Error).stack ?? error)}\n`);
  process.exitCode = 1;
});
