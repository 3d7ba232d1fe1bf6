import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { RequestMoves } from '../../src/dossier/dossier/index.js';
import { ChildRequest, Dossier } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { addDays, dayOf } from '../../src/foundation/kernel/time.js';
import { Reader, UnitOfWork, type Tx } from '../../src/foundation/platform/database/index.js';
import { MessageLinks } from '../../src/foundation/platform/outbox/index.js';
import { GRADES, QUESTIONS } from '../../src/family/satisfaction/domain/questions.js';
import {
  SatisfactionCount,
  SatisfactionTicket,
} from '../../src/family/satisfaction/persistence/satisfaction.entities.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { anOrientedRequest, clockOf, DESK, seedCommissions } from '../support/commission.js';
import { outboxOf, runDueJobs } from '../support/kept.js';
import { linkOf } from '../support/links.js';
import { expectRefusal } from '../support/page.js';
import { signedIn } from '../support/people.js';

const MORNING = '2026-11-24T09:00:00.000Z';
const ALL_WELL = { simple: 'yes', informed: 'rather', answer: 'no' };

describe.each(DATABASES)('families are asked how it went, and answer without a name (%s)', (kind) => {
  let test: TestApp;
  let reader: Reader;
  beforeAll(async () => {
    test = await startApp(kind);
    reader = test.app.get(Reader);
    await seedCommissions(test.app);
  });
  beforeEach(() => clockOf(test.app).travelTo(MORNING));
  afterAll(() => test.close());

  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => test.app.get(UnitOfWork).run(work);
  const withdraws = (requestId: string) =>
    run((tx) => test.app.get(RequestMoves).move(tx, DESK, requestId, 'withdraw', { reason: 'other_solution' }));
  const daysPass = async (days: number): Promise<void> => {
    clockOf(test.app).travelTo(`${addDays(dayOf(MORNING), days)}T10:00:00.000Z`);
    await runDueJobs(test.app);
  };
  const askedOf = async (dossierId: string) => outboxOf(test.app, { kind: 'satisfaction', dossierId });
  const aBallot = async (): Promise<string> => {
    const family = await anOrientedRequest(test.app);
    await withdraws(family.requestId);
    await daysPass(7);
    const [message] = await askedOf(family.dossierId);
    return (await linkOf(test.app, message!)).pathname;
  };
  const counts = async (counted: string) =>
    (await reader.find(SatisfactionCount, { where: { counted } })).reduce((sum, { count }) => sum + count, 0);

  it('a week after the end, once, and never again for the same end', async () => {
    const family = await anOrientedRequest(test.app);
    await withdraws(family.requestId);
    await daysPass(6);
    expect(await askedOf(family.dossierId)).toEqual([]);
    await daysPass(7);
    const [message] = await askedOf(family.dossierId);
    expect(`${message!.subject} ${message!.body}`).toContain('Vos réponses sont anonymes');
    await daysPass(60);
    expect(await askedOf(family.dossierId)).toHaveLength(1);
  });

  it('never after a pregnancy that ended, and not for another child of that family', async () => {
    const family = await anOrientedRequest(test.app, { siblings: [{ birthDate: null, dueDate: '2027-02-01' }] });
    const expected = (await reader.find(ChildRequest, { where: { dossierId: family.dossierId } })).find(
      ({ birthDate }) => birthDate === null,
    )!;
    await run((tx) => test.app.get(RequestMoves).move(tx, DESK, expected.id, 'withdraw', { reason: 'unsaid' }));
    await withdraws(family.requestId);
    await daysPass(60);
    expect(await askedOf(family.dossierId)).toEqual([]);
  });

  it('not where the request goes on again, the family wants no reminder, or nobody can write to it', async () => {
    const [again, silent] = [await anOrientedRequest(test.app), await anOrientedRequest(test.app)];
    for (const { requestId } of [again, silent]) await withdraws(requestId);
    await run((tx) => test.app.get(RequestMoves).move(tx, DESK, again.requestId, 'reopen', { reason: 'family_asked' }));
    await run((tx) =>
      tx.update(Dossier, { id: silent.dossierId }, { consents: { shareWithProviders: null, reminders: false } }),
    );
    await daysPass(30);
    for (const { dossierId } of [again, silent]) expect(await askedOf(dossierId)).toEqual([]);
  });

  it('the answers are counted, the link answers once, and nothing leads from one to the other', async () => {
    const [asked, answered] = [await counts('asked'), await counts('answered')];
    const link = await aBallot();
    expect(await counts('asked')).toBe(asked + 1);
    const browser = new Browser(test.app);
    const shown = await browser.opens(link);
    expect(shown.heading).toBe('Comment cela s’est-il passé ?');
    expectRefusal(
      await browser.presses(shown.button('Envoyer'), { simple: 'yes' }),
      'Dites si la réponse reçue vous convient.',
    );
    expect((await browser.sends(link, { ...ALL_WELL, answer: 'parfait' })).status).toBe(422);
    const thanked = await browser.presses(shown.button('Envoyer'), ALL_WELL);
    expect(thanked.url).toBe('/avis/merci');
    expect(await counts('answered')).toBe(answered + 1);

    expect((await browser.opens(link)).status).toBe(404);
    expect((await browser.sends(link, ALL_WELL)).status).toBe(404);
    expect(await counts('answered')).toBe(answered + 1);
    const rows = JSON.stringify([await reader.find(SatisfactionTicket), await reader.find(SatisfactionCount)]);
    for (const { id } of await reader.find(Dossier)) expect(rows).not.toContain(id);
    const columns = Object.keys((await reader.find(SatisfactionCount))[0]!).sort();
    expect(columns).toEqual(['count', 'counted', 'grade', 'id', 'month']);
  });

  it('two presses at once count once', async () => {
    const answered = await counts('answered');
    const link = await aBallot();
    const browser = new Browser(test.app);
    await browser.opens(link);
    const both = await Promise.all([browser.sends(link, ALL_WELL), browser.sends(link, ALL_WELL)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 404]);
    expect(await counts('answered')).toBe(answered + 1);
  });

  it('a mail that the carrier did not take is not counted as asked', async () => {
    const asked = await counts('asked');
    const family = await anOrientedRequest(test.app);
    await withdraws(family.requestId);
    await daysPass(7);
    const [message] = await askedOf(family.dossierId);
    const [filled] = await test.app.get(MessageLinks).fill([message!]);
    expect(await counts('asked')).toBe(asked + 1);
    await test.app.get(MessageLinks).takeBack(filled!);
    expect(await counts('asked')).toBe(asked);
  });

  it('a link ends with the second month after, and its right is deleted', async () => {
    const link = await aBallot();
    clockOf(test.app).travelTo('2027-02-28T09:00:00.000Z');
    const browser = new Browser(test.app);
    clockOf(test.app).travelTo('2027-03-02T09:00:00.000Z');
    expect((await browser.opens(link)).status).toBe(404);
    await runDueJobs(test.app);
    expect(await reader.count(SatisfactionTicket)).toBe(0);
  });

  it('is told from ten answers on, with its base, to who reads indicators', async () => {
    await run(async (tx) => {
      for (const { id } of await tx.find(SatisfactionCount)) await tx.delete(SatisfactionCount, { id });
      const row = (month: string, counted: string, grade: string, count: number) =>
        tx.insert(SatisfactionCount, { id: newId(), month, counted, grade, count });
      for (const [month, answered] of [
        ['2026-08', 6],
        ['2026-09', 5],
        ['2026-11', 30],
      ] as const) {
        await row(month, 'asked', '', answered * 3);
        await row(month, 'answered', '', answered);
        for (const question of QUESTIONS) await row(month, question, GRADES[0], answered);
      }
    });
    const coordinator = await signedIn(test.app, 'coordinator');
    const told = await coordinator.opens('/satisfaction');
    expect(told.text).toContain('11 réponses pour 33 familles interrogées, août 2026 à septembre 2026');
    expect(told.table('Réponses')[0]).toEqual([
      'Les démarches ont-elles été simples ?',
      '11 100 %',
      '–',
      '–',
      '–',
      '–',
    ]);
    expect((await coordinator.get('/satisfaction.csv')).bytes.toString()).toContain(';33;11;');
    expect((await (await signedIn(test.app, 'director')).opens('/satisfaction')).status).toBe(404);
  });
});
