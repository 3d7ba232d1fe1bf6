import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const STATEMENTS = ["CREATE INDEX \"job_finished\" ON \"job\" (\"finished_at\") WHERE finished_at IS NOT NULL"];

export const FinishedJobs1795603200000 = migration('FinishedJobs1795603200000', { sqlite: STATEMENTS, postgres: STATEMENTS });
