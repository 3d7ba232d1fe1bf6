import type { MigrationInterface } from 'typeorm';
import { FirstSchema1795566727620 } from './1795566727620-first-schema.js';

/** In order; a migration that has been released is never edited. */
export const MIGRATIONS: (new () => MigrationInterface)[] = [FirstSchema1795566727620];
