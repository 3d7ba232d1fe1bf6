import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { RequestActs } from '../../src/family/family/request-acts.js';
import { FamilyMessages, RequestMoves, TriageActs, type AdultForm } from '../../src/dossier/dossier/index.js';
import {
  Adult,
  ChildRequest,
  RequestHistory,
  SealedForm,
} from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { slotsToMask } from '../../src/foundation/kernel/week-schedule.js';
import { OfferReminders, Offers } from '../../src/places/placement/index.js';
import { Offer } from '../../src/places/placement/persistence/placement.entities.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import type { Actor } from '../../src/foundation/platform/security/index.js';
import { COMPLETION } from '../../src/first-desk/triage/message-kinds.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, hiddenValue, textOf, type Answer } from '../support/browser.js';
import { clockOf } from '../support/commission.js';
import { runDueJobs } from '../support/kept.js';
import { linkOf } from '../support/links.js';
import { ADULT, BORN, HOUSEHOLD, Parent } from '../support/parent.js';
import { expectRefusal } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { seedCommissions } from '../support/commission.js';
import { inLetters } from '../support/letters.js';

const AGENT: Actor = {
  kind: 'staff',
  accountId: newId(),
  name: 'Agent',
  grants: [{ role: 'rpe_agent', deskId: 'rpe' }],
};
const DIRECTOR: Actor = { ...AGENT, grants: [{ role: 'eaje_director', establishmentId: 'ma-71306' }] };
const SESSION: Actor = { kind: 'session', sessionId: newId(), accountId: newId() };
/** What Laura must never read of Nadir, and Nadir of Laura. */
const OF_LAURA = /rue des Écoles|06 ?61 ?00|laura-?\d*@|l…\d@/i;
const OF_NADIR = /rue Haute|06 ?62 ?00|nadir-?\d*@|n…\d@/i;

describe.each(DATABASES)('Two parents at two addresses (%s)', (kind) => {
  let test: TestApp;
  let reader: Reader;
  let count = 0;
  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    reader = test.app.get(Reader);
  });
  afterAll(() => test.close());

  interface Homes {
    readonly laura: Parent;
    readonly request: ChildRequest;
    readonly mails: { readonly laura: string; readonly nadir: string };
  }

  /** Laura files, and leaves the optional channel empty. Nadir, elsewhere, prefers e-mail. */
  async function twoHomes(more: Record<string, string> = {}, { shareWithProviders = 'yes' } = {}): Promise<Homes> {
    count += 1;
    const surname = `Foyer${'abcdefghijklmnopqrstuvwxyz'[count]}`;
    const mails = { laura: `laura${count}@exemple.fr`, nadir: `nadir${count}@exemple.fr` };
    const laura = new Parent(test.app);
    await laura.start();
    await laura.fill('responsable/1', {
      ...ADULT,
      surname,
      phone: `06 61 00 00 ${String(count).padStart(2, '0')}`,
      email: mails.laura,
      preferredChannel: '',
    });
    await laura.fill('foyer', { ...HOUSEHOLD, loneParent: 'no', custody: 'alternating' });
    await laura.fill('responsable/2', {
      ...ADULT,
      firstName: 'Nadir',
      surname: `${surname}autre`,
      phone: `06 62 00 00 ${String(count).padStart(2, '0')}`,
      email: mails.nadir,
      addressLine: '8 rue Haute',
      ...more,
    });
    await laura.fill('points', {});
    await laura.fill('accords', { shareWithProviders, reminders: 'yes' });
    await laura.child(1, { ...BORN, firstName: `Enfant${inLetters(count)}`, surname });
    const sent = await laura.send();
    expect([sent.status, textOf(sent.html)]).toEqual([200, expect.stringContaining('Votre dossier est bien reçu')]);
    const [request] = await reader.find(ChildRequest, { where: { surname } });
    return { laura, request: request!, mails };
  }

  const messagesOf = async ({ request }: Homes, ofKind: string): Promise<Message[]> =>
    (await reader.find(Message, { where: { dossierId: request.dossierId, kind: ofKind } })).sort((a, b) =>
      a.recipient < b.recipient ? -1 : 1,
    );
  const recipientsOf = async (homes: Homes, ofKind: string): Promise<string[]> =>
    (await messagesOf(homes, ofKind)).map(({ recipient }) => recipient);

  /** The phone of an adult, which opens the link of its own message. */
  async function openBy(homes: Homes, ofKind: string, mail: string): Promise<Browser> {
    const message = (await messagesOf(homes, ofKind)).find(({ recipient }) => recipient === mail)!;
    const { pathname, search } = await linkOf(test.app, message);
    const browser = new Browser(test.app);
    await browser.get(pathname + search);
    await browser.post(pathname + search, { dateDay: '11', dateMonth: '3', dateYear: '2026' });
    return browser;
  }

  async function offered(homes: Homes, emergency = false): Promise<Offer> {
    const { request } = homes;
    const moves = test.app.get(RequestMoves);
    return test.app.get(UnitOfWork).run(async (tx) => {
      await moves.move(tx, AGENT, request.id, 'takeUp');
      await test.app.get(TriageActs).orientRequest(tx, AGENT, request.id, ['commission']);
      if (!emergency) await moves.move(tx, AGENT, request.id, 'list');
      return test.app
        .get(Offers)
        .makeOffer(tx, emergency ? DIRECTOR : SESSION, emergency ? 'admitUrgently' : 'admit', {
          requestId: request.id,
          dossierId: request.dossierId,
          sectionId: 'ma-71306:toddlers',
          from: '2027-03-01',
          to: '2027-07-31',
          slots: slotsToMask(['mon-am', 'mon-pm']),
          coversNeed: true,
          reofferAllowed: false,
          days: 10,
          emergency,
        });
    });
  }
  const adultOf = async ({ request }: Homes, rank: number): Promise<AdultForm> =>
    (await reader.findOne(Adult, { dossierId: request.dossierId, rank }))!.details;
  const requestOf = async ({ request: { id } }: Homes): Promise<ChildRequest> =>
    (await reader.findOne(ChildRequest, { id }))!;
  const stateOf = async ({ id }: Offer): Promise<string> => (await reader.findOne(Offer, { id }))!.state;
  const decline = (browser: Browser, { id }: Offer): Promise<Answer> =>
    browser.post(`/mon-dossier/offres/${id}/refuser`, { reason: 'distance', choice: 'wait' });

  it('the parent who filed is written to, and not the other who prefers e-mail', async () => {
    const homes = await twoHomes();
    expect(await recipientsOf(homes, 'receipt')).toEqual([homes.mails.laura]);
  });

  it('each is told of an offer by its own channel with its own link; neither reads the other’s street, telephone or mail', async () => {
    const homes = await twoHomes();
    const { mails, request } = homes;
    await offered(homes);
    expect(await recipientsOf(homes, 'offer')).toEqual([mails.laura, mails.nadir]);
    const [sealed] = await reader.find(SealedForm, { where: { dossierId: request.dossierId } });
    const laura = await openBy(homes, 'offer', mails.laura);
    const nadir = await openBy(homes, 'offer', mails.nadir);
    for (const [browser, hidden] of [
      [laura, OF_NADIR],
      [nadir, OF_LAURA],
      [homes.laura.browser, OF_NADIR],
    ] as const) {
      const sending = `/mon-dossier/envois/${sealed!.id}`;
      for (const path of [
        '/mon-dossier',
        '/mon-dossier/mes-donnees',
        '/mon-dossier/liens',
        '/mon-dossier/consultations',
        '/mon-dossier/reponses-a-confirmer',
        `/mon-dossier/demandes/${request.id}/reponses`,
        `/mon-dossier/demandes/${request.id}/reponses/accords`,
        sending,
        `${sending}/copie`,
        `${sending}/accuse.pdf`,
      ]) {
        const { bytes } = await browser.get(path);
        expect([path, hidden.exec(bytes.toString())?.[0] ?? null]).toEqual([path, null]);
      }
    }
    const data = JSON.parse((await nadir.get('/mon-dossier/mes-donnees')).bytes.toString()) as {
      adults: { email: string }[];
      dossier: { communeCode: string | null };
    };
    expect(data.adults.map(({ email }) => email)).toEqual([null, mails.nadir]);
    expect(data.dossier.communeCode).toBeNull();
  });

  it('who accepts passes its own telephone and mail on to the nursery, and never those of the other home', async () => {
    const homes = await twoHomes({}, { shareWithProviders: 'no' });
    const offer = `/mon-dossier/offres/${(await offered(homes)).id}`;
    const nadir = await openBy(homes, 'offer', homes.mails.nadir);
    const asked = await nadir.opens(offer);
    expect(asked.text).toContain(homes.mails.nadir);
    expect(asked.source).not.toMatch(OF_LAURA);
    await nadir.presses(asked.button('J’accepte cette place'), { contact: 'yes' });
    const director = await signedIn(test.app, 'director');
    const list = '/eaje/ma-71306/a-appeler';
    const listed = async (): Promise<string> => (await director.opens(list)).text;
    expect(await listed()).toContain(homes.mails.nadir);
    expect(await listed()).not.toContain(homes.mails.laura);

    // Laura speaks for her home alone, and takes nothing of his back.
    const laura = await openBy(homes, 'offer', homes.mails.laura);
    const passed = await laura.presses((await laura.opens(offer)).button('Transmettre mes coordonnées'));
    expect(await listed()).toContain(homes.mails.laura);
    expect(passed.source).not.toMatch(OF_NADIR);
    await laura.presses(passed.button('Ne plus transmettre mes coordonnées'));
    expect(await listed()).not.toContain(homes.mails.laura);
    expect(await listed()).toContain(homes.mails.nadir);
  });

  it('neither changes who the other is or how it is reached, nor shuts it out', async () => {
    const homes = await twoHomes();
    const { laura, request, mails } = homes;
    const page = `/mon-dossier/demandes/${request.id}/reponses/responsable/2`;
    const shown = await laura.browser.get(page);
    expect([OF_NADIR.exec(shown.html), textOf(shown.html)]).toEqual([
      null,
      expect.stringContaining('vit à une autre adresse'),
    ]);
    await laura.browser.post(page, {
      version: hiddenValue(shown.html, 'version')!,
      ...ADULT,
      email: mails.laura,
      parentalAuthority: 'no',
      situation: 'studying',
    });
    expect(await adultOf(homes, 2)).toMatchObject({
      firstName: 'Nadir',
      email: mails.nadir,
      addressLine: '8 rue Haute',
      parentalAuthority: true,
      situation: 'studying',
    });
    await offered(homes);
    const nadir = await openBy(homes, 'offer', mails.nadir);
    await nadir.post('/mon-dossier/liens/fermer');
    expect((await nadir.get('/mon-dossier')).url).not.toBe('/mon-dossier');
    expect((await laura.browser.get('/mon-dossier')).url).toBe('/mon-dossier');
  });

  it('who empties its own address, or writes that of the other, reads no more for it', async () => {
    const homes = await twoHomes();
    const { request, mails } = homes;
    await test.app
      .get(UnitOfWork)
      .run((tx) =>
        test.app
          .get(FamilyMessages)
          .writeMessage(tx, { dossierId: request.dossierId, kind: COMPLETION, args: () => ({ answers: '– tout' }) }),
      );
    const nadir = await openBy(homes, 'completion', mails.nadir);
    const page = (rank: number) => `/mon-dossier/demandes/${request.id}/reponses/responsable/${rank}`;
    for (const address of [{ addressLine: '', postalCode: '', communeCode: '' }, { addressLine: ADULT.addressLine }]) {
      const shown = await nadir.get(page(2));
      const saved = await nadir.post(page(2), {
        ...ADULT,
        version: hiddenValue(shown.html, 'version')!,
        firstName: 'Nadir',
        phone: '06 62 00 00 99',
        email: mails.nadir,
        ...address,
      });
      expect([saved.status, (await adultOf(homes, 2)).addressLine]).toEqual([200, address.addressLine || null]);
      const { html } = await nadir.get(page(1));
      expect([OF_LAURA.exec(html), textOf(html)]).toEqual([null, expect.stringContaining('vit à une autre adresse')]);
      const data = JSON.parse((await nadir.get('/mon-dossier/mes-donnees')).bytes.toString()) as { adults: object[] };
      expect(JSON.stringify(data.adults[0])).not.toMatch(OF_LAURA);
    }
  });

  it('an address is protected where both live together: nobody else reads it, and no nursery before the place', async () => {
    const homes = await twoHomes({ addressLine: ADULT.addressLine, addressProtected: 'yes' });
    expect((await adultOf(homes, 2)).addressProtected).toBe(true);
    const { html } = await homes.laura.browser.get(`/mon-dossier/demandes/${homes.request.id}/reponses/responsable/2`);
    expect(html).not.toMatch(/nadir\d|06 62/);
    const director = await signedIn(test.app, 'director');
    const asked = `/eaje/demandes/${homes.request.id}`;
    expect((await director.get(asked)).bytes.toString()).not.toMatch(/nadir\d|06 62/);
    const offer = await offered(homes);
    await homes.laura.browser.post(`/mon-dossier/offres/${offer.id}/accepter`);
    expect((await director.get(asked)).bytes.toString()).toMatch(/nadir\d/);
  });

  it('another link goes to whoever held the old one', async () => {
    const homes = await twoHomes();
    await offered(homes);
    const toNadir = (await messagesOf(homes, 'offer')).find(({ recipient }) => recipient === homes.mails.nadir)!;
    const { pathname } = await linkOf(test.app, toNadir);
    const browser = new Browser(test.app);
    await browser.get(pathname);
    await browser.post(`${pathname}/autre-lien`);
    expect(await recipientsOf(homes, 'another-link')).toEqual([homes.mails.nadir]);
  });

  it('a no of one waits for the other until the deadline; a yes counts at once and the other is told', async () => {
    const homes = await twoHomes();
    const offer = await offered(homes);
    const laura = await openBy(homes, 'offer', homes.mails.laura);
    const nadir = await openBy(homes, 'offer', homes.mails.nadir);
    expect(textOf((await decline(laura, offer)).html)).toContain('L’autre responsable peut encore accepter');
    expect(await stateOf(offer)).toBe('open');
    expect(await recipientsOf(homes, 'offer-answered-by-other')).toEqual([homes.mails.nadir]);
    const open = textOf((await nadir.get(`/mon-dossier/offres/${offer.id}`)).html);
    for (const said of ['Votre oui suffit', 'le guichet peut rendre la place, après avoir entendu les deux parents'])
      expect(open).toContain(said);
    await nadir.post(`/mon-dossier/offres/${offer.id}/accepter`);
    expect(await stateOf(offer)).toBe('accepted');
    expect(await recipientsOf(homes, 'offer-answered-by-other')).toEqual([homes.mails.laura, homes.mails.nadir]);
    expect(await recipientsOf(homes, 'offer-answered')).toEqual([homes.mails.nadir]);
    // The yes counts for both: neither gives the place up alone.
    const page = `/mon-dossier/offres/${offer.id}/renoncer`;
    expect(textOf((await laura.get(page)).html)).toContain('aucun des deux ne rend seul la place');
    await laura.post(page, { choice: 'withdraw' });
    expect(await stateOf(offer)).toBe('accepted');
  });

  it('after a no of one, each reads whose answer is awaited until when, and what happens then', async () => {
    const homes = await twoHomes();
    const offer = await offered(homes);
    const laura = await openBy(homes, 'offer', homes.mails.laura);
    const nadir = await openBy(homes, 'offer', homes.mails.nadir);
    await decline(laura, offer);
    const [own, other] = [await laura.opens('/mon-dossier'), await nadir.opens('/mon-dossier')];
    expect(own.text).toMatch(
      /Vous avez dit non le .* Nadir \S+ peut encore l’accepter jusqu’au .* refusée ce jour-là, et nous continuerons à chercher\./,
    );
    expect(own.text).toContain('Vous avez dit non à la place');
    for (const untrue of [
      'Nous attendons votre réponse',
      'Une place vous attend',
      'Nous attendons de vous',
      'par vous',
    ])
      expect(own.text).not.toContain(untrue);
    expect(other.text).toMatch(
      /Laura Foyer\S+ a dit non le .* Vous pouvez encore l’accepter jusqu’au .* un seul oui suffit/,
    );
    expect(other.text).toContain('Une place vous attend');
    const page = `/mon-dossier/offres/${offer.id}`;
    expect((await laura.opens(page)).text).toMatch(/Nadir \S+ peut répondre jusqu’au/);
    expect((await laura.opens(page)).text).not.toContain('Répondez au plus tard');
    expect((await nadir.opens(page)).text).toContain('Répondez au plus tard');
  });

  it('only the one who acted reads “vous”; the other and the desk read who it was', async () => {
    const homes = await twoHomes();
    const offer = await offered(homes);
    const laura = await openBy(homes, 'offer', homes.mails.laura);
    const nadir = await openBy(homes, 'offer', homes.mails.nadir);
    const pageOf = `/mon-dossier/demandes/${homes.request.id}`;
    await nadir.post(`${pageOf}/confirmer`, { version: String((await requestOf(homes)).version) });
    await nadir.post(`/mon-dossier/offres/${offer.id}/accepter`);
    const [own, other] = [await nadir.opens('/mon-dossier'), await laura.opens('/mon-dossier')];
    for (const [mine, theirs] of [
      ['Vous avez accepté la place', / a accepté la place/],
      ['Vous avez confirmé que vous cherchez toujours', / a confirmé que la recherche continue/],
    ] as const) {
      expect(own.text).toContain(mine);
      expect(other.text).toMatch(new RegExp(`Nadir \\S+${theirs.source}`));
      expect(other.text).not.toContain(mine);
    }
    expect(other.text).toContain('Vous avez envoyé votre demande');
    expect(own.text).toMatch(/Laura Foyer\S+ a envoyé la demande/);
    expect((await laura.opens(`/mon-dossier/offres/${offer.id}`)).text).toMatch(/Nadir \S+ a accepté cette place/);
    // What one cannot do alone is no link: both read whom to ring.
    for (const page of ['/mon-dossier', `/mon-dossier/offres/${offer.id}`]) {
      const shown = await laura.opens(page);
      expect(shown.text).toMatch(/Pour renoncer à la place au Multi-accueil .*, appelez le guichet : /);
      expect(shown.source).not.toContain('/renoncer');
    }
    const agent = await signedIn(test.app, 'agent');
    expect((await agent.opens(`/rpe/demandes/${homes.request.id}`)).text).toMatch(/Place acceptée [^•]*Nadir Foyer/);

    // Rows from before the adult was recorded say nothing of which of them it was.
    await test.app
      .get(UnitOfWork)
      .run((tx) =>
        tx.update(RequestHistory, { requestId: homes.request.id, action: 'accept' }, { facts: { offerId: offer.id } }),
      );
    for (const browser of [laura, nadir])
      expect((await browser.opens('/mon-dossier')).text).toContain('La famille a accepté la place');
  });

  it('a request that one withdraws: the other is told by whom and whom to ring, and keeps an offer that it can still accept', async () => {
    const homes = await twoHomes();
    const page = `/mon-dossier/demandes/${homes.request.id}/retirer`;
    await homes.laura.browser.get(page);
    const { version } = await requestOf(homes);
    await homes.laura.browser.post(page, { reason: 'moved_away', version: String(version) });
    const [told] = await messagesOf(homes, 'request-withdrawn');
    expect(await recipientsOf(homes, 'request-withdrawn')).toEqual([homes.mails.nadir]);
    expect(told!.body).toMatch(
      /Foyer\w+ a retiré la demande de place pour Enfant.*le guichet peut reprendre la demande/s,
    );
    // A place that is offered is not taken from the other so: a no waits for its answer, and withdrawing would not.
    const others = await twoHomes();
    const offer = await offered(others);
    const refused = await others.laura.browser.post(`/mon-dossier/demandes/${others.request.id}/retirer`, {
      reason: 'moved_away',
      version: String((await requestOf(others)).version),
    });
    expect([refused.status, textOf(refused.html)]).toEqual([
      422,
      expect.stringContaining('l’autre responsable peut encore l’accepter'),
    ]);
    expect([await stateOf(offer), await messagesOf(others, 'request-withdrawn')]).toEqual(['open', []]);
    // By a key that is nobody’s, nobody knows who it was: both are told, and nobody is named.
    const unknown = await twoHomes();
    const key = { kind: 'family', dossierId: unknown.request.dossierId, draftId: null } as const;
    const { version: now } = await requestOf(unknown);
    await test.app.get(RequestActs).withdrawRequest(key, unknown.request.id, 'moved_away', now);
    expect(await recipientsOf(unknown, 'request-withdrawn')).toEqual([unknown.mails.laura, unknown.mails.nadir]);
    for (const { body } of await messagesOf(unknown, 'request-withdrawn'))
      expect(body).toMatch(/Une personne responsable d’Enfant\w+ a retiré/);
    const expecting = await twoHomes();
    const { id } = expecting.request;
    await test.app
      .get(UnitOfWork)
      .run((tx) => tx.update(ChildRequest, { id }, { birthDate: null, dueDate: '2027-06-01' }));
    const unborn = await requestOf(expecting);
    const path = `/mon-dossier/demandes/${id}/retirer`;
    await expecting.laura.browser.post(path, { reason: 'no_longer_needed', version: String(unborn.version) });
    expect((await requestOf(expecting)).state).toBe('withdrawn');
    expect(await messagesOf(expecting, 'request-withdrawn')).toEqual([]);
  });

  it('a place of an emergency: the one who did not answer reads that the commission has still to confirm it', async () => {
    const homes = await twoHomes();
    const offer = await offered(homes, true);
    const laura = await openBy(homes, 'offer', homes.mails.laura);
    await laura.post(`/mon-dossier/offres/${offer.id}/accepter`);
    const [told] = await messagesOf(homes, 'offer-answered-by-other');
    expect([told!.recipient, told!.body]).toEqual([
      homes.mails.nadir,
      expect.stringMatching(/donnée en urgence, jusqu’au 31 juillet 2027.*elle doit encore la confirmer/),
    ]);
    const nadir = await openBy(homes, 'offer', homes.mails.nadir);
    expect((await nadir.opens(`/mon-dossier/offres/${offer.id}`)).text).toContain(
      'La prochaine commission doit encore la confirmer',
    );
    const [own] = await messagesOf(homes, 'offer-answered');
    expect(own!.body).toContain('le guichet peut rendre la place, après avoir entendu les deux parents');
  });

  it('where nobody knows which of them accepted, nobody is told that it did', async () => {
    const homes = await twoHomes();
    const offer = await offered(homes);
    const family: Actor = { kind: 'family', dossierId: homes.request.dossierId, draftId: null };
    await test.app.get(UnitOfWork).run((tx) => test.app.get(Offers).acceptOffer(tx, family, offer.id));
    const [told] = await messagesOf(homes, 'offer-answered');
    expect([told!.recipient, told!.body]).toEqual([
      homes.mails.laura,
      expect.stringContaining('La famille a accepté la place proposée'),
    ]);
    expect(await recipientsOf(homes, 'offer-answered-by-other')).toEqual([homes.mails.nadir]);
  });

  it('the list of answers shows neither the address of the other, nor that it lacks', async () => {
    const homes = await twoHomes();
    const offer = await offered(homes);
    const laura = await openBy(homes, 'offer', homes.mails.laura);
    const nadir = await openBy(homes, 'offer', homes.mails.nadir);
    for (const adult of [laura, nadir]) await decline(adult, offer);
    const page = await nadir.get(`/mon-dossier/demandes/${homes.request.id}/reponses`);
    expect([page.status, textOf(page.html)]).toEqual([200, expect.not.stringMatching(OF_LAURA)]);
    expect(textOf(page.html)).toContain('Donnée par l’autre parent, pour lui seul');
  });

  it('two noes end it, and one no counts once the deadline has passed', async () => {
    const homes = await twoHomes();
    const offer = await offered(homes);
    for (const mail of [homes.mails.laura, homes.mails.nadir]) await decline(await openBy(homes, 'offer', mail), offer);
    expect(await stateOf(offer)).toBe('declined');

    const others = await twoHomes();
    const late = await offered(others);
    await decline(await openBy(others, 'offer', others.mails.laura), late);
    await test.app
      .get(UnitOfWork)
      .run((tx) => test.app.get(OfferReminders).recordReminder(tx, late.id, clockOf(test.app).now()));
    clockOf(test.app).travelTo('2026-12-20T09:00:00.000Z');
    await runDueJobs(test.app);
    expect(await stateOf(late)).toBe('declined');
    expect(await recipientsOf(others, 'offer-answered-by-other')).toEqual([
      others.mails.laura,
      others.mails.nadir,
      others.mails.nadir,
    ]);
  });

  it('a link that is given at the counter is one adult’s, and shows nothing of the other home', async () => {
    const homes = await twoHomes();
    const agent = await signedIn(test.app, 'agent');
    const shown = await agent.opens(`/rpe/demandes/${homes.request.id}`);
    expectRefusal(await agent.presses(shown.form('/acces')), 'Choisissez à qui vous donnez cet accès.');
    const given = await agent.presses(shown.form('/acces'), { accessFor: '2' });
    expect(given.text).toContain('Pour Nadir');
    const path = /\/suivre\/[\w-]+/.exec(given.text)![0];
    const nadir = new Browser(test.app);
    await nadir.get(path);
    await nadir.post(path, { dateDay: '11', dateMonth: '3', dateYear: '2026' });
    const page = (rank: number) => `/mon-dossier/demandes/${homes.request.id}/reponses/responsable/${rank}`;
    expect((await nadir.opens(page(2))).source).toMatch(OF_NADIR);
    expect((await nadir.opens(page(1))).source).not.toMatch(OF_LAURA);
  });
});
