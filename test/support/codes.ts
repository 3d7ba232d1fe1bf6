import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { StaffAccount, StaffFactor } from '../../src/territory/accounts/persistence/accounts.entities.js';
import { codeAt } from '../../src/territory/accounts/second-factor/one-time-codes.js';
import { Config } from '../../src/foundation/config/index.js';
import { MachineClock } from '../../src/foundation/kernel/clock.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { testNow } from './test-time.js';

/** The key of the codes of every account of `STAFF`. */
export const FACTOR_KEY = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const STEP_MILLIS = 30_000;
const START_MILLIS = 5_000;

/** The passwords that people chose by their links, which work once. */
const chosen = new Map<string, string>();

/** The password of somebody; that which was chosen, when this is the link by which it was. */
export const passwordBehind = (passwordOrLink: string): string | undefined => chosen.get(passwordOrLink);
export const rememberChoice = (link: string, password: string): void => void chosen.set(link, password);

type SignedInto = Pick<NestFastifyApplication, 'inject'> & Partial<Pick<NestFastifyApplication, 'get'>>;

/**
 * What telephones know: the keys that their owners read from a page, by database and address. The same people have other
 * keys in the database of another test of this process.
 */
const keys = new Map<string, string>();
const keyName = (app: SignedInto, email: string): string => {
  const { DATABASE_URL, SQLITE_FILE } = app.get ? app.get(Config) : {};
  return `${DATABASE_URL ?? SQLITE_FILE ?? ''} ${email}`;
};
/** The last half minute whose code was given to a server at an address. */
const used = new Map<string, number>();

export const rememberKey = (app: SignedInto, email: string, key: string): void =>
  void keys.set(keyName(app, email), key);
const keyOf = (app: SignedInto, email: string): string => keys.get(keyName(app, email)) ?? FACTOR_KEY;

/**
 * The code that somebody's telephone shows. A code works once: in this process, where people sign in ten times in one
 * half minute, the last one is forgotten. With a server at an address, one waits for the next code as people do.
 */
export async function nextCode(app: SignedInto, email: string): Promise<string> {
  if (app.get) {
    await app.get(UnitOfWork).run(async (tx) => {
      const account = await tx.findOne(StaffAccount, { email: email.toLowerCase() });
      if (account) await tx.update(StaffFactor, { accountId: account.id }, { lastStep: 0 });
    });
    return codeAt(keyOf(app, email), app.get(MachineClock).now());
  }
  // The clock of a server begins when it starts: it is behind by what its start took until then.
  const now = Date.parse(testNow()) - START_MILLIS;
  const step = Math.max(Math.floor(now / STEP_MILLIS), (used.get(email) ?? 0) + 1);
  const early = (step - 1) * STEP_MILLIS - now;
  if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
  used.set(email, step);
  return codeAt(keyOf(app, email), new Date(step * STEP_MILLIS).toISOString());
}
