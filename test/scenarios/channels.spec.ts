import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { FamilyMessages } from '../../src/dossier/dossier/index.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { smsLength } from '../../src/foundation/platform/outbox/index.js';
import { DATABASES } from '../support/app.js';
import { Browser, hiddenValue, textOf } from '../support/browser.js';
import { TOLD } from '../support/forms.js';
import { OutboxWorld } from '../support/outbox.js';
import { ADULT, BORN, Parent } from '../support/parent.js';
import { PASSWORD, STAFF } from '../support/seed.js';
import { COMPLETION } from '../../src/first-desk/triage/message-kinds.js';

describe.each(DATABASES)('the channel a family prefers (%s)', (kind) => {
  let world: OutboxWorld;
  beforeAll(async () => {
    world = await OutboxWorld.open(kind);
  });
  afterAll(() => world.close());

  it('SMS: one short text through the gateway, with its key, its token and a link', async () => {
    const { dossierId, phone } = await world.family({ preferredChannel: 'sms' });
    await world.runJobs();
    expect(await world.story(dossierId)).toEqual(['sms handed_over']);
    const [{ headers, sms }] = world.texts.asked.filter((one) => one.sms.to === phone) as [
      (typeof world.texts.asked)[number],
    ];
    const [message] = await world.messages(dossierId);
    expect(headers).toMatchObject({
      authorization: 'Bearer token-of-the-gateway',
      'idempotency-key': message!.id,
      'content-type': 'application/json',
    });
    expect(sms).toMatchObject({ id: message!.id, from: 'Marelle', to: phone });
    expect(sms.text).toMatch(/https:\/\/petite-enfance\.exemple\.fr\/suivre\/[\w-]{43}$/);
    expect(sms.text).not.toMatch(/Famille|Laura|Ana/);
    expect(smsLength(sms.text)).toMatchObject({ alphabet: 'gsm7' });
  });

  it('a parent who has a mobile and no mail gets its links by SMS, even who prefers to be rung, and reads where they went', async () => {
    const parent = new Parent(world.test.app);
    const adult = { ...ADULT, surname: 'Mobile', phone: '06 71 00 00 01', email: '', preferredChannel: 'phone' };
    await parent.start();
    await parent.family(adult);
    await parent.browser.get(parent.draft);
    expect(textOf((await parent.browser.post(`${parent.draft}/plus-tard`)).html)).toContain(
      'Nous envoyons un lien à 06 71 00 00 01.',
    );
    await parent.child(1, { ...BORN, firstName: 'Ana', surname: 'Mobile' });
    expect(textOf((await parent.send()).html)).toContain(
      'Un SMS part au 06 … 01, avec le lien pour suivre votre dossier.',
    );
    await world.runJobs();
    const links = world.texts
      .to('+33671000001')
      .map(({ text }) => /\/(suivre|dossier\/reprendre)\/[\w-]{43}$/.exec(text)?.[1]);
    expect(links.sort()).toEqual(['dossier/reprendre', 'suivre']);
  });

  it('SMS to a landline cannot be asked for', async () => {
    const { parent } = await world.family();
    await parent.start();
    const answer = await parent.fill('responsable/1', {
      firstName: 'Zoé',
      surname: 'Fixe',
      phone: '03 85 12 34 56',
      preferredChannel: 'sms',
      parentalAuthority: 'yes',
      addressLine: '1 rue A',
      postalCode: '71300',
      communeCode: '71306',
      situation: 'working',
    });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('numéro de mobile');
  });

  it('nor at the desk, which keeps what was typed', async () => {
    const { requestId } = await world.family();
    const agent = new Browser(world.test.app);
    await agent.signIn(STAFF['agent']!.email, PASSWORD);
    const page = `/rpe/demandes/${requestId}/repondre/responsable/1`;
    const answer = async (phone: string) =>
      agent.post(page, {
        version: hiddenValue((await agent.get(page)).html, 'version')!,
        ...TOLD,
        firstName: 'Zoé',
        surname: 'Fixe',
        phone,
        preferredChannel: 'sms',
        communeCode: '71306',
      });
    const refused = await answer('+33 3 85 12 34 56');
    expect([refused.status, textOf(refused.html)]).toEqual([
      422,
      expect.stringContaining('Donnez un numéro de mobile pour recevoir des SMS'),
    ]);
    expect(refused.html).toContain('value="+33 3 85 12 34 56"');
    expect((await answer('+33 6 85 12 34 56')).status).toBe(200);
  });

  it('a gateway in trouble, or silent, is tried again with the same key', async () => {
    const { dossierId, phone } = await world.family({ preferredChannel: 'sms' });
    for (const status of [503, -1, 429, 401]) {
      world.texts.answers.set(phone, status);
      await world.wait(1);
      expect(await world.story(dossierId)).toEqual(['sms waiting']);
    }
    world.texts.answers.delete(phone);
    await world.wait(1);
    expect(await world.story(dossierId)).toEqual(['sms handed_over']);
    expect(world.texts.to(phone)).toHaveLength(1);
    const [job] = await world.reader.sql<{ last_error: string | null }>(
      `SELECT last_error FROM job WHERE type = 'outbox.deliver' AND payload LIKE '%${(await world.messages(dossierId))[0]!.id}%'`,
    );
    expect(job!.last_error).toBeNull();
  });

  it('a number refused for good: the same words go by mail', async () => {
    const { dossierId, phone, email } = await world.family({ preferredChannel: 'sms' });
    world.texts.answers.set(phone, 422);
    await world.runJobs();
    expect(await world.story(dossierId)).toEqual(['sms failed refused', 'email handed_over']);
    const [first, second] = await world.messages(dossierId);
    expect([first!.failureCode, first!.nextId]).toEqual(['422', second!.id]);
    expect(world.mails.to(email)).toHaveLength(1);
    expect(world.mails.to(email)[0]!.mail.text).toContain(/Son numéro est \S+/.exec(first!.body)![0]);
    // The next message does not try that number again.
    await world.test.app
      .get(UnitOfWork)
      .run((tx) =>
        world.test.app
          .get(FamilyMessages)
          .writeMessage(tx, { dossierId, kind: COMPLETION, args: () => ({ answers: '– x' }) }),
      );
    await world.runJobs();
    expect((await world.story(dossierId)).slice(2)).toEqual(['email handed_over']);
  });

  it('an address refused for good: the same words go by SMS, and no word of the server is kept', async () => {
    const { dossierId, phone, email } = await world.family();
    world.mails.refusals.set(email, { code: 550, text: `5.1.1 <${email}>: no such user` });
    await world.runJobs();
    expect(await world.story(dossierId)).toEqual(['email failed refused', 'sms handed_over']);
    expect((await world.messages(dossierId))[0]!.failureCode).toBe('550 5.1.1');
    expect(world.texts.to(phone)).toHaveLength(1);
  });

  it('an address that is not wanted for now waits; a server that stays down for two days gives way to the next channel', async () => {
    const { dossierId, email, phone } = await world.family();
    world.mails.refusals.set(email, { code: 451, text: `4.7.1 <${email}>: greylisted` });
    await world.runJobs();
    expect(await world.story(dossierId)).toEqual(['email waiting']);
    const kept = await world.reader.sql<{ last_error: string }>(
      `SELECT last_error FROM job WHERE last_error IS NOT NULL`,
    );
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.filter(({ last_error: said }) => said.includes('@'))).toEqual([]);
    await world.wait(47);
    expect(await world.story(dossierId)).toEqual(['email waiting']);
    await world.wait(16);
    expect(await world.story(dossierId)).toEqual(['email failed gave_up', 'sms handed_over']);
    expect(world.texts.to(phone)).toHaveLength(1);
  });

  it('all refuse: a letter is what is left', async () => {
    const { dossierId, email, phone, surname } = await world.family();
    world.mails.refusals.set(email, { code: 550, text: '5.1.1 no' });
    world.texts.answers.set(phone, 400);
    await world.runJobs();
    expect((await world.story(dossierId)).map((one) => one.split(' ')[0])).toEqual(['email', 'sms', 'letter']);
    expect((await world.messages(dossierId))[2]!.recipient).toBe(
      `Laura ${surname}\n3 rue des Écoles\n71300 Montceau-les-Mines`,
    );
  });
});

describe('a channel that is not configured', () => {
  it('is passed over: who prefers SMS gets a mail', async () => {
    const world = await OutboxWorld.open('sqlite', { SMS_URL: '' });
    const { dossierId } = await world.family({ preferredChannel: 'sms' });
    await world.runJobs();
    expect(await world.story(dossierId)).toEqual(['email handed_over']);
    await world.close();
  });
});
