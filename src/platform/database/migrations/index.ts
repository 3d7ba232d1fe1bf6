import type { MigrationInterface } from 'typeorm';
import { FirstSchema1795567321491 } from './1795567321491-first-schema.js';

/** In order; a migration that has been released is never edited. */
export const MIGRATIONS: (new () => MigrationInterface)[] = [FirstSchema1795567321491];
