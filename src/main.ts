import { ConfigError, readConfig } from './config/index.js';
import { createApp } from './create-app.js';

/** Web entry point in production. */
async function main(): Promise<void> {
  const config = readConfig('production');
  const app = await createApp(config);
  await app.listen(config.PORT, config.HOST);
  process.stdout.write(`Marelle listens on ${config.HOST}:${config.PORT}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String((error as Error).stack ?? error)}\n`);
  process.exit(1);
});
