import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { SessionCalendar } from '../../src/commissions/commission/index.js';
import { addDays, dayOf, type Day } from '../../src/foundation/kernel/time.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser } from '../support/browser.js';
import {
  aFreeThursday,
  anOrientedRequest,
  clockOf,
  listFor,
  openSession,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { aChild } from '../support/forms.js';
import { candidaciesOf, requestOf } from '../support/kept.js';
import type { Page } from '../support/page.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const [MONTCEAU, SANVIGNES] = ['ma-71306', 'ma-71499'] as const;

describe.each(DATABASES)('a request goes before every commission that examines one of its wishes (%s)', (kind) => {
  let test: TestApp;
  let agent: Browser;
  let day: Day;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    agent = new Browser(test.app);
    await agent.signIn(STAFF['agent']!.email, PASSWORD);
  });
  beforeEach(async () => {
    clockOf(test.app).travelTo('2026-11-24T08:00:00.000Z');
    day = await aFreeThursday(test.app);
  });
  afterAll(() => test.close());

  const aFamily = (week = { mon: { start: '08:30', end: '17:00' } }, wishes: string[] = [MONTCEAU, SANVIGNES]) =>
    anOrientedRequest(test.app, {
      wishes,
      child: { birthDate: addDays(day, -200), need: { ...aChild().need, wantedFrom: addDays(day, 60), week } },
    });
  const sits = async (bodyId: string) =>
    planSession(test.app, { day: await aFreeThursday(test.app), bodyId, room: bodyId });
  const opens = (requestId: string): Promise<Page> => agent.opens(`/rpe/demandes/${requestId}`);
  const before = async (requestId: string) =>
    (await candidaciesOf(test.app, requestId))
      .filter(({ state }) => state === 'listed')
      .map(({ sessionId }) => sessionId)
      .sort();
  const cancel = async (...sessions: { readonly id: string }[]) => {
    for (const { id } of sessions) await test.app.get(SessionCalendar).cancelSession(SYSTEM, id, 'no_quorum');
  };

  it('the desk presses once, and it is before both', async () => {
    const sessions = [await sits('montceau'), await sits('intercommunale')];
    const { requestId } = await aFamily();
    const page = await opens(requestId);
    expect(page.text).toContain('aussi inscrite à la prochaine séance de chaque autre commission');
    const listed = await agent.presses(page.form('/seance'), { sessionId: sessions[1]!.id });
    expect(await before(requestId)).toEqual(sessions.map(({ id }) => id).sort());
    expect(listed.text.match(/Inscrite à la séance/g)).toHaveLength(2);
    // Its next act is the session that sits first, whichever was chosen.
    expect((await requestOf(test.app, requestId)).nextActDue).toBe(dayOf(sessions[0]!.startsAt));
    await cancel(...sessions);
  });

  it('listed in one commission already, it can be listed in the other that its wishes reach', async () => {
    const first = await sits('montceau');
    const { requestId } = await aFamily();
    await listFor(test.app, requestId, first.id);
    expect((await opens(requestId)).text).toContain('aucune séance n’est prévue. La demande n’y est donc pas inscrite');
    const second = await sits('intercommunale');
    const page = await opens(requestId);
    await agent.presses(page.form('/seance'), { sessionId: second.id });
    expect(await before(requestId)).toEqual([first.id, second.id].sort());
    expect((await opens(requestId)).text).not.toContain('Inscrire à cette commission');
    await cancel(first, second);
  });

  it('reads body by body why it is not listed: the list is fixed, the nursery is closed then, nobody examines it', async () => {
    const [fixed, open] = [await sits('montceau'), await sits('intercommunale')];
    const other = await aFamily();
    await listFor(test.app, other.requestId, fixed.id);
    await openSession(test.app, fixed.id);
    const { requestId } = await aFamily();
    const page = await opens(requestId);
    expect(page.text).toContain('la liste de sa prochaine séance est déjà arrêtée');
    await agent.presses(page.form('/seance'), { sessionId: open.id });
    expect(await before(requestId)).toEqual([open.id]);
    const night = await aFamily({ mon: { start: '21:00', end: '23:30' } });
    expect((await opens(night.requestId)).text).toContain('sont fermés aux heures demandées');
    expect((await opens(night.requestId)).text).not.toContain('Inscrire à cette commission');
  });
});
