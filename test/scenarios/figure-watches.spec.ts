import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { StaffAccount } from '../../src/territory/accounts/persistence/accounts.entities.js';
import { RequestMoves } from '../../src/dossier/dossier/index.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { jobType } from '../../src/foundation/kernel/job-type.js';
import type { Day } from '../../src/foundation/kernel/time.js';
import { FigureWatch } from '../../src/reporting/observatory/persistence/observatory.entities.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import type { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { Queue } from '../../src/foundation/platform/queue/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { anOrientedRequest, clockOf, DESK, seedCommissions } from '../support/commission.js';
import { aChild } from '../support/forms.js';
import { outboxOf, runDueJobs } from '../support/kept.js';
import { linkOf } from '../support/links.js';
import { expectRefusal, type Page } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { STAFF } from '../support/seed.js';

const PAGE = '/rapport/abonnements';
const JOB = jobType('observatory.watch');
const NEAR = '2026-12-01';
type Somebody = 'coordinator' | 'agent' | 'colleague';
type Family = Awaited<ReturnType<typeof anOrientedRequest>>;

/** The days of these steps follow each other. */
describe.each(DATABASES)('who asked is told of the figures (%s)', (kind) => {
  let test: TestApp;
  let families: Family[] = [];

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    families = await someFamilies(5);
    await runDueJobs(test.app);
    // The application has started by the clock of the machine; from here on each run plans the next one.
    const at = '2026-11-25T05:30:00.000Z';
    await test.app.get(UnitOfWork).run((tx) => test.app.get(Queue).plan(tx, JOB, {}, { at, key: JOB }));
  });
  afterAll(() => test.close());

  /** Families without a solution: their day is near. */
  async function someFamilies(count: number): Promise<Family[]> {
    const made: Family[] = [];
    while (made.length < count)
      made.push(await anOrientedRequest(test.app, { child: { need: { ...aChild().need, wantedFrom: NEAR } } }));
    return made;
  }

  const withdraws = ({ requestId }: Family): Promise<unknown> =>
    test.app
      .get(UnitOfWork)
      .run((tx) => test.app.get(RequestMoves).move(tx, DESK, requestId, 'withdraw', { reason: 'other_solution' }));

  /** The figures of what was done, and then the morning of a day. */
  async function morningOf(day: Day): Promise<void> {
    await runDueJobs(test.app);
    clockOf(test.app).travelTo(`${day}T09:00:00.000Z`);
    await runDueJobs(test.app);
  }

  async function asks(somebody: Somebody, filled: Record<string, string | string[]>): Promise<Page> {
    const browser = await signedIn(test.app, somebody);
    return browser.presses((await browser.opens(PAGE)).form(PAGE), { month: [], without: '', waiting: '', ...filled });
  }

  const told = (somebody: Somebody, code: 'figures-alarm' | 'figures-month'): Promise<Message[]> =>
    outboxOf(test.app, { kind: code, recipient: STAFF[somebody]!.email });
  const subjectsTo = async (somebody: Somebody, code: 'figures-alarm' | 'figures-month'): Promise<string[]> =>
    (await told(somebody, code)).map(({ subject }) => subject);
  const accountOf = async (somebody: Somebody): Promise<StaffAccount> =>
    (await test.app.get(Reader).findOne(StaffAccount, { email: STAFF[somebody]!.email }))!;

  it('what is asked for is kept, shown again to its owner alone, and taken back', async () => {
    const kept = await asks('coordinator', { month: 'yes', without: '5', waiting: '30' });
    expect(kept.text).toContain('C’est enregistré.');
    const form = kept.form(PAGE);
    expect([form.value('month'), form.value('without'), form.value('waiting')]).toEqual(['yes', '5', '30']);
    const others = (await (await signedIn(test.app, 'agent')).opens(PAGE)).form(PAGE);
    expect([others.value('without'), others.value('waiting')]).toEqual(['', '']);

    const back = (await asks('coordinator', {})).form(PAGE);
    expect([back.value('without'), back.value('waiting')]).toEqual(['', '']);
    expect(await test.app.get(Reader).count(FigureWatch)).toBe(0);
  });

  it('a number that is none, or so small that a mail would tell a small figure, is refused and kept in its field', async () => {
    const notANumber = await asks('coordinator', { without: 'beaucoup' });
    expectRefusal(notANumber, 'Nombre de familles sans solution : écrivez un nombre entier');
    expect(notANumber.form(PAGE).value('without')).toBe('beaucoup');
    const small = await asks('coordinator', { without: '4', waiting: '30' });
    expectRefusal(small, 'Donnez au moins 5 familles');
    expect([small.form(PAGE).value('without'), small.form(PAGE).value('waiting')]).toEqual(['4', '30']);
    expectRefusal(await asks('coordinator', { waiting: '0' }), 'Donnez au moins 1 jour d’attente');
    expect(await test.app.get(Reader).count(FigureWatch)).toBe(0);
  });

  it('opens to who reads the figures, and to nobody else', async () => {
    for (const somebody of ['director', 'member', 'administrator'])
      expect([somebody, (await (await signedIn(test.app, somebody)).get(PAGE)).status]).toEqual([somebody, 404]);
  });

  it('an alarm is told when its figure is beyond, once, and again after the figure fell back', async () => {
    await asks('coordinator', { without: '5' });
    await asks('colleague', { without: '6' });
    await morningOf('2026-11-25');
    expect(await told('coordinator', 'figures-alarm')).toEqual([]);

    families.push(...(await someFamilies(1)));
    await morningOf('2026-11-26');
    await morningOf('2026-11-27');
    expect(await subjectsTo('coordinator', 'figures-alarm')).toEqual(['Plus de 5 familles sans solution']);

    await withdraws(families.pop()!);
    await morningOf('2026-11-28');
    families.push(...(await someFamilies(1)));
    await morningOf('2026-11-29');
    await morningOf('2026-11-30');
    const alarms = await told('coordinator', 'figures-alarm');
    expect(alarms).toHaveLength(2);
    expect(await told('colleague', 'figures-alarm')).toEqual([]);

    const list = await linkOf(test.app, alarms[1]!);
    const opened = await (await signedIn(test.app, 'coordinator')).opens(`${list.pathname}${list.search}`);
    expect(opened.heading).toContain('6 familles');
  });

  it('what is saved again as it was is not told again; another threshold is', async () => {
    await asks('coordinator', { without: '5', month: 'yes' });
    await morningOf('2026-11-30');
    expect(await told('coordinator', 'figures-alarm')).toHaveLength(2);
    await asks('colleague', { without: '5' });
    await morningOf('2026-12-01');
    expect(await told('coordinator', 'figures-alarm')).toHaveLength(2);
    expect(await told('colleague', 'figures-alarm')).toHaveLength(1);
  });

  it('the page of a month is sent once, when the month is over, and leads to that month', async () => {
    await morningOf('2026-12-02');
    const [sent, ...more] = await told('coordinator', 'figures-month');
    expect(more).toEqual([]);
    expect(sent!.subject).toBe('Les familles sans solution en novembre 2026');
    expect(sent!.body).toContain('sans solution fin novembre 2026 : 6.');
    const page = await linkOf(test.app, sent!);
    expect(`${page.pathname}${page.search}`).toBe('/rapport?periode=2026-11');
    const opened = await (await signedIn(test.app, 'coordinator')).opens(`${page.pathname}${page.search}`);
    expect(opened.heading).toContain('6 familles');
    expect(opened.heading).toContain('au 30 novembre 2026');
  });

  it('who asks after a month is over is not sent it', async () => {
    await asks('agent', { month: 'yes' });
    await morningOf('2026-12-03');
    expect(await told('agent', 'figures-month')).toEqual([]);
  });

  it('a figure under five is not in a mail', async () => {
    while (families.length > 3) await withdraws(families.pop()!);
    await morningOf('2026-12-31');
    await morningOf('2027-01-01');
    for (const somebody of ['coordinator', 'agent'] as const) {
      const sent = (await told(somebody, 'figures-month')).at(-1)!;
      expect(sent.body).toContain('sans solution fin décembre 2026 : moins de cinq.');
      expect(`${sent.subject} ${sent.body.replace(/décembre 2026|https?:\S+/g, '')}`).not.toMatch(/\b[0-4]\b/);
    }
  });

  it('a family that waits too long for an act is told of, and the mail leads to the list that it is in', async () => {
    const waited = (await told('agent', 'figures-alarm')).length;
    await asks('agent', { waiting: '60' });
    await morningOf('2027-01-02');
    expect(await told('agent', 'figures-alarm')).toHaveLength(waited);
    await morningOf('2027-03-15');
    const alarm = (await told('agent', 'figures-alarm')).at(-1)!;
    expect(alarm.subject).toBe('Une famille attend une action depuis plus de 60 jours');
    const list = await linkOf(test.app, alarm);
    const opened = await (await signedIn(test.app, 'agent')).opens(`${list.pathname}${list.search}`);
    expect(opened.text).toContain('08/12/2026 en retard');
    expect(opened.table('Les familles derrière le chiffre').length).toBeGreaterThan(0);
  });

  it('what the family itself owes is no waiting, and waiting that begins again is told again', async () => {
    const alarms = (await told('agent', 'figures-alarm')).length;
    const owed = (nextActOwner: 'desk' | 'family'): Promise<unknown> =>
      test.app.get(UnitOfWork).run((tx) => tx.update(ChildRequest, { nextAct: 'list' }, { nextActOwner }));
    await owed('family');
    await morningOf('2027-03-16');
    expect(await told('agent', 'figures-alarm')).toHaveLength(alarms);
    await owed('desk');
    await morningOf('2027-03-17');
    await morningOf('2027-03-18');
    expect(await told('agent', 'figures-alarm')).toHaveLength(alarms + 1);
  });

  describe('whose account is closed, or who may no longer read the figures', () => {
    // Neither could be done on a page: nobody would be left to agree to rights.
    const becomes = async (somebody: Somebody, change: Partial<StaffAccount>): Promise<unknown> =>
      test.app
        .get(UnitOfWork)
        .run(async (tx) => tx.update(StaffAccount, { id: (await accountOf(somebody)).id }, change));

    it('is not written to, and is told again from the morning on which it may', async () => {
      const before = await Promise.all([told('coordinator', 'figures-alarm'), told('colleague', 'figures-alarm')]);
      const months = await told('coordinator', 'figures-month');
      await morningOf('2027-03-19');
      families.push(...(await someFamilies(4)));
      await becomes('coordinator', { active: false });
      await becomes('colleague', { grants: STAFF['director']!.grants });
      await morningOf('2027-04-02');
      expect(await told('coordinator', 'figures-alarm')).toHaveLength(before[0].length);
      expect(await told('colleague', 'figures-alarm')).toHaveLength(before[1].length);
      expect(await told('coordinator', 'figures-month')).toHaveLength(months.length);

      await becomes('coordinator', { active: true });
      await becomes('colleague', { grants: STAFF['colleague']!.grants });
      await morningOf('2027-04-03');
      expect(await told('coordinator', 'figures-alarm')).toHaveLength(before[0].length + 1);
      expect(await told('colleague', 'figures-alarm')).toHaveLength(before[1].length + 1);
    });
  });
});
