import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { Forgetting } from '../../src/dossier/dossier/index.js';
import { addDays } from '../../src/foundation/kernel/time.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { ShorterWeeks } from '../../src/commissions/shorter-weeks/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import {
  aFreeThursday,
  anOrientedRequest,
  clockOf,
  emptySeats,
  givePlaces,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { outboxOf, requestOf } from '../support/kept.js';
import { aChild } from '../support/forms.js';
import { expectRefusal } from '../support/page.js';
import { familyOf, signedIn } from '../support/people.js';
import { COORDINATOR } from '../support/placement-world.js';
import { Secretary } from '../support/secretary.js';

const MA = 'ma-71306';
const HOURS = { start: '08:00', end: '17:00' };
const LINK = 'Proposer une semaine plus courte';

describe.each(DATABASES)('a director proposes fewer days before a session (%s)', (kind) => {
  let test: TestApp;
  let director: Browser;
  let desk: Browser;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    await emptySeats(test.app);
    // The nursery is closed on Saturday: whoever asks for it too can have the other days only.
    await givePlaces(test.app, `${MA}:babies`, 1);
  });
  beforeEach(async () => {
    clockOf(test.app).travelTo('2026-11-24T08:00:00.000Z');
    director = await signedIn(test.app, 'director');
    desk = await signedIn(test.app, 'agent');
  });
  afterAll(() => test.close());

  const session = async () => {
    const day = await aFreeThursday(test.app, 40);
    const { id } = await planSession(test.app, { day, entryFrom: addDays(day, 45) });
    return { id, url: `/eaje/${MA}/seances/${id}/preparation` };
  };
  const asking = async (more: object = {}, days = ['mon', 'tue', 'sat']) => {
    const birthDate = addDays(clockOf(test.app).today(), -150);
    const week = Object.fromEntries(days.map((day) => [day, HOURS]));
    const family = await anOrientedRequest(test.app, {
      child: { birthDate, need: { ...aChild().need, acceptsShorterWeek: null, week, ...more } },
    });
    const { firstName } = await requestOf(test.app, family.requestId);
    return { ...family, birthDate, name: firstName! };
  };
  type Asking = Awaited<ReturnType<typeof asking>>;
  const pageFor = async ({ requestId }: Asking, url: string) => {
    const list = await director.opens(url);
    const link = list.links.find(({ href }) => href.includes(`${requestId}/semaine-plus-courte`));
    expect(link?.text).toContain(LINK);
    return director.opens(link!.href);
  };
  const proposes = async (family: Asking, url: string, filled: Record<string, string[]> = {}) =>
    director.presses((await pageFor(family, url)).button('Demander à la famille'), filled);
  const parentOf = ({ birthDate, ...family }: Asking) => familyOf(test.app, family, birthDate);
  const HERE = '/mon-dossier/semaine-plus-courte';
  const needOf = async ({ requestId }: Asking) => (await requestOf(test.app, requestId)).need;

  it('the family says yes: so few days are its own answer, with its history, and the director sees it', async () => {
    const { url } = await session();
    const family = await asking();
    const page = await pageFor(family, url);
    // Only the days that it asks for and that are free; all of them are ticked.
    expect(page.form('/semaine-plus-courte').choices('days')).toEqual(
      new Map([
        ['lundi', 'mon'],
        ['mardi', 'tue'],
      ]),
    );
    expect(page.text).toContain('La famille ne l’a pas dit');
    const sent = await director.presses(page.button('Demander à la famille'));
    expect(sent.text).toContain('La question est partie à la famille.');
    expect(sent.text).toContain('lundi et mardi. La famille n’a pas encore répondu.');

    const [message] = await outboxOf(test.app, { kind: 'shorter-week', dossierId: family.dossierId });
    expect(message!.body).toContain('lundi et mardi');
    expect(message!.body).toContain('Ce n’est pas une proposition de place');
    expect(message!.body).toContain('?vers=semaine-plus-courte');

    const parent = await parentOf(family);
    const overview = await parent.opens('/mon-dossier');
    expect(overview.text).toContain('Une semaine plus courte vous est proposée');
    const asked = await parent.opens(overview.linkTo('/semaine-plus-courte').href);
    expect(asked.text).toContain('Une semaine plus courte, de 2 jours, vous conviendrait-elle ?');
    const done = await parent.presses(asked.button('Oui, 2 jours par semaine'));
    expect(done.text).toContain('Votre réponse est enregistrée.');
    expect(await needOf(family)).toMatchObject({ acceptsShorterWeek: true, minimumDays: 2 });
    // The week that it asks for stays.
    expect(Object.keys((await needOf(family)).week!)).toEqual(['mon', 'tue', 'sat']);

    const list = await director.opens(`${url}?accord=shorter`);
    expect(list.text).toContain('La famille a répondu oui');
    expect((await director.opens(`/eaje/demandes/${family.requestId}`)).text).toContain('La famille a répondu oui');
    const request = await desk.opens(`/rpe/demandes/${family.requestId}`);
    expect(request.text).toContain('Informations modifiées');
    expect(request.hasLinkTo(`/rpe/demandes/${family.requestId}/semaine-plus-courte`)).toBe(true);
    const mails = await outboxOf(test.app, { kind: 'shorter-week-answer' });
    expect(mails.length).toBeGreaterThan(0);
    for (const { subject, body } of mails) expect(subject + body).not.toContain(family.name);
  });

  it('the family says no: its answers stay, it is kept, and nobody asks the same twice at once', async () => {
    const { url } = await session();
    const family = await asking({ acceptsShorterWeek: true, minimumDays: 2 }, ['mon', 'sat', 'sun']);
    await proposes(family, url);
    const again = await director.opens(url);
    expect(again.links.some(({ href }) => href.includes(`${family.requestId}/semaine-plus-courte`))).toBe(false);
    const parent = await parentOf(family);
    await parent.presses((await parent.opens(HERE)).button('Non, je garde ma semaine'));
    expect(await needOf(family)).toMatchObject({ acceptsShorterWeek: true, minimumDays: 2 });
    expect((await director.opens(url)).text).toContain('elle garde la semaine qu’elle demande');
    expect((await parent.opens(HERE)).text).toContain('Refusée');
  });

  it('two presses at once ask once, two answers at once count once', async () => {
    const { url } = await session();
    const family = await asking();
    const [first, second] = [await pageFor(family, url), await pageFor(family, url)];
    await director.presses(first.button('Demander à la famille'));
    expectRefusal(await director.presses(second.button('Demander à la famille')), 'attend déjà la réponse');
    const parent = await parentOf(family);
    const [page, old] = [await parent.opens(HERE), await parent.opens(HERE)];
    await parent.presses(page.button('Non, je garde ma semaine'));
    expectRefusal(await parent.presses(old.button('Oui, 2 jours')), 'Il a déjà été répondu', 409);
    expect((await needOf(family)).minimumDays).toBeNull();
  });

  it('what cannot be proposed is refused with a sentence', async () => {
    const { url } = await session();
    const family = await asking();
    const page = await pageFor(family, url);
    const here = page.url;
    expectRefusal(await director.sends(here, {}), 'Cochez au moins un jour.');
    expectRefusal(await director.sends(here, { days: 'sat' }), 'Un de ces jours n’est pas libre chez vous');
    expectRefusal(await director.sends(here, { days: 'never' }), 'Cochez au moins un jour.');
    const whole = await asking({ acceptsShorterWeek: false });
    const takes = await asking({ acceptsShorterWeek: true, minimumDays: 1 });
    const list = await director.opens(url);
    for (const { requestId } of [whole, takes])
      expect(list.links.some(({ href }) => href.includes(`${requestId}/semaine-plus-courte`))).toBe(false);
    const of = ({ requestId }: Asking) => here.replace(family.requestId, requestId);
    expectRefusal(await director.sends(of(whole), { days: 'mon' }), 'elle veut sa semaine entière');
    expectRefusal(await director.sends(of(takes), { days: 'mon' }), 'accepte déjà si peu de jours');
  });

  it('the desk notes what a family without mail says on the telephone', async () => {
    const { url } = await session();
    const family = await asking();
    await proposes(family, url, { days: ['mon'] });
    const request = await desk.opens(`/rpe/demandes/${family.requestId}`);
    expect(request.text).toContain('Une semaine plus courte est proposée à la famille');
    const page = await desk.opens(request.linkTo('/semaine-plus-courte').href);
    expectRefusal(await desk.presses(page.button('La famille accepte')), 'Dites qui');
    const done = await desk.presses(page.button('La famille accepte'), { toldBy: 'adult1', knownBy: 'phone' });
    expect(done.text).toContain('La réponse de la famille est notée.');
    expect(await needOf(family)).toMatchObject({ acceptsShorterWeek: true, minimumDays: 1 });
  });

  it('it ends when the list is fixed: nobody answers, and the next session may ask again', async () => {
    const first = await session();
    const family = await asking();
    await proposes(family, first.url);
    const parent = await parentOf(family);
    const open = await parent.opens(HERE);
    await (await Secretary.of(test.app, first.id)).takes('places', 'freeze');
    expectRefusal(await parent.presses(open.button('Oui, 2 jours')), 'Il n’y a plus rien à répondre', 409);
    expect((await parent.opens(HERE)).text).toContain('Sans suite');
    expect((await needOf(family)).acceptsShorterWeek).toBeNull();
    // The fixed list has no name, so nothing is proposed from it.
    expect((await director.opens(`${first.url}`)).source).not.toContain('semaine-plus-courte');
    const old = first.url.replace('/preparation', `/demandes/${family.requestId}/semaine-plus-courte`);
    expect((await director.opens(old)).status).toBe(404);
    expect((await director.sends(old, { days: 'mon' })).status).toBe(404);
    const next = await session();
    expect((await proposes(family, next.url)).text).toContain('La question est partie à la famille.');
  });

  it('is nobody else’s: another director, a member, an agent, another family', async () => {
    const { url } = await session();
    const [family, other] = [await asking(), await asking()];
    await proposes(family, url);
    const page = url.replace('/preparation', `/demandes/${family.requestId}/semaine-plus-courte`);
    for (const name of ['otherDirector', 'agent', 'member', 'coordinator']) {
      const somebody = await signedIn(test.app, name);
      expect([name, (await somebody.opens(page)).status]).toEqual([name, 404]);
      expect((await somebody.sends(page, { days: 'mon' })).status).toBe(404);
    }
    const elsewhere = await anOrientedRequest(test.app, { wishes: ['ma-71040'] });
    expect((await director.opens(page.replace(family.requestId, elsewhere.requestId))).status).toBe(404);
    const [proposed] = await test.app.get(ShorterWeeks).listOf([family.requestId]);
    const stranger = await parentOf(other);
    expect((await stranger.sends(`${HERE}/${proposed!.row.id}`, { answer: 'accepted' })).status).toBe(404);
    expect((await director.opens(`/rpe/demandes/${family.requestId}/semaine-plus-courte`)).status).toBe(404);
  });

  it('the family finds it in what is kept about it, and it is forgotten with the family', async () => {
    const { url } = await session();
    const family = await asking();
    await proposes(family, url);
    const kept = () => test.app.get(ShorterWeeks).listOf([family.requestId]);
    expect(await kept()).toHaveLength(1);
    const parent = await parentOf(family);
    expect((await parent.get('/mon-dossier/mes-donnees')).bytes.toString()).toContain('"shorterWeeks"');
    const { dossierId } = family;
    await test.app
      .get(UnitOfWork)
      .run((tx) => test.app.get(Forgetting).eraseDossier(tx, COORDINATOR, dossierId, () => null));
    expect(await kept()).toEqual([]);
  });
});
