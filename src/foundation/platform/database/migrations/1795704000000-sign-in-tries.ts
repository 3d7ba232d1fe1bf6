import { migration } from './migration.js';

// The tries of an account are counted where all tries are: attempt_counter.
const dropped = ['ALTER TABLE "staff_account" DROP COLUMN "failed_attempts"', 'ALTER TABLE "staff_account" DROP COLUMN "locked_until"'];
export const SignInTries1795704000000 = migration('SignInTries1795704000000', { sqlite: dropped, postgres: dropped });
