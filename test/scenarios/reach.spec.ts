import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChildRequest } from '../../src/dossier/index.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import { Outbox } from '../../src/platform/outbox/index.js';
import { DATABASES } from '../support/app.js';
import { Browser, textOf } from '../support/browser.js';
import { OutboxWorld } from '../support/outbox.js';
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
    world.test.app.inject({ method: 'POST', url: '/api/v1/bounces', headers: { authorization: `Bearer ${token}` }, payload });

  it('is an act of its desk when nothing else is left, seen in the inbox and closed when the agent mends the address and sends again', async () => {
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
    expect((await agent.post(`/rpe/demandes/${requestId}/messages/${letter.id}/renvoyer`, { way: `email ${email}` })).status).toBe(200);
    expect((await act(requestId)).after).toBe('take_up');
    await world.runJobs();
    expect(await act(requestId)).toEqual({ now: 'take_up desk 2026-11-28', after: null });
    const twice = await agent.post(`/rpe/demandes/${requestId}/messages/${letter.id}/renvoyer`, { way: `email ${email}` });
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
    expect((await report({ messageId: `<${message!.id}@petite-enfance.exemple.fr>`, code: '5.2.2' })).statusCode).toBe(204);
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
    const { requestId, dossierId, email } = await world.family({ phone: '' });
    await world.runJobs();
    const [message] = await world.messages(dossierId);
    world.mails.refusals.set(email, { code: 550, text: '5.1.1 no' });
    await world.test.app.get(UnitOfWork).run((tx) => world.test.app.get(Outbox).bounced(tx, message!.id, null));
    const shown = await agent.get(`/rpe/demandes/${requestId}`);
    const version = /name="version" value="(\d+)"/.exec(shown.html)![1]!;
    await agent.post(`/rpe/demandes/${requestId}/prendre-en-charge`, { version });
    expect(await act(requestId)).toEqual({ now: 'reach desk 2026-11-27', after: 'orient' });
  });
});
