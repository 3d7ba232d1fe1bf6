import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApiClient, ensureAccount, hashPassword, SecondFactors } from '../territory/accounts/index.js';
import { Availabilities, ChildminderRecords } from '../places/childminders/index.js';
import { ConfigError, readConfig, type Config } from '../foundation/config/index.js';
import { SessionCalendar } from '../commissions/commission/index.js';
import { createApp, prepareAnswers } from '../create-app.js';
import { DemoClock, demoClocks } from './demo/demo-clock.js';
import { DEMO_FACTOR_KEY, DEMO_PASSWORD, DEMO_PEOPLE, DEMO_POINTS } from './demo/demo-people.js';
import { PastYear } from './demo/past/past-year.js';
import { inventRecords } from './demo/demo-childminders.js';
import { setDemoGuarantees } from './demo/demo-guarantees.js';
import { planDemoSessions } from './demo/demo-sessions.js';
import { inventWorkingTime } from './demo/demo-working-time.js';
import { countDossiers } from '../dossier/dossier/index.js';
import { Clock } from '../foundation/kernel/clock.js';
import type { Id } from '../foundation/kernel/ids.js';
import { dayOf, timeOf } from '../foundation/kernel/time.js';
import { seedPlacements } from '../places/placement/index.js';
import { Reader, resetDatabase, UnitOfWork } from '../foundation/platform/database/index.js';
import { keepFilesPrivate } from '../foundation/platform/files/index.js';
import { createLog } from '../foundation/platform/logging/index.js';
import { QueueDriver } from '../foundation/platform/queue/index.js';
import { newSecret, type Actor } from '../foundation/platform/security/index.js';
import { findKept, keep } from '../foundation/platform/settings/index.js';
import { inventDemonstrationData, loadReferenceData } from './reference-data.js';
import { InsertionGuarantees, Supply } from '../offer/supply/index.js';
import { ListImport } from '../lists/waiting-lists/index.js';
import { ensurePoint } from '../first-desk/reception-points/index.js';
import { MonthClosing, OwnWeeks } from '../first-desk/working-time/index.js';

const LISTS = ['montceau.csv', 'blanzy.csv', 'saint-vallier.csv'];
const TOKEN = 'demo.apiToken';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Prints a line before each step, and its duration after it. */
async function step<T>(title: string, work: () => Promise<T>, result: (value: T) => string = () => 'done'): Promise<T> {
  process.stdout.write(`  ${title.padEnd(44, '.')} `);
  const start = performance.now();
  const value = await work();
  say(`${result(value)} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  return value;
}

async function signIns(app: NestFastifyApplication): Promise<Record<string, Id>> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const at = app.get(Clock).now();
  return app.get(UnitOfWork).run(async (tx) => {
    for (const [id, point] of Object.entries(DEMO_POINTS)) await ensurePoint(tx, id, point, at);
    const accounts: Record<string, Id> = {};
    for (const { email, name, grants, personKey } of DEMO_PEOPLE) {
      const id = await ensureAccount(tx, { email, name, grants: [...grants], passwordHash, at });
      await app.get(SecondFactors).ensureKnownKey(tx, id, DEMO_FACTOR_KEY);
      if (personKey) accounts[personKey] = id;
    }
    return accounts;
  });
}

/** Hours of the agent who signs in, and of two colleagues. */
async function workingTime(app: NestFastifyApplication, agent: Id): Promise<number> {
  const passwordHash = await hashPassword(newSecret());
  return inventWorkingTime(
    app.get(OwnWeeks),
    app.get(MonthClosing),
    app.get(UnitOfWork),
    app.get(Clock),
    agent,
    passwordHash,
  );
}

async function apiToken(app: NestFastifyApplication): Promise<string> {
  return app.get(UnitOfWork).run(async (tx) => {
    const known = await findKept(tx, TOKEN);
    if (known !== undefined) return String(known);
    const { token } = await createApiClient(tx, 'Portail de démonstration', app.get(Clock).now());
    await keep(tx, TOKEN, token);
    return token;
  });
}

/** The agent who signs in, as an actor. */
const atTheDesk = (accountId: Id): Actor => {
  const { name, grants } = DEMO_PEOPLE.find(({ personKey }) => personKey === 'rpe')!;
  return { kind: 'staff', accountId, name, grants };
};

async function fill(app: NestFastifyApplication, config: Config): Promise<void> {
  const accounts = await step(
    'Sign-ins, one per role',
    () => signIns(app),
    (list) => `${Object.keys(list).length} of them sit in a commission`,
  );
  await step(
    'Communes, providers, commissions, criteria',
    () => loadReferenceData(app, config, accounts),
    ({ communes, providers }) => `${communes} communes, ${providers} providers`,
  );
  await step(
    'Invented streets, telephones, childminders',
    () => inventDemonstrationData(app, config),
    (count) => `${count} childminders`,
  );
  await step(
    'Childminders who told their free places',
    () => inventRecords(app.get(ChildminderRecords), app.get(Availabilities), app.get(Supply), app.get(Clock)),
    (count) => `${count} childminders`,
  );
  await step(
    'Places for families in insertion',
    () => setDemoGuarantees(app.get(InsertionGuarantees), app.get(UnitOfWork), app.get(Clock)),
    (count) => `${count} establishments have set theirs`,
  );
  await step(
    'Places already taken',
    () => app.get(UnitOfWork).run((tx) => seedPlacements(tx, config.DATA_DIR, app.get(Clock).today())),
    (count) => `${count} children`,
  );
  await step(
    'The year before: families and contacts',
    () => new PastYear(app, app.get(DemoClock), atTheDesk(accounts['rpe']!)).invent(app.get(Clock).today()),
    (count) => `${count} families`,
  );
  for (const name of LISTS) {
    const file = join(config.DATA_DIR, 'waiting-lists', name);
    await step(
      `Waiting list ${basename(file)}`,
      () => app.get(ListImport).importFile(name, readFileSync(file)),
      ({ counts }) => `${counts.rows} rows`,
    );
  }
  await step(
    'Coming sessions of both commissions',
    () => planDemoSessions(app.get(SessionCalendar), app.get(Clock), accounts['chair:intercommunale']!),
    (count) => `${count} planned`,
  );
  await step(
    'Working time of the RPE',
    () => workingTime(app, accounts['rpe']!),
    (count) => `${count} agents`,
  );
}

async function main(): Promise<void> {
  const config = readConfig('demo');
  keepFilesPrivate(config);
  const log = createLog(config);
  const [fresh, today] = ['--fresh', '--today'].map((word) => process.argv.includes(word)) as [boolean, boolean];
  say(`Marelle, demonstration${fresh ? ', from the beginning' : ''}`);
  if (fresh) await step('Emptying the database', () => resetDatabase(config));
  const app = await step(
    'Opening the database',
    async () => {
      const created = await createApp(config, log, demoClocks({ today }));
      await created.init();
      return created;
    },
    () => (config.DATABASE_URL ? 'PostgreSQL' : config.SQLITE_FILE),
  );
  const known = await countDossiers(app.get(Reader));
  if (known === 0) await fill(app, config);
  else say(`  Kept from last time: ${known} dossiers and the clock`);
  if (known > 0 && today) say('  --today is for a beginning: npm run demo -- --fresh --today');
  const token = await apiToken(app);
  await prepareAnswers(app, log);
  await app.listen(config.PORT, config.HOST);
  app.get(QueueDriver).wake();
  const now = app.get(Clock).now();
  say(`\nHere, it is ${dayOf(now)}, ${timeOf(now)}`);
  if (known === 0 && today) say('On the date of this machine, the tour of the README does not hold.');
  say(`\nReady: ${config.BASE_URL}\n  Parents:        ${config.BASE_URL}/`);
  say(
    `  Staff:          ${config.BASE_URL}/personnel/connexion\n  Mails, clock:   ${config.BASE_URL}/demo\n  ` +
      `API:            ${config.BASE_URL}/api/openapi.json\n  API token:      ${token}`,
  );
  say(`\nSign-ins (password of all: ${DEMO_PASSWORD}; the code of the moment is on ${config.BASE_URL}/demo)`);
  for (const { email, name } of DEMO_PEOPLE) say(`  ${email.padEnd(34)} ${name}`);
  say('\nStop with Ctrl+C; what you do is kept. Start over with: npm run demo -- --fresh');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String((error as Error).stack ?? error)}\n`);
  process.exit(1);
});
