import { migration } from './migration.js';

const STATEMENTS = ['ALTER TABLE "draft" ADD "removed" text'];

export const RemovedParts1795847200000 = migration('RemovedParts1795847200000', { sqlite: STATEMENTS, postgres: STATEMENTS });
