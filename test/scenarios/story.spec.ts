import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { DemoClock } from '../../src/commands/demo/demo-clock.js';
import { addDays, dayOf, instantAt, type Day, type TimeOfDay } from '../../src/foundation/kernel/time.js';
import { seedPlacements } from '../../src/places/placement/index.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import { Reporting, type MonthReport } from '../../src/reporting/reporting/index.js';
import { ListImport } from '../../src/lists/waiting-lists/index.js';
import { linkOf } from '../support/links.js';
import { DATABASES, startApp, type DatabaseKind, type TestApp } from '../support/app.js';
import { Browser, hiddenValue, textOf, type Answer } from '../support/browser.js';
import { clockOf, seedCommissions } from '../support/commission.js';
import { ADULT, Parent } from '../support/parent.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const LISTS = ['montceau.csv', 'blanzy.csv', 'saint-vallier.csv'];
const SITS_ON: Day = '2027-01-14';

/** Three families for two places: the babies' section of Montceau has two left on Tuesdays and Thursdays. */
const INES = { name: 'Inès Morel', email: 'nadege.morel@exemple.fr', birth: '2026-05-20' } as const;
const LIAM = { name: 'Liam Fontaine', email: 'melanie.fontaine@exemple.fr', birth: '2026-07-12' } as const;
const ALICE = { name: 'Alice Laurent', email: 'amandine.laurent@exemple.fr', birth: '2026-07-18' } as const;
type Child = typeof INES | typeof LIAM | typeof ALICE;

const dayFields = (name: string, date: Day): Record<string, string> => {
  const [year, month, day] = date.split('-') as [string, string, string];
  return { [`${name}Day`]: String(Number(day)), [`${name}Month`]: String(Number(month)), [`${name}Year`]: year };
};

/** The demo's world, its clock, and the people of the story as browsers. */
class World {
  private constructor(
    private readonly test: TestApp,
    private readonly time: DemoClock,
  ) {}

  static async open(kind: DatabaseKind): Promise<World> {
    const test = await startApp(kind);
    const { app } = test;
    await seedCommissions(app);
    await app.get(UnitOfWork).run((tx) => seedPlacements(tx, 'data', clockOf(app).today()));
    for (const name of LISTS) await app.get(ListImport).importFile(name, readFileSync(`data/waiting-lists/${name}`));
    const world = new World(
      test,
      new DemoClock(clockOf(app), app.get(Reader), app.get(UnitOfWork), app.get(SqlQueueDriver)),
    );
    await world.work();
    return world;
  }

  close = (): Promise<void> => this.test.close();
  parent = (): Parent => new Parent(this.test.app);
  today = (): Day => clockOf(this.test.app).today();

  /** What is due is done: messages are handed over, figures follow. */
  work = (): Promise<number> => this.test.app.get(SqlQueueDriver).runDue();

  /** Time passes, job by job. */
  until = (day: Day, time: TimeOfDay = '12:00'): Promise<void> => this.time.travelTo(instantAt(day, time));

  /** A sign-in lasts one working day: each time somebody sits down at the desk, they sign in. */
  async staff(who: keyof typeof STAFF): Promise<Browser> {
    const browser = new Browser(this.test.app);
    await browser.signIn(STAFF[who]!.email, PASSWORD);
    return browser;
  }

  messages = (child: Child): Promise<Message[]> =>
    this.test.app
      .get(Reader)
      .find(Message, { where: { recipient: child.email }, order: { createdAt: 'ASC', id: 'ASC' } });

  async lastMessage(child: Child): Promise<Message> {
    return (await this.messages(child)).at(-1)!;
  }

  /** A family opens the link of its last message on its own phone, and gives the child's birth date. */
  async opensItsMessage(child: Child): Promise<{ browser: Browser; shown: Answer }> {
    const link = await linkOf(this.test.app, await this.lastMessage(child));
    const browser = new Browser(this.test.app);
    expect(textOf((await browser.get(link.pathname + link.search)).html)).toContain(
      'Date de naissance, ou date prévue',
    );
    return { browser, shown: await browser.post(link.pathname + link.search, dayFields('date', child.birth)) };
  }

  /** The month under way, small counts included. */
  async report(): Promise<MonthReport> {
    await this.work();
    const [latest] = await this.test.app.get(Reporting).listMonths();
    return latest!;
  }
}

describe.each(DATABASES)(
  'the story: two children, one place that lapses and goes to a third, and the report moves (%s)',
  (kind) => {
    let world: World;
    let session = '';
    let before: MonthReport;

    beforeAll(async () => {
      world = await World.open(kind);
    });
    afterAll(() => world.close());

    const step = async (coordinator: Browser, name: string): Promise<string> => {
      const sheet = await coordinator.get(session);
      return textOf(
        (
          await coordinator.post(`${session}/etape`, {
            step: name,
            version: hiddenValue(sheet.html, 'version')!,
            // Today, when the session sits on another day than was planned.
            ...(name === 'open' ? { confirmedDay: world.today() } : {}),
          })
        ).html,
      );
    };
    const press = async (coordinator: Browser, button: string): Promise<Answer> => {
      const screen = await coordinator.get(`${session}/seance`);
      return coordinator.post(`${session}/seance/${button}`, {
        version: hiddenValue(screen.html, 'version')!,
        ...(button === 'clore' ? { nobodyPresent: 'yes' } : {}),
      });
    };
    /**
     * The desk finds a request in its inbox, takes it up, orients it to the commission and lists it for the coming
     * session.
     */
    const triage = async (child: Child): Promise<void> => {
      const agent = await world.staff('agent');
      const surname = child.name.split(' ')[1]!;
      const inbox = await agent.post('/rpe/recherche', { text: surname });
      const row = inbox.html.split('<tr').find((one) => textOf(`<tr${one}`).includes(child.name))!;
      const request = /href="(\/rpe\/demandes\/[^"?]+)/.exec(row)![1]!;
      const act = async (path: string, fields: Record<string, string> = {}): Promise<string> => {
        const shown = await agent.get(request);
        return textOf(
          (await agent.post(`${request}/${path}`, { version: hiddenValue(shown.html, 'version')!, ...fields })).html,
        );
      };
      expect(await act('prendre-en-charge')).toContain('La demande est prise en charge.');
      expect(await act('orienter', { tracks: 'commission' })).toContain('Commission d’admission');
      expect(await act('seance', { sessionId: session.split('/').at(-1)! })).toContain(
        'La demande est inscrite à la commission.',
      );
    };

    it('the coordinator plans a session of the commission of Montceau', async () => {
      const coordinator = await world.staff('coordinator');
      const planned = await coordinator.post('/commissions/nouvelle', {
        bodyId: 'montceau',
        ...dayFields('day', SITS_ON),
        time: '14:00',
        room: 'Salle du conseil',
        ...dayFields('entryFrom', '2027-03-01'),
        reoffer: 'yes',
      });
      expect([planned.url, textOf(planned.html)]).toEqual([
        '/commissions',
        expect.stringContaining('La séance est planifiée'),
      ]);
      session = /href="(\/commissions\/[0-9a-f-]{36})"/.exec(planned.html)![1]!;
      expect(textOf((await coordinator.get(session)).html)).toContain(
        'Proposées à la famille suivante, sans nouvelle séance',
      );
    });

    it('a parent files a dossier on a phone and gets a receipt', async () => {
      const parent = world.parent();
      await parent.start();
      await parent.family({
        ...ADULT,
        firstName: 'Nadège',
        surname: 'Morel',
        phone: '06 55 44 33 22',
        email: INES.email,
      });
      await parent.fill('enfant/1', {
        born: 'born',
        firstName: 'Inès',
        surname: 'Morel',
        ...dayFields('birth', INES.birth),
        adaptationNeed: 'no',
      });
      await parent.fill('besoin/1', {
        kind: 'regular',
        ...dayFields('wantedFrom', '2027-03-01'),
        commonStart: '8:30',
        commonEnd: '17h',
        days: ['mon', 'tue', 'thu'],
        acceptsShorterWeek: 'no',
      });
      await parent.fill('voeux/1', { action: 'add:ma-71306' });
      const receipt = await parent.send();
      expect([receipt.status, textOf(receipt.html)]).toEqual([
        200,
        expect.stringContaining('Votre dossier est bien reçu'),
      ]);
      await world.work();
      expect(await world.lastMessage(INES)).toMatchObject({ kind: 'receipt' });
    });

    it('the desk takes up the parent’s request and two imported ones, and lists the three for the session', async () => {
      for (const child of [LIAM, ALICE, INES]) await triage(child);
      const sheet = textOf((await (await world.staff('coordinator')).get(session)).html);
      expect(sheet).toContain('3 dossiers inscrits');
    });

    it('three weeks before, families confirm and places are declared; the rest of the calendar follows by itself', async () => {
      await world.until(addDays(SITS_ON, -20));
      const { browser, shown } = await world.opensItsMessage(INES);
      expect(textOf(shown.html)).toContain('Inès');
      const confirm = /action="([^"]+\/confirmer)"/.exec(shown.html)![1]!;
      expect(textOf((await browser.post(confirm, { version: hiddenValue(shown.html, 'version')! })).html)).toContain(
        'Merci',
      );
      expect(await step(await world.staff('coordinator'), 'places')).toContain('Déclarées le');

      await world.until(SITS_ON, '13:45');
      const sheet = textOf((await (await world.staff('coordinator')).get(session)).html);
      expect(sheet).toContain('Liste arrêtée');
      expect(sheet).toMatch(/Arrêter la liste des dossiers [\d/]+ [\d:]+ Fait/);
      before = await world.report();
      expect(before).toMatchObject({ month: '2027-01', stock: { total: { with: 0 } } });
    });

    it('the session follows the proposal: two places for three children, the third waits', async () => {
      const coordinator = await world.staff('coordinator');
      expect(await step(coordinator, 'prepare')).toContain('Préparée');
      const agenda = textOf((await coordinator.get(`${session}/ordre-du-jour`)).html);
      expect(agenda).toContain(
        'Multi-accueil de Montceau-les-Mines, Bébés : complet le mardi matin Aucune place proposée',
      );
      for (const child of [INES, LIAM, ALICE]) expect(agenda).not.toContain(child.name.split(' ')[1]);
      expect(await step(coordinator, 'open')).toContain('3 À décider');
      await press(coordinator, 'suivre');
      const minutes = await press(coordinator, 'clore');
      expect(minutes.url).toBe(`${session}/compte-rendu`);
      await world.work();
      const kinds = await Promise.all([INES, LIAM, ALICE].map(async (child) => (await world.lastMessage(child)).kind));
      expect(kinds).toEqual(['offer', 'offer', 'session-waiting']);
    });

    it('the first family accepts, and the report counts one more with a solution', async () => {
      const { browser, shown } = await world.opensItsMessage(INES);
      expect(textOf(shown.html)).toContain('Multi-accueil de Montceau-les-Mines');
      expect(textOf(shown.html)).toContain('Lundi, mardi et jeudi, de 8 h 30 à 17 h');
      const accepted = await browser.post(`${shown.url}/accepter`);
      expect([accepted.status, textOf(accepted.html)]).toEqual([200, expect.stringContaining('Vous avez accepté')]);
      const { total } = (await world.report()).stock;
      const was = before.stock.total;
      expect(total).toEqual({ ...was, with: was.with + 1, without: was.without - 1 });
    });

    it('the second does not answer: after a reminder its offer lapses and goes to the next in rank by itself', async () => {
      await world.until(addDays(SITS_ON, 9));
      expect((await world.lastMessage(LIAM)).kind).toBe('offer-reminder');
      expect((await world.lastMessage(ALICE)).kind).toBe('session-waiting');
      await world.until(addDays(SITS_ON, 11), '00:05');
      expect((await world.lastMessage(LIAM)).kind).toBe('offer-expired');
      expect((await world.lastMessage(ALICE)).kind).toBe('offer');
      expect(dayOf((await world.lastMessage(ALICE)).createdAt)).toBe(addDays(SITS_ON, 11));
      const { shown } = await world.opensItsMessage(LIAM);
      expect(textOf(shown.html)).toContain('liste d’attente');
    });

    it('the third accepts the place that came free; its family, with another child still waiting, counts as partly answered', async () => {
      const was = (await world.report()).stock;
      const { browser, shown } = await world.opensItsMessage(ALICE);
      expect(textOf(shown.html)).toContain('Du lundi au vendredi, de 7 h 30 à 17 h 30');
      expect(textOf((await browser.post(`${shown.url}/accepter`)).html)).toContain('Vous avez accepté');
      const now = (await world.report()).stock;
      expect(now.total).toEqual({ ...was.total, partly: was.total.partly + 1, without: was.total.without - 1 });
      const inMontceau = (stock: typeof now) => stock.communes.find((row) => row.communeCode === '71306')!.counts;
      expect(inMontceau(now)).toEqual({
        ...inMontceau(was),
        partly: inMontceau(was).partly + 1,
        without: inMontceau(was).without - 1,
      });
      const { families, with: solved, partly, without, pending } = now.total;
      const page = textOf((await (await world.staff('coordinator')).get('/rapport?mois=2027-01')).html);
      expect(page).toContain(`Ensemble ${families} ${solved} ${partly} ${without} ${pending}`);
      // A place taken is a place gone: on Tuesdays and Thursdays the babies' section is full.
      const week = textOf((await (await world.staff('director')).get('/eaje/ma-71306/semaine?du=2027-06-14')).html);
      expect(week.match(/aucune place libre\. 15 confirmées, 0 promise/g)).toHaveLength(4);
    });
  },
);
