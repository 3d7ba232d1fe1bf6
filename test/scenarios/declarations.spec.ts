import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SessionCalendar } from '../../src/commission/index.js';
import { CommissionSession } from '../../src/commission/persistence/commission.entities.js';
import { newId } from '../../src/kernel/ids.js';
import { addDays, addHours, addMonths, instantAt, type Day } from '../../src/kernel/time.js';
import { Seats } from '../../src/placement/index.js';
import { PlacedChild, Placement } from '../../src/placement/persistence/placement.entities.js';
import { Reader, UnitOfWork } from '../../src/platform/database/index.js';
import { SqlQueueDriver } from '../../src/platform/queue/index.js';
import { SYSTEM } from '../../src/platform/security/index.js';
import { Supply } from '../../src/supply/index.js';
import { Provider } from '../../src/supply/persistence/supply.entities.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, textOf } from '../support/browser.js';
import { aThursday, clockOf, planSession, seedCommissions } from '../support/commission.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const OWN = 'ma-71306';

describe.each(DATABASES)('directors declare before a session, and cannot be forgotten (%s)', (kind) => {
  let test: TestApp;
  let days = 60;
  const rows = <T>(sql: string, parameters: Record<string, string> = {}): Promise<T[]> =>
    test.app.get(Reader).sql<T>(sql, parameters);
  const session = async (id: string): Promise<CommissionSession> =>
    (await test.app.get(Reader).findOne(CommissionSession, { id }))!;
  const signedIn = async (name: string): Promise<Browser> => {
    const browser = new Browser(test.app);
    await browser.signIn(STAFF[name]!.email, PASSWORD);
    return browser;
  };
  const runDue = () => test.app.get(SqlQueueDriver).runDue();
  const asked = async (id: string, kindOf: string): Promise<string[]> =>
    (
      await rows<{ body: string }>('SELECT body FROM message WHERE kind = :kindOf AND about = :about ORDER BY id', {
        kindOf,
        about: `session:${id}`,
      })
    )
      .map(({ body }) => /\/eaje\/([\w-]+)\//.exec(body)![1]!)
      .sort();
  /** A child of nobody we know, in the babies of the nursery. */
  const aChildThere = async (place: {
    from: Day;
    to: Day;
    pathTo?: Day;
    birthDate: Day;
    sectionId?: string;
  }): Promise<string> => {
    const id = newId();
    const row = {
      sectionId: `${OWN}:babies`,
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
    await test.app.get(UnitOfWork).run(async (tx) => {
      await test.app.get(Seats).holdSeats(tx, row);
      await tx.insert(PlacedChild, { id });
      await tx.insert(Placement, { id, childId: id, ...row });
    });
    return id;
  };
  const setMoves = async (sectionMove: 'age' | 'september'): Promise<void> => {
    await test.app.get(UnitOfWork).run((tx) => tx.update(Provider, { id: OWN }, { sectionMove }));
    await test.app.get(Supply).reload();
  };
  const planned = async (bodyId = 'montceau'): Promise<{ id: string; day: Day }> => {
    const day = aThursday(test.app, days);
    days += 21;
    const { id } = await planSession(test.app, { day, bodyId, entryFrom: addDays(day, 60), room: `Salle ${days}` });
    return { id, day };
  };

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
  });
  beforeEach(() => clockOf(test.app).travelTo('2026-11-24T08:00:00.000Z'));
  afterAll(() => test.close());

  it('a director confirms who leaves, who changes section and who stays; the places follow; then declares them', async () => {
    const { id, day } = await planned();
    const entry = addDays(day, 60);
    const today = clockOf(test.app).today();
    const leaving = await aChildThere({ birthDate: addMonths(today, -10), from: today, to: addDays(entry, -10) });
    const renewed = await aChildThere({ birthDate: addMonths(today, -10), from: today, to: addDays(entry, -5) });
    const growing = await aChildThere({ birthDate: addMonths(entry, -19), from: today, to: addDays(entry, 300) });
    const staying = await aChildThere({ birthDate: addMonths(entry, -20), from: today, to: addDays(entry, 300) });
    const director = await signedIn('director');
    const url = `/eaje/${OWN}/seances/${id}`;
    expect((await director.get(`/eaje/${OWN}`)).html).toContain(`href="${url}"`);
    const shown = await director.get(url);
    expect([shown.status, textOf(shown.html)]).toEqual([
      200,
      expect.stringContaining('Il aura passé l’âge de sa section'),
    ]);

    const early = await director.post(`${url}/declarer`);
    expect([early.status, textOf(early.html)]).toEqual([
      422,
      expect.stringContaining('Confirmez d’abord les réponses pour 4 enfants'),
    ]);

    const places = [growing, staying, leaving, renewed];
    expect(
      (
        await director.post(`${url}/enfants`, {
          'place[]': places,
          'answer[]': ['moves', 'perhaps', 'leaves', 'renews'],
        })
      ).status,
    ).toBe(422);
    const said = await director.post(`${url}/enfants`, {
      'place[]': places,
      'answer[]': ['moves', 'stays', 'leaves', 'renews'],
    });
    expect([said.url, textOf(said.html)]).toEqual([url, expect.stringContaining('Vos réponses sont enregistrées.')]);
    expect(await rows('SELECT "to" FROM placement WHERE id = :renewed', { renewed })).toEqual([
      { to: addMonths(addDays(entry, -5), 12) },
    ]);
    expect(await rows('SELECT "to" FROM placement WHERE id = :leaving', { leaving })).toEqual([
      { to: addDays(entry, -10) },
    ]);
    // The children enter on Easter Monday: whoever changes section does so on the day after.
    expect(entry).toBe('2027-03-29');
    expect(await rows('SELECT "to" FROM placement WHERE id = :growing', { growing })).toEqual([{ to: entry }]);
    expect(
      await rows<object>(`SELECT section_id FROM placement WHERE "from" = :entry AND section_id = :section`, {
        entry: addDays(entry, 1),
        section: `${OWN}:toddlers`,
      }),
    ).toHaveLength(1);
    // Those who are settled are no longer asked about; those who leave and stay are shown as confirmed. Who moves on is
    // no departure.
    expect(said.html.match(/name="place\[\]"/g)).toHaveLength(2);

    const declared = await director.post(`${url}/declarer`);
    expect(textOf(declared.html)).toContain('Vous avez déclaré vos places le');
    expect(textOf((await director.get(`/eaje/${OWN}`)).html)).toContain('places déclarées le');
    expect((await session(id)).placesDeclaredAt).toBeNull();
    const sheet = textOf((await (await signedIn('coordinator')).get(`/commissions/${id}`)).html);
    expect(sheet).toContain('Une direction n’a pas encore déclaré');
    expect(sheet).toMatch(/Multi-accueil de Montceau-les-Mines Déclarées le .{10,20}, par Directrice de Montceau/);
  });

  it('moves expected by then are confirmed with the rest, or the child stays; next year’s are asked about then', async () => {
    const { id, day } = await planned();
    const entry = addDays(day, 60);
    const today = clockOf(test.app).today();
    const path = { from: today, to: addDays(entry, -1), pathTo: addDays(entry, 700) };
    await setMoves('age');
    const moving = await aChildThere({ ...path, birthDate: addMonths(entry, -16) });
    const kept = await aChildThere({ ...path, birthDate: addMonths(entry, -17) });
    await aChildThere({ ...path, to: addDays(entry, 40), birthDate: addMonths(entry, -16) });
    const director = await signedIn('director');
    const url = `/eaje/${OWN}/seances/${id}`;
    const page = await director.get(url);
    expect(textOf(page.html)).toContain('Son passage est attendu le');
    const asked = [...page.html.matchAll(/name="place\[\]" value="([^"]+)"/g)]
      .map(([, place]) => place!)
      .filter((place) => [moving, kept].includes(place));
    expect(asked).toEqual([kept, moving]);
    await director.post(`${url}/enfants`, { 'place[]': [kept, moving], 'answer[]': ['stays', 'moves'] });
    const lines = (childId: string) =>
      rows<object>(
        'SELECT section_id AS section, "from", "to", path_to AS path FROM placement WHERE child_id = :childId ORDER BY "from"',
        { childId },
      );
    const [, moved] = await lines(moving);
    expect(moved).toMatchObject({ section: `${OWN}:toddlers`, from: entry, path: path.pathTo });
    expect(await lines(kept)).toEqual([
      { section: `${OWN}:babies`, from: today, to: addDays(addMonths(entry, 9), -1), path: path.pathTo },
    ]);
    await setMoves('september');
  });

  it('what cannot be written is said on its line, and nothing of the rest is written', async () => {
    const { id, day } = await planned();
    const entry = addDays(day, 60);
    const today = clockOf(test.app).today();
    const first = await aChildThere({ birthDate: addMonths(today, -8), from: today, to: addDays(entry, -3) });
    const growing = await aChildThere({
      birthDate: addMonths(entry, -18),
      from: addDays(today, 1),
      to: addDays(entry, 100),
    });
    await test.app.get(UnitOfWork).run(async (tx) => {
      await tx.write('UPDATE seat_ledger SET places = held WHERE section_id = :section', {
        section: `${OWN}:toddlers`,
      });
    });
    const director = await signedIn('director');
    const url = `/eaje/${OWN}/seances/${id}`;
    await director.get(url);
    const refused = await director.post(`${url}/enfants`, {
      'place[]': [growing, first],
      'answer[]': ['moves', 'renews'],
    });
    expect([refused.status, refused.html.includes(`id="answer-${growing}-error"`)]).toEqual([422, true]);
    expect(await rows('SELECT "to" FROM placement WHERE id = :first', { first })).toEqual([{ to: addDays(entry, -3) }]);
    expect(await rows('SELECT id FROM places_declaration WHERE session_id = :id', { id })).toEqual([]);
  });

  it('is asked three times, then is the coordinator’s to do; the list is fixed by itself once the last has declared', async () => {
    const { id, day } = await planned('intercommunale');
    const at = async (days: number, time = '10:00'): Promise<void> => {
      clockOf(test.app).travelTo(instantAt(addDays(day, -days), time));
      await runDue();
    };
    await at(21);
    expect(await asked(id, 'session-places')).toHaveLength(8);
    const other = await signedIn('otherDirector');
    const own = `/eaje/ma-71040/seances/${id}`;
    const places = [...(await other.get(own)).html.matchAll(/name="place\[\]" value="([^"]+)"/g)].map(
      ([, place]) => place!,
    );
    expect(places).toEqual([]);
    expect(textOf((await other.post(`${own}/declarer`)).html)).toContain('Vos places sont déclarées');
    await at(10);
    await at(6, '08:30');
    expect(textOf((await (await signedIn('coordinator')).get('/commissions')).html)).not.toMatch(
      /intercommunale[^.]+après trois rappels/,
    );
    await at(6);
    expect(await asked(id, 'session-places-again')).toHaveLength(14);
    expect(await asked(id, 'session-places-again')).not.toContain('ma-71040');

    const coordinator = await signedIn('coordinator');
    expect(textOf((await coordinator.get('/commissions')).html)).toMatch(
      /intercommunale[^.]+ : 7 directions n’ont pas déclaré leurs places après trois rappels/,
    );
    const { version } = await session(id);
    const refused = await coordinator.post(`/commissions/${id}/etape`, { step: 'freeze', version });
    expect([refused.status, textOf(refused.html)]).toEqual([
      422,
      expect.stringContaining('La liste ne peut pas être arrêtée : 7 directions n’ont pas déclaré leurs places'),
    ]);
    await at(5, '18:01');
    expect((await session(id)).state).toBe('called');
    const [waiting] = await rows<{ run_at: string }>(`SELECT run_at FROM job WHERE key = :key AND state = 'waiting'`, {
      key: `session:${id}:freeze`,
    });
    expect(waiting!.run_at.slice(0, 16)).toBe(addHours(clockOf(test.app).now(), 24).slice(0, 16));

    const late = await signedIn('coordinator');
    const missing = [
      ...(await late.get(`/commissions/${id}`)).html.matchAll(new RegExp(`/commissions/${id}/places/([\\w-]+)`, 'g')),
    ].map(([, one]) => one!);
    expect(missing).toHaveLength(7);
    for (const one of missing)
      expect(textOf((await late.post(`/commissions/${id}/places/${one}`)).html)).toContain(
        'déclarées à la place de sa direction',
      );
    expect((await session(id)).placesDeclaredAt).not.toBeNull();
    const logged = await rows<{ facts: string }>(
      `SELECT facts FROM audit_event WHERE action = 'places.declare' AND subject_id = :id`,
      { id },
    );
    expect(
      logged.map(({ facts }) => (JSON.parse(facts) as { onBehalf: boolean }).onBehalf).filter(Boolean),
    ).toHaveLength(7);
    await runDue();
    expect((await session(id)).state).toBe('frozen');
    const tooLate = await (await signedIn('otherDirector')).get(own);
    expect(tooLate.status).toBe(404);
  });

  it('reminders move with the session and go with it; a session planned late sends one, not three', async () => {
    const { id, day } = await planned();
    const jobs = async () =>
      (
        await rows<{ key: string; run_at: string }>(
          `SELECT key, run_at FROM job WHERE state = 'waiting' AND key LIKE :key ORDER BY key`,
          { key: `session:${id}:places%` },
        )
      ).map(({ run_at }) => run_at);
    const later = addDays(day, 7);
    await test.app.get(SessionCalendar).moveSession(SYSTEM, id, { day: later, time: '14:00', room: 'Ailleurs' });
    expect(await jobs()).toEqual([21, 10, 6].map((days) => instantAt(addDays(later, -days), '09:00')));
    await test.app.get(SessionCalendar).cancelSession(SYSTEM, id);
    expect(await jobs()).toEqual([]);

    const { id: soon } = await planSession(test.app, { day: aThursday(test.app, 16), room: 'Vite', time: '09:00' });
    await runDue();
    expect(await asked(soon, 'session-places')).toEqual(['cf-71306', 'ma-71306']);
    expect(await asked(soon, 'session-places-again')).toEqual([]);
  });

  it('nobody declares for another’s establishment', async () => {
    const { id } = await planned();
    const other = await signedIn('otherDirector');
    await other.get('/eaje');
    expect((await other.get(`/eaje/${OWN}/seances/${id}`)).status).toBe(404);
    expect((await other.post(`/eaje/${OWN}/seances/${id}/declarer`)).status).toBe(404);
    expect((await other.post(`/eaje/ma-71040/seances/${id}/declarer`)).status).toBe(404);
    for (const name of ['member', 'director', 'agent']) {
      const browser = await signedIn(name);
      await browser.get('/commissions');
      expect((await browser.post(`/commissions/${id}/places/${OWN}`)).status).toBe(404);
    }
  });
});
