import { ConfigError, readConfig } from './foundation/config/index.js';
import { createApp, prepareAnswers } from './create-app.js';
import { keepFilesPrivate } from './foundation/platform/files/index.js';
import { createLog, endOnUncaught } from './foundation/platform/logging/index.js';

/** The web process in production. */
async function main(): Promise<void> {
  const config = readConfig('production');
  keepFilesPrivate(config);
  const log = createLog(config);
  endOnUncaught(log);
  const app = await createApp(config, log);
  await prepareAnswers(app, log);
  await app.listen(config.PORT, config.HOST);
  log.info({ host: config.HOST, port: config.PORT }, 'listening');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String((error as Error).stack ?? error)}\n`);
  process.exit(1);
});
