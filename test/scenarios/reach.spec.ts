import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { RequestMoves, TriageActs } from '../../src/dossier/dossier/index.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { addHours } from '../../src/foundation/kernel/time.js';
import { slotsToMask } from '../../src/foundation/kernel/week-schedule.js';
import { Offers } from '../../src/places/placement/index.js';
import { Offer } from '../../src/places/placement/persistence/placement.entities.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Outbox } from '../../src/foundation/platform/outbox/index.js';
import { DATABASES } from '../support/app.js';
import { Browser, hiddenValue, textOf } from '../support/browser.js';
import { OutboxWorld } from '../support/outbox.js';
import { AGENT } from '../support/placement-world.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const TOKEN = 'a-token-for-the-mail-provider';

describe.each(DATABASES)('a family that a message does not reach (%s)', (kind) => {
  let world: OutboxWorld;
  let agent: Browser;
  beforeAll(async () => {
    world = await OutboxWorld.open(kind, { BOUNCE_TOKEN: TOKEN });
    agent = new Browser(world.test.app);
    await agent.signIn(STAFF['agent']!.email, PASSWORD);
  });
  afterAll(() => world.close());

  const act = async (id: string) => {
    const { nextAct, nextActOwner, nextActDue, actAfterReach } = (await world.reader.findOne(ChildRequest, { id }))!;
    return { now: [nextAct, nextActOwner, nextActDue].join(' '), after: actAfterReach?.code ?? null };
  };
  const report = (payload: object, token = TOKEN) =>
    world.test.app.inject({
      method: 'POST',
      url: '/api/v1/bounces',
      headers: { authorization: `Bearer ${token}` },
      payload,
    });

  /** A place offered by a commission that sat. */
  const offerTo = (requestId: string, dossierId: string): Promise<Offer> =>
    world.test.app.get(UnitOfWork).run(async (tx) => {
      const moves = world.test.app.get(RequestMoves);
      await moves.move(tx, AGENT, requestId, 'takeUp');
      await world.test.app.get(TriageActs).orientRequest(tx, AGENT, requestId, ['commission']);
      await moves.move(tx, AGENT, requestId, 'list');
      return world.test.app
        .get(Offers)
        .makeOffer(tx, { kind: 'session', sessionId: newId(), accountId: newId() }, 'admit', {
          requestId,
          dossierId,
          sectionId: 'ma-71306:toddlers',
          from: '2027-03-01',
          to: '2027-07-31',
          slots: slotsToMask(['mon-am']),
          coversNeed: true,
          reofferAllowed: false,
          days: 10,
        });
    });

  it('is an act of its desk when nothing else is left, closed when the agent mends the address and sends again', async () => {
    const { dossierId, requestId, email } = await world.family({ phone: '', addressLine: '3 rue X' });
    world.mails.refusals.set(email, { code: 550, text: '5.1.1 no' });
    await world.runJobs();
    expect(await world.story(dossierId)).toEqual(['email failed refused', 'letter to_do']);
    expect(await act(requestId)).toEqual({ now: 'reach desk 2026-11-27', after: 'take_up' });
    expect(textOf((await agent.get('/rpe?owner=desk')).html)).toContain('Joindre la famille');
    const screen = await agent.get(`/rpe/demandes/${requestId}`);
    expect(textOf(screen.html)).toContain('Ces messages n’ont pas atteint la famille');
    const [message] = await world.messages(dossierId);
    const letter = (await world.messages(dossierId))[1]!;
    const page = await agent.get(`/rpe/demandes/${requestId}/messages/${message!.id}`);
    expect(textOf(page.html)).toContain('refusé (550 5.1.1)');
    expect(page.html).not.toMatch(/suivre\/[\w-]{43}/);
    // The agent corrects the address at the server's side, and sends again by mail the letter that nobody has printed.
    world.mails.refusals.delete(email);
    await agent.get(`/rpe/demandes/${requestId}/messages/${letter.id}`);
    expect(
      (await agent.post(`/rpe/demandes/${requestId}/messages/${letter.id}/renvoyer`, { way: `email ${email}` })).status,
    ).toBe(200);
    expect((await act(requestId)).after).toBe('take_up');
    await world.runJobs();
    expect(await act(requestId)).toEqual({ now: 'take_up desk 2026-11-28', after: null });
    const twice = await agent.post(`/rpe/demandes/${requestId}/messages/${letter.id}/renvoyer`, {
      way: `email ${email}`,
    });
    expect(twice.status).toBe(409);
  });

  it('is none once another channel worked', async () => {
    const { requestId, email, dossierId } = await world.family();
    world.mails.refusals.set(email, { code: 550, text: '5.1.1 no' });
    await world.runJobs();
    expect(await world.story(dossierId)).toEqual(['email failed refused', 'sms handed_over']);
    expect((await act(requestId)).after).toBeNull();
  });

  it('is told by the mail provider later, once however often it says so', async () => {
    const { dossierId, requestId, phone } = await world.family();
    world.texts.answers.set(phone, 422);
    await world.runJobs();
    const [message] = await world.messages(dossierId);
    expect((await report({ messageId: `<${message!.id}@petite-enfance.exemple.fr>`, code: '5.2.2' })).statusCode).toBe(
      204,
    );
    expect((await report({ messageId: message!.id })).statusCode).toBe(204);
    await world.runJobs();
    expect(await world.story(dossierId)).toEqual(['email failed bounced', 'sms failed refused', 'letter to_do']);
    expect((await world.messages(dossierId))[0]!.failureCode).toBe('5.2.2');
    expect((await act(requestId)).after).toBe('take_up');
  });

  it('a report is believed from the provider only, and named field by field when it cannot be read', async () => {
    expect((await report({ messageId: 'x' }, 'another-token-of-somebody')).statusCode).toBe(401);
    expect((await report({ messageId: 'hello' })).statusCode).toBe(422);
    expect((await report({ messageId: '0198c0de-0000-7000-8000-000000000001' })).statusCode).toBe(404);
  });

  it('is told by voice: the agent says so, and the act is closed', async () => {
    const { dossierId, requestId, email, phone } = await world.family({ preferredChannel: 'email' });
    world.mails.refusals.set(email, { code: 550, text: '5.1.1 no' });
    world.texts.answers.set(phone, 422);
    await world.runJobs();
    const letter = (await world.messages(dossierId)).at(-1)!;
    expect((await act(requestId)).after).toBe('take_up');
    await agent.get(`/rpe/demandes/${requestId}/messages/${letter.id}`);
    expect((await agent.post(`/rpe/demandes/${requestId}/messages/${letter.id}/dit`)).status).toBe(200);
    expect((await act(requestId)).after).toBeNull();
  });

  it('keeps what is due behind the act: a move of the desk changes it, an answer of the family ends the act', async () => {
    const { parent, requestId, dossierId, email } = await world.family({ phone: '' });
    await world.runJobs();
    const [message] = await world.messages(dossierId);
    world.mails.refusals.set(email, { code: 550, text: '5.1.1 no' });
    await world.test.app.get(Outbox).recordBounce(message!.id, null);
    const shown = await agent.get(`/rpe/demandes/${requestId}`);
    const version = /name="version" value="(\d+)"/.exec(shown.html)![1]!;
    await agent.post(`/rpe/demandes/${requestId}/prendre-en-charge`, { version });
    expect(await act(requestId)).toEqual({ now: 'reach desk 2026-11-27', after: 'orient' });
    const { browser } = parent;
    const own = hiddenValue((await browser.get('/mon-dossier')).html, 'version')!;
    await browser.post(`/mon-dossier/demandes/${requestId}/confirmer`, { version: own });
    expect(await act(requestId)).toMatchObject({ now: expect.stringMatching(/^orient desk/), after: null });
  });

  it('cannot lose its place by a reminder that came back: the offer waits until another one reached it', async () => {
    const { dossierId, requestId } = await world.family({ phone: '', addressLine: '8 rue du Canal' });
    const offer = await offerTo(requestId, dossierId);
    const state = async () => (await world.reader.findOne(Offer, { id: offer.id }))!;
    await world.runJobs();
    world.clock.travelTo(addHours(offer.deadline, -48));
    await world.runJobs();
    expect((await state()).remindedAt).toMatch(/^2026-12-03T23:00/);
    const reminder = (await world.messages(dossierId)).find(({ kind: what }) => what === 'offer-reminder')!;
    expect((await report({ messageId: reminder.id, code: '5.2.1' })).statusCode).toBe(204);
    expect((await state()).remindedAt).toBeNull();
    // The letter that says the same waits to be printed: until it is posted nothing lapses.
    expect((await world.story(dossierId)).at(-1)).toBe('letter to_do');
    world.clock.travelTo(addHours(offer.deadline, 72));
    await world.runJobs();
    expect((await state()).state).toBe('open');
    // Thirteen days later.
    await agent.signIn(STAFF['agent']!.email, PASSWORD);
    await agent.get('/courrier');
    await agent.post('/courrier/lots', { desk: 'rpe' });
    await agent.post(`${agent.url}/poster`);
    expect((await state()).remindedAt).toMatch(/^2026-12-08T23:00/);
    await world.runJobs();
    expect((await state()).state).toBe('open');
    world.clock.travelTo(addHours((await state()).effectiveDeadline, 1));
    await world.runJobs();
    expect((await state()).state).toBe('expired');
  });
});
