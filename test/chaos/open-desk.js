/**
 * Loads the reference data and opens the desk without what is missing, with the settings of its environment: what
 * `operate seed`, `lacks` and `waive` do, in one start of the program.
 */
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../dist/app.module.js';
import { readConfig } from '../../dist/foundation/config/index.js';
import { Opening } from '../../dist/foundation/platform/opening/index.js';
import { SYSTEM } from '../../dist/foundation/platform/security/index.js';
import { loadReferenceData } from '../../dist/commands/reference-data.js';

const config = readConfig('tool');
const app = await NestFactory.createApplicationContext(AppModule.with(config), { logger: false });
await loadReferenceData(app, config);
const { missing } = await app.get(Opening).readStanding();
await app
  .get(Opening)
  .waive(SYSTEM, [...new Set(missing.map(({ kind }) => kind))], 'A drill', 'every family is invented');
await app.close();
