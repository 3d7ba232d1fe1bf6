import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { addDays } from '../../src/foundation/kernel/time.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { DATABASES } from '../support/app.js';
import { keepAllAndClose, givePlaces, messagesTo, stateOf } from '../support/commission.js';
import { aForm } from '../support/forms.js';
import {
  caseOf,
  forgetPlannedJobs,
  heldFrom,
  offersTo,
  openOfferTo,
  outboxOf,
  partsOf,
  placeOf,
  requestOf,
  runDueJobs,
  solutionsOf,
} from '../support/kept.js';
import { lost } from '../support/ledger.js';
import { BABIES, ENTRY, OfferedFamilies, TODDLERS, type Family } from '../support/offered-families.js';
import { dayFields, expectRefusal, type FieldValues } from '../support/page.js';
import { signedIn } from '../support/people.js';

describe.each(DATABASES)('an offer, its answer and what comes after (%s)', (kind) => {
  let world: OfferedFamilies;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    world = await OfferedFamilies.open(kind);
    app = world.app;
  });
  beforeEach(() => world.startAnew());
  afterAll(() => world.close());

  const expectEverySeatCounted = async () => expect(await lost(app.get(Reader))).toHaveLength(0);
  const placeAsHeld = async ({ requestId }: Family) =>
    (await partsOf(app, requestId)).map(({ sectionId, to, state }) => ({ sectionId, to, state }));

  it('says before one can decline, and in the message, what the grid counts of a refusal; the next session counts it', async () => {
    const family = await world.aFamilyThatIsOffered();
    const url = await world.offerPage(family);
    const browser = await world.familyOf(family);
    const offer = await browser.opens(url);
    const said =
      'Refuser retire 20 points à votre demande aux prochaines commissions. Elle reste sur la liste d’attente si vous le souhaitez.';
    expect(offer.text).toContain(said);
    expect(offer.text).toContain('Ne pas répondre retire 5 points à votre demande');
    expect(offer.text).toContain('Accepter puis ne pas venir ne retire aucun point à votre demande');
    expect(offer.text.indexOf(said)).toBeLessThan(offer.text.indexOf('Pourquoi refusez-vous'));
    expect((await (await world.familyOf(family, 'en')).opens(url)).text).toContain(
      'Declining takes 20 points from your request at the next commissions.',
    );
    const [mail] = await outboxOf(app, { kind: 'offer', recipient: family.email });
    expect(mail!.body).toContain(`– ${said}`);
    // One last day, on the page and in the message.
    const lastDay = /au plus tard le (\d+\S* \S+ \d{4})/.exec(offer.text)![1]!;
    for (const text of [mail!.subject, mail!.body]) expect(text).toContain(`au plus tard le ${lastDay}`);

    await browser.presses(offer.form('/refuser'), { reason: 'distance', choice: 'wait' });
    // There was a place: who declined it, or let it lapse, does not read that there is none.
    const waiting = (await browser.opens('/mon-dossier')).text;
    expect(waiting).toContain('Votre demande est sur la liste d’attente. Nous continuons de chercher.');
    expect(waiting).not.toContain('pas de place pour le moment');

    const next = await world.aSessionOpenFor([family]);
    const { lines } = await caseOf(app, next, family.requestId);
    expect(lines!.find(({ code }) => code === 'offer_refused')).toMatchObject({ points: -20, proof: 'recorded' });
    const coordinator = await signedIn(app, 'coordinator');
    expect((await coordinator.opens(`/commissions/${next}/ordre-du-jour`)).text).toContain(
      'A refusé une place proposée',
    );
    // Refused once, a second refusal changes nothing more: the page says so.
    await keepAllAndClose(app, next);
    expect((await browser.opens(await world.offerPage(family))).text).toContain(
      'Refuser ne retire aucun point à votre demande',
    );
  });

  describe('an answer by telephone', () => {
    const noted = async (family: Family, answer: 'accepter' | 'refuser', fields: FieldValues) => {
      const agent = await signedIn(app, 'agent');
      const request = await agent.opens(`/rpe/demandes/${family.requestId}`);
      return agent.presses(request.form(`/offre/${answer}`), fields);
    };
    const DECLINED = { declinedBy: '1', declineReason: 'distance', declineChoice: 'wait' };

    it('is read out with the hour that the family reads on its own page, and says who gave it', async () => {
      const family = await world.aFamilyThatIsOffered();
      expectRefusal(await noted(family, 'accepter', {}), 'Choisissez qui a donné la réponse.');
      const until = '4 décembre 2026 à 23 h 59';
      const agent = await signedIn(app, 'agent');
      expect((await agent.opens(`/rpe/demandes/${family.requestId}`)).text).toContain(
        `Réponse attendue au plus tard le ${until}`,
      );
      const url = await world.offerPage(family);
      expect((await (await world.familyOf(family)).opens(url)).text).toContain(`Répondez au plus tard le ${until}`);
    });

    it('accepted: noted with who said it, when and by whom; written to the family and shown to it', async () => {
      const family = await world.aFamilyThatIsOffered();
      const url = await world.offerPage(family);
      await noted(family, 'accepter', { acceptedBy: '1' });
      expect(await stateOf(app, family.requestId)).toBe('placed');
      const agent = await signedIn(app, 'agent');
      expect((await agent.opens(`/rpe/demandes/${family.requestId}`)).text).toMatch(
        /Dit par Laura Nom\d+ le 24 novembre 2026[^,]*, noté par Agent du RPE/,
      );
      const [mail] = await outboxOf(app, { kind: 'offer-answered', recipient: family.email });
      expect(mail!.body).toMatch(
        /Agent du RPE du guichet a noté votre réponse par téléphone \(Laura Nom\d+\)\s: vous acceptez la place proposée pour Enfant/,
      );
      expect((await (await world.familyOf(family)).opens(url)).text).toMatch(
        /Réponse donnée par téléphone par Laura Nom\d+ le 24 novembre 2026[^,]*, notée par Agent du RPE, du guichet\./,
      );
    });

    it('declined: the request waits, and the offer keeps who said it', async () => {
      const family = await world.aFamilyThatIsOffered();
      await noted(family, 'refuser', DECLINED);
      expect(await stateOf(app, family.requestId)).toBe('waiting_list');
      expect((await offersTo(app, family.requestId)).map(({ saidBy }) => saidBy)).toEqual([1]);
    });

    it('declined for its date: the family is led to another date, by the message and on both pages, until it says it', async () => {
      const family = await world.aFamilyThatIsOffered();
      const url = await world.offerPage(family);
      const own = await world.familyOf(family);
      const refused = await own.presses((await own.opens(url)).form('/refuser'), {
        reason: 'start_date',
        choice: 'wait',
      });
      const [mail] = await outboxOf(app, { kind: 'offer-answered', recipient: family.email });
      expect(mail!.body).toContain('« Changer la date d’entrée souhaitée »');
      expect(refused.text).not.toContain('rien d’autre à faire');
      const change = refused.link('Changer la date d’entrée souhaitée').href;
      expect((await own.opens('/mon-dossier')).link('Changer la date d’entrée souhaitée').href).toBe(change);
      const need = (await own.opens(change)).button('Enregistrer');
      await own.presses(need, dayFields('wantedFrom', '2027-10-01'));
      expect((await requestOf(app, family.requestId)).wantedFrom).toBe('2027-10-01');
      for (const page of ['/mon-dossier', url])
        expect((await own.opens(page)).text).not.toContain('Changer la date d’entrée');
    });

    it('declined for its date by who stops looking, or for another reason: nothing is to change', async () => {
      for (const said of [
        { reason: 'start_date', choice: 'withdraw' },
        { reason: 'hours', choice: 'wait' },
      ]) {
        const family = await world.aFamilyThatIsOffered();
        const url = await world.offerPage(family);
        const own = await world.familyOf(family);
        await own.presses((await own.opens(url)).form('/refuser'), said);
        const [mail] = await outboxOf(app, { kind: 'offer-answered', recipient: family.email });
        expect(mail!.body).not.toContain('Changer la date');
        for (const page of ['/mon-dossier', url])
          expect((await own.opens(page)).text).not.toContain('Changer la date d’entrée');
      }
    });

    it('of a family that can only be rung is not one more call to make', async () => {
      const rung = await world.aFamilyThatIsOffered({
        adults: [{ ...aForm().adults[0]!, email: null, phone: '0385112233', addressLine: null }],
      });
      const agent = await signedIn(app, 'agent');
      const screen = `/rpe/demandes/${rung.requestId}`;
      expect((await agent.opens(screen)).text).toContain('par téléphone au 03 85 11 22 33 – à dire à la famille');
      await noted(rung, 'refuser', DECLINED);
      expect(await stateOf(app, rung.requestId)).toBe('waiting_list');
      expect(await outboxOf(app, { dossierId: rung.dossierId, kind: 'offer-answered' })).toEqual([]);
      const after = (await agent.opens(screen)).text;
      for (const gone of ['À faire : Joindre la famille', 'Ces messages n’ont pas atteint la famille'])
        expect(after).not.toContain(gone);
    });
  });

  describe('the dates of adaptation and entry', () => {
    const datesOf = (adaptation: string, start: string, agreement: 'propose' | 'agreed') => ({
      ...dayFields('adaptation', adaptation),
      ...dayFields('start', start),
      agreement,
    });

    it('are within what was offered, and complete', async () => {
      const { director, child } = await world.directorBefore(await world.aFamilyThatAccepted());
      expect(child.text).toContain('Convenir de l’entrée');
      expectRefusal(
        await director.presses(child.form('/dates'), datesOf('2027-08-30', '2027-09-06', 'propose')),
        'Choisissez un début d’adaptation entre le 1er septembre 2027',
      );
      expectRefusal(await director.sends(child.form('/dates').action), 'Donnez le premier jour d’adaptation');
    });

    it('proposed by the director, agreed by the family: the seats follow', async () => {
      const family = await world.aFamilyThatIsOffered();
      const url = await world.accepts(family);
      const { director, child } = await world.directorBefore(family);
      await director.presses(child.form('/dates'), datesOf('2027-09-20', '2027-09-27', 'propose'));
      // Proposed: nothing has moved yet.
      expect(await placeOf(app, family.requestId)).toMatchObject({
        from: ENTRY,
        adaptationFrom: '2027-09-20',
        datesState: 'proposed',
      });
      expect(await messagesTo(app, family.email)).toContain('start-proposed');

      const browser = await world.familyOf(family);
      expect((await browser.opens('/mon-dossier')).hasLinkTo(url)).toBe(true);
      const proposed = await browser.opens(url);
      expect(proposed.text).toContain(
        'Dates proposées par l’établissement Début de l’adaptation lundi 20 septembre 2027 Accueil complet lundi 27 septembre 2027',
      );
      expect((await browser.presses(proposed.form('/dates'))).text).toContain('C’est convenu.');
      expect(await placeOf(app, family.requestId)).toMatchObject({ from: '2027-09-20', datesState: 'agreed' });
      expect((await solutionsOf(app, family.requestId)).map(({ from }) => from)).toEqual(['2027-09-20']);
      await expectEverySeatCounted();
      expect((await browser.presses(proposed.form('/dates'))).status).toBe(422);

      // Back to the first Monday that was offered, agreed on the telephone. It does not come on the Wednesday.
      const wednesday = await director.presses(
        (await director.opens(child.url)).form('/dates'),
        datesOf(ENTRY, '2027-09-13', 'agreed'),
      );
      expectRefusal(
        wednesday,
        'Premier jour : l’enfant ne vient pas le 1er septembre 2027, d’après les demi-journées de la place.',
      );
      await director.presses(
        (await director.opens(child.url)).form('/dates'),
        datesOf('2027-09-06', '2027-09-13', 'agreed'),
      );
      expect(await placeOf(app, family.requestId)).toMatchObject({ from: '2027-09-06', datesState: 'agreed' });
      await expectEverySeatCounted();
      expect(await outboxOf(app, { kind: 'start-agreed', recipient: family.email })).toHaveLength(2);
    });

    it('are set by no other director, and agreed by no other family', async () => {
      const [family, another] = await world.offered(2, 2);
      const url = await world.accepts(family!);
      const { child } = await world.directorBefore(family!);
      const stranger = await signedIn(app, 'otherDirector');
      await stranger.opens('/eaje');
      const dates = datesOf(ENTRY, ENTRY, 'agreed');
      expect((await stranger.sends(child.form('/dates').action, dates)).status).toBe(404);
      const { director } = await world.directorBefore(family!);
      await director.presses(child.form('/dates'), datesOf('2027-09-20', '2027-09-27', 'propose'));
      const other = await world.familyOf(another!);
      await other.opens('/mon-dossier');
      expect((await other.sends(`${url}/dates`)).status).toBe(404);
    });
  });

  describe('a child who never came', () => {
    const firstDaysHavePassed = () => world.itIs('2027-09-15T08:00:00.000Z');

    it('the family is told, its request waits again, the place goes to the next in rank', async () => {
      const { offered: absent, next } = await world.twoFamiliesForOnePlace();
      await world.accepts(absent);
      firstDaysHavePassed();
      await forgetPlannedJobs(app);
      const { director, child } = await world.directorBefore(absent);
      expect(child.text).toContain('proposées à la famille suivante si la commission l’a permis');
      await director.presses(child.form('/absence'));
      expect(await stateOf(app, absent.requestId)).toBe('waiting_list');
      expect(await messagesTo(app, absent.email)).toContain('no-show');
      expect(await placeOf(app, absent.requestId)).toMatchObject({ to: addDays('2027-09-15', -1), state: 'ended' });
      await runDueJobs(app);
      expect(await stateOf(app, next.requestId)).toBe('offered');
      expect(await openOfferTo(app, next.requestId)).toMatchObject({ sectionId: BABIES, from: '2027-09-15' });
      await expectEverySeatCounted();
    });

    it('for whom a change of section was planned: nothing of the place stays held', async () => {
      await givePlaces(app, TODDLERS, 1);
      const absent = await world.aFamilyThatAccepted();
      firstDaysHavePassed();
      const { director, child } = await world.aChangeOfSectionIsPlanned(absent, '2028-05-15');
      expect((await placeAsHeld(absent)).map(({ sectionId, state }) => [sectionId, state])).toEqual([
        [BABIES, 'held'],
        [TODDLERS, 'held'],
      ]);
      await director.presses(child.form('/absence'));
      expect(await placeAsHeld(absent)).toEqual([
        { sectionId: BABIES, to: '2027-09-14', state: 'ended' },
        { sectionId: TODDLERS, to: '2028-05-14', state: 'ended' },
      ]);
      expect(await heldFrom(app, '2027-09-15')).toEqual([]);
      await expectEverySeatCounted();
      const ended = (await solutionsOf(app, absent.requestId)).filter(({ endedAt }) => endedAt !== null);
      expect(ended.map(({ to }) => to)).toEqual(['2027-09-14']);
    });

    it('but one who leaves before a planned change of section frees its seats there too; its request ends that day', async () => {
      await givePlaces(app, TODDLERS, 1);
      const leaving = await world.aFamilyThatAccepted();
      firstDaysHavePassed();
      const { director, child } = await world.aChangeOfSectionIsPlanned(leaving, '2028-05-15');
      await director.presses(child.form('/depart'), dayFields('lastDay', '2027-11-30'));
      expect(await placeAsHeld(leaving)).toEqual([
        { sectionId: BABIES, to: '2027-11-30', state: 'held' },
        { sectionId: TODDLERS, to: '2028-05-14', state: 'ended' },
      ]);
      const solutions = await solutionsOf(app, leaving.requestId);
      expect(solutions.map(({ to, endedAt }) => [to, endedAt])).toEqual([['2027-11-30', null]]);
      expect(await heldFrom(app, '2027-12-01', TODDLERS)).toEqual([]);
      await expectEverySeatCounted();
    });
  });
});
