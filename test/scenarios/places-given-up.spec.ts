import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { addDays } from '../../src/foundation/kernel/time.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { DATABASES } from '../support/app.js';
import { stateOf } from '../support/commission.js';
import {
  caseOf,
  dossierOf,
  historyOf,
  offersTo,
  openOfferTo,
  outboxOf,
  placeOf,
  requestOf,
  runDueJobs,
} from '../support/kept.js';
import { lost } from '../support/ledger.js';
import { BABIES, ENTRY, OfferedFamilies, type Family } from '../support/offered-families.js';
import { expectRefusal } from '../support/page.js';
import { signedIn } from '../support/people.js';

describe.each(DATABASES)('a place accepted, then given up before its first day (%s)', (kind) => {
  let world: OfferedFamilies;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    world = await OfferedFamilies.open(kind);
    app = world.app;
  });
  beforeEach(() => world.startAnew());
  afterAll(() => world.close());

  /** The family accepts, then opens the page that asks whether it gives the place up. */
  const aFamilyBeforeGivingUp = async (family: Family) => {
    const offer = await world.accepts(family);
    const browser = await world.familyOf(family);
    return { family, offer, browser, asked: await browser.opens(`${offer}/renoncer`) };
  };
  const expectTheSeatToGoTo = async ({ requestId }: Family) => {
    expect(await lost(app.get(Reader))).toHaveLength(0);
    await runDueJobs(app);
    expect(await openOfferTo(app, requestId)).toMatchObject({ sectionId: BABIES, from: ENTRY });
  };

  it('says what it costs, and asks what comes next', async () => {
    const { family, offer, browser, asked } = await aFamilyBeforeGivingUp(await world.aFamilyThatIsOffered());
    expect((await browser.opens('/mon-dossier')).hasLinkTo(`${offer}/renoncer`)).toBe(true);
    expect(asked.text).toContain(
      'Renoncer à une place acceptée compte comme la refuser : cela retire 20 points à votre demande aux prochaines commissions.',
    );
    expect(asked.text).toContain('nous ne pourrons pas vous la rendre');
    const silent = await browser.presses(asked.form('/renoncer'), { reason: 'moved_away' });
    expectRefusal(silent, 'Dites si nous continuons à chercher ou si nous arrêtons.');
    expect(silent.form('/renoncer').value('reason')).toBe('moved_away');
    expect(await stateOf(app, family.requestId)).toBe('placed');
  });

  it('frees the place for the next in rank and tells desk and director; pressed twice, it is done once', async () => {
    const { offered, next } = await world.twoFamiliesForOnePlace();
    const { family, browser, asked } = await aFamilyBeforeGivingUp(offered);
    const given = await browser.presses(asked.form('/renoncer'), { reason: '', choice: 'wait' });
    expect(given.text).toContain('Vous avez renoncé à cette place.');
    expect(await requestOf(app, family.requestId)).toMatchObject({
      state: 'waiting_list',
      nextAct: 'confirm',
      nextActDue: '2027-02-22',
      nextActOwner: 'family',
    });
    expect(await placeOf(app, family.requestId)).toMatchObject({ state: 'ended', to: addDays(ENTRY, -1) });
    const { number } = await dossierOf(app, family.dossierId);
    const told = (await outboxOf(app, { kind: 'place-given-up' })).filter(({ body }) => body.includes(number));
    expect(told.map(({ recipient }) => recipient)).toEqual([
      'agent@test.example',
      'collegue@test.example',
      'directrice@test.example',
    ]);
    for (const { body } of told)
      expect(body).toContain('Une famille renonce, avant le premier jour, à la place qu’elle avait acceptée');
    // It never was, so no page says from when to when.
    const { text } = await (await signedIn(app, 'agent')).opens(`/rpe/demandes/${family.requestId}`);
    expect(text).toContain('abandonnée avant de commencer : elle devait commencer le');
    expect(text).not.toContain('au 31 août 2027');
    await expectTheSeatToGoTo(next);

    const again = await browser.presses(asked.form('/renoncer'), { choice: 'wait' });
    expect(again.text).toContain('Vous avez renoncé à cette place.');
    expect(await outboxOf(app, { kind: 'given-up', recipient: family.email })).toHaveLength(1);
    expect(await historyOf(app, family.requestId, 'giveUp')).toHaveLength(1);
    expect((await browser.opens(asked.url)).text).toContain('Cette place n’est plus tenue pour vous');
  });

  it('counts as a refusal at the next session', async () => {
    const { family, browser, asked } = await aFamilyBeforeGivingUp(await world.aFamilyThatIsOffered());
    await browser.presses(asked.form('/renoncer'), { choice: 'wait', reason: 'distance' });
    const session = await world.aSessionOpenFor([family]);
    const { lines } = await caseOf(app, session, family.requestId);
    expect(lines!.find(({ code }) => code === 'offer_refused')).toMatchObject({ points: -20 });
  });

  it('ends the request of a family that stops there', async () => {
    const { family, browser, asked } = await aFamilyBeforeGivingUp(await world.aFamilyThatIsOffered());
    await browser.presses(asked.form('/renoncer'), { choice: 'withdraw', reason: 'no_longer_needed' });
    expect(await stateOf(app, family.requestId)).toBe('withdrawn');
    const offers = await offersTo(app, family.requestId);
    expect(offers.map(({ state, declineReason }) => [state, declineReason])).toEqual([
      ['given_up', 'no_longer_needed'],
    ]);
  });

  it('is possible for no other family', async () => {
    const [family, stranger] = await world.offered(2, 2);
    const offer = await world.accepts(family!);
    const browser = await world.familyOf(stranger!);
    expect((await browser.opens(`${offer}/renoncer`)).status).toBe(404);
    expect((await browser.sends(`${offer}/renoncer`, { choice: 'wait' })).status).toBe(404);
  });

  it('is no longer possible from the first day on', async () => {
    const { family, offer, asked } = await aFamilyBeforeGivingUp(await world.aFamilyThatIsOffered());
    world.itIs(`${ENTRY}T08:00:00.000Z`);
    const browser = await world.familyOf(family);
    await browser.opens(`${offer}/renoncer`);
    expectRefusal(
      await browser.presses(asked.form('/renoncer'), { choice: 'wait' }),
      'L’accueil a commencé le mercredi 1er septembre 2027 : on ne peut plus y renoncer ici. Pour y ' +
        'mettre fin, appelez l’établissement.',
    );
    expect(await stateOf(app, family.requestId)).toBe('placed');
    expect((await browser.opens('/mon-dossier')).hasLinkTo(/\/renoncer/)).toBe(false);
  });

  describe('by telephone', () => {
    const MOVED_AWAY = { giveUpReason: 'moved_away', giveUpChoice: 'wait' };
    /** An agent before the page that is read to the family. */
    const anAgentBeforeNoting = async ({ requestId }: Family) => {
      const agent = await signedIn(app, 'agent');
      const request = await agent.opens(`/rpe/demandes/${requestId}`);
      return { agent, request, asked: await agent.opens(request.linkTo('/renoncer').href) };
    };

    it('is read to the family first, and not noted without who said it', async () => {
      const family = await world.aFamilyThatAccepted();
      const { agent, asked } = await anAgentBeforeNoting(family);
      for (const said of [
        'À lire à la famille avant de noter',
        'nous ne pourrons pas vous la rendre',
        'compte comme la refuser : cela retire 20 points à votre demande',
      ])
        expect(asked.text).toContain(said);
      const silent = await agent.presses(asked.form('/renoncer'), MOVED_AWAY);
      expectRefusal(silent, 'Choisissez qui a donné la réponse.');
      expect(silent.form('/renoncer').value('giveUpReason')).toBe('moved_away');
      expect(await stateOf(app, family.requestId)).toBe('placed');
    });

    it('is noted once with who said it and by whom, however often it is pressed, and written to the family', async () => {
      const { offered: family, next } = await world.twoFamiliesForOnePlace();
      await world.accepts(family);
      const { agent, request, asked } = await anAgentBeforeNoting(family);
      for (let press = 0; press < 2; press += 1) {
        const noted = await agent.presses(asked.form('/renoncer'), { ...MOVED_AWAY, givenUpBy: '1' });
        expect(noted.text).toContain('C’est noté : la famille renonce à la place.');
      }
      expect(await stateOf(app, family.requestId)).toBe('waiting_list');
      expect((await historyOf(app, family.requestId, 'giveUp')).map(({ reason }) => reason)).toEqual(['moved_away']);

      const noted = (await agent.opens(request.url)).text;
      expect(noted).toMatch(
        /Acceptée, puis rendue .* Dit par Laura Nom\d+ le 24 novembre 2026[^,]*, noté par Agent du RPE/,
      );
      expect(noted).toMatch(/Place acceptée, puis rendue .* Dit par Laura Nom\d+ au téléphone/);
      expect(noted).not.toContain('La famille renonce à la place à');
      const mails = await outboxOf(app, { kind: 'given-up', recipient: family.email });
      expect(mails.map(({ body }) => body)).toEqual([
        expect.stringMatching(
          /Agent du RPE du guichet a noté par téléphone \(Laura Nom\d+\) que vous renoncez à la place acceptée/,
        ),
      ]);
      await expectTheSeatToGoTo(next);
      expect((await agent.opens(asked.url)).text).toContain('Cette place n’est plus tenue pour vous');
    });

    it('is no longer noted from the first day on, nor by another desk', async () => {
      const family = await world.aFamilyThatAccepted();
      const { asked } = await anAgentBeforeNoting(family);
      expect((await (await signedIn(app, 'otherAgent')).opens(asked.url)).status).toBe(404);
      world.itIs(`${ENTRY}T08:00:00.000Z`);
      const agent = await signedIn(app, 'agent');
      expect((await agent.opens(asked.url)).text).toContain('L’accueil a commencé le mercredi 1er septembre 2027');
      expectRefusal(
        await agent.presses(asked.form('/renoncer'), { givenUpBy: '1', giveUpChoice: 'wait' }),
        'L’accueil a commencé le mercredi 1er septembre 2027 : on ne peut plus y renoncer ici.',
      );
      expect(await stateOf(app, family.requestId)).toBe('placed');
    });
  });
});
