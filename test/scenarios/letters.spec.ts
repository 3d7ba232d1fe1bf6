import decodeQR from 'qr/decode.js';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { RequestMoves, TriageActs } from '../../src/dossier/dossier/index.js';
import { Offers } from '../../src/places/placement/index.js';
import { Offer } from '../../src/places/placement/persistence/placement.entities.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { Outbox } from '../../src/foundation/platform/outbox/index.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { LetterBatch } from '../../src/first-desk/mailroom/persistence/mailroom.entities.js';
import { Letters } from '../../src/first-desk/mailroom/letters.js';
import { DATABASES } from '../support/app.js';
import { Browser, hiddenValue, textOf, type Answer } from '../support/browser.js';
import { TOLD } from '../support/forms.js';
import { OutboxWorld } from '../support/outbox.js';
import { paintPage, textOfPdf } from '../support/pdf.js';
import { AGENT, COORDINATOR, FULL_WEEK, SESSION } from '../support/placement-world.js';
import { PASSWORD, STAFF } from '../support/seed.js';

describe.each(DATABASES)('letters (%s)', (kind) => {
  let world: OutboxWorld;
  let agent: Browser;
  let batchUrl: string;
  const families: Awaited<ReturnType<OutboxWorld['family']>>[] = [];

  beforeAll(async () => {
    world = await OutboxWorld.open(kind);
    for (const addressLine of ['10 rue des Écoles', '2 rue des Écoles', '7 place de l’Église'])
      families.push(await world.family({ preferredChannel: 'letter', addressLine }));
    await world.runJobs();
    agent = new Browser(world.test.app);
    await agent.signIn(STAFF['agent']!.email, PASSWORD);
  });
  afterAll(() => world.close());

  const print = async (desk: Browser, batch: string): Promise<Answer> => {
    await desk.get(batch);
    return desk.post(`${batch}/lettres.pdf`);
  };
  const letters = async (): Promise<Message[]> => world.reader.find(Message, { where: { channel: 'letter' } });

  it('wait for their desk and for no other', async () => {
    expect(textOf((await agent.get('/courrier')).html)).toContain('3 lettres attendent d’être imprimées');
    const other = new Browser(world.test.app);
    await other.signIn(STAFF['otherAgent']!.email, PASSWORD);
    expect(textOf((await other.get('/courrier')).html)).toContain('Aucune lettre à imprimer');
  });

  it('go in one batch, in address order, each once', async () => {
    const made = await agent.post('/courrier/lots', { desk: 'rpe' });
    batchUrl = agent.url;
    const text = textOf(made.html);
    expect([text.indexOf('2 rue des Écoles'), text.indexOf('7 place')].every((at) => at > 0)).toBe(true);
    expect(text.indexOf('2 rue des Écoles')).toBeLessThan(text.indexOf('10 rue des Écoles'));
    expect((await letters()).map(({ state }) => state)).toEqual(['printed', 'printed', 'printed']);
    const again = await agent.post('/courrier/lots', { desk: 'rpe' });
    expect([again.status, textOf(again.html)]).toEqual([422, expect.stringContaining('Plus aucune lettre')]);
  });

  it('are one PDF, printed again as often as needed, and not by another desk', async () => {
    const [first, second] = [await print(agent, batchUrl), await print(agent, batchUrl)];
    expect(first.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(first.bytes.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(3);
    expect(first.bytes.toString('latin1')).toContain('pdfuaid');
    const printed = [await textOfPdf(first.bytes), await textOfPdf(second.bytes)];
    expect(printed[0]!.match(/Sans internet, appelez le guichet au 01 99 00 71 30/g)).toHaveLength(3);
    // Each print has codes of its own, and every one of them opens the page that asks for the date.
    const codes = printed.map((text) =>
      [...text.matchAll(/Code à écrire sur cette page : (\S+)/g)].map((found) => found[1]!),
    );
    expect([codes[0]!.length, codes[1]!.length, new Set(codes.flat()).size]).toEqual([3, 3, 6]);
    for (const code of codes.flat()) {
      const family = new Browser(world.test.app);
      await family.get('/suivre');
      await family.post('/suivre', { code: ` ${code.toLowerCase()} ` });
      const opened = await family.post(family.url, { dateDay: '11', dateMonth: '3', dateYear: '2026' });
      expect([code, opened.url]).toEqual([code, '/mon-dossier']);
    }
    // What a telephone reads on the paper opens the same page, without a code to type.
    const scanned = decodeQR(await paintPage(first.bytes, 1));
    expect(scanned).toMatch(new RegExp(`/suivre/${codes[0]![0]!.replaceAll('-', '')}$`));
    const scanning = new Browser(world.test.app);
    await scanning.get(new URL(scanned).pathname);
    const seen = await scanning.post(scanning.url, { dateDay: '11', dateMonth: '3', dateYear: '2026' });
    expect(seen.url).toBe('/mon-dossier');
    const mistaken = new Browser(world.test.app);
    await mistaken.get('/suivre');
    const refused = await mistaken.post('/suivre', { code: 'K7MX-42' });
    expect([
      refused.status,
      textOf(refused.html).includes('Écrivez le code de la lettre'),
      refused.html.includes('value="K7MX-42"'),
    ]).toEqual([422, true, true]);
    const other = new Browser(world.test.app);
    await other.signIn(STAFF['otherAgent']!.email, PASSWORD);
    expect((await other.get(batchUrl)).status).toBe(404);
    await other.get('/courrier');
    expect((await other.post(`${batchUrl}/lettres.pdf`)).status).toBe(404);
    expect((await other.post(`${batchUrl}/poster`)).status).toBe(404);
    expect((await other.post('/courrier/lots', { desk: 'rpe' })).status).toBe(404);
  });

  it('count as handed over once they are posted', async () => {
    world.clock.travelTo('2026-11-25T15:00:00.000Z');
    await agent.get(batchUrl);
    await agent.post(`${batchUrl}/poster`);
    await agent.post(`${batchUrl}/poster`);
    expect((await letters()).map(({ state, handedOverAt }) => `${state} ${handedOverAt?.slice(0, 16)}`)).toEqual(
      Array(3).fill('handed_over 2026-11-25T15:00'),
    );
  });

  it('that come back are said to, and the words go by another way', async () => {
    const { dossierId, email } = families[0]!;
    const [letter] = await world.messages(dossierId);
    await agent.get(batchUrl);
    expect((await agent.post(`${batchUrl}/revenues`)).status).toBe(422);
    expect((await agent.post(`${batchUrl}/revenues`, { letters: letter!.id })).status).toBe(200);
    await world.runJobs();
    expect(await world.story(dossierId)).toEqual(['letter failed returned', 'email handed_over']);
    expect(world.mails.to(email)).toHaveLength(1);
  });

  it('name the town of an address that the desk noted by the code of its commune', async () => {
    const { dossierId, requestId } = families[1]!;
    const [letter] = await world.messages(dossierId);
    const answers = `/rpe/demandes/${requestId}/repondre/responsable/1`;
    const version = hiddenValue((await agent.get(answers)).html, 'version')!;
    const noted = {
      version,
      ...TOLD,
      firstName: 'Laura',
      surname: 'Ferreira',
      addressLine: '4 rue Neuve',
      postalCode: '71450',
      communeCode: '71040',
      preferredChannel: 'letter',
    };
    // What the move changes is read first, and confirmed.
    const asked = await agent.post(answers, noted);
    expect(asked.status).toBe(422);
    const movesTo = hiddenValue(asked.html, 'movesTo')!;
    expect((await agent.post(answers, { ...noted, movesTo })).status).toBe(200);
    expect(textOf((await agent.get(`/rpe/demandes/${requestId}/messages/${letter!.id}`)).html)).toContain(
      'Laura Ferreira, 4 rue Neuve, 71450 Blanzy',
    );
    expect(textOf((await agent.get(`/rpe/demandes/${requestId}`)).html)).toContain('4 rue Neuve, 71450 Blanzy');
  });

  it('are taken by one of two agents who press the button at once', async () => {
    for (let n = 0; n < 4; n += 1) await world.family({ preferredChannel: 'letter' });
    const made = await Promise.allSettled(
      [AGENT, AGENT, AGENT].map((who) => world.test.app.get(Letters).makeBatch(who, 'rpe')),
    );
    expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    const batches = await world.reader.find(LetterBatch, { order: { madeAt: 'ASC' } });
    expect(batches.map(({ letters: count }) => count)).toEqual([3, 4]);
  });

  /** A family written to by letter, and offered a place. */
  const offeredByLetter = async (
    addressLine: string,
  ): Promise<{ dossierId: string; requestId: string; offerId: string }> => {
    const { dossierId, requestId } = await world.family({ preferredChannel: 'letter', addressLine });
    const { app } = world.test;
    const { id: offerId } = await app.get(UnitOfWork).run(async (tx) => {
      for (const action of ['takeUp', 'orient', 'list'] as const) {
        if (action === 'orient') await app.get(TriageActs).orientRequest(tx, AGENT, requestId, ['commission']);
        else await app.get(RequestMoves).move(tx, AGENT, requestId, action);
      }
      return app
        .get(Offers)
        .makeOffer(tx, SESSION, 'admit', {
          requestId,
          dossierId,
          sectionId: 'ma-71306:babies',
          from: '2027-03-01',
          to: '2028-02-29',
          slots: FULL_WEEK,
          coversNeed: true,
          reofferAllowed: false,
          days: 10,
        });
    });
    await world.runJobs();
    return { dossierId, requestId, offerId };
  };
  const aboutOffer = (found: readonly Message[], what: string): Message =>
    found.find(({ about }) => about?.startsWith(`${what}:`))!;

  it('about an offer say until when it can be answered now, not when they were written', async () => {
    const { dossierId, requestId } = await offeredByLetter('12 rue du Puits');
    const { app } = world.test;
    expect(aboutOffer(await world.messages(dossierId), 'offer').body).toContain(
      'Répondez au plus tard le 5 décembre 2026',
    );
    // The printer stood still for three weeks: nothing has lapsed, since no reminder reached the family.
    world.clock.travelTo('2026-12-14T09:00:00.000Z');
    await world.runJobs();
    const late = new Browser(app);
    await late.signIn(STAFF['agent']!.email, PASSWORD);
    await late.get('/courrier');
    await late.post('/courrier/lots', { desk: 'rpe' });
    const batchPage = late.url;
    const printed = await textOfPdf((await print(late, batchPage)).bytes);
    expect(printed.match(/au plus tard le 15 décembre 2026/g)!.length).toBeGreaterThanOrEqual(2);
    expect(printed).not.toContain('au plus tard le 5 décembre 2026');
    await late.get(batchPage);
    await late.post(`${batchPage}/poster`);
    // Kept as it was posted, but for the code that was on the paper.
    const kept = aboutOffer(await world.messages(dossierId), 'offer');
    expect([
      kept.body.includes('Répondez au plus tard le 15 décembre 2026'),
      kept.body.includes('/suivre/{secret}?vers=offre'),
    ]).toEqual([true, true]);
    const [offer] = await world.reader.find(Offer, { where: { requestId } });
    expect(offer!.effectiveDeadline).toMatch(/^2026-12-16T09:00/);
  });

  it('about an offer that has ended do not go out: out of the next batch, and out of the one that is being printed', async () => {
    const { app } = world.test;
    const decline = ({ offerId }: { offerId: string }) =>
      app.get(UnitOfWork).run((tx) => app.get(Offers).declineOffer(tx, AGENT, offerId, 'hours', 'wait'));
    const desk = new Browser(app);
    await desk.signIn(STAFF['agent']!.email, PASSWORD);
    const stateOf = async ({ dossierId }: { dossierId: string }) =>
      aboutOffer(await world.messages(dossierId), 'offer').state;

    const early = await offeredByLetter('3 impasse Tôt');
    expect(textOf((await desk.get('/courrier')).html).match(/3 impasse Tôt/g)).toHaveLength(2);
    await decline(early);
    // What was deposited is still confirmed to the family, and so is its answer: the letter about the offer is gone.
    const waiting = (await world.messages(early.dossierId)).filter(({ state }) => state === 'to_do');
    expect(waiting.map(({ kind }) => kind)).toEqual(['receipt', 'offer-answered']);
    expect(textOf((await desk.get('/courrier')).html).match(/3 impasse Tôt/g)).toHaveLength(2);
    expect(await stateOf(early)).toBe('kept');
    expect(textOf((await desk.get(`/rpe/demandes/${early.requestId}`)).html)).toContain(
      '71300 Montceau-les-Mines – n’est plus à envoyer',
    );

    const late = await offeredByLetter('5 impasse Tard');
    await desk.get('/courrier');
    await desk.post('/courrier/lots', { desk: 'rpe' });
    const batch = desk.url;
    const printed = async (): Promise<string> => textOfPdf((await print(desk, batch)).bytes);
    // Two letters to one household are one letter in one envelope, which greets once.
    const together = await printed();
    expect(textOf((await desk.get(batch)).html)).toContain('enveloppes suffisent');
    expect(together.match(/5 impasse Tard/g)).toHaveLength(1);
    const own = together.slice(together.indexOf('5 impasse Tard'));
    expect(own).toContain('Une place pour');
    expect(own.match(/Bonjour,/g)).toHaveLength(1);
    await decline(late);
    const shown = textOf((await desk.get(batch)).html);
    expect(shown).toContain(
      'Une lettre n’est plus à envoyer : ce dont elle parle a changé, a reçu une réponse ou n’a plus lieu.',
    );
    const left = await printed();
    expect(left.match(/5 impasse Tard/g)).toHaveLength(1);
    expect(left.slice(left.indexOf('5 impasse Tard'))).not.toContain('Une place pour');
    await desk.get(batch);
    await desk.post(`${batch}/poster`);
    expect(await stateOf(late)).toBe('kept');
    expect(textOf((await desk.get(batch)).html)).toContain('n’est plus à envoyer');
  });

  it('to members of commissions are the coordinator’s', async () => {
    await world.test.app
      .get(UnitOfWork)
      .run((tx) =>
        world.test.app
          .get(Outbox)
          .writeMessage(tx, {
            kind: 'session-call',
            dossierId: null,
            language: 'fr',
            channel: 'letter',
            recipient: 'Mme la sous-préfète',
            subject: 'Convocation',
            body: 'Bonjour,\n\n– à 9 h',
          }),
      );
    expect(
      (await world.test.app.get(Letters).listWaiting(COORDINATOR)).map(({ deskId, letters: all }) => [
        deskId,
        all.length,
      ]),
    ).toEqual([[null, 1]]);
    expect((await world.test.app.get(Letters).listWaiting(AGENT)).map(({ deskId }) => deskId)).not.toContain(null);
    await expect(world.test.app.get(Letters).makeBatch(AGENT, null)).rejects.toThrow('desk');
  });
});
