import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { SessionCalendar } from '../../src/commissions/commission/index.js';
import { PlacesDeclaration } from '../../src/commissions/commission/persistence/commission.entities.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { addDays, addHours, addMonths, instantAt, type Day } from '../../src/foundation/kernel/time.js';
import { Seats } from '../../src/places/placement/index.js';
import { PlacedChild, Placement } from '../../src/places/placement/persistence/placement.entities.js';
import { Reader, UnitOfWork, type Tx } from '../../src/foundation/platform/database/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { Supply } from '../../src/offer/supply/index.js';
import { Provider } from '../../src/offer/supply/persistence/supply.entities.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import {
  aFreeThursday,
  aThursday,
  clockOf,
  emptySeats,
  givePlaces,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { jobsOf, outboxOf, recordedOf, runDueJobs, sessionOf } from '../support/kept.js';
import { expectRefusal, type Page } from '../support/page.js';
import { Secretary } from '../support/secretary.js';
import { signedIn } from '../support/people.js';

const OWN = 'ma-71306';
const BABIES = `${OWN}:babies`;
const EASTER_MONDAY = '2027-03-29';
const TODDLERS = `${OWN}:toddlers`;

describe.each(DATABASES)('directors declare before a session, and cannot be forgotten (%s)', (kind) => {
  let test: TestApp;
  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => test.app.get(UnitOfWork).run(work);
  const today = (): Day => clockOf(test.app).today();

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
  });
  beforeEach(async () => {
    clockOf(test.app).travelTo('2026-11-24T08:00:00.000Z');
    await emptySeats(test.app);
    for (const section of [BABIES, TODDLERS]) await givePlaces(test.app, section, 10);
    await childrenMoveUp('september');
  });
  afterAll(() => test.close());

  async function childrenMoveUp(sectionMove: 'age' | 'september'): Promise<void> {
    await run((tx) => tx.update(Provider, { id: OWN }, { sectionMove }));
    await test.app.get(Supply).reload();
  }
  /** A session, and the day on which its children enter. */
  const planned = async (bodyId = 'montceau', on?: Day) => {
    const day = await aFreeThursday(test.app, 60);
    const entry = on ?? addDays(day, 60);
    const { id } = await planSession(test.app, { day, bodyId, entryFrom: entry });
    return { id, day, entry, url: `/eaje/${OWN}/seances/${id}` };
  };
  /** A child of nobody we know, in the babies of the nursery from today on. */
  const aChildThere = async (place: { to: Day; pathTo?: Day; birthDate: Day; from?: Day }): Promise<string> => {
    const id = newId();
    const row = {
      sectionId: BABIES,
      from: today(),
      slots: 0b11,
      requestId: null,
      offerId: null,
      state: 'held' as const,
      emergency: false,
      ratification: null,
      ratifiedAt: null,
      createdAt: clockOf(test.app).now(),
      ...place,
    };
    await run(async (tx) => {
      await test.app.get(Seats).holdSeats(tx, row);
      await tx.insert(PlacedChild, { id });
      await tx.insert(Placement, { id, childId: id, ...row });
    });
    return id;
  };
  const partsOfChild = (childId: string): Promise<Placement[]> =>
    test.app.get(Reader).find(Placement, { where: { childId }, order: { from: 'ASC' } });
  const lastDayOf = async (childId: string): Promise<Day> => (await partsOfChild(childId))[0]!.to;

  /** The children of whom the page asks, in its order. */
  const asked = (page: Page): string[] =>
    page.hasForm('/enfants') ? [page.form('/enfants').fields['place[]'] ?? []].flat() : [];
  /** Answers for the children named, and sends the form. */
  const answer = (director: Browser, page: Page, answers: Record<string, string>): Promise<Page> => {
    const said = [page.form('/enfants').fields['answer[]']!].flat();
    return director.presses(page.form('/enfants'), {
      'answer[]': asked(page).map((child, line) => answers[child] ?? said[line]!),
    });
  };
  const declare = (director: Browser, page: Page) => director.presses(page.form('/declarer'));
  /** The establishments whose directors were written to. */
  const remindedOf = async (id: string, kindOfMessage: string): Promise<string[]> =>
    (await outboxOf(test.app, { kind: kindOfMessage, about: `session:${id}` }))
      .map(({ body }) => /\/eaje\/([\w-]+)\//.exec(body)![1]!)
      .sort();

  describe('a director confirms who leaves, who changes section and who stays', () => {
    const fourChildren = async () => {
      const { entry, ...session } = await planned('montceau', EASTER_MONDAY);
      const birthDate = addMonths(today(), -10);
      const leaving = await aChildThere({ birthDate, to: addDays(entry, -10) });
      const renewed = await aChildThere({ birthDate, to: addDays(entry, -5) });
      const growing = await aChildThere({ birthDate: addMonths(entry, -19), to: addDays(entry, 300) });
      const staying = await aChildThere({ birthDate: addMonths(entry, -20), to: addDays(entry, 300) });
      const director = await signedIn(test.app, 'director');
      const page = await director.opens(session.url);
      return { ...session, entry, leaving, renewed, growing, staying, director, page };
    };
    type Four = Awaited<ReturnType<typeof fourChildren>>;
    const everyAnswer = ({ growing, staying, leaving, renewed }: Four) => ({
      [growing]: 'moves',
      [staying]: 'stays',
      [leaving]: 'leaves',
      [renewed]: 'renews',
    });

    it('which is asked on the director’s own page, and comes before the declaration', async () => {
      const four = await fourChildren();
      const { director, page, url } = four;
      expect((await director.opens(`/eaje/${OWN}`)).hasLinkTo(url)).toBe(true);
      expect([page.status, page.text]).toEqual([200, expect.stringContaining('Il aura passé l’âge de sa section')]);
      expectRefusal(await declare(director, page), 'Confirmez d’abord les réponses pour 4 enfants');
      const answers = Object.entries({ ...everyAnswer(four), [four.staying]: 'perhaps' });
      const unknown = await director.sends(page.form('/enfants').action, {
        'place[]': answers.map(([child]) => child),
        'answer[]': answers.map(([, one]) => one),
      });
      expect(unknown.status).toBe(422);
    });

    it('and the places follow', async () => {
      const four = await fourChildren();
      const { entry, director, page, url, leaving, renewed, growing } = four;
      const said = await answer(director, page, everyAnswer(four));
      expect([said.url, said.text]).toEqual([url, expect.stringContaining('Vos réponses sont enregistrées.')]);
      expect(await lastDayOf(renewed)).toBe(addMonths(addDays(entry, -5), 12));
      expect(await lastDayOf(leaving)).toBe(addDays(entry, -10));
      // The children enter on Easter Monday: whoever changes section does so on the day after.
      expect(await partsOfChild(growing)).toMatchObject([
        { sectionId: BABIES, to: entry },
        { sectionId: TODDLERS, from: addDays(entry, 1) },
      ]);
      // Those who are settled are no longer asked about; those who leave and stay are shown as confirmed. Who moves on is
      // no departure.
      expect(asked(said)).toHaveLength(2);
    });

    it('then declares the places, which the coordinator reads', async () => {
      const four = await fourChildren();
      const { id, director, page } = four;
      const declared = await declare(director, await answer(director, page, everyAnswer(four)));
      expect(declared.text).toContain('Vous avez déclaré vos places le');
      expect((await director.opens(`/eaje/${OWN}`)).text).toContain('places déclarées le');
      expect((await sessionOf(test.app, id)).placesDeclaredAt).toBeNull();
      const sheet = (await (await signedIn(test.app, 'coordinator')).opens(`/commissions/${id}`)).text;
      expect(sheet).toContain('Une direction n’a pas encore déclaré');
      expect(sheet).toMatch(/Multi-accueil de Montceau-les-Mines Déclarées le .{10,20}, par Directrice de Montceau/);
    });
  });

  it('sent once the list is fixed is refused with its answers kept, and the page says so from then on', async () => {
    const { id, url, entry } = await planned();
    await aChildThere({ birthDate: addMonths(today(), -10), to: addDays(entry, -10) });
    const director = await signedIn(test.app, 'director');
    const page = await director.opens(url);
    await (await Secretary.of(test.app, id)).takes('places', 'freeze');
    const late = await director.presses(page.form('/enfants'), { 'answer[]': ['renews'] });
    expectRefusal(late, 'La liste de cette séance est arrêtée');
    expect(late.source).toMatch(/<option value="renews" selected>/);
    expectRefusal(await declare(director, page), 'La liste de cette séance est arrêtée');
    const later = await director.opens(url);
    expect([later.status, later.text]).toEqual([200, expect.stringContaining('plus rien ne peut être déclaré')]);
    expect(later.hasForm('/declarer')).toBe(false);
    expect(later.hasLinkTo(`/eaje/${OWN}/accueils`)).toBe(true);
  });

  it('moves expected by then are confirmed with the rest, or the child stays; next year’s are asked about then', async () => {
    const { url, entry } = await planned();
    const path = { to: addDays(entry, -1), pathTo: addDays(entry, 700) };
    await childrenMoveUp('age');
    const moving = await aChildThere({ ...path, birthDate: addMonths(entry, -16) });
    const kept = await aChildThere({ ...path, birthDate: addMonths(entry, -17) });
    await aChildThere({ ...path, to: addDays(entry, 40), birthDate: addMonths(entry, -16) });
    const director = await signedIn(test.app, 'director');
    const page = await director.opens(url);
    expect(page.text).toContain('Son passage est attendu le');
    expect(asked(page)).toEqual([kept, moving]);
    await answer(director, page, { [kept]: 'stays', [moving]: 'moves' });
    expect((await partsOfChild(moving))[1]).toMatchObject({ sectionId: TODDLERS, from: entry, pathTo: path.pathTo });
    const parts = await partsOfChild(kept);
    expect(parts.map(({ sectionId, from, to, pathTo }) => [sectionId, from, to, pathTo])).toEqual([
      [BABIES, today(), addDays(addMonths(entry, 9), -1), path.pathTo],
    ]);
  });

  it('what cannot be written is said on its line, and nothing of the rest is written', async () => {
    const { id, url, entry } = await planned();
    const first = await aChildThere({ birthDate: addMonths(today(), -8), to: addDays(entry, -3) });
    const growing = await aChildThere({
      birthDate: addMonths(entry, -18),
      from: addDays(today(), 1),
      to: addDays(entry, 100),
    });
    await givePlaces(test.app, TODDLERS, 0);
    const director = await signedIn(test.app, 'director');
    const refused = await answer(director, await director.opens(url), { [growing]: 'moves', [first]: 'renews' });
    expect([refused.status, Object.keys(refused.errors)]).toEqual([422, [`answer-${growing}`]]);
    expect(await lastDayOf(first)).toBe(addDays(entry, -3));
    expect(await test.app.get(Reader).count(PlacesDeclaration, { sessionId: id })).toBe(0);
  });

  it('is asked three times, then is the coordinator’s to do; the list is fixed by itself once the last has declared', async () => {
    const { id, day } = await planned('intercommunale');
    const own = `/eaje/ma-71040/seances/${id}`;
    const daysBefore = async (days: number, time = '10:00'): Promise<void> => {
      clockOf(test.app).travelTo(instantAt(addDays(day, -days), time));
      await runDueJobs(test.app);
    };
    const coordinatorReads = async (url: string) => {
      const coordinator = await signedIn(test.app, 'coordinator');
      return { coordinator, page: await coordinator.opens(url) };
    };
    await allAreAskedAndOneDeclares();
    await theOthersAreAskedTwiceMore();
    await theListCannotBeFixedYet();
    await theCoordinatorDeclaresForThem();
    await theListIsFixedByItself();

    async function allAreAskedAndOneDeclares() {
      await daysBefore(21);
      expect(await remindedOf(id, 'session-places')).toHaveLength(8);
      const director = await signedIn(test.app, 'otherDirector');
      const page = await director.opens(own);
      expect(asked(page)).toEqual([]);
      expect((await declare(director, page)).text).toContain('Vos places sont déclarées');
    }

    async function theOthersAreAskedTwiceMore() {
      await daysBefore(10);
      await daysBefore(6, '08:30');
      expect((await coordinatorReads('/commissions')).page.text).not.toMatch(
        /intercommunale[^.]+malgré une demande et deux rappels/,
      );
      await daysBefore(6);
      const again = await remindedOf(id, 'session-places-again');
      expect(again).toHaveLength(14);
      expect(again).not.toContain('ma-71040');
      expect((await coordinatorReads('/commissions')).page.text).toMatch(
        /intercommunale[^.]+ : 7 directions n’ont pas déclaré leurs places malgré une demande et deux rappels/,
      );
    }

    async function theListCannotBeFixedYet() {
      const { coordinator } = await coordinatorReads('/commissions');
      const version = String((await sessionOf(test.app, id)).version);
      expectRefusal(
        await coordinator.sends(`/commissions/${id}/etape`, { step: 'freeze', version }),
        'La liste ne peut pas être arrêtée : 7 directions n’ont pas déclaré leurs places',
      );
      await daysBefore(5, '18:01');
      expect((await sessionOf(test.app, id)).state).toBe('called');
      const [waiting] = (await jobsOf(test.app, `session:${id}:freeze`)).filter(({ state }) => state === 'waiting');
      expect(waiting!.runAt.slice(0, 16)).toBe(addHours(clockOf(test.app).now(), 24).slice(0, 16));
    }

    async function theCoordinatorDeclaresForThem() {
      const { coordinator, page } = await coordinatorReads(`/commissions/${id}`);
      const missing = page.forms.filter(({ action }) => action.startsWith(`/commissions/${id}/places/`));
      expect(missing).toHaveLength(7);
      for (const one of missing)
        expect((await coordinator.presses(one)).text).toContain('déclarées à la place de sa direction');
      expect((await sessionOf(test.app, id)).placesDeclaredAt).not.toBeNull();
      const declared = await recordedOf(test.app, id, 'places.declare');
      expect(declared.filter(({ facts }) => facts!['onBehalf'])).toHaveLength(7);
    }

    async function theListIsFixedByItself() {
      await runDueJobs(test.app);
      expect((await sessionOf(test.app, id)).state).toBe('frozen');
      expect((await (await signedIn(test.app, 'otherDirector')).opens(own)).text).toContain(
        'plus rien ne peut être déclaré',
      );
    }
  });

  it('reminders move with the session and go with it', async () => {
    const { id, day } = await planned();
    const reminders = async () =>
      (await jobsOf(test.app, `session:${id}:places`)).flatMap(({ state, runAt }) =>
        state === 'waiting' ? [runAt] : [],
      );
    const later = addDays(day, 7);
    await test.app.get(SessionCalendar).moveSession(SYSTEM, id, { day: later, time: '14:00', room: 'Ailleurs' });
    expect(await reminders()).toEqual([21, 10, 6].map((days) => instantAt(addDays(later, -days), '09:00')));
    await test.app.get(SessionCalendar).cancelSession(SYSTEM, id, 'event');
    expect(await reminders()).toEqual([]);
  });

  it('a session planned late sends one reminder, not three', async () => {
    const { id } = await planSession(test.app, { day: aThursday(test.app, 16), room: 'Vite', time: '09:00' });
    await runDueJobs(test.app);
    expect(await remindedOf(id, 'session-places')).toEqual(['cf-71306', 'ma-71306']);
    expect(await remindedOf(id, 'session-places-again')).toEqual([]);
  });

  it('nobody declares for another’s establishment', async () => {
    const { id, url } = await planned();
    const other = await signedIn(test.app, 'otherDirector');
    await other.opens('/eaje');
    expect((await other.opens(url)).status).toBe(404);
    expect((await other.sends(`${url}/declarer`)).status).toBe(404);
    expect((await other.sends(`/eaje/ma-71040/seances/${id}/declarer`)).status).toBe(404);
    for (const name of ['member', 'director', 'agent']) {
      const browser = await signedIn(test.app, name);
      await browser.opens('/commissions');
      expect((await browser.sends(`/commissions/${id}/places/${OWN}`)).status).toBe(404);
    }
  });
});
