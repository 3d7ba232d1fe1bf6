import type { MigrationInterface } from 'typeorm';
import { FirstSchema1795569178443 } from './1795569178443-first-schema.js';

/** In order; a migration that has been released is never edited. */
export const MIGRATIONS: (new () => MigrationInterface)[] = [FirstSchema1795569178443];
