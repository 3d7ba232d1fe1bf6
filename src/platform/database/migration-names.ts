import { MIGRATIONS } from './migrations/index.js';

/** What the database calls them: a backup that names another one last was made by newer code. */
export const migrationNames = (): string[] => MIGRATIONS.map((one) => new one().name!);
