import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Opening, PlacesDeclarations, Preparation, Freezing } from '../../src/commissions/commission/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import type { Track } from '../../src/dossier/dossier/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
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
import { dayFields, type Page } from '../support/page.js';
import { familyOf, signedIn } from '../support/people.js';

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
});

/** Fixes the list of a session. */
const freeze = ({ app }: TestApp, sessionId: string): Promise<unknown> =>
  app.get(UnitOfWork).run(async (tx) => {
    await app.get(PlacesDeclarations).declareAll(tx, SYSTEM, sessionId);
    await app.get(Freezing).freezeList(tx, SYSTEM, sessionId);
  });
