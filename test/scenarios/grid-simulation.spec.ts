import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Grids, type CriteriaGrid } from '../../src/commissions/admission/index.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { addDays } from '../../src/foundation/kernel/time.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { InsertionGuarantees } from '../../src/offer/supply/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, textOf } from '../support/browser.js';
import {
  anOrientedRequest,
  aThursday,
  givePlaces,
  keepAllAndClose,
  listFor,
  openSession,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { aChild, aForm } from '../support/forms.js';
import { draftGrid } from '../support/grids.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const PLACES = 12;

/** Puts an insertion path before everything else. */
const insertionFirst = (grid: CriteriaGrid): CriteriaGrid => ({
  ...grid,
  items: [...grid.items, { code: 'insertion_path', points: 500 }],
});

describe.each(DATABASES)('a draft tried on a past session (%s)', (kind) => {
  let test: TestApp;
  let coordinator: Browser;
  let session: string;
  let draft: string;
  const page = (grid = draft, query = `?seance=${session}`) => `/grilles/${grid}/simulation${query}`;
  const placed = () =>
    test.app
      .get(Reader)
      .sql<{ id: string; proposed_section_id: string | null; decision: string }>(
        'SELECT id, proposed_section_id, decision FROM candidacy WHERE session_id = :session ORDER BY id',
        { session },
      );

  /** A lone parent at work, or on an insertion path: by the grid in force the first comes before the second. */
  const family = async (
    day: string,
    situation: 'working' | 'insertion',
    communeCode: string,
    adaptationNeed = false,
  ) => {
    const plain = aForm();
    const { requestId } = await anOrientedRequest(test.app, {
      child: {
        birthDate: addDays(day, -200),
        adaptationNeed,
        need: { ...aChild().need, wantedFrom: addDays(day, 30) },
      },
      form: {
        adults: [{ ...plain.adults[0]!, surname: 'Ferreira', situation, communeCode, email: null, phone: null }],
        household: { ...plain.household, loneParent: true },
      },
    });
    await listFor(test.app, requestId, session);
  };

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    coordinator = new Browser(test.app);
    await coordinator.signIn(STAFF['coordinator']!.email, PASSWORD);
    // The establishment receives as many children of families in insertion as it guarantees: nothing is reserved.
    await test.app
      .get(UnitOfWork)
      .run((tx) =>
        test.app
          .get(InsertionGuarantees)
          .setGuarantee(tx, SYSTEM, 'ma-71306', {
            from: test.app.get(Clock).today(),
            places: 11,
            way: 'own',
            reason: null,
            otherChildren: 11,
          }),
      );
    await givePlaces(test.app, 'ma-71306:babies', PLACES);
    await givePlaces(test.app, 'ma-71306:toddlers', 0);
    const day = aThursday(test.app, 30);
    session = (await planSession(test.app, { day, entryFrom: addDays(day, 45) })).id;
    for (let index = 0; index < PLACES; index += 1) {
      const commune = index % 2 === 0 ? '71306' : '71040';
      await family(day, 'working', commune);
      await family(day, 'insertion', commune, index === 0);
    }
    draft = await draftGrid(test.app, insertionFirst);
  }, 60_000);
  afterAll(() => test.close());

  it('only what is over can be played again', async () => {
    await openSession(test.app, session);
    expect(textOf((await coordinator.get(page(draft, ''))).html)).toContain('Aucune séance n’est close');
    expect((await coordinator.get(page())).status).toBe(404);
    await keepAllAndClose(test.app, session);
    const choice = textOf((await coordinator.get(page(draft, ''))).html);
    for (const said of ['Essayer la version 2 sur une séance passée', '24 dossiers']) expect(choice).toContain(said);
  });

  it('says who would gain and lose a place, in numbers that tell of nobody', async () => {
    const { html, status } = await coordinator.get(page());
    const text = textOf(html);
    expect(status).toBe(200);
    for (const said of [
      'Enfants 24 Places gagnées 12 Places perdues 12',
      'Blanzy 12 6 6',
      'Montceau-les-Mines 12 6 6',
      // All are lone parents; twelve on an insertion path gain, none of them loses: none is few.
      'Parent seul Groupe Enfants Places gagnées Places perdues Oui 24 12 12',
      'Non 12 non montré non montré',
      'Oui 12 non montré non montré',
      // One child alone needs adapted care: the others hide with it.
      'Besoin d’adaptation de l’enfant Groupe Enfants Places gagnées Places perdues Non non montré non ' +
        'montré non montré Oui non montré non montré non montré',
    ])
      expect(text).toContain(said);
    expect(html).not.toMatch(/Ferreira|Nom\d|Enfant\d/);
  });

  it('by its own grid nothing changes, and nothing is changed by trying', async () => {
    const before = await placed();
    expect(before.filter(({ proposed_section_id: section }) => section !== null)).toHaveLength(PLACES);
    const { id } = await test.app.get(UnitOfWork).run((tx) => test.app.get(Grids).inForce(tx));
    expect(textOf((await coordinator.get(page(id))).html)).toContain(
      'Enfants 24 Places gagnées non montré Places perdues non montré',
    );
    expect(await placed()).toEqual(before);
  });

  it('what is not written yet gives no points, and is said', async () => {
    const unfinished = await draftGrid(test.app, (grid) => ({
      ...grid,
      items: [...grid.items, { code: 'insertion_path', points: null }],
    }));
    const text = textOf((await coordinator.get(page(unfinished))).html);
    for (const said of ['Un point de ce brouillon reste à corriger', 'Places gagnées non montré'])
      expect(text).toContain(said);
  });

  it('a session frozen before facts were kept says so', async () => {
    const [{ snapshot } = { snapshot: '' }] = await test.app
      .get(Reader)
      .sql<{ snapshot: unknown }>('SELECT snapshot FROM candidacy WHERE session_id = :session ORDER BY id LIMIT 1', {
        session,
      });
    const { facts: _facts, ...older } = (typeof snapshot === 'string' ? JSON.parse(snapshot) : snapshot) as Record<
      string,
      unknown
    >;
    const [first] = await placed();
    await test.app
      .get(UnitOfWork)
      .run((tx) =>
        tx.write('UPDATE candidacy SET snapshot = :older WHERE id = :id RETURNING id', {
          older: JSON.stringify(older),
          id: first!.id,
        }),
      );
    expect(textOf((await coordinator.get(page())).html)).toContain('elle ne peut pas être rejouée');
  });

  it('is the coordinator’s alone', async () => {
    for (const name of ['agent', 'director', 'member', 'administrator']) {
      const browser = new Browser(test.app);
      await browser.signIn(STAFF[name]!.email, PASSWORD);
      expect([name, (await browser.get(page())).status]).toEqual([name, 404]);
    }
    for (const wrong of ['x', draft]) expect((await coordinator.get(page(draft, `?seance=${wrong}`))).status).toBe(404);
    expect((await coordinator.get(page('x'))).status).toBe(404);
  });
});
