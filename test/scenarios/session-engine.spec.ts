import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import type { Instance } from '../../src/commissions/matching/index.js';
import { canonicalJson } from '../../src/commissions/matching/instance/canonical-json.js';
import { ENGINE, printedProposal, propose } from '../../src/commissions/matching/propose.js';
import { Proposals } from '../../src/commissions/admission/index.js';
import { ProposalThreads } from '../../src/commissions/admission/proposal-threads.js';
import { Closing, SessionDecisions } from '../../src/commissions/commission/index.js';
import { FamilyAccess } from '../../src/dossier/dossier/index.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { addDays, type Day } from '../../src/foundation/kernel/time.js';
import { slotsToMask, SLOTS } from '../../src/foundation/kernel/week-schedule.js';
import { Paths } from '../../src/places/placement/index.js';
import { PlacedChild, Placement } from '../../src/places/placement/persistence/placement.entities.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, hiddenValue, textOf } from '../support/browser.js';
import {
  anOrientedRequest,
  aThursday,
  emptySeats,
  givePlaces,
  keepAllAndClose,
  listFor,
  openSession,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { aChild, aForm } from '../support/forms.js';
import { sessionOf as sessionRow } from '../support/kept.js';
import type { FieldValues, Page } from '../support/page.js';
import { changes } from '../support/previewed.js';
import { PASSWORD, STAFF } from '../support/seed.js';
import { readAudit } from '../../src/commissions/verify-session/file.js';
import { verify } from '../../src/commissions/verify-session/verify.js';

type Case = {
  id: string;
  request_id: string;
  rank: number;
  points: number;
  proposed_section_id: string | null;
  proposed_slots: number | null;
};

const aPlacement = (requestId: string, sectionId: string): Partial<Placement> => ({
  id: newId(),
  childId: requestId,
  sectionId,
  requestId,
  offerId: null,
  slots: slotsToMask(SLOTS.slice(0, 2)),
  state: 'held',
  emergency: false,
  ratification: null,
  ratifiedAt: null,
  createdAt: '2026-11-24T08:00:00.000Z',
});

const BABIES = 'ma-71306:babies';
const hours = { start: '08:00', end: '18:00' };

const NOT_FOLLOWED =
  'Pour cette place, l’ordre des points n’a pas été suivi jusqu’au bout : les points du dernier enfant n’y disent rien.';

describe.each(DATABASES)('the engine behind a session (%s)', (kind) => {
  let test: TestApp;
  let coordinator: Browser;
  let day: Day;
  const rows = <T>(sql: string, parameters: Record<string, string> = {}): Promise<T[]> =>
    test.app.get(Reader).sql<T>(sql, parameters);
  const caseOf = async (requestId: string): Promise<Case> =>
    (
      await rows<Case>(
        'SELECT id, request_id, rank, points, proposed_section_id, proposed_slots FROM candidacy WHERE ' +
          'request_id = :requestId ORDER BY id DESC',
        { requestId },
      )
    )[0]!;
  const proposed = async (requestId: string) => (await caseOf(requestId)).proposed_section_id;
  const instanceOf = async (sessionId: string): Promise<Instance> => (await readAgain(sessionId))!.instance;
  /** As a process does that has not computed it. */
  const readAgain = (sessionId: string) =>
    new Proposals(test.app.get(Clock), test.app.get(ProposalThreads)).findLatest(test.app.get(Reader), sessionId);

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    for (const section of ['toddlers', 'older']) await givePlaces(test.app, `ma-71306:${section}`, 0);
  });
  beforeEach(async () => {
    coordinator = new Browser(test.app);
    await coordinator.signIn(STAFF['coordinator']!.email, PASSWORD);
    day = aThursday(test.app, 30);
    while ((await rows(`SELECT id FROM commission_session WHERE starts_at LIKE '${day}%'`)).length > 0)
      day = addDays(day, 7);
  });
  afterAll(() => test.close());

  const child = (days: readonly string[], more: object = {}) => ({
    birthDate: addDays(day, -200),
    need: {
      ...aChild().need,
      wantedFrom: addDays(day, 30),
      week: Object.fromEntries(days.map((one) => [one, hours])),
      ...more,
    },
  });
  const sessionOf = async (...requestIds: string[]): Promise<string> => {
    const { id } = await planSession(test.app, { day, time: '09:00', entryFrom: addDays(day, 45) });
    for (const requestId of requestIds) await listFor(test.app, requestId, id);
    return id;
  };

  const setsRules = async (rules: FieldValues): Promise<Page> =>
    changes(coordinator, (await coordinator.opens('/commissions/regles/montceau')).form('/montceau'), rules);

  it('the rules of a body are a page: what is wrong is said, what is right holds for the lists not fixed yet and is printed', async () => {
    const id = await sessionOf();
    const sheet = await coordinator.get(`/commissions/${id}`);
    expect(textOf(sheet.html)).toContain(
      'Quand il ne reste pas de place pour toute la semaine d’un enfant, les enfants classés après lui peuvent quand même ' +
        'recevoir une place Multi-accueil de Montceau-les-Mines : 11 places garanties',
    );
    expect(sheet.html).toContain('href="/commissions/regles/montceau"');
    await coordinator.get('/commissions/regles/montceau');
    const rules = { queue: 'skip', precedence: 'reserved-first', insertion: '5', adaptation: '0' };
    for (const [wrong, sentence] of [
      [
        { ...rules, insertion: 'beaucoup' },
        'Familles en parcours d’insertion : donnez la part de places réservées, un nombre entier de 0 à 100.',
      ],
      [
        { ...rules, adaptation: '-1' },
        'Enfants qui ont besoin d’une adaptation : donnez la part de places réservées, un nombre entier de 0 à 100.',
      ],
      [{ ...rules, queue: 'x' }, 'il n’y a plus de place pour toute la semaine d’un enfant'],
      [{ ...rules, insertion: '60', adaptation: '50' }, 'dépassent 100 % ensemble'],
    ] as const) {
      const refused = await coordinator.post('/commissions/regles/montceau', { ...wrong, version: '0' });
      expect([refused.status, textOf(refused.html)]).toEqual([422, expect.stringContaining(sentence)]);
      expect(refused.html).toContain(`value="${wrong.insertion}"`);
    }
    expect((await setsRules(rules)).url).toBe('/commissions');
    await openSession(test.app, id);
    await setsRules({ ...rules, insertion: '0' });
    // Those of the list as it was fixed.
    const said = 'Familles en parcours d’insertion : 5 % des places de chaque établissement';
    expect(textOf((await coordinator.get(`/commissions/${id}`)).html)).toContain(said);
    await test.app.get(Closing).closeSession(SYSTEM, id, undefined, true);
    expect(textOf((await coordinator.get(`/commissions/${id}/compte-rendu`)).html)).toContain(said);
    const member = new Browser(test.app);
    await member.signIn(STAFF['member']!.email, PASSWORD);
    expect((await member.get('/commissions/regles/montceau')).status).toBe(404);
  });

  it('a reserve goes first to those it is for; without them, to everybody', async () => {
    await givePlaces(test.app, BABIES, 1);
    const insertion = {
      adults: [
        {
          ...aForm().adults[0]!,
          surname: 'Insertion',
          email: 'insertion@exemple.fr',
          phone: '0799999999',
          situation: 'insertion' as const,
        },
      ],
    };
    const rules = { queue: 'skip', precedence: 'reserved-first', insertion: '5', adaptation: '0' };
    await setsRules(rules);
    const strong = await anOrientedRequest(test.app, { child: child(['mon', 'tue']) });
    const reserved = await anOrientedRequest(test.app, { child: child(['mon', 'tue']), form: insertion });
    const id = await sessionOf(strong.requestId, reserved.requestId);
    await openSession(test.app, id);
    expect((await caseOf(strong.requestId)).points).toBeGreaterThan((await caseOf(reserved.requestId)).points);
    expect([await proposed(strong.requestId), await proposed(reserved.requestId)]).toEqual([null, BABIES]);
    await setsRules({ ...rules, insertion: '0' });
    const later = await anOrientedRequest(test.app, { child: child(['mon', 'tue']) });
    day = addDays(day, 7);
    const next = await sessionOf(later.requestId);
    await openSession(test.app, next);
    expect(await proposed(later.requestId)).toBe(BABIES);
  });

  it('brothers and sisters are one family: the rank of the best of them, both or one, and nobody below takes their place', async () => {
    await givePlaces(test.app, BABIES, 2);
    const twins = await anOrientedRequest(test.app, {
      child: { ...child(['mon']), adaptationNeed: true, multipleBirth: true },
      siblings: [{ ...child(['mon']), multipleBirth: true }],
    });
    const other = await anOrientedRequest(test.app, { child: child(['mon']), requestedAt: '2026-01-01T08:00:00.000Z' });
    const id = await sessionOf(twins.requestId, twins.siblingIds[0]!, other.requestId);
    await openSession(test.app, id);
    expect([
      await proposed(twins.requestId),
      await proposed(twins.siblingIds[0]!),
      await proposed(other.requestId),
    ]).toEqual([BABIES, BABIES, null]);
    const ranks = await Promise.all(
      [twins.requestId, twins.siblingIds[0]!, other.requestId].map(async (one) => (await caseOf(one)).rank),
    );
    expect([...ranks.slice(0, 2)].sort()).toEqual([1, 2]);
    const { families } = await instanceOf(id);
    expect(families[twins.dossierId]!.children).toHaveLength(2);
  });

  it('a child carries the sections in which it is expected later; it is told beside their places, and holds none of them', async () => {
    await givePlaces(test.app, BABIES, 1);
    const { requestId } = await anOrientedRequest(test.app, { child: child(['mon']) });
    const id = await sessionOf(requestId);
    const entry = addDays(day, 45);
    await test.app.get(UnitOfWork).run(async (tx) => {
      const childId = newId();
      await tx.insert(PlacedChild, { id: childId });
      await tx.insert(Placement, {
        ...aPlacement(childId, BABIES),
        requestId: null,
        from: addDays(day, -60),
        to: addDays(entry, -1),
        pathTo: addDays(entry, 400),
        birthDate: addDays(entry, -200),
      });
    });
    await openSession(test.app, id);
    expect(await proposed(requestId)).toBe(BABIES);
    expect((await instanceOf(id)).children[(await caseOf(requestId)).id]!.path?.[0]).toEqual({
      section: 'toddlers',
      from: '2027-09-01',
    });
    expect(textOf((await coordinator.get(`/commissions/${id}/seance`)).html)).toContain('1 passage attendu');
    await test.app
      .get(UnitOfWork)
      .run((tx) => tx.write('DELETE FROM placement WHERE path_to IS NOT NULL AND request_id IS NULL'));
  });

  it('the screen of a session that is not open yet says so, and how many cases are listed', async () => {
    const listed = [
      await anOrientedRequest(test.app, { child: child(['mon']) }),
      await anOrientedRequest(test.app, { child: child(['tue']) }),
    ];
    const id = await sessionOf(...listed.map(({ requestId }) => requestId));
    const { text } = await coordinator.opens(`/commissions/${id}/seance`);
    expect(text).toContain('La séance n’est pas ouverte');
    expect(text).toContain('2 dossiers sont inscrits');
    expect(text).not.toContain('Aucun dossier n’est inscrit');
  });

  it('a shorter week is a wish where the family would take one, and what is left out is said', async () => {
    await givePlaces(test.app, BABIES, 1);
    const first = await anOrientedRequest(test.app, { child: { ...child(['wed']), adaptationNeed: true } });
    const flexible = await anOrientedRequest(test.app, {
      child: child(['mon', 'tue', 'wed'], { acceptsShorterWeek: true, minimumDays: 2 }),
    });
    const rigid = await anOrientedRequest(test.app, { child: child(['wed', 'thu']) });
    const id = await sessionOf(first.requestId, flexible.requestId, rigid.requestId);
    await openSession(test.app, id);
    expect(await caseOf(flexible.requestId)).toMatchObject({
      proposed_section_id: BABIES,
      proposed_slots: slotsToMask(['mon-am', 'mon-pm', 'tue-am', 'tue-pm']),
    });
    expect(await proposed(rigid.requestId)).toBeNull();
    const screen = await coordinator.get(`/commissions/${id}/seance`);
    expect(textOf(screen.html)).toContain('Semaine réduite, sans mer.');
    const amending = await coordinator.get(`/commissions/${id}/seance/${(await caseOf(flexible.requestId)).id}`);
    expect(textOf(amending.html)).toContain('semaine réduite : lun. et mar.');
  });

  it('a family that has not said whether a shorter week would do is not told to have refused it', async () => {
    await givePlaces(test.app, BABIES, 1);
    const silent = await anOrientedRequest(test.app, { child: child(['mon'], { acceptsShorterWeek: null }) });
    const refusing = await anOrientedRequest(test.app, { child: child(['tue'], { acceptsShorterWeek: false }) });
    const id = await sessionOf(silent.requestId, refusing.requestId);
    await openSession(test.app, id);
    const pageOf = async ({ requestId }: { requestId: string }) =>
      (await coordinator.opens(`/commissions/${id}/seance/${(await caseOf(requestId)).id}`)).text;
    const [unsaid, said] = [
      'La famille n’a pas dit si une semaine plus courte lui conviendrait.',
      'La famille demande sa semaine entière : une semaine réduite ne peut pas lui être proposée.',
    ];
    expect(await pageOf(silent)).toContain(unsaid);
    expect(await pageOf(silent)).toContain('impossible : cette famille n’a pas dit si une semaine plus courte');
    expect(await pageOf(silent)).not.toContain(said);
    expect(await pageOf(refusing)).toContain(said);
    expect(await pageOf(refusing)).not.toContain(unsaid);
  });

  it('who holds a place keeps at least that one; it is proposed nothing it has already', async () => {
    await givePlaces(test.app, BABIES, 5);
    const moving = await anOrientedRequest(test.app, { child: child(['mon']), wishes: ['cf-71306', 'ma-71306'] });
    await test.app.get(UnitOfWork).run(async (tx) => {
      await tx.insert(PlacedChild, { id: moving.requestId });
      await tx.insert(Placement, {
        ...aPlacement(moving.requestId, BABIES),
        from: addDays(day, -30),
        to: addDays(day, 400),
        birthDate: addDays(day, -200),
      });
      await tx.write('UPDATE child_request SET transfer_from_id = :id WHERE id = :id', { id: moving.requestId });
    });
    const id = await sessionOf(moving.requestId);
    await openSession(test.app, id);
    expect(await proposed(moving.requestId)).toMatch(/^cf-71306:/);
    const instance = await instanceOf(id);
    expect(instance.families[moving.dossierId]).toMatchObject({ mustPlace: true });
    expect(Object.values(instance.children)).toMatchObject([{ current: 'ma-71306', section: 'babies' }]);
    // Without room elsewhere it keeps what it has: nothing new is proposed, and members who give it nothing leave it
    // there.
    const [section] = await rows<{ id: string }>(`SELECT id FROM section WHERE provider_id = 'cf-71306'`);
    await givePlaces(test.app, section!.id, 0);
    await coordinator.post(`/commissions/${id}/seance/actualiser`, {
      version: (await rows<{ version: number }>('SELECT version FROM commission_session WHERE id = :id', { id }))[0]!
        .version,
    });
    expect(await proposed(moving.requestId)).toBeNull();
    expect(Object.values(propose(await instanceOf(id)).assignments)).toEqual(['ma-71306']);
  });

  it('a decision that wrongs a family says so before it is taken, then on the screen; places read again keep what is decided', async () => {
    await givePlaces(test.app, BABIES, 1);
    const first = await anOrientedRequest(test.app, { child: { ...child(['mon']), adaptationNeed: true } });
    const second = await anOrientedRequest(test.app, { child: child(['mon']) });
    const id = await sessionOf(first.requestId, second.requestId);
    await openSession(test.app, id);
    const screen = async () => textOf((await coordinator.get(`/commissions/${id}/seance`)).html);
    expect(await screen()).toContain('Aucune famille ne peut dire qu’une place lui revenait');
    const { id: best } = await caseOf(first.requestId);
    const url = `/commissions/${id}/seance/${best}`;
    const version = async () =>
      (await rows<{ version: number }>('SELECT version FROM candidacy WHERE id = :best', { best }))[0]!.version;
    const wait = { decision: 'wait', waitReason: 'other_child_first' };

    const told = await coordinator.post(url, { version: await version(), ...wait });
    expect(told.status).toBe(422);
    // A choice that members may make is told, and is no error.
    expect(told.html).not.toContain('govuk-error-summary');
    expect(textOf(told.html)).toContain(
      'Pour ces familles, l’ordre publié n’est pas suivi : un enfant classé après le leur a une place, ou il en reste une. N° 1 : ',
    );
    expect(told.html).not.toMatch(/Nom\d|Enfant\d/);
    expect(await rows('SELECT decision FROM candidacy WHERE id = :best', { best })).toEqual([{ decision: null }]);
    // What was not shown cannot be confirmed.
    expect((await coordinator.post(url, { version: await version(), ...wait, confirmed: 'x' })).status).toBe(422);

    const taken = await coordinator.post(url, {
      version: await version(),
      ...wait,
      confirmed: hiddenValue(told.html, 'confirmed')!,
    });
    expect([taken.status, taken.url]).toEqual([200, `/commissions/${id}/seance`]);
    expect(await screen()).toMatch(/N° 1 : [^.]+ créée par une décision/);
    expect(await proposed(second.requestId)).toBe(BABIES);

    // Back to its place: nobody could claim anything, and the other case is told to lose what is proposed to it.
    const back = await coordinator.opens(url);
    const [, section] = [...back.form(url).choices('section')!].find(([text]) => text.includes('Bébés'))!;
    const asked = await coordinator.presses(back.form(url), { decision: 'admit', section, waitReason: '' });
    expect(asked.status).toBe(422);
    expect(asked.text).toContain('Cette décision changerait ce qui est proposé à un autre dossier');
    expect(asked.text).toContain('N° 2 : plus de place proposée');
    expect(await proposed(second.requestId)).toBe(BABIES);

    await coordinator.post(`/commissions/${id}/seance/actualiser`, {
      version: (await rows<{ version: number }>('SELECT version FROM commission_session WHERE id = :id', { id }))[0]!
        .version,
    });
    expect(await rows('SELECT decision FROM candidacy WHERE id = :best', { best })).toEqual([{ decision: 'wait' }]);
    await coordinator.post(`${url}/reprendre`, { version: await version() });
    expect(await screen()).toContain('Aucune famille ne peut dire qu’une place lui revenait');
  });

  it('a family that would take several weeks is one family that could claim, in one line', async () => {
    await givePlaces(test.app, BABIES, 1);
    const week = child(['mon', 'tue', 'wed'], { acceptsShorterWeek: true, minimumDays: 1 });
    const first = await anOrientedRequest(test.app, { child: { ...week, adaptationNeed: true } });
    const second = await anOrientedRequest(test.app, { child: child(['mon', 'tue', 'wed']) });
    const id = await sessionOf(first.requestId, second.requestId);
    await openSession(test.app, id);
    const { id: best } = await caseOf(first.requestId);
    const url = `/commissions/${id}/seance/${best}`;
    const told = await coordinator.presses((await coordinator.opens(url)).form(url), {
      decision: 'wait',
      waitReason: 'other_child_first',
    });
    expect(told.text).toContain('Cette décision créerait une réclamation :');
    expect(told.text.match(/N° 1 : /g)).toHaveLength(1);
    expect((await coordinator.presses(told.form(url))).status).toBe(200);
    const screen = await coordinator.opens(`/commissions/${id}/seance`);
    expect(screen.text.match(/N° 1 : /g)).toHaveLength(1);
    expect((await coordinator.opens(`/commissions/${id}/seance/projection`)).text).toContain(
      'Une famille pourrait dire qu’une place lui revenait.',
    );
    expect((await coordinator.opens(`/commissions/${id}/seance/clore`)).text).toContain(
      'Une famille pourrait demander pourquoi une autre passe avant elle.',
    );
  });

  it('a half-day that is full later is not told as free, on the screen, before the closing and in the figures alike', async () => {
    await givePlaces(test.app, BABIES, 2);
    // Two are free on Thursdays until September, and none once those who come then are there.
    const september = { ...child(['thu'], { wantedFrom: '2027-09-01' }), birthDate: addDays(day, -45) };
    const coming = [
      await anOrientedRequest(test.app, { child: child(['fri']) }),
      await anOrientedRequest(test.app, { child: september }),
      await anOrientedRequest(test.app, { child: september }),
    ];
    const id = await sessionOf(...coming.map(({ requestId }) => requestId));
    await openSession(test.app, id);
    for (const { requestId } of coming) expect(await proposed(requestId)).toBe(BABIES);
    const screen = await coordinator.opens(`/commissions/${id}/seance`);
    const babies = screen.table('Places qui restent').find(([name]) => name?.endsWith('Bébés'))!;
    // Thursday and Friday, morning and afternoon.
    expect(babies.slice(-4)).toEqual(['0', '0', '1', '1']);

    await coordinator.presses(screen.button('Suivre la proposition pour les 3'));
    const closing = await coordinator.opens(`/commissions/${id}/seance/clore`);
    const unused = [...closing.text.matchAll(/(\d+) demi-journées libres restent sans enfant/g)];
    await keepAllAndClose(test.app, id);
    const { seats } = await sessionRow(test.app, id);
    expect(seats!.reduce((sum, { left }) => sum + left, 0)).toBe(
      unused.reduce((sum, [, count]) => sum + Number(count), 0),
    );
    await emptySeats(test.app);
  });

  it('why each better wish is missed is told to members in numbers, with what would have fitted', async () => {
    await givePlaces(test.app, BABIES, 1);
    await givePlaces(test.app, 'cf-71306:mixed', 1);
    const first = await anOrientedRequest(test.app, { child: { ...child(['wed']), adaptationNeed: true } });
    const second = await anOrientedRequest(test.app, { child: child(['mon', 'wed']) });
    const id = await sessionOf(first.requestId, second.requestId);
    await openSession(test.app, id);
    const page = await coordinator.get(`/commissions/${id}/seance/${(await caseOf(second.requestId)).id}`);
    const text = textOf(page.html);
    for (const said of [
      'Pourquoi pas ses meilleurs vœux',
      'complet le mercredi matin',
      'Le mercredi matin : la seule place est prise.',
      'Dernier enfant accueilli : 230 points. Ce dossier : 200 points. Il manque 30 points.',
      'sans mer., la place était possible',
      'Auraient pu accueillir cet enfant, mais la famille ne les a pas demandés : Crèche familiale de Montceau-les-Mines.',
    ])
      expect(text).toContain(said);
    expect(page.html).not.toMatch(/Nom\d|Enfant\d/);
  });

  it('an exchange that would wrong a third family is an option, said with its claim', async () => {
    // No place is left but those the two hold.
    const [other] = await rows<{ id: string }>(`SELECT id FROM section WHERE provider_id = 'cf-71306'`);
    for (const section of [BABIES, other!.id]) await givePlaces(test.app, section, 0);
    const holding = async (sectionId: string, wish: string): Promise<string> => {
      const { requestId } = await anOrientedRequest(test.app, { child: child(['mon']), wishes: [wish] });
      await test.app.get(UnitOfWork).run(async (tx) => {
        await tx.insert(PlacedChild, { id: requestId });
        await tx.insert(Placement, {
          ...aPlacement(requestId, sectionId),
          from: addDays(day, -30),
          ...test.app.get(Paths).planStay(sectionId, addDays(day, -200), day),
          birthDate: addDays(day, -200),
        });
        await tx.write('UPDATE child_request SET transfer_from_id = :requestId WHERE id = :requestId', { requestId });
      });
      return requestId;
    };
    const moves = await holding(BABIES, 'cf-71306');
    const comes = await holding(other!.id, 'ma-71306');
    const third = await anOrientedRequest(test.app, {
      child: { ...child(['mon']), adaptationNeed: true },
      wishes: ['ma-71306'],
    });
    const id = await sessionOf(moves, comes, third.requestId);
    await openSession(test.app, id);
    const text = textOf((await coordinator.get(`/commissions/${id}/seance`)).html);
    expect(text).toMatch(
      /N° 1 et n° 2 : chacun préfère la place de l’autre .* Réclamation que cet échange créerait : N° 3 : /,
    );
  });

  it('the audit file computes the proposal again in the same bytes, and says who decided what; no name is in it', async () => {
    await givePlaces(test.app, BABIES, 1);
    const first = await anOrientedRequest(test.app, { child: { ...child(['mon']), adaptationNeed: true } });
    const second = await anOrientedRequest(test.app, { child: child(['mon']) });
    const id = await sessionOf(first.requestId, second.requestId);
    const url = `/commissions/${id}/controle.json`;
    expect((await coordinator.get(url)).status).toBe(404);
    await openSession(test.app, id);
    for (const { requestId } of [first, second]) {
      const { id: candidacyId } = await caseOf(requestId);
      await test.app
        .get(SessionDecisions)
        .decideCase(SYSTEM, candidacyId, {
          kind: 'wait',
          sectionId: null,
          reason: 'other_child_first',
          deferredToId: null,
        });
    }
    await test.app.get(Closing).closeSession(SYSTEM, id, undefined, true);
    expect((await coordinator.get(`/commissions/${id}`)).html).toContain(url);

    const text = (await coordinator.get(url)).bytes.toString();
    const file = JSON.parse(text) as {
      instance: Instance;
      instanceHash: string;
      proposal: object;
      locks: Instance['locks'];
      claims: object[];
      engine: string;
      events: { action: string; facts: object }[];
      grid: object;
    };
    expect(canonicalJson(file.proposal)).toBe(canonicalJson(printedProposal(file.instance, propose(file.instance))));
    expect(file.instanceHash).toBe(createHash('sha256').update(canonicalJson(file.instance)).digest('hex'));
    expect(propose({ ...file.instance, locks: file.locks! }).claims).toEqual(file.claims);
    expect(verify(readAudit(text)).wrong).toEqual([]);
    expect(file.claims).toEqual([first, second].map(({ dossierId }) => ({ family: dossierId, wish: 0 })));
    expect(file).toMatchObject({ engine: ENGINE, grid: { version: 1, tieBreak: ['request_date', 'lot'] } });
    expect(file.events.map(({ action }) => action)).toEqual(
      expect.arrayContaining([
        'candidacy.list',
        'session.freeze',
        'session.prepare',
        'candidacy.wait',
        'session.close',
      ]),
    );
    expect(file.events.find(({ action }) => action === 'candidacy.wait')!.facts).toEqual({
      claims: 1,
      reason: 'other_child_first',
    });
    expect(text).not.toMatch(/Nom\d|Enfant\d|Laura|@exemple|rue des|\b0[67]\d{8}\b|Mairie/);

    for (const name of ['member', 'director', 'otherMember']) {
      const browser = new Browser(test.app);
      await browser.signIn(STAFF[name]!.email, PASSWORD);
      expect((await browser.get(url)).status).toBe(404);
    }
  });

  /** The follow-up page of a family, opened with a link of its own. */
  const followUp = async ({ dossierId }: { dossierId: string }, birth: Day, language = 'fr'): Promise<string> => {
    const link = `/suivre/${await test.app.get(UnitOfWork).run((tx) => test.app.get(FamilyAccess).giveLink(tx, { dossierId }))}`;
    const browser = new Browser(test.app, language);
    await browser.get(link);
    const [dateYear, dateMonth, dateDay] = birth.split('-') as [string, string, string];
    return textOf((await browser.post(link, { dateDay, dateMonth, dateYear })).html);
  };

  it('what is kept of a proposal is all of it, packed; one that an earlier version kept whole is read too', async () => {
    await givePlaces(test.app, BABIES, 1);
    const id = await sessionOf((await anOrientedRequest(test.app, { child: child(['mon', 'tue']) })).requestId);
    await openSession(test.app, id);
    const known = await test.app.get(Proposals).findLatest(test.app.get(Reader), id);
    expect(await readAgain(id)).toEqual(known);
    const { seed, lots, instance, alternatives, proposal, ...row } = known!;
    const whole = JSON.stringify({ seed, lots, instance, alternatives, proposal });
    expect(
      (await rows<{ content: string }>('SELECT content FROM proposal WHERE session_id = :id', { id }))[0]!.content,
    ).not.toContain('"families"');
    await test.app
      .get(UnitOfWork)
      .run((tx) => tx.write('UPDATE proposal SET content = :whole WHERE id = :id', { whole, id: row.id }));
    expect(await readAgain(id)).toEqual(known);
  });

  it('each family reads why, in plain French and English, of its own request only; who could claim a place is told so', async () => {
    await givePlaces(test.app, BABIES, 2);
    await givePlaces(test.app, 'cf-71306:mixed', 1);
    const birth = addDays(day, -200);
    const wronged = await anOrientedRequest(test.app, { child: { ...child(['mon', 'wed']), adaptationNeed: true } });
    const first = await anOrientedRequest(test.app, { child: { ...child(['wed']), adaptationNeed: true } });
    const second = await anOrientedRequest(test.app, {
      child: child(['wed']),
      requestedAt: '2026-01-01T08:00:00.000Z',
    });
    const last = await anOrientedRequest(test.app, { child: child(['mon', 'wed']) });
    const id = await sessionOf(wronged.requestId, first.requestId, second.requestId, last.requestId);
    await openSession(test.app, id);
    const { id: candidacyId } = await caseOf(wronged.requestId);
    await test.app
      .get(SessionDecisions)
      .decideCase(SYSTEM, candidacyId, {
        kind: 'wait',
        sectionId: null,
        reason: 'other_child_first',
        deferredToId: null,
      });
    await test.app.get(SessionDecisions).keepAll(SYSTEM, id);
    // Members read that the order was not followed there, once they have made a child of more points wait.
    const amended = await coordinator.get(`/commissions/${id}/seance/${(await caseOf(last.requestId)).id}`);
    expect(textOf(amended.html)).toContain(NOT_FOLLOWED);
    // Nothing is told before the session is closed.
    expect(await followUp(last, birth)).not.toContain('Pourquoi vous n’avez pas obtenu');
    await test.app.get(Closing).closeSession(SYSTEM, id, undefined, true);

    expect(textOf((await coordinator.get(`/commissions/${id}/compte-rendu`)).html)).toContain(
      'Ce que des familles pourraient réclamer N° 1 : Multi-accueil de Montceau-les-Mines, Bébés',
    );
    const told = await followUp(last, birth);
    for (const said of [
      'Votre demande avait 200 points',
      'il n’y avait plus de place le mercredi matin',
      'Le mercredi matin, les 2 places sont prises.',
      NOT_FOLLOWED,
      'La famille habite le territoire : 100 points Parent seul qui travaille ou se forme : 100 points 100 + 100 = 200 points',
      'Sans le mercredi, le reste de votre semaine avait une place.',
      'il y avait de la place pour votre enfant : Crèche familiale de Montceau-les-Mines',
    ])
      expect(told).toContain(said);
    expect(told).not.toContain('Le dernier enfant accueilli avait');
    expect(told).not.toContain('L’ordre publié n’a pas été suivi');
    expect(told).not.toMatch(new RegExp([first, second, wronged].map(({ email }) => email).join('|')));
    expect(await followUp(last, birth, 'en')).toContain(
      'Without Wednesday, there was a place for the rest of your week.',
    );
    expect(await followUp(wronged, birth)).toContain(
      'L’ordre publié n’a pas été suivi jusqu’au bout : Multi-accueil de Montceau-les-Mines, Bébés.',
    );
    expect(await followUp(first, birth)).not.toContain('Pourquoi vous n’avez pas obtenu');
  });

  it('the public reads the points that were needed, of ten children at least and once the session is closed', async () => {
    const published = async () => textOf((await new Browser(test.app).get('/points-obtenus')).html);
    await givePlaces(test.app, BABIES, 10);
    await givePlaces(test.app, 'cf-71306:mixed', 3);
    const families = [
      ...(await Promise.all(
        Array.from({ length: 11 }, (_, index) => index).map((index) =>
          anOrientedRequest(test.app, { child: { ...child(['mon']), adaptationNeed: index > 0 } }),
        ),
      )),
      await anOrientedRequest(test.app, { child: child(['mon']), wishes: ['cf-71306'] }),
    ];
    const id = await sessionOf(...families.map(({ requestId }) => requestId));
    await openSession(test.app, id);
    expect(await published()).not.toContain('Bébés 10 ou plus 230');
    await keepAllAndClose(test.app, id);
    const text = await published();
    expect(text).toMatch(/Multi-accueil de Montceau-les-Mines, Bébés 10 ou plus 230 Complet une demi-journée au moins/);
    expect(text).toMatch(/Crèche familiale de Montceau-les-Mines, Âges mélangés Moins de 10 – –/);
  });
});
