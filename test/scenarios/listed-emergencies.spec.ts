import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Opening, PlacesDeclarations, Preparation, Freezing } from '../../src/commissions/commission/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import type { Track } from '../../src/dossier/dossier/index.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser } from '../support/browser.js';
import {
  aFreeThursday,
  anOrientedRequest,
  clockOf,
  emptySeats,
  givePlaces,
  keepAllAndClose,
  listFor,
  planSession,
  seedCommissions,
  stateOf,
} from '../support/commission.js';
import { aChild } from '../support/forms.js';
import { candidaciesOf, openOfferTo, requestOf, runDueJobs } from '../support/kept.js';
import { dayFields, expectRefusal, type Page } from '../support/page.js';
import { ADULT, BORN, NEED, Parent } from '../support/parent.js';
import { familyOf, signedIn } from '../support/people.js';
import { PASSWORD, STAFF } from '../support/seed.js';

type Family = Awaited<ReturnType<typeof anOrientedRequest>>;
const BORN_ON = '2026-03-11';
/** Before any session gives places. */
const FIRST_DAY = '2026-12-14';

describe.each(DATABASES)('An emergency and the commission (%s)', (kind) => {
  let test: TestApp;
  let director: Browser;
  let agent: Browser;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    clockOf(test.app).travelTo('2026-12-07T09:00:00.000Z');
    await givePlaces(test.app, 'ma-71306:babies', 5);
    director = await signedIn(test.app, 'director');
    agent = await signedIn(test.app, 'agent');
  });
  afterAll(() => test.close());

  const anEmergency = (tracks: readonly Track[] = ['commission', 'emergency']): Promise<Family> =>
    anOrientedRequest(test.app, {
      tracks,
      child: {
        birthDate: BORN_ON,
        need: { ...aChild().need, kind: 'emergency', urgentReason: 'care_lost', wantedFrom: FIRST_DAY },
      },
    });
  const aListedEmergency = async (): Promise<Family & { sessionId: string }> => {
    await emptySeats(test.app);
    const { id: sessionId } = await planSession(test.app, { day: await aFreeThursday(test.app) });
    const family = await anEmergency();
    await listFor(test.app, family.requestId, sessionId);
    return { ...family, sessionId };
  };
  const offersAtOnce = async ({ requestId }: Family): Promise<Page> => {
    const request = await director.opens(`/eaje/demandes/${requestId}`);
    const page = await director.opens(request.linkTo(`${requestId}/admission`).href);
    return director.presses(page.form('/admission?etablissement=ma-71306'), {
      slots: ['mon-am', 'tue-am', 'thu-am'],
      ...dayFields('from', FIRST_DAY),
    });
  };
  const answers = async (family: Family, answer: '/accepter' | '/refuser'): Promise<Page> => {
    const browser = await familyOf(test.app, family, BORN_ON);
    const page = await browser.opens(`/mon-dossier/offres/${(await openOfferTo(test.app, family.requestId)).id}`);
    return browser.presses(page.form(answer), answer === '/refuser' ? { reason: 'hours', choice: 'wait' } : {});
  };
  const casesOf = async ({ requestId }: Family): Promise<string[]> =>
    (await candidaciesOf(test.app, requestId)).map(({ state }) => state);

  /** A family sends its form, and its request is taken up at the desk. @returns the page of the request at the desk */
  const takenUp = async (surname: string): Promise<{ id: string; page: Page }> => {
    const parent = new Parent(test.app);
    await parent.start();
    await parent.family({ ...ADULT, surname, email: `${surname.toLowerCase()}@exemple.fr` });
    await parent.fill('enfant/1', { ...BORN, surname });
    await parent.fill('besoin/1', {
      ...NEED,
      kind: 'emergency',
      urgentReason: 'care_lost',
      ...dayFields('wantedFrom', FIRST_DAY),
    });
    await parent.fill('voeux/1', { action: 'add:ma-71306' });
    await parent.send();
    const [request] = await test.app.get(Reader).find(ChildRequest, { where: { surname } });
    const { id } = request!;
    const received = await agent.opens(`/rpe/demandes/${id}`);
    return { id, page: await agent.presses(received.form('/prendre-en-charge')) };
  };

  describe('An emergency that was listed is still an emergency', () => {
    it('stands first at its desk and at the director, who offers a place at once; it stays listed until the family answers', async () => {
      const family = await aListedEmergency();
      expect(await stateOf(test.app, family.requestId)).toBe('before_commission');
      const inbox = await agent.opens('/rpe');
      expect(inbox.text).toContain('Une urgence attend une réponse');
      expect(inbox.links.find(({ href }) => href.startsWith('/rpe/demandes/'))!.href).toContain(family.requestId);
      expect((await director.opens('/eaje/ma-71306')).hasLinkTo(new RegExp(family.requestId))).toBe(true);
      const form = await director.opens(`/eaje/demandes/${family.requestId}/admission`);
      expect(form.text).toContain('La demande est inscrite à une séance, et elle y reste tant que la famille n’a pas');
      const done = await offersAtOnce(family);
      expect(done.status).toBe(200);
      expect(await stateOf(test.app, family.requestId)).toBe('offered');
      expect(await casesOf(family)).toEqual(['listed']);
      expect(done.text).toContain('Place proposée en urgence');
      expect((await agent.opens('/rpe')).text).not.toContain('Une urgence attend une réponse');
    });

    it('accepted, leaves nothing to the session: its case is without an object, and the desk reads of no session', async () => {
      const family = await aListedEmergency();
      await offersAtOnce(family);
      await answers(family, '/accepter');
      expect(['placed', 'partly_placed']).toContain(await stateOf(test.app, family.requestId));
      expect(await casesOf(family)).toEqual(['without_object']);
      const desk = await agent.opens(`/rpe/demandes/${family.requestId}`);
      expect(desk.text).not.toContain('Inscrite à la séance');
      expect(desk.text).toContain('Place proposée en urgence');
    });

    it('declined, keeps its turn: the session judges it as it would have', async () => {
      const family = await aListedEmergency();
      await offersAtOnce(family);
      await answers(family, '/refuser');
      expect(await casesOf(family)).toEqual(['listed']);
      await freeze(test, family.sessionId);
      expect([await stateOf(test.app, family.requestId), await casesOf(family)]).toEqual([
        'before_commission',
        ['frozen'],
      ]);
    });

    it('while its session sits, is offered and accepted all the same: the session computes again and closes without it', async () => {
      const family = await aListedEmergency();
      await freeze(test, family.sessionId);
      await test.app.get(UnitOfWork).run(async (tx) => {
        await test.app.get(Preparation).prepareSession(tx, SYSTEM, family.sessionId);
        await test.app.get(Opening).openSession(tx, SYSTEM, family.sessionId, undefined, clockOf(test.app).today());
      });
      await offersAtOnce(family);
      expect(await casesOf(family)).toEqual(['frozen']);
      await answers(family, '/accepter');
      expect(await casesOf(family)).toEqual(['without_object']);
      await runDueJobs(test.app);
      await keepAllAndClose(test.app, family.sessionId);
      expect(await casesOf(family)).toEqual(['without_object']);
      expect((await requestOf(test.app, family.requestId)).state).not.toBe('waiting_list');
    });
  });

  describe('An urgent track alone lists nothing', () => {
    it('oriented and listed in one press, is oriented only, and the notice says why', async () => {
      const { id: sessionId } = await planSession(test.app, { day: await aFreeThursday(test.app) });
      const { id, page } = await takenUp('Delaunay');
      const done = await agent.presses(page.form('/orienter'), { tracks: ['emergency'], listedFor: sessionId });
      expect(done.text).toContain(
        'La demande est orientée. Elle n’est inscrite à aucune séance, parce qu’elle n’est pas orientée vers la commission.',
      );
      expect(await requestOf(test.app, id)).toMatchObject({ state: 'oriented', nextAct: 'urgent_place' });
      expect(await candidaciesOf(test.app, id)).toEqual([]);
    });

    it('in bulk, neither: the preview and the result say so, and offer no listing next', async () => {
      const { id: sessionId } = await planSession(test.app, { day: await aFreeThursday(test.app) });
      const { id } = await takenUp('Marchetti');
      const inbox = await agent.opens('/rpe');
      const preview = await agent.presses(inbox.form('/rpe/en-nombre').button('Orienter et inscrire'), {
        chosen: [id],
      });
      const chosen = await agent.presses(preview.form('/choix'), { tracks: ['emergency', 'home'], sessionId });
      const unlisted = 'Aucune n’est inscrite à une séance, parce que la commission n’est pas parmi les orientations.';
      expect(chosen.text).toContain(unlisted);
      expect(chosen.text).not.toContain('Séance :');
      const started = await agent.presses(chosen.button('Orienter cette demande'));
      await runDueJobs(test.app);
      const done = await agent.opens(started.url);
      expect(done.text).toContain('Une demande a été orientée.');
      expect(done.text).toContain(unlisted);
      expect(done.hasForm('/ensuite')).toBe(false);
      expect(await stateOf(test.app, id)).toBe('oriented');
      expect(await candidaciesOf(test.app, id)).toEqual([]);
    });

    it('care at home alone is listed neither by the desk nor by the director, until it is oriented to the commission too', async () => {
      const { id: sessionId } = await planSession(test.app, { day: await aFreeThursday(test.app) });
      const { requestId } = await anEmergency(['home']);
      const refusal =
        'Le guichet n’a pas orienté cette demande vers la commission : elle ne peut pas être inscrite. ' +
        'Orientez-la aussi vers la commission, ou demandez-le au guichet.';
      const desk = await agent.opens(`/rpe/demandes/${requestId}`);
      expectRefusal(await agent.presses(desk.form('/seance'), { sessionId }), refusal);
      const request = await director.opens(`/eaje/demandes/${requestId}`);
      expectRefusal(await director.presses(request.form('/seance'), { sessionId }), refusal);
      const english = new Browser(test.app, 'en');
      await english.signIn(STAFF['agent']!.email, PASSWORD);
      expectRefusal(
        await english.presses((await english.opens(`/rpe/demandes/${requestId}`)).form('/seance'), { sessionId }),
        'Route it to the commission too, or ask the desk to.',
      );
      const oriented = await agent.presses((await agent.opens(desk.url)).form('/orienter'), {
        tracks: ['commission', 'home'],
      });
      await agent.presses(oriented.form('/seance'), { sessionId });
      expect((await candidaciesOf(test.app, requestId)).map(({ state }) => state)).toEqual(['listed']);
    });
  });
});

/** Fixes the list of a session. */
const freeze = ({ app }: TestApp, sessionId: string): Promise<unknown> =>
  app.get(UnitOfWork).run(async (tx) => {
    await app.get(PlacesDeclarations).declareAll(tx, SYSTEM, sessionId);
    await app.get(Freezing).freezeList(tx, SYSTEM, sessionId);
  });
