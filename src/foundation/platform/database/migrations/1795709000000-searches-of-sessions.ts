import { migration } from './migration.js';

const ADDED = ['ALTER TABLE "staff_session" ADD "searches" text'];
export const SearchesOfSessions1795709000000 = migration('SearchesOfSessions1795709000000', { sqlite: ADDED, postgres: ADDED });
