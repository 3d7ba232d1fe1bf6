import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../src/create-app.js';
import { Reader, UnitOfWork } from '../../src/platform/database/index.js';
import { Settings, SharedMemory } from '../../src/platform/settings/index.js';
import { Supply } from '../../src/supply/index.js';
import { deposit, depositBody, newClient } from '../support/api.js';
import { DATABASES, freshDatabase, type TestDatabase } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { Parent } from '../support/parent.js';
import { PASSWORD, seedWorld, STAFF } from '../support/seed.js';

/** A person in front of a balancer that sends each request to the next server. */
function inTurns(apps: readonly NestFastifyApplication[]): NestFastifyApplication {
  let turn = 0;
  return new Proxy(apps[0]!, { get: (first, name) => (name === 'inject' ? (options: string) => apps[(turn += 1) % apps.length]!.inject(options) : (Reflect.get(first, name) as unknown)) });
}

/** SQLite is served by one process; several need PostgreSQL. */
const SEVERAL = DATABASES.filter((kind) => kind === 'postgres');

describe('the tests of several servers', () => {
  it('run where there is a PostgreSQL', () => expect(SEVERAL.length > 0).toBe(process.env['TEST_DATABASE_URL'] !== undefined));
});

for (const kind of SEVERAL) {
  describe(`three servers on one database (${kind})`, () => {
    let database: TestDatabase;
    let apps: NestFastifyApplication[] = [];
    let balancer: NestFastifyApplication;

    beforeAll(async () => {
      database = await freshDatabase(kind, { SESSION_SECRET: 'the secret that all servers of a site share' });
      // All at once on an empty database.
      apps = await Promise.all(Array.from({ length: 3 }, async () => {
        const app = await createApp(database.config);
        await app.init();
        await app.getHttpAdapter().getInstance().ready();
        return app;
      }));
      await seedWorld(apps[0]!);
      // As `operate seed` does beside running servers.
      await apps[0]!.get(UnitOfWork).run(async (tx) => {
        for (const what of ['territory', 'supply']) await apps[0]!.get(SharedMemory).changed(tx, what);
      });
      balancer = inTurns(apps);
    }, 120_000);
    afterAll(async () => {
      for (const app of apps) await app.close();
      await database.drop();
    });

    const signedIn = async (key: string): Promise<Browser> => {
      const browser = new Browser(balancer);
      await browser.signIn(STAFF[key]!.email, PASSWORD);
      return browser;
    };

    it('migrate it once, whoever comes first', async () => {
      const rows = await apps[0]!.get(Reader).sql<{ name: string; n: number }>('SELECT name, COUNT(*) AS n FROM migrations GROUP BY name');
      expect(rows.length).toBeGreaterThan(5);
      expect(rows.filter(({ n }) => Number(n) !== 1)).toEqual([]);
      for (const app of apps) expect((await app.inject('/ready')).statusCode).toBe(200);
    });

    it('take a dossier page by page, each page by another', async () => {
      const receipt = await new Parent(balancer).deposit();
      expect([receipt.status, receipt.url]).toEqual([200, expect.stringMatching(/\/recu$/)]);
    });

    it('know a session of each other, and that it was revoked, at once', async () => {
      const agent = await signedIn('agent');
      for (let asked = 0; asked < 3; asked += 1) expect((await agent.get('/rpe')).url).toBe('/rpe');
      const admin = await signedIn('administrator');
      const { html } = await admin.get('/administration');
      const id = /comptes\/([0-9a-f-]{36})/.exec(html.slice(html.indexOf(STAFF['agent']!.email)))![1]!;
      await admin.post(`/administration/comptes/${id}/deconnecter`);
      for (let asked = 0; asked < 3; asked += 1) {
        await agent.get('/rpe');
        expect(agent.url).toContain('/personnel/connexion');
      }
    });

    it('count wrong passwords together', async () => {
      const attacker = new Browser(balancer);
      for (let attempt = 0; attempt < 10; attempt += 1) await attacker.signIn(STAFF['colleague']!.email, `wrong ${attempt}`);
      for (const app of apps) expect((await new Browser(app).signIn(STAFF['colleague']!.email, PASSWORD)).status).toBe(422);
    }, 60_000);

    it('make one dossier of one key sent to all of them at once', async () => {
      const token = await newClient(apps[0]!);
      const answers = await Promise.all(apps.map((app) => deposit(app, token, 'one-key-for-all', depositBody(7))));
      expect(answers.map(({ statusCode }) => statusCode).filter((status) => status !== 201 && status !== 409)).toEqual([]);
      const made = new Set(answers.filter(({ statusCode }) => statusCode === 201).map((answer) => answer.json<{ id: string }>().id));
      expect(made.size).toBe(1);
      for (const app of apps) expect((await deposit(app, token, 'one-key-for-all', depositBody(7))).json<{ id: string }>().id).toBe([...made][0]);
      for (const app of apps) expect((await deposit(app, token, 'one-key-for-all', depositBody(8))).statusCode).toBe(422);
    });

    it('see a setting changed by another', async () => {
      await apps[0]!.get(UnitOfWork).run((tx) => apps[0]!.get(Settings).set(tx, 'offerDays', 12));
      for (const app of apps) expect(await app.get(Settings).get('offerDays')).toBe(12);
    });

    it('show a director what was changed through another, on the very next page', async () => {
      const isAllowed = async (app: NestFastifyApplication): Promise<boolean | undefined> => {
        await app.inject('/personnel/connexion');
        return app.get(Supply).provider('ma-71306')?.overbookingAllowed;
      };
      const director = await signedIn('director');
      for (const allowed of [true, false]) {
        expect((await director.post('/eaje/ma-71306/places/surnombre', allowed ? { overbooking: 'yes' } : {})).status).toBe(200);
        for (const app of apps) expect(await isAllowed(app)).toBe(allowed);
      }
    });
  });
}
