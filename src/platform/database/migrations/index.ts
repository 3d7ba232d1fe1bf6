import type { MigrationInterface } from 'typeorm';
import { FirstSchema1795564967751 } from './1795564967751-first-schema.js';

/** In order; a migration that has been released is never edited. */
export const MIGRATIONS: (new () => MigrationInterface)[] = [FirstSchema1795564967751];
