import { MIGRATIONS } from './migrations/index.js';

/**
 * The names under which the database records the migrations. A backup whose last migration is not among them was made
 * by newer code.
 */
export const migrationNames = (): string[] => MIGRATIONS.map((Migration) => new Migration().name!);
