import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { RequestMoves, TriageActs } from '../../src/dossier/dossier/index.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { addDays, dayOf, instantAt } from '../../src/foundation/kernel/time.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { Settings } from '../../src/foundation/platform/settings/index.js';
import { SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import type { Actor } from '../../src/foundation/platform/security/index.js';
import { TravellingClock } from '../../src/foundation/platform/time/index.js';
import { FollowUp } from '../../src/first-desk/triage/persistence/triage.entities.js';
import { DATABASES, startApp, type DatabaseKind, type TestApp } from '../support/app.js';
import { Browser, textOf } from '../support/browser.js';
import { DESK } from '../support/commission.js';
import { TOLD } from '../support/forms.js';
import { ADULT, BORN, Parent } from '../support/parent.js';
import { PASSWORD, seedWorld, STAFF } from '../support/seed.js';

/** A territory whose desk asks families that then say nothing. Days are counted from the last question. */
function silentFamilies(kind: DatabaseKind) {
  let test: TestApp;
  let clock: TravellingClock;
  let agent: Browser;
  let families = 0;
  let start: string;
  const after = (days: number): string => addDays(start, days);

  beforeAll(async () => {
    test = await startApp(kind);
    clock = test.app.get(Clock) as TravellingClock;
    clock.travelTo('2026-11-24T09:00:00.000Z');
    await seedWorld(test.app);
    // Only a text that the legal service has approved is shown to families.
    const settings = test.app.get(Settings);
    await test.app.get(UnitOfWork).run(async (tx) => {
      await settings.set(tx, 'silenceValidated', true);
      await settings.set(tx, 'courtTown', 'Dijon');
    });
  });
  afterAll(() => test.close());

  const request = async (id: string): Promise<ChildRequest> =>
    (await test.app.get(Reader).findOne(ChildRequest, { id }))!;
  const act = async (id: string) => {
    const { state, nextAct, nextActDue, nextActOwner } = await request(id);
    return [state, nextAct, nextActDue, nextActOwner];
  };

  /** Asked today for an answer that is missing. */
  async function asked(
    overrides: Record<string, string> = {},
  ): Promise<{ id: string; dossierId: string; parent: Parent }> {
    start = dayOf(clock.now());
    families += 1;
    const surname = `Silencieux${'abcdefgh'[families]}`;
    const parent = new Parent(test.app);
    await parent.deposit(
      { ...ADULT, surname, phone: `06 44 00 00 0${families}`, email: `silence${families}@exemple.fr`, ...overrides },
      { ...BORN, firstName: 'Ana', surname },
    );
    const found = (await test.app.get(Reader).findOne(ChildRequest, { surname }))!;
    await test.app.get(UnitOfWork).run(async (tx) => {
      await test.app.get(RequestMoves).move(tx, DESK, found.id, 'takeUp');
      await test.app.get(RequestMoves).move(tx, DESK, found.id, 'askForCompletion');
    });
    return { id: found.id, dossierId: found.dossierId, parent };
  }

  /** That morning, with what is due by then; the agent signs in anew, as one does. */
  async function until(day: string): Promise<void> {
    clock.travelTo(instantAt(day, '07:30'));
    await test.app.get(SqlQueueDriver).runDue();
    agent = new Browser(test.app);
    await agent.signIn(STAFF['agent']!.email, PASSWORD);
  }

  const reminders = async (dossierId: string) =>
    test.app.get(Reader).find(Message, { where: { dossierId, kind: 'silence-complete' } });
  const ring = (id: string, subject: string) => agent.post(`/rpe/demandes/${id}/appel`, { callSubject: subject });
  return {
    asked,
    until,
    after,
    act,
    request,
    reminders,
    ring,
    get app() {
      return test.app;
    },
    get agent() {
      return agent;
    },
  };
}

describe.each(DATABASES)('a family that says nothing (%s)', (kind) => {
  const world = silentFamilies(kind);

  it('reads on its receipt that the delay stands still while its answers are awaited', async () => {
    const { parent } = await world.asked();
    const follow = await parent.browser.opens('/mon-dossier');
    const receipt = await parent.browser.opens(follow.linkTo(/\/mon-dossier\/envois\//).href);
    expect(receipt.text).toContain('Ce délai est arrêté depuis le');
    expect(receipt.text.indexOf('Ce qui se passe maintenant')).toBeLessThan(
      receipt.text.indexOf('Sans réponse de notre part le'),
    );
  });

  it('that cannot be written to is rung, and never lapses by a call alone', async () => {
    const { id, dossierId } = await world.asked({ preferredChannel: 'phone', email: '' });
    await world.until(world.after(11));
    expect(await world.reminders(dossierId)).toHaveLength(0);
    expect(await world.act(id)).toEqual(['incomplete', 'ring', world.after(18), 'desk']);
    await world.ring(id, 'call_unanswered');
    await world.until(world.after(20));
    expect(await world.act(id)).toEqual(['incomplete', 'ring', world.after(18), 'desk']);
  });

  it('that answers is left alone: what it was asked begins anew', async () => {
    const { id, dossierId } = await world.asked();
    await world.until(world.after(11));
    await world.until(world.after(26));
    expect(await world.reminders(dossierId)).toHaveLength(2);
    const family: Actor = { kind: 'family', dossierId, draftId: null };
    await world.until(world.after(41));
    expect((await world.act(id))[1]).toBe('ring');
    await world.app.get(UnitOfWork).run((tx) => world.app.get(TriageActs).writeAnswers(tx, family, id, {}));
    expect(await world.act(id)).toEqual(['incomplete', 'complete', world.after(51), 'family']);
    await world.ring(id, 'call_unanswered');
    await world.until(world.after(42));
    expect((await world.request(id)).state).toBe('incomplete');
  });

  it('is reminded twice, rung, and lapses; the desk can reopen the request', async () => {
    const { id, dossierId } = await world.asked();
    await world.until(world.after(10));
    expect(await world.reminders(dossierId)).toHaveLength(0);
    await world.until(world.after(11));
    expect(await world.act(id)).toEqual(['incomplete', 'complete', world.after(25), 'family']);
    const [first] = await world.reminders(dossierId);
    expect(first!.body).toContain(`au plus tard le`);
    await world.until(world.after(26));
    expect(await world.act(id)).toEqual(['incomplete', 'complete', world.after(40), 'family']);
    await world.until(world.after(41));
    expect(await world.reminders(dossierId)).toHaveLength(2);
    expect(await world.act(id)).toEqual(['incomplete', 'ring', world.after(48), 'desk']);
    expect(textOf((await world.agent.get('/rpe?owner=desk')).html)).toContain('Appeler la famille');
    await world.until(world.after(57));
    expect((await world.request(id)).state).toBe('incomplete');
    expect((await world.ring(id, 'call_unanswered')).status).toBe(200);
    await world.until(world.after(58));
    expect(await world.act(id)).toEqual(['lapsed', null, null, null]);
    expect(await world.app.get(Reader).count(FollowUp, { requestId: id })).toBe(0);
  });
});

describe.each(DATABASES)('a family that said nothing for long (%s)', (kind) => {
  const world = silentFamilies(kind);

  it('and then answers the call is not to be rung any more: what it was asked begins anew', async () => {
    const { id } = await world.asked({ preferredChannel: 'phone', email: '' });
    await world.until(world.after(11));
    expect(await world.act(id)).toEqual(['incomplete', 'ring', world.after(18), 'desk']);
    await world.ring(id, 'call_answered');
    expect(await world.act(id)).toEqual(['incomplete', 'complete', world.after(21), 'family']);
    expect(await world.app.get(Reader).count(FollowUp, { requestId: id })).toBe(0);
  });

  it('and then answers by telephone what the desk notes is not to be rung either', async () => {
    const { id } = await world.asked({ preferredChannel: 'phone', email: '' });
    await world.until(world.after(11));
    const page = await world.agent.opens(`/rpe/demandes/${id}/repondre/foyer`);
    await world.agent.presses(page.button('Enregistrer'), { ...TOLD, regime: 'msa' });
    expect((await world.act(id))[1]).not.toBe('ring');
  });

  it('and has neither telephone nor e-mail is to be reached in another way: no call is due to nobody', async () => {
    const { id, dossierId } = await world.asked({ preferredChannel: 'phone', email: '' });
    await world.app.get(UnitOfWork).run(async (tx) => {
      const { form } = await world.app.get(TriageActs).formOf(tx, id);
      const nobody = { ...form.adults[0]!, phone: null, addressLine: null, preferredChannel: null };
      await world.app.get(TriageActs).writeAnswers(tx, DESK, id, { adults: [nobody] });
    });
    await world.until(world.after(11));
    expect((await world.act(id)).slice(0, 2)).toEqual(['incomplete', 'reach']);
    expect(await world.reminders(dossierId)).toHaveLength(0);
    const text = textOf((await world.agent.get(`/rpe/demandes/${id}`)).html);
    expect(text).not.toContain('Appeler la famille, qui ne répond pas');
    const page = await world.agent.opens(`/rpe/demandes/${id}/repondre/responsable/1`);
    await world.agent.presses(page.button('Enregistrer'), {
      toldBy: 'other',
      knownBy: 'counter',
      phone: '06 44 00 00 99',
    });
    expect((await world.act(id)).slice(0, 2)).toEqual(['in_triage', 'orient']);
  });
});
