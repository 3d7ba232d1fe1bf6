import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { FamilyAccess, type DossierForm } from '../../src/dossier/index.js';
import { addDays, type Day } from '../../src/kernel/time.js';
import { Offers } from '../../src/placement/index.js';
import { Reader, UnitOfWork, type Tx } from '../../src/platform/database/index.js';
import { SqlQueueDriver } from '../../src/platform/queue/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, hiddenValue, textOf } from '../support/browser.js';
import {
  anOrientedRequest,
  aThursday,
  clockOf,
  emptySeats,
  givePlaces,
  keepAllAndClose,
  listFor,
  messagesTo,
  openSession,
  planSession,
  seedCommissions,
  stateOf,
} from '../support/commission.js';
import { aChild, aForm } from '../support/forms.js';
import { voteGrid } from '../support/grids.js';
import { lost } from '../support/ledger.js';
import { PASSWORD, STAFF } from '../support/seed.js';

type Family = Awaited<ReturnType<typeof anOrientedRequest>>;
const MA = 'ma-71306';
const BABIES = `${MA}:babies`;
const hours = { start: '08:00', end: '18:00' };
const dayFields = (name: string, day: Day): Record<string, string> => {
  const [year = '', month = '', date = ''] = day.split('-');
  return { [`${name}Day`]: date, [`${name}Month`]: month, [`${name}Year`]: year };
};

describe.each(DATABASES)('an offer, its answer and what comes after (%s)', (kind) => {
  let test: TestApp;
  let far = 30;
  const [birth, entry] = ['2027-02-01', '2027-09-01'];
  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => test.app.get(UnitOfWork).run(work);
  const rows = <T>(sql: string, parameters: Record<string, string> = {}): Promise<T[]> =>
    test.app.get(Reader).sql<T>(sql, parameters);
  const openOffer = async ({ requestId }: Family) =>
    (await test.app.get(Offers).openOfferOf(test.app.get(Reader), requestId))!;
  const placementOf = async ({ requestId }: Family) =>
    (
      await rows<{
        id: string;
        from: Day;
        to: Day;
        adaptation_from: Day | null;
        dates_state: string | null;
        state: string;
      }>('SELECT id, "from", "to", adaptation_from, dates_state, state FROM placement WHERE request_id = :requestId', {
        requestId,
      })
    )[0]!;
  const signedIn = async (name: string): Promise<Browser> => {
    const browser = new Browser(test.app);
    await browser.signIn(STAFF[name]!.email, PASSWORD);
    return browser;
  };
  const opened = async ({ dossierId }: Family, language = 'fr'): Promise<Browser> => {
    const link = `/suivre/${await run((tx) => test.app.get(FamilyAccess).giveLink(tx, { dossierId }))}`;
    const browser = new Browser(test.app, language);
    await browser.get(link);
    await browser.post(link, dayFields('date', birth));
    return browser;
  };
  /** Families in the order of their requests, the first so many of whom are offered a place. */
  const offered = async (places: number, count: number, form: Partial<DossierForm> = {}): Promise<Family[]> => {
    await givePlaces(test.app, BABIES, places);
    const families: Family[] = [];
    for (let index = 0; index < count; index += 1) {
      families.push(
        await anOrientedRequest(test.app, {
          form,
          requestedAt: `2026-01-0${index + 1}T08:00:00.000Z`,
          child: { birthDate: birth, need: { ...aChild().need, wantedFrom: entry, week: { mon: hours } } },
        }),
      );
    }
    const { id } = await planSession(test.app, {
      day: aThursday(test.app, far),
      entryFrom: entry,
      room: `Salle ${far}`,
    });
    far += 7;
    for (const { requestId } of families) await listFor(test.app, requestId, id);
    await openSession(test.app, id);
    await keepAllAndClose(test.app, id);
    return families;
  };
  const accepted = async (family: Family): Promise<string> => {
    const browser = await opened(family);
    const url = `/mon-dossier/offres/${(await openOffer(family)).id}`;
    await browser.get(url);
    await browser.post(`${url}/accepter`);
    return url;
  };

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    for (const section of ['toddlers', 'older']) await givePlaces(test.app, `${MA}:${section}`, 0);
    // A grid that counts what becomes of offers.
    await voteGrid(test.app, (grid) => ({
      ...grid,
      items: [
        ...grid.items,
        { code: 'offer_refused', points: -20 },
        { code: 'unanswered_offers', perUnit: -5, cap: null },
      ],
    }));
  });
  beforeEach(async () => {
    clockOf(test.app).travelTo('2026-11-24T08:00:00.000Z');
    await emptySeats(test.app);
  });
  afterAll(() => test.close());

  it('says before the buttons, and in the message, what the grid counts of a refusal; the next session counts it', async () => {
    const [first] = await offered(1, 1);
    const browser = await opened(first!);
    const url = `/mon-dossier/offres/${(await openOffer(first!)).id}`;
    const text = textOf((await browser.get(url)).html);
    const said =
      'Refuser retire 20 points à votre demande aux prochaines commissions. Elle reste sur la liste d’attente si vous le souhaitez.';
    expect(text).toContain(said);
    expect(text).toContain('Ne pas répondre retire 5 points à votre demande');
    expect(text).toContain('Accepter puis ne pas venir ne retire aucun point à votre demande');
    expect(text.indexOf(said)).toBeLessThan(text.indexOf('J’accepte cette place'));
    expect(textOf((await (await opened(first!, 'en')).get(url)).html)).toContain(
      'Declining takes 20 points from your request at the next commissions.',
    );
    const [mail] = await rows<{ body: string }>(
      `SELECT body FROM message WHERE kind = 'offer' AND recipient = :email`,
      { email: first!.email },
    );
    expect(mail!.body).toContain(`– ${said}`);

    await browser.get(url);
    await browser.post(`${url}/refuser`, { reason: 'distance', choice: 'wait' });
    // There was a place: who declined it, or let it lapse, does not read that there is none.
    const waiting = textOf((await browser.get('/mon-dossier')).html);
    expect(waiting).toContain('Votre demande est sur la liste d’attente. Nous continuons de chercher.');
    expect(waiting).not.toContain('pas de place pour le moment');
    const { id } = await planSession(test.app, { day: aThursday(test.app, far), entryFrom: entry, room: 'Encore' });
    far += 7;
    await listFor(test.app, first!.requestId, id);
    await openSession(test.app, id);
    const [judged] = await rows<{ lines: string; points: number }>(
      'SELECT lines, points FROM candidacy WHERE session_id = :id',
      { id },
    );
    expect(
      (JSON.parse(judged!.lines) as { code: string; points: number }[]).find(({ code }) => code === 'offer_refused'),
    ).toMatchObject({ points: -20, proof: 'recorded' });
    expect(textOf((await (await signedIn('coordinator')).get(`/commissions/${id}/ordre-du-jour`)).html)).toContain(
      'A refusé une place proposée',
    );
    // Refused once, a second refusal changes nothing more: the page says so.
    await keepAllAndClose(test.app, id);
    expect(textOf((await browser.get(`/mon-dossier/offres/${(await openOffer(first!)).id}`)).html)).toContain(
      'Refuser ne retire aucun point à votre demande',
    );
  });

  it('an answer by telephone: who said it, when, noted by whom; written to the family and shown to it', async () => {
    const [accepting, declining] = await offered(2, 2);
    const agent = await signedIn('agent');
    const act = async ({ requestId }: Family, path: string, fields: Record<string, string>) => {
      const shown = await agent.get(`/rpe/demandes/${requestId}`);
      return agent.post(`/rpe/demandes/${requestId}/offre/${path}`, {
        version: hiddenValue(shown.html, 'version')!,
        ...fields,
      });
    };
    const silent = await act(accepting!, 'accepter', {});
    expect([silent.status, textOf(silent.html)]).toEqual([
      422,
      expect.stringContaining('Choisissez qui a donné la réponse.'),
    ]);
    const offer = await openOffer(accepting!);
    // The agent reads out the hour that the family reads on its own page.
    const until = '4 décembre 2026 à 23 h 59';
    expect(textOf((await agent.get(`/rpe/demandes/${accepting!.requestId}`)).html)).toContain(
      `Réponse attendue au plus tard le ${until}`,
    );
    expect(textOf((await (await opened(accepting!)).get(`/mon-dossier/offres/${offer.id}`)).html)).toContain(
      `Répondez au plus tard le ${until}`,
    );
    await act(accepting!, 'accepter', { acceptedBy: '1' });
    expect(await stateOf(test.app, accepting!.requestId)).toBe('placed');
    expect(textOf((await agent.get(`/rpe/demandes/${accepting!.requestId}`)).html)).toMatch(
      /Dit par Laura Nom\d+ le 24 novembre 2026[^,]*, noté par Agent du RPE/,
    );
    expect(await messagesTo(test.app, accepting!.email)).toContain('offer-answered');
    const [mail] = await rows<{ body: string }>(
      `SELECT body FROM message WHERE kind = 'offer-answered' AND recipient = :email`,
      { email: accepting!.email },
    );
    expect(mail!.body).toMatch(
      /Agent du RPE du guichet a noté votre réponse par téléphone \(Laura Nom\d+\) : vous acceptez la place à Multi-accueil/,
    );
    expect(textOf((await (await opened(accepting!)).get(`/mon-dossier/offres/${offer.id}`)).html)).toMatch(
      /Réponse donnée par téléphone par Laura Nom\d+ le 24 novembre 2026[^,]*, notée par Agent du RPE, du guichet\./,
    );

    await act(declining!, 'refuser', { declinedBy: '1', declineReason: 'distance', declineChoice: 'wait' });
    expect(await stateOf(test.app, declining!.requestId)).toBe('waiting_list');
    expect(await rows('SELECT said_by FROM offer WHERE request_id = :id', { id: declining!.requestId })).toEqual([
      { said_by: 1 },
    ]);
  });

  it('an answer of a family that can only be rung is not one more call to make', async () => {
    const [rung] = await offered(1, 1, {
      adults: [{ ...aForm().adults[0]!, email: null, phone: '0385112233', addressLine: null }],
    });
    const agent = await signedIn('agent');
    const screen = `/rpe/demandes/${rung!.requestId}`;
    const shown = await agent.get(screen);
    expect(textOf(shown.html)).toContain('par téléphone au 03 85 11 22 33 – à dire à la famille');
    await agent.post(`${screen}/offre/refuser`, {
      version: hiddenValue(shown.html, 'version')!,
      declinedBy: '1',
      declineReason: 'distance',
      declineChoice: 'wait',
    });
    expect(await stateOf(test.app, rung!.requestId)).toBe('waiting_list');
    expect(
      (await rows<{ kind: string }>('SELECT kind FROM message WHERE dossier_id = :id', { id: rung!.dossierId })).map(
        (one) => one.kind,
      ),
    ).not.toContain('offer-answered');
    const after = textOf((await agent.get(screen)).html);
    for (const gone of ['À faire : Joindre la famille', 'Ces messages n’ont pas atteint la famille'])
      expect(after).not.toContain(gone);
  });

  it('adaptation and entry: proposed by the director, agreed by the family; the seats follow, within what was offered', async () => {
    const [family] = await offered(1, 1);
    const url = await accepted(family!);
    const { id } = await placementOf(family!);
    const director = await signedIn('director');
    const child = `/eaje/${MA}/accueils/${id}`;
    expect(textOf((await director.get(child)).html)).toContain('Convenir de l’entrée');
    const wrong = await director.post(`${child}/dates`, {
      ...dayFields('adaptation', '2027-08-30'),
      ...dayFields('start', '2027-09-06'),
      agreement: 'propose',
    });
    expect([wrong.status, textOf(wrong.html)]).toEqual([
      422,
      expect.stringContaining('Choisissez un début d’adaptation entre le 1er septembre 2027'),
    ]);
    const nothing = await director.post(`${child}/dates`, {});
    expect([nothing.status, textOf(nothing.html)]).toEqual([
      422,
      expect.stringContaining('Donnez le premier jour d’adaptation'),
    ]);

    await director.post(`${child}/dates`, {
      ...dayFields('adaptation', '2027-09-20'),
      ...dayFields('start', '2027-09-27'),
      agreement: 'propose',
    });
    // Proposed: nothing has moved yet.
    expect(await placementOf(family!)).toMatchObject({
      from: entry,
      adaptation_from: '2027-09-20',
      dates_state: 'proposed',
    });
    expect(await messagesTo(test.app, family!.email)).toContain('start-proposed');
    const browser = await opened(family!);
    expect((await browser.get('/mon-dossier')).html).toContain(`href="${url}"`);
    expect(textOf((await browser.get(url)).html)).toContain(
      'Dates proposées par l’établissement Début de l’adaptation lundi 20 septembre 2027 Accueil complet lundi 27 septembre 2027',
    );
    expect(textOf((await browser.post(`${url}/dates`)).html)).toContain('C’est convenu.');
    expect(await placementOf(family!)).toMatchObject({ from: '2027-09-20', dates_state: 'agreed' });
    expect(await rows('SELECT "from" FROM solution WHERE placement_id = :id', { id })).toEqual([
      { from: '2027-09-20' },
    ]);
    expect(await lost(test.app.get(Reader))).toHaveLength(0);
    expect((await browser.post(`${url}/dates`)).status).toBe(422);

    // Back to the first day offered, agreed on the telephone.
    await director.get(child);
    await director.post(`${child}/dates`, {
      ...dayFields('adaptation', entry),
      ...dayFields('start', '2027-09-08'),
      agreement: 'agreed',
    });
    expect(await placementOf(family!)).toMatchObject({ from: entry, dates_state: 'agreed' });
    expect(await lost(test.app.get(Reader))).toHaveLength(0);
    expect((await messagesTo(test.app, family!.email)).filter((one) => one === 'start-agreed')).toHaveLength(2);

    const stranger = await signedIn('otherDirector');
    await stranger.get('/eaje');
    expect(
      (
        await stranger.post(`${child}/dates`, {
          ...dayFields('adaptation', entry),
          ...dayFields('start', entry),
          agreement: 'agreed',
        })
      ).status,
    ).toBe(404);
    const [another] = await offered(2, 1);
    const other = await opened(another!);
    await other.get('/mon-dossier');
    expect((await other.post(`${url}/dates`)).status).toBe(404);
  });

  it('a child who never came: the family is told, its request waits again, the place goes to the next in rank', async () => {
    const [absent, next] = await offered(1, 2);
    await accepted(absent!);
    const { id } = await placementOf(absent!);
    clockOf(test.app).travelTo('2027-09-15T08:00:00.000Z');
    await run((tx) => tx.write(`UPDATE job SET state = 'cancelled' WHERE state = 'waiting'`));
    const director = await signedIn('director');
    const child = `/eaje/${MA}/accueils/${id}`;
    expect(textOf((await director.get(child)).html)).toContain(
      'proposées à la famille suivante si la commission l’a permis',
    );
    await director.post(`${child}/absence`);
    expect(await stateOf(test.app, absent!.requestId)).toBe('waiting_list');
    expect(await messagesTo(test.app, absent!.email)).toContain('no-show');
    expect(await placementOf(absent!)).toMatchObject({ to: addDays('2027-09-15', -1), state: 'ended' });
    await test.app.get(SqlQueueDriver).runDue();
    expect(await stateOf(test.app, next!.requestId)).toBe('offered');
    expect(await openOffer(next!)).toMatchObject({ sectionId: BABIES, from: '2027-09-15' });
    expect(await lost(test.app.get(Reader))).toHaveLength(0);
  });

  it('a child who never came, for whom a change of section was planned: nothing of the place stays held', async () => {
    const TODDLERS = `${MA}:toddlers`;
    await givePlaces(test.app, TODDLERS, 1);
    const [absent] = await offered(1, 1);
    await accepted(absent!);
    const { id } = await placementOf(absent!);
    clockOf(test.app).travelTo('2027-09-15T08:00:00.000Z');
    const director = await signedIn('director');
    const child = `/eaje/${MA}/accueils/${id}`;
    await director.get(child);
    await director.post(`${child}/section`, { sectionId: TODDLERS, ...dayFields('change', '2028-05-15') });
    const parts = () =>
      rows<{ section_id: string; to: Day; state: string }>(
        'SELECT section_id, "to", state FROM placement WHERE request_id = :id ORDER BY "from"',
        { id: absent!.requestId },
      );
    expect((await parts()).map(({ section_id, state }) => [section_id, state])).toEqual([
      [BABIES, 'held'],
      [TODDLERS, 'held'],
    ]);
    await director.get(child);
    await director.post(`${child}/absence`);
    expect(await parts()).toEqual([
      { section_id: BABIES, to: '2027-09-14', state: 'ended' },
      { section_id: TODDLERS, to: '2028-05-14', state: 'ended' },
    ]);
    expect(await rows('SELECT day FROM seat_ledger WHERE held > 0 AND day >= :day', { day: '2027-09-15' })).toEqual([]);
    expect(await lost(test.app.get(Reader))).toHaveLength(0);
    expect(
      await rows('SELECT "to" FROM solution WHERE request_id = :id AND ended_at IS NOT NULL', {
        id: absent!.requestId,
      }),
    ).toEqual([{ to: '2027-09-14' }]);
    await givePlaces(test.app, TODDLERS, 0);
  });

  it('a child who leaves before a planned change of section frees its seats there too; its request ends with its last day', async () => {
    const TODDLERS = `${MA}:toddlers`;
    await givePlaces(test.app, TODDLERS, 1);
    const [leaving] = await offered(1, 1);
    await accepted(leaving!);
    const { id } = await placementOf(leaving!);
    clockOf(test.app).travelTo('2027-09-15T08:00:00.000Z');
    const director = await signedIn('director');
    const child = `/eaje/${MA}/accueils/${id}`;
    await director.get(child);
    await director.post(`${child}/section`, { sectionId: TODDLERS, ...dayFields('change', '2028-05-15') });
    await director.get(child);
    await director.post(`${child}/depart`, dayFields('lastDay', '2027-11-30'));
    expect(
      await rows('SELECT section_id, "to", state FROM placement WHERE request_id = :id ORDER BY "from"', {
        id: leaving!.requestId,
      }),
    ).toEqual([
      { section_id: BABIES, to: '2027-11-30', state: 'held' },
      { section_id: TODDLERS, to: '2028-05-14', state: 'ended' },
    ]);
    expect(
      await rows('SELECT "to", ended_at FROM solution WHERE request_id = :id', { id: leaving!.requestId }),
    ).toEqual([{ to: '2027-11-30', ended_at: null }]);
    expect(
      await rows('SELECT day FROM seat_ledger WHERE held > 0 AND day >= :day AND section_id = :section', {
        day: '2027-12-01',
        section: TODDLERS,
      }),
    ).toEqual([]);
    expect(await lost(test.app.get(Reader))).toHaveLength(0);
    await givePlaces(test.app, TODDLERS, 0);
  });

  describe('a place accepted, then given up before its first day', () => {
    const giveUp = async (family: Family, url: string, fields: Record<string, string>) => {
      const browser = await opened(family);
      await browser.get(`${url}/renoncer`);
      return { browser, answer: await browser.post(`${url}/renoncer`, fields) };
    };
    const mailsOf = (kind: string) =>
      rows<{ recipient: string; body: string }>(
        'SELECT recipient, body FROM message WHERE kind = :kind ORDER BY recipient',
        { kind },
      );

    it('says what it costs, asks what comes next, frees the place for the next in rank and tells desk and director', async () => {
      const [first, next] = await offered(1, 2);
      const url = await accepted(first!);
      const browser = await opened(first!);
      expect((await browser.get('/mon-dossier')).html).toContain(`href="${url}/renoncer"`);
      const asked = textOf((await browser.get(`${url}/renoncer`)).html);
      expect(asked).toContain(
        'Renoncer à une place acceptée compte comme la refuser : cela retire 20 points à votre demande aux prochaines commissions.',
      );
      expect(asked).toContain('nous ne pourrons pas vous la rendre');
      const silent = await browser.post(`${url}/renoncer`, { reason: 'moved_away' });
      expect([silent.status, textOf(silent.html)]).toEqual([
        422,
        expect.stringContaining('Dites si nous continuons à chercher ou si nous arrêtons.'),
      ]);
      expect(silent.html).toMatch(/value="moved_away" selected/);
      expect(await stateOf(test.app, first!.requestId)).toBe('placed');

      expect(textOf((await browser.post(`${url}/renoncer`, { reason: '', choice: 'wait' })).html)).toContain(
        'Vous avez renoncé à cette place.',
      );
      expect(await stateOf(test.app, first!.requestId)).toBe('waiting_list');
      expect(
        await rows('SELECT next_act, next_act_due, next_act_owner FROM child_request WHERE id = :id', {
          id: first!.requestId,
        }),
      ).toEqual([{ next_act: 'confirm', next_act_due: '2027-02-22', next_act_owner: 'family' }]);
      expect(await placementOf(first!)).toMatchObject({ state: 'ended', to: addDays(entry, -1) });
      expect(await lost(test.app.get(Reader))).toHaveLength(0);
      expect(await messagesTo(test.app, first!.email)).toContain('given-up');
      const told = await mailsOf('place-given-up');
      expect(told.map(({ recipient }) => recipient)).toEqual([
        'agent@test.example',
        'collegue@test.example',
        'directrice@test.example',
      ]);
      for (const { body } of told)
        expect(body).toContain('Une famille renonce, avant le premier jour, à la place qu’elle avait acceptée');

      await test.app.get(SqlQueueDriver).runDue();
      expect(await openOffer(next!)).toMatchObject({ sectionId: BABIES, from: entry });
      // Pressed a second time: done already, once.
      const again = await browser.post(`${url}/renoncer`, { choice: 'wait' });
      expect(textOf(again.html)).toContain('Vous avez renoncé à cette place.');
      expect((await messagesTo(test.app, first!.email)).filter((kind) => kind === 'given-up')).toHaveLength(1);
      expect(
        await rows(`SELECT id FROM request_history WHERE request_id = :id AND action = 'giveUp'`, {
          id: first!.requestId,
        }),
      ).toHaveLength(1);
      expect(textOf((await browser.get(`${url}/renoncer`)).html)).toContain('Cette place n’est plus tenue pour vous');
    });

    it('counts as a refusal at the next session', async () => {
      const [family] = await offered(1, 1);
      await giveUp(family!, await accepted(family!), { choice: 'wait', reason: 'distance' });
      const { id } = await planSession(test.app, {
        day: aThursday(test.app, far),
        entryFrom: entry,
        room: `Salle ${far}`,
      });
      far += 7;
      await listFor(test.app, family!.requestId, id);
      await openSession(test.app, id);
      const [judged] = await rows<{ lines: string }>('SELECT lines FROM candidacy WHERE session_id = :id', { id });
      expect(
        (JSON.parse(judged!.lines) as { code: string; points: number }[]).find(({ code }) => code === 'offer_refused'),
      ).toMatchObject({ points: -20 });
    });

    it('ends the request of a family that stops there', async () => {
      const [family] = await offered(1, 1);
      await giveUp(family!, await accepted(family!), { choice: 'withdraw', reason: 'no_longer_needed' });
      expect(await stateOf(test.app, family!.requestId)).toBe('withdrawn');
      expect(
        await rows(`SELECT state, decline_reason FROM offer WHERE request_id = :id`, { id: family!.requestId }),
      ).toEqual([{ state: 'given_up', decline_reason: 'no_longer_needed' }]);
    });

    it('may be said by telephone: read to the family first, noted with who said it and by whom, once, and written to it', async () => {
      const [family, next] = await offered(1, 2);
      await accepted(family!);
      const agent = await signedIn('agent');
      const screen = `/rpe/demandes/${family!.requestId}`;
      const [, url] = /href="([^"]*\/renoncer)"/.exec((await agent.get(screen)).html)!;
      const asked = await agent.get(url!);
      expect(textOf(asked.html)).toContain('À lire à la famille avant de noter');
      for (const said of [
        'nous ne pourrons pas vous la rendre',
        'compte comme la refuser : cela retire 20 points à votre demande',
      ])
        expect(textOf(asked.html)).toContain(said);
      const fields = { version: hiddenValue(asked.html, 'version')!, giveUpReason: 'moved_away', giveUpChoice: 'wait' };
      const silent = await agent.post(url!, fields);
      expect([silent.status, textOf(silent.html)]).toEqual([
        422,
        expect.stringContaining('Choisissez qui a donné la réponse.'),
      ]);
      expect(silent.html).toMatch(/value="moved_away" selected/);
      expect(await stateOf(test.app, family!.requestId)).toBe('placed');

      // Pressed twice: the second press is the first one's.
      for (let press = 0; press < 2; press += 1) {
        await agent.get(screen);
        expect(textOf((await agent.post(url!, { ...fields, givenUpBy: '1' })).html)).toContain(
          'C’est noté : la famille renonce à la place.',
        );
      }
      expect(await stateOf(test.app, family!.requestId)).toBe('waiting_list');
      expect(
        await rows(`SELECT reason FROM request_history WHERE request_id = :id AND action = 'giveUp'`, {
          id: family!.requestId,
        }),
      ).toEqual([{ reason: 'moved_away' }]);
      const noted = textOf((await agent.get(screen)).html);
      expect(noted).toMatch(
        /Acceptée, puis rendue .* Dit par Laura Nom\d+ le 24 novembre 2026[^,]*, noté par Agent du RPE/,
      );
      expect(noted).toMatch(/Place acceptée, puis rendue .* Dit par Laura Nom\d+ au téléphone/);
      expect(noted).not.toContain('La famille renonce à la place à');
      const [mail, more] = await rows<{ body: string }>(
        `SELECT body FROM message WHERE kind = 'given-up' AND recipient = :email`,
        { email: family!.email },
      );
      expect([mail!.body, more]).toEqual([
        expect.stringMatching(
          /Agent du RPE du guichet a noté par téléphone \(Laura Nom\d+\) que vous renoncez à la place que vous aviez acceptée/,
        ),
        undefined,
      ]);
      expect(await lost(test.app.get(Reader))).toHaveLength(0);
      await test.app.get(SqlQueueDriver).runDue();
      expect(await openOffer(next!)).toMatchObject({ sectionId: BABIES, from: entry });
      expect(textOf((await agent.get(url!)).html)).toContain('Cette place n’est plus tenue pour vous');
    });

    it('is no longer noted by telephone from the first day on, nor by another desk', async () => {
      const [family] = await offered(1, 1);
      const [, offerId] = /offres\/([^/]+)/.exec(await accepted(family!))!;
      const url = `/rpe/demandes/${family!.requestId}/offres/${offerId}/renoncer`;
      const stranger = await signedIn('otherAgent');
      expect((await stranger.get(url)).status).toBe(404);
      const version = hiddenValue((await (await signedIn('agent')).get(url)).html, 'version')!;
      clockOf(test.app).travelTo(`${entry}T08:00:00.000Z`);
      const agent = await signedIn('agent');
      expect(textOf((await agent.get(url)).html)).toContain('L’accueil a commencé le mercredi 1er septembre 2027');
      const late = await agent.post(url, { version, givenUpBy: '1', giveUpChoice: 'wait' });
      expect([late.status, textOf(late.html)]).toEqual([
        422,
        expect.stringContaining(
          'L’accueil a commencé le mercredi 1er septembre 2027 : on ne peut plus y renoncer ici.',
        ),
      ]);
      expect(await stateOf(test.app, family!.requestId)).toBe('placed');
    });

    it('is no longer possible from the first day on, nor for another family', async () => {
      const [family] = await offered(1, 1);
      const url = await accepted(family!);
      const [stranger] = await offered(2, 1);
      expect((await giveUp(stranger!, url, { choice: 'wait' })).answer.status).toBe(404);
      clockOf(test.app).travelTo(`${entry}T08:00:00.000Z`);
      const { browser, answer } = await giveUp(family!, url, { choice: 'wait' });
      expect([answer.status, textOf(answer.html)]).toEqual([
        422,
        expect.stringContaining(
          'L’accueil a commencé le mercredi 1er septembre 2027 : on ne peut plus y renoncer ici. Pour y ' +
            'mettre fin, appelez l’établissement.',
        ),
      ]);
      expect(await stateOf(test.app, family!.requestId)).toBe('placed');
      expect((await browser.get('/mon-dossier')).html).not.toContain('/renoncer');
    });
  });
});
