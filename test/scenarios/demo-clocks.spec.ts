import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterEach, beforeEach, describe, expect, it } from '../support/runner.js';
import { readConfig } from '../../src/foundation/config/index.js';
import { createApp } from '../../src/create-app.js';
import { demoClocks } from '../../src/commands/demo/demo-clock.js';
import { DEMO_FACTOR_KEY, DEMO_PASSWORD, DEMO_PEOPLE } from '../../src/commands/demo/demo-people.js';
import { Clock, MachineClock } from '../../src/foundation/kernel/clock.js';
import { dayOf, timeOf } from '../../src/foundation/kernel/time.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { createLog } from '../../src/foundation/platform/logging/index.js';
import { Job } from '../../src/foundation/platform/queue/job.entity.js';
import { Attempts } from '../../src/foundation/platform/security/index.js';
import { Demonstration } from '../../src/foundation/platform/settings/index.js';
import { Setting } from '../../src/foundation/platform/settings/setting.entity.js';
import type { TravellingClock } from '../../src/foundation/platform/time/index.js';
import { ensureAccount, hashPassword, SecondFactors } from '../../src/territory/accounts/index.js';
import { DATABASES, freshDatabase, type TestDatabase } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { SHARED_KEYS } from '../support/raised-limits.js';
import { PASSWORD, seedWorld, STAFF } from '../support/seed.js';

describe.each(DATABASES)('the clocks of the demonstration (%s)', (kind) => {
  let database: TestDatabase;
  let app: NestFastifyApplication;
  const starts = async (today = false): Promise<NestFastifyApplication> => {
    const { SQLITE_FILE, DATABASE_URL } = database.config;
    const config = readConfig('demo', {
      ...(DATABASE_URL ? { DATABASE_URL, ...SHARED_KEYS } : { SQLITE_FILE }),
      LOG_LEVEL: 'silent',
    });
    const started = await createApp(config, createLog(config), demoClocks({ today }));
    await started.init();
    await started.getHttpAdapter().getInstance().ready();
    return started;
  };
  const travels = async (browser: Browser, days: string): Promise<string> =>
    (await browser.sends('/demo/horloge', { days })).text;

  beforeEach(async () => {
    database = await freshDatabase(kind);
  });
  afterEach(async () => {
    await app.close();
    await database.drop();
  });

  it('begin on the Monday on which its lists were made, before anything was planned', async () => {
    app = await starts();
    const now = app.get(Clock).now();
    expect([dayOf(now), timeOf(now).slice(0, 3)]).toEqual(['2026-11-30', '09:']);
    const planned = await app.get(Reader).find(Job, { where: { type: 'retention.run' } });
    expect(planned.map(({ runAt }) => runAt)).toEqual(['2026-12-01T02:00:00.000Z']);
    for (const path of ['/', '/demo'])
      expect((await new Browser(app).opens(path)).text).toContain('ici, nous sommes le lundi 30 novembre 2026');
  });

  it('stand beside people as whom one press signs in, by their password and the codes of the machine’s time', async () => {
    app = await starts();
    await seedWorld(app);
    const { email, name, grants } = DEMO_PEOPLE[0]!;
    const passwordHash = await hashPassword(DEMO_PASSWORD);
    await app.get(UnitOfWork).run(async (tx) => {
      const id = await ensureAccount(tx, { email, name, grants: [...grants], passwordHash, at: app.get(Clock).now() });
      await app.get(SecondFactors).ensureKnownKey(tx, id, DEMO_FACTOR_KEY);
    });
    // The code of the moment, then the one that holds already.
    for (const _ of [1, 2]) {
      const browser = new Browser(app);
      const page = await browser.opens('/demo');
      const home = await browser.presses(page.form(`/demo/entrer/${email}`).buttons[0]!);
      expect([home.status, new URL(home.url, 'http://here').pathname]).toEqual([200, '/personnel']);
      expect(home.text).toContain(name);
      // The name of the service leads staff to their own home.
      expect(home.linkTo('/personnel').text).toContain('Marelle');
    }
    expect((await new Browser(app).sends('/demo/entrer/nobody@marelle.example')).status).toBe(404);
  });

  it('go on from where they stood, and people stay signed in by codes of the machine’s time', async () => {
    app = await starts();
    await seedWorld(app);
    const browser = new Browser(app);
    await browser.signIn(STAFF['agent']!.email, PASSWORD);
    expect(await travels(browser, '30')).toContain('Le temps a passé');
    expect((await browser.get('/rpe')).url).toBe('/rpe');
    expect((await browser.opens('/rpe')).text).toContain('ici, nous sommes le mercredi 30 décembre 2026');
    await app.close();
    app = await starts();
    expect(app.get(Clock).today()).toBe('2026-12-30');
    const colleague = new Browser(app);
    await colleague.signIn(STAFF['colleague']!.email, PASSWORD);
    expect((await colleague.get('/rpe')).url).toBe('/rpe');
  });

  it('keep limits of tries by the machine: days that pass at a click free none', async () => {
    app = await starts();
    const tryOnce = (): Promise<string | null> =>
      app.get(Attempts).reserveNow([{ key: 'one an hour', limit: { max: 1, withinMinutes: 60 } }]);
    expect(await tryOnce()).toBeNull();
    await travels(new Browser(app), '11');
    const retryAt = await tryOnce();
    expect(retryAt).not.toBeNull();
    expect(app.get(Attempts).minutesUntil(retryAt!)).toBeLessThanOrEqual(60);
  });

  it('begin on the machine’s date for who asks, and go on so where data were invented on it', async () => {
    app = await starts(true);
    const offset = (): number => app.get<TravellingClock>(Clock).offsetMillis;
    expect(offset()).toBe(0);
    expect(dayOf(app.get(Clock).now())).toBe(dayOf(app.get(MachineClock).now()));
    await app.close();
    app = await starts();
    expect(offset()).toBe(0);
  });

  it('of a demonstration from before they were kept stay on the machine’s date', async () => {
    app = await starts();
    await app.get(UnitOfWork).run(async (tx) => {
      await app.get(Demonstration).markInvented(tx);
      await tx.delete(Setting, { name: 'demo.clockOffset' });
    });
    await app.close();
    app = await starts();
    expect(app.get<TravellingClock>(Clock).offsetMillis).toBe(0);
  });
});
