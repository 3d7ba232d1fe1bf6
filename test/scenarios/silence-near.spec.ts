import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { jobType } from '../../src/foundation/kernel/job-type.js';
import { addDays, instantAt, type Day } from '../../src/foundation/kernel/time.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Queue } from '../../src/foundation/platform/queue/index.js';
import { DATABASES } from '../support/app.js';
import { DepositedFamilies, type DepositedFamily } from '../support/deposited-families.js';
import { outboxOf, requestOf, runDueJobs } from '../support/kept.js';
import { signedIn } from '../support/people.js';
import { STAFF } from '../support/seed.js';

/** The deposits are of 24 November 2026, and two months later silence is a refusal. */
const FALLS: Day = '2027-01-24';

describe.each(DATABASES)('before silence counts as a decision (%s)', (kind) => {
  let world: DepositedFamilies;
  let app: NestFastifyApplication;
  let family: DepositedFamily;

  beforeAll(async () => {
    world = await DepositedFamilies.open(kind);
    app = world.app;
    family = await world.deposited();
  });
  afterAll(() => world.close());

  const theMorningOf = async (day: Day) => {
    const at = instantAt(day, '08:00');
    world.itIs(at);
    const everyDay = jobType('triage.silence');
    await app.get(UnitOfWork).run((tx) => app.get(Queue).plan(tx, everyDay, {}, { at, key: everyDay }));
    await runDueJobs(app);
  };
  const warnings = () => outboxOf(app, { kind: 'silence-near', recipient: STAFF['agent']!.email });

  it('its desk is told three weeks before, and once more one week before', async () => {
    await theMorningOf(addDays(FALLS, -22));
    expect(await warnings()).toEqual([]);
    await theMorningOf(addDays(FALLS, -21));
    expect(await warnings()).toMatchObject([{ body: expect.stringContaining('le 24 janvier 2027 au plus tôt') }]);
    await theMorningOf(addDays(FALLS, -20));
    expect(await warnings()).toHaveLength(1);
    await theMorningOf(addDays(FALLS, -7));
    expect(await warnings()).toHaveLength(2);
  });

  it('the list marks the request, and the request says the day that its receipt says', async () => {
    world.itIs(instantAt(addDays(FALLS, -10), '09:00'));
    const agent = await signedIn(app, 'agent');
    expect((await agent.opens('/rpe')).text).toContain('silence proche');
    const shown = await agent.opens(`/rpe/demandes/${family.request.id}`);
    expect(shown.text).toContain('Sans réponse à la famille avant le 24 janvier 2027');
  });

  it('nothing is said of a request whose family is to answer first, nor of one that was answered', async () => {
    const { request } = await world.offered();
    world.itIs(instantAt(addDays(FALLS, -10), '09:00'));
    const agent = await signedIn(app, 'agent');
    expect((await agent.opens(`/rpe/demandes/${request.id}`)).text).not.toContain('Sans réponse à la famille');
    const asked = await agent.opens(`/rpe/demandes/${family.request.id}`);
    await agent.presses(asked.form('/prendre-en-charge'));
    const { version } = await requestOf(app, family.request.id);
    await agent.sends(`${asked.url}/demander`, { version: String(version), gaps: 'household.loneParent' });
    expect((await agent.opens(asked.url)).text).not.toContain('Sans réponse à la famille');
  });
});
