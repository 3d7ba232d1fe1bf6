import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../app.module.js';
import { ConfigError, readConfig } from '../../foundation/config/index.js';
import { keepFilesPrivate } from '../../foundation/platform/files/index.js';
import { createLog, NestLog } from '../../foundation/platform/logging/index.js';
import { FiguresMisuse, type FiguresArguments } from './figures-arguments.js';
import { FiguresFromHistory, type MonthFigures } from './figures-from-history.js';

/** The tables of the database that the settings name. The server may be running. @throws FiguresMisuse */
export async function tablesOfDatabase(
  asked: Omit<FiguresArguments, 'histories'>,
): Promise<Record<string, MonthFigures>> {
  const config = configured();
  keepFilesPrivate(config);
  const app = await NestFactory.createApplicationContext(AppModule.with(config), {
    logger: new NestLog(createLog(config)),
  });
  try {
    return await app.get(FiguresFromHistory).computeTables(asked);
  } finally {
    await app.close();
  }
}

function configured() {
  try {
    return readConfig('tool');
  } catch (error) {
    if (error instanceof ConfigError) throw new FiguresMisuse(error.message);
    throw error;
  }
}
