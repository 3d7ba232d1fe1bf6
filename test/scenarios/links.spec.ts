import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { readConfig } from '../../src/foundation/config/index.js';
import { FamilyAccess } from '../../src/dossier/dossier/index.js';
import { AccessLink } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { addHours } from '../../src/foundation/kernel/time.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import { createTestApp, DATABASES, freshDatabase } from '../support/app.js';
import { signedIn } from '../support/people.js';
import { Browser, textOf, type Answer } from '../support/browser.js';
import { OutboxWorld } from '../support/outbox.js';
import { SHARED_KEYS } from '../support/raised-limits.js';
import { Parent } from '../support/parent.js';
import { PASSWORD, seedWorld, STAFF } from '../support/seed.js';
import { everyWord } from '../support/sql.js';

const BIRTH = { dateDay: '11', dateMonth: '3', dateYear: '2026' };
const pathOf = (text: string): string => new URL(/https?:\/\/\S+/.exec(text)![0]).pathname;

/** Opens a dossier's link in a browser of its own. */
async function open(
  app: ConstructorParameters<typeof Browser>[0],
  path: string,
  date: Record<string, string> = BIRTH,
): Promise<{ browser: Browser; answer: Answer }> {
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

  const linksOf = (dossierId: string): Promise<AccessLink[]> =>
    world.reader.find(AccessLink, { where: { dossierId }, order: { createdAt: 'ASC', id: 'ASC' } });
  const mailed = (email: string): string[] => world.mails.to(email).map(({ mail }) => pathOf(mail.text!));

  it('open the dossier in a browser in which an agent is signed in, who goes on working there', async () => {
    const family = await world.family();
    await world.runJobs();
    const agent = await signedIn(world.test.app, 'agent');
    const [path] = mailed(family.email);
    await agent.get(path!);
    expect((await agent.post(path!, BIRTH)).url).toBe('/mon-dossier');
    expect([(await agent.opens('/mon-dossier')).status, (await agent.opens('/rpe')).status]).toEqual([200, 200]);
  });

  it('are made when a message is handed over: the database holds none that opens anything', async () => {
    const [byMail, bySms] = [await world.family(), await world.family({ preferredChannel: 'sms' })];
    expect([await linksOf(byMail.dossierId), await linksOf(bySms.dossierId)]).toEqual([[], []]);
    await world.runJobs();
    const paths = [...mailed(byMail.email), pathOf(world.texts.to(bySms.phone)[0]!.text)];
    expect(paths).toHaveLength(2);
    for (const path of paths) expect((await open(world.test.app, path)).answer.url).toBe('/mon-dossier');
    expect((await linksOf(byMail.dossierId)).map(({ channel, sentTo }) => [channel, sentTo])).toEqual([
      ['email', expect.stringMatching(/^f…\d@exemple\.fr$/)],
    ]);
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

describe.each(DATABASES)('how links to a dossier end (%s)', (kind) => {
  let world: OutboxWorld;
  const WRONG = { dateDay: '1', dateMonth: '1', dateYear: '2020' };

  beforeAll(async () => {
    world = await OutboxWorld.open(kind, { LINK_DAYS: '30' });
  });
  afterAll(() => world.close());

  type Family = Awaited<ReturnType<OutboxWorld['family']>>;
  const mailed = ({ email }: Family): string[] => world.mails.to(email).map(({ mail }) => pathOf(mail.text!));
  /** A family with two links: its receipt's, and one from the counter. */
  const withTwoLinks = async (): Promise<{ family: Family; links: [string, string] }> => {
    const family = await world.family();
    await world.runJobs();
    const given = await world.test.app
      .get(UnitOfWork)
      .run((tx) => world.test.app.get(FamilyAccess).giveLink(tx, { dossierId: family.dossierId }));
    return { family, links: [mailed(family)[0]!, `/suivre/${given}`] };
  };
  const opens = async (path: string): Promise<boolean> =>
    (await open(world.test.app, path)).answer.url === '/mon-dossier';

  it('the fifth wrong date, on whichever of them, voids all; a new one goes to the recorded way', async () => {
    const {
      family,
      links: [first, second],
    } = await withTwoLinks();
    const other = await withTwoLinks();
    const answers: string[] = [];
    for (const path of [first, second, first, second])
      answers.push(textOf((await open(world.test.app, path, WRONG)).answer.html));
    expect([await opens(first), await opens(second)]).toEqual([true, true]);
    answers.push(textOf((await open(world.test.app, second, WRONG)).answer.html));
    // Each tells how many are left, and the last one what it did.
    const left = answers.slice(0, 4).map((said) => /Il vous reste (?:un|\d) essais?/.exec(said)?.[0]);
    expect(left).toEqual(
      [4, 3, 2, 1].map((count) => (count === 1 ? 'Il vous reste un essai' : `Il vous reste ${count} essais`)),
    );
    expect(answers[4]).toContain('tous les liens de ce dossier sont fermés. Un nouveau part au contact');
    expect([await opens(first), await opens(second)]).toEqual([false, false]);
    await world.runJobs();
    expect(mailed(family)).toHaveLength(2);
    expect(world.mails.to(family.email)[1]!.mail.subject).toContain('Un nouveau lien vers votre dossier');
    expect(await opens(mailed(family)[1]!)).toBe(true);
    for (const path of other.links) expect(await opens(path)).toBe(true);
  });

  it('are all counted when the dates are tried at once', async () => {
    const { family, links } = await withTwoLinks();
    await Promise.all([...links, ...links, ...links, ...links].map((path) => open(world.test.app, path, WRONG)));
    for (const path of links) expect(await opens(path)).toBe(false);
    const failures = await world.reader.find(AccessLink, { where: { dossierId: family.dossierId } });
    expect(failures.reduce((sum, link) => sum + link.failures, 0)).toBe(5);
  });

  it('end so many days after they last opened the dossier', async () => {
    const {
      links: [used, unused],
    } = await withTwoLinks();
    await world.wait(24 * 20);
    expect(await opens(used)).toBe(true);
    await world.wait(24 * 11);
    expect([await opens(used), await opens(unused)]).toEqual([true, false]);
  }, 120_000);

  it('open nothing from that moment on, before the night has taken them away', async () => {
    const {
      links: [used, unused],
    } = await withTwoLinks();
    await world.wait(24 * 29);
    expect(await opens(used)).toBe(true);
    world.clock.travelTo(addHours(world.clock.now(), 48));
    expect([await opens(used), await opens(unused)]).toEqual([true, false]);
  }, 120_000);

  it('are seen and closed by the family, and what they opened closes with them', async () => {
    const {
      family,
      links: [first, second],
    } = await withTwoLinks();
    const [mine, lost] = [(await open(world.test.app, second)).browser, (await open(world.test.app, first)).browser];
    const shown = await mine.get('/mon-dossier/liens');
    for (const said of ['Lien donné au guichet C’est ce lien qui a ouvert cette page', 'Lien envoyé par e-mail à f…'])
      expect(textOf(shown.html)).toContain(said);
    expect(textOf(shown.html)).toMatch(/Donné le \d+(er)? \p{L}+ \d{4} à \d+ h/u);
    const links = await world.reader.find(AccessLink, { where: { dossierId: family.dossierId } });
    const idOf = (channel: string): string => links.find((link) => link.channel === channel)!.id;
    const stranger = await withTwoLinks();
    const theirs = (await open(world.test.app, stranger.links[0])).browser;
    await theirs.get('/mon-dossier/liens');
    expect((await theirs.post(`/mon-dossier/liens/${idOf('email')}/fermer`)).status).toBe(404);
    await mine.post(`/mon-dossier/liens/${idOf('email')}/fermer`);
    expect([await opens(first), (await lost.get('/mon-dossier')).url, (await mine.get('/mon-dossier')).url]).toEqual([
      false,
      expect.stringMatching(/^\/suivre/),
      '/mon-dossier',
    ]);
    await mine.get('/mon-dossier/liens');
    const closed = await mine.post(`/mon-dossier/liens/${idOf('counter')}/fermer`);
    expect([closed.url, await opens(second), (await mine.get('/mon-dossier')).url]).toEqual([
      '/suivre',
      false,
      expect.stringMatching(/^\/suivre/),
    ]);
  });

  it('and by its desk, by no other', async () => {
    const { family, links } = await withTwoLinks();
    const phone = (await open(world.test.app, links[0])).browser;
    const [agent, other] = [new Browser(world.test.app), new Browser(world.test.app)];
    await agent.signIn(STAFF['agent']!.email, PASSWORD);
    await other.signIn(STAFF['otherAgent']!.email, PASSWORD);
    const page = `/rpe/demandes/${family.requestId}/liens`;
    expect([(await other.get(page)).status, (await other.post(`${page}/fermer`)).status]).toEqual([404, 404]);
    expect((await agent.get(`/rpe/demandes/${family.requestId}`)).html).toContain(`href="${page}"`);
    expect(textOf((await agent.get(page)).html)).toContain('Lien envoyé par e-mail à f…');
    expect(textOf((await agent.post(`${page}/fermer`)).html)).toContain('Aucun lien n’ouvre ce dossier');
    for (const path of links) expect(await opens(path)).toBe(false);
    expect((await phone.get('/mon-dossier')).url).toMatch(/^\/suivre/);
  });

  describe('that open nothing any more', () => {
    const shown = async (path: string): Promise<string> => textOf((await new Browser(world.test.app).get(path)).html);
    const asksForAnother = async (path: string): Promise<string> => {
      const browser = new Browser(world.test.app);
      await browser.get(path);
      const answer = textOf((await browser.post(`${path}/autre-lien`)).html);
      await world.runJobs();
      return answer;
    };

    it('say why: closed, too old, or unknown', async () => {
      const { family, links } = await withTwoLinks();
      const agent = new Browser(world.test.app);
      await agent.signIn(STAFF['agent']!.email, PASSWORD);
      await agent.get(`/rpe/demandes/${family.requestId}/liens`);
      await agent.post(`/rpe/demandes/${family.requestId}/liens/fermer`);
      expect(await shown(links[0])).toContain('Il a été fermé');
      const old = await withTwoLinks();
      world.clock.travelTo(addHours(world.clock.now(), 24 * 31));
      expect(await shown(old.links[1])).toContain('un lien s’éteint quand il n’a pas servi pendant 30 jours');
      expect(await shown('/suivre/jamais-vu')).toContain('Nous ne connaissons pas ce lien');
      expect((await open(world.test.app, links[0])).answer.status).toBe(422);
    });

    it('send another to the recorded contact alone, and answer the same whether a family is behind or not', async () => {
      const { family, links } = await withTwoLinks();
      world.clock.travelTo(addHours(world.clock.now(), 24 * 31));
      const before = mailed(family).length;
      const answers = [await asksForAnother(links[0]), await asksForAnother('/suivre/jamais-vu')];
      expect(new Set(answers).size).toBe(1);
      expect(answers[0]).not.toMatch(/@|exemple/);
      expect(mailed(family)).toHaveLength(before + 1);
      expect(await opens(mailed(family).at(-1)!)).toBe(true);
      // Asked for again and again, the contact is not flooded.
      for (let asked = 0; asked < 8; asked += 1) await asksForAnother(links[0]);
      expect(mailed(family).length).toBeLessThanOrEqual(before + 5);
      expect(await asksForAnother(links[0])).toBe(answers[0]);
    });
  });
});

describe.each(DATABASES)('the demo’s page of messages (%s)', (kind) => {
  it('keeps what was handed over in memory only, and sends a new link after it started again', async () => {
    const database = await freshDatabase(kind);
    const { SQLITE_FILE, DATABASE_URL } = database.config;
    const start = async () => {
      const app = await createTestApp(
        readConfig('demo', {
          ...(DATABASE_URL ? { DATABASE_URL, ...SHARED_KEYS } : { SQLITE_FILE }),
          LOG_LEVEL: 'silent',
        }),
      );
      await app.init();
      await app.getHttpAdapter().getInstance().ready();
      return app;
    };
    let app = await start();
    await seedWorld(app);
    const parent = new Parent(app);
    await parent.deposit();
    const receipt = async (): Promise<Message> =>
      (await app.get(Reader).find(Message, { where: { kind: 'receipt' } }))[0]!;
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
    expect([link(again.html), textOf(again.html).includes('Le lien de ce message n’est gardé nulle part')]).toEqual([
      undefined,
      true,
    ]);
    const renewed = link((await anybody.post(`${page}/lien`)).html)!;
    for (const path of [first, renewed]) expect((await open(app, path)).answer.url).toBe('/mon-dossier');
    expect(renewed).not.toBe(first);
    await app.close();
    await database.drop();
  });
});
