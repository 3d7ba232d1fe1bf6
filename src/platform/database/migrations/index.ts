import type { MigrationInterface } from 'typeorm';
import { FirstSchema1795565831392 } from './1795565831392-first-schema.js';

/** In order; a migration that has been released is never edited. */
export const MIGRATIONS: (new () => MigrationInterface)[] = [FirstSchema1795565831392];
