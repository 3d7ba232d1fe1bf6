import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '../../src/config/index.js';
import { createApp } from '../../src/create-app.js';
import { AccessLink } from '../../src/dossier/persistence/dossier.entities.js';
import { Message } from '../../src/platform/outbox/index.js';
import { Reader } from '../../src/platform/database/index.js';
import { SqlQueueDriver } from '../../src/platform/queue/index.js';
import { DATABASES, freshDatabase } from '../support/app.js';
import { Browser, textOf, type Answer } from '../support/browser.js';
import { OutboxWorld } from '../support/outbox.js';
import { Parent } from '../support/parent.js';
import { seedWorld } from '../support/seed.js';
import { everyWord } from '../support/sql.js';

const BIRTH = { dateDay: '11', dateMonth: '3', dateYear: '2026' };
const pathOf = (text: string): string => new URL(/https?:\/\/\S+/.exec(text)![0]).pathname;

/** Opens a dossier's link in a browser of its own. */
async function open(app: ConstructorParameters<typeof Browser>[0], path: string, date: Record<string, string> = BIRTH): Promise<{ browser: Browser; answer: Answer }> {
  const browser = new Browser(app);
  await browser.get(path);
  return { browser, answer: await browser.post(path, date) };
}

describe.each(DATABASES)('links to a family’s dossier (%s)', (kind) => {
  let world: OutboxWorld;

  beforeAll(async () => {
    world = await OutboxWorld.open(kind);
  });
  afterAll(() => world.close());

  const linksOf = (dossierId: string): Promise<AccessLink[]> => world.reader.find(AccessLink, { where: { dossierId }, order: { createdAt: 'ASC', id: 'ASC' } });
  const mailed = (email: string): string[] => world.mails.to(email).map(({ mail }) => pathOf(mail.text!));

  it('are made when a message is handed over: the database holds none that opens anything', async () => {
    const [byMail, bySms] = [await world.family(), await world.family({ preferredChannel: 'sms' })];
    expect([await linksOf(byMail.dossierId), await linksOf(bySms.dossierId)]).toEqual([[], []]);
    await world.runJobs();
    const paths = [...mailed(byMail.email), pathOf(world.texts.to(bySms.phone)[0]!.text)];
    expect(paths).toHaveLength(2);
    for (const path of paths) expect((await open(world.test.app, path)).answer.url).toBe('/mon-dossier');
    expect((await linksOf(byMail.dossierId)).map(({ channel, sentTo }) => [channel, sentTo])).toEqual([['email', expect.stringMatching(/^f…\d@exemple\.fr$/)]]);
    const everything = await everyWord(world.test.config);
    expect(everything).toContain('/suivre/{secret}');
    for (const path of paths) expect(everything).not.toContain(path.split('/').at(-1));
    expect(everything).not.toMatch(/\/suivre\/[\w-]{12}/);
  });

  it('each try that may have arrived leaves its own, and each of them opens; a refusal leaves none', async () => {
    const { dossierId, phone } = await world.family({ preferredChannel: 'sms' });
    // The gateway took it, and the line broke before it said so.
    world.texts.answers.set(phone, -1);
    await world.runJobs();
    world.texts.answers.set(phone, 429);
    await world.wait(1);
    world.texts.answers.delete(phone);
    await world.wait(1);
    expect(await world.story(dossierId)).toEqual(['sms handed_over']);
    const texts = world.texts.asked.filter(({ sms }) => sms.to === phone).map(({ sms }) => pathOf(sms.text));
    const opens = await Promise.all(texts.map(async (path) => (await open(world.test.app, path)).answer.url));
    const tries = texts.length;
    expect(tries).toBeGreaterThanOrEqual(3);
    expect([new Set(texts).size, opens[0], opens.at(-1)]).toEqual([tries, '/mon-dossier', '/mon-dossier']);
    // What the gateway refused was given to nobody.
    expect(opens.some((url) => url !== '/mon-dossier')).toBe(true);
    expect(await linksOf(dossierId)).toHaveLength(opens.filter((url) => url === '/mon-dossier').length);
  });

  it('the same words sent again, by another way, have a link of their own', async () => {
    const { dossierId, phone, email } = await world.family({ preferredChannel: 'sms' });
    world.texts.answers.set(phone, 422);
    await world.runJobs();
    expect(await world.story(dossierId)).toEqual(['sms failed refused', 'email handed_over']);
    expect((await open(world.test.app, mailed(email)[0]!)).answer.url).toBe('/mon-dossier');
    expect((await open(world.test.app, pathOf(world.texts.to(phone)[0]!.text))).answer.status).toBe(422);
    expect((await linksOf(dossierId)).map(({ channel }) => channel)).toEqual(['email']);
  });
});

describe.each(DATABASES)('the demo’s page of messages (%s)', (kind) => {
  it('keeps what was handed over in memory only, and sends a new link after it started again', async () => {
    const database = await freshDatabase(kind);
    const { SQLITE_FILE, DATABASE_URL } = database.config;
    const start = async () => {
      const app = await createApp(readConfig('demo', { ...(DATABASE_URL ? { DATABASE_URL } : { SQLITE_FILE }), LOG_LEVEL: 'silent' }));
      await app.init();
      await app.getHttpAdapter().getInstance().ready();
      return app;
    };
    let app = await start();
    await seedWorld(app);
    const parent = new Parent(app);
    await parent.deposit();
    const receipt = async (): Promise<Message> => (await app.get(Reader).find(Message, { where: { kind: 'receipt' } }))[0]!;
    // The demo runs its jobs by itself: one of them may be under way.
    for (let tries = 0; tries < 100 && (await receipt()).state === 'waiting'; tries += 1) {
      await app.get(SqlQueueDriver).runDue();
      await setTimeout(50);
    }
    const message = await receipt();
    const page = `/demo/messages/${message.id}`;
    const link = (html: string): string | undefined => /href="(\/suivre\/[\w-]{43})"/.exec(html)?.[1];
    const shown = await new Browser(app).get(page);
    expect((await open(app, link(shown.html)!)).answer.url).toBe('/mon-dossier');
    const first = link(shown.html)!;
    expect(await everyWord(database.config)).not.toContain(first.split('/').at(-1));
    await app.close();

    app = await start();
    const anybody = new Browser(app);
    const again = await anybody.get(page);
    expect([link(again.html), textOf(again.html).includes('Le lien de ce message n’est gardé nulle part')]).toEqual([undefined, true]);
    const renewed = link((await anybody.post(`${page}/lien`)).html)!;
    for (const path of [first, renewed]) expect((await open(app, path)).answer.url).toBe('/mon-dossier');
    expect(renewed).not.toBe(first);
    await app.close();
    await database.drop();
  });
});
