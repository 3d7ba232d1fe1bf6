import { migration } from './migration.js';

const ADDED = ['CREATE INDEX "job_key" ON "job" ("key") WHERE key IS NOT NULL'];
export const JobKey1795821300000 = migration('JobKey1795821300000', { sqlite: ADDED, postgres: ADDED });
