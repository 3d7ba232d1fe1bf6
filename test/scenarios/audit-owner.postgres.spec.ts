import { describe, expect, it } from '../support/runner.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { Audit } from '../../src/foundation/platform/audit/index.js';
import { verifyStored } from '../../src/foundation/platform/audit-chain/index.js';
import { UnitOfWork, type Tx } from '../../src/foundation/platform/database/index.js';
import { SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { TravellingClock } from '../../src/foundation/platform/time/index.js';
import { createTestApp, freshDatabase } from '../support/app.js';
import { dropRoles, FORBIDDEN_TO_APPLICATION, linesAbout, makeRoles, say } from '../support/journal-rows.js';
import { admin } from '../support/templates.js';

describe('a journal whose tables another role owns (postgres)', () => {
  // @asvs 16.4.2 13.2.2
  it('is not changed or deleted by the application, with or without triggers; the owner drops what is over', async () => {
    const database = await freshDatabase('postgres');
    const owner = new URL(database.config.DATABASE_URL!);
    const name = owner.pathname.slice(1);
    const [ownerRole, appRole] = [`${name}_o`, `${name}_a`];
    for (const statement of makeRoles(name, [ownerRole, appRole])) await admin(statement);
    const as = (username: string): string => Object.assign(new URL(owner), { username, password: 'secret' }).href;
    const config = Object.assign(database.config, { DATABASE_URL: as(appRole), DATABASE_OWNER_URL: as(ownerRole) });
    const app = await createTestApp(config);
    await app.init();
    try {
      const clock = app.get<TravellingClock>(Clock);
      clock.travelTo('2027-11-20T09:00:00.000Z');
      const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => app.get(UnitOfWork).run(work);
      for (const action of ['dossier.read', 'request.orient'])
        await run((tx) => app.get(Audit).changed(tx, SYSTEM, action, { kind: 'dossier', id: 'd' }));
      clock.travelTo('2027-11-20T10:00:00.000Z');
      await app.get(SqlQueueDriver).runDue();
      const rows = () => linesAbout(config, 'd');
      expect((await rows()).map(({ segment }) => segment)).toEqual([1, 1]);
      for (const statement of FORBIDDEN_TO_APPLICATION)
        await expect(run((tx) => say(tx, statement)).then(() => statement)).rejects.toThrow(
          /permission denied|must be owner/,
        );
      clock.travelTo('2028-11-25T04:00:00.000Z');
      await app.get(SqlQueueDriver).runDue();
      expect((await rows()).map(({ action }) => action)).toEqual(['request.orient']);
      expect(await verifyStored(config, { now: clock.now() })).toMatchObject({ findings: [], dropped: 1 });
      expect((await verifyStored(config, { now: '2028-06-01T00:00:00.000Z' })).findings).toMatchObject([
        { kind: 'lines', segment: 1 },
      ]);
    } finally {
      await app.close();
      await database.drop();
      for (const statement of dropRoles([ownerRole, appRole])) await admin(statement);
    }
  });
});
