import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { RequestMoves } from '../../src/dossier/dossier/index.js';
import { addDays } from '../../src/foundation/kernel/time.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { anOrientedRequest, clockOf, DESK, seedCommissions } from '../support/commission.js';
import { outboxOf, wishesOf } from '../support/kept.js';
import { dayFields } from '../support/page.js';
import { signedIn } from '../support/people.js';

const CLOSING = 'ma-71040';

describe.each(DATABASES)('families whose wish closes (%s)', (kind) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
  });
  afterAll(() => test.close());

  const told = (dossierId: string) => outboxOf(test.app, { dossierId, kind: 'wish-closed' });

  it('are told once, with what stays, when the coordinator closes it on its page; the others are not', async () => {
    clockOf(test.app).travelTo('2026-11-24T08:00:00.000Z');
    const [both, only] = [
      await anOrientedRequest(test.app, { wishes: [CLOSING, 'ma-71306'], siblings: [{}] }),
      await anOrientedRequest(test.app, { wishes: [CLOSING] }),
    ];
    const [elsewhere, gone] = [
      await anOrientedRequest(test.app, { wishes: ['ma-71306'] }),
      await anOrientedRequest(test.app, { wishes: [CLOSING] }),
    ];
    await test.app
      .get(UnitOfWork)
      .run((tx) => test.app.get(RequestMoves).move(tx, DESK, gone.requestId, 'withdraw', { reason: 'other_solution' }));

    const coordinator = await signedIn(test.app, 'coordinator');
    const url = `/offre/${CLOSING}/fermer`;
    const from = addDays(clockOf(test.app).today(), 60);
    const asked = await coordinator.opens(url);
    expect(asked.text).toContain('la fermeture leur est écrite');
    expect(await told(both.dossierId)).toEqual([]);
    const closed = await coordinator.presses(asked.form(url), { ...dayFields('from', from), reason: 'Bâtiment vendu' });
    expect(closed.text).toContain('La fermeture est enregistrée.');

    const [letter, ...more] = await told(both.dossierId);
    expect(more).toEqual([]);
    expect(letter!.body).toContain('Vos autres vœux restent.');
    expect(letter!.body).toContain('23 janvier 2027');
    expect((await told(only.dossierId)).map(({ body }) => body)).toEqual([
      expect.stringContaining('C’était votre seul vœu'),
    ]);
    expect([await told(elsewhere.dossierId), await told(gone.dossierId)]).toEqual([[], []]);
    // The wish stays written: a nursery may open again.
    expect((await wishesOf(test.app, only.requestId)).map(({ providerId }) => providerId)).toEqual([CLOSING]);
  });
});
