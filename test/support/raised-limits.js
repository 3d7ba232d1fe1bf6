import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * One machine is every family and every portal here: what a server allows one of them in an hour is raised. So is the
 * time to get a connection: hundreds of requests at once wait for one on a machine that runs other suites beside. What
 * tests the limits sets its own.
 */
export const RAISED_LIMITS = {
  DRAFTS_AN_HOUR: '1000000',
  DEPOSITS_AN_HOUR: '1000000',
  API_DEPOSITS_AN_HOUR: '1000000',
  RECEIPTS_AN_HOUR: '1000000',
  DATABASE_CONNECT_SECONDS: '60',
  SESSION_IDLE_MINUTES: '600',
  CODE_AGAIN_MINUTES: '600',
  READINGS_CONFIRMED_AN_HOUR: '1000000',
  READINGS_STOPPED_AN_HOUR: '1000000',
  READINGS_CONFIRMED_A_DAY: '1000000',
  READINGS_STOPPED_A_DAY: '1000000',
  LISTED_CONFIRMED_AN_HOUR: '1000000',
  LISTED_STOPPED_AN_HOUR: '1000000',
  LISTED_CONFIRMED_A_DAY: '1000000',
  LISTED_STOPPED_A_DAY: '1000000',
};

/** What servers on PostgreSQL share, so that each opens the files that another sealed. */
export const SHARED_KEYS = {
  FILES_KEYS: Buffer.alloc(32, 'a key of the tests').toString('base64'),
  AUDIT_KEY: Buffer.alloc(32, 'a key of the journal').toString('base64'),
  AUDIT_ANCHORS: join(tmpdir(), 'marelle-audit-anchors.log'),
};
