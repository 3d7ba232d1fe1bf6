import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { ensureAccount, hashPassword } from '../../src/territory/accounts/index.js';
import { Candidacy, CommissionSession } from '../../src/commissions/commission/persistence/commission.entities.js';
import { RequestMoves } from '../../src/dossier/dossier/index.js';
import { AdmissionRevocations } from '../../src/second-desk/eaje/admission-revocations.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { Offers, Placements, PlacementEnds, seedPlacements, type Placement } from '../../src/places/placement/index.js';
import { Offer, SeatLedger } from '../../src/places/placement/persistence/placement.entities.js';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { Catalogue } from '../../src/foundation/platform/i18n/index.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { Capacity, ClosingPeriod } from '../../src/offer/supply/persistence/supply.entities.js';
import { DATABASES } from '../support/app.js';
import { Browser, hiddenValue, textOf, type Answer } from '../support/browser.js';
import { aChild, wishFor } from '../support/forms.js';
import { AGENT, directorOf, PlacementWorld, SESSION } from '../support/placement-world.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const MONTCEAU = '/eaje/ma-71306';
const dayFields = (name: string, day: string): Record<string, string> => {
  const [year = '', month = '', date = ''] = day.split('-');
  return { [`${name}Day`]: date, [`${name}Month`]: month, [`${name}Year`]: year };
};
const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri'].flatMap((day) => [`${day}-am`, `${day}-pm`]);
/** Twelve numbers, Monday morning to Saturday afternoon. */
const seats = (places: number): string[] => [...Array<string>(10).fill(String(places)), '', ''];

describe.each(DATABASES)('The director’s desk (%s)', (kind) => {
  let world: PlacementWorld;
  let director: Browser;
  const signedIn = async (email: string): Promise<Browser> => {
    const browser = new Browser(world.app);
    await browser.signIn(email, PASSWORD);
    return browser;
  };
  const family = (dossierId: string) => ({ kind: 'family', dossierId, draftId: null }) as const;
  const accepted = async (wishes = [wishFor('ma-71306')]): Promise<{ requestId: string; placement: Placement }> => {
    const request = await world.listed({ wishes });
    const offer = await world.admit(request, {
      sectionId: 'ma-71306:older',
      // On Wednesdays the section has room for the children of all these tests.
      slots: 0b110000,
      from: '2027-01-04',
      to: '2027-08-31',
    });
    await world.run((tx) => world.app.get(Offers).acceptOffer(tx, family(request.dossierId), offer.id));
    return {
      requestId: request.requestId,
      placement: (await world.app.get(Placements).ofRequest(world.reader, request.requestId))[0]!,
    };
  };
  const expectRefused = (answer: Answer, sentence: string, status = 422): void => {
    expect(answer.status).toBe(status);
    expect(textOf(answer.html)).toContain('Il y a un problème');
    expect(textOf(answer.html)).toContain(sentence);
  };

  beforeAll(async () => {
    world = await PlacementWorld.open(kind);
    const passwordHash = await hashPassword(PASSWORD);
    await world.run(async (tx) => {
      await seedPlacements(tx, 'data', '2026-11-25');
      await ensureAccount(tx, {
        email: 'paje@test.example',
        name: 'Directrice Paje',
        passwordHash,
        at: world.clock.now(),
        grants: [{ role: 'eaje_director', establishmentId: 'mc-paje-71222' }],
      });
    });
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    director = await signedIn(STAFF['director']!.email);
  });

  describe('home', () => {
    it('leads to the one establishment, with its figures and its next session', async () => {
      await world.oriented();
      await world.run((tx) =>
        tx.insert(CommissionSession, {
          id: newId(),
          bodyId: 'montceau',
          state: 'planned',
          startsAt: '2027-03-10T08:00:00.000Z',
          room: 'salle du conseil',
          entryFrom: '2027-09-01',
          reofferAllowed: true,
          gridId: null,
          placesDeclaredAt: null,
          frozenAt: null,
          closedAt: null,
          version: 1,
        }),
      );
      const text = textOf((await director.get('/eaje')).html);
      expect(director.url).toBe(MONTCEAU);
      expect(text).toContain('Multi-accueil de Montceau-les-Mines');
      expect(text).toMatch(/\d+ demandes? en cours vous nomm/);
      expect(text).toContain('Prochaine séance : 10 mars 2027 à 9 h');
      expect(text).toContain('entrées à partir du 1er septembre 2027');
    });

    it('of a private micro-crèche says that its director decides', async () => {
      const paje = await signedIn('paje@test.example');
      expect(textOf((await paje.get('/eaje')).html)).toContain('ne dépend d’aucune commission');
    });
  });

  describe('what is another’s is not there', () => {
    it.each(['', '/semaine', '/places', '/places/babies', '/accueils', '/demandes'])('page %p', async (path) => {
      expect((await director.get(`${MONTCEAU}${path}`)).status).toBe(200);
      const other = await signedIn(STAFF['otherDirector']!.email);
      expect((await other.get(`${MONTCEAU}${path}`)).status).toBe(404);
      const agent = await signedIn(STAFF['agent']!.email);
      expect((await agent.get(`${MONTCEAU}${path}`)).status).toBe(404);
    });

    it('places, closings and changes of another’s children', async () => {
      const { placement } = await accepted();
      const other = await signedIn(STAFF['otherDirector']!.email);
      await other.get('/eaje');
      const child = `${MONTCEAU}/accueils/${placement.id}`;
      const acts: [string, Record<string, string | string[]>][] = [
        [`${MONTCEAU}/places/babies`, { ...dayFields('from', '2027-01-04'), 'seats[]': seats(1) }],
        [
          `${MONTCEAU}/semaine/fermetures`,
          { ...dayFields('from', '2027-01-04'), ...dayFields('to', '2027-01-05'), reason: 'x' },
        ],
        [`${child}/depart`, dayFields('lastDay', '2027-05-01')],
        [`/eaje/ma-71040/accueils/${placement.id}/depart`, dayFields('lastDay', '2027-05-01')],
        [`/eaje/ma-71040/accueils/${placement.id}/absence`, {}],
      ];
      for (const [url, fields] of acts) expect([url, (await other.post(url, fields)).status]).toEqual([url, 404]);
    });

    it('a request that does not name the establishment', async () => {
      const { requestId } = await world.oriented({ wishes: [wishFor('ma-71040')] });
      expect((await director.get(`/eaje/demandes/${requestId}`)).status).toBe(404);
      expect((await director.get(`/eaje/demandes/${requestId}/admission`)).status).toBe(404);
      const { requestId: named } = await world.oriented();
      expect((await director.get(`/eaje/demandes/${named}/admission?etablissement=ma-71040`)).status).toBe(404);
    });
  });

  describe('the week', () => {
    it('shows free, confirmed and promised places, goes to the weeks beside it, and reads any date', async () => {
      const request = await world.listed();
      await world.admit(request, { slots: 0b11, from: '2027-01-04', to: '2027-01-08' });
      const text = textOf((await director.get(`${MONTCEAU}/semaine?du=2027-01-06`)).html);
      expect(text).toContain('Semaine du 4 janvier 2027 au 8 janvier 2027');
      expect(text).toMatch(/\d+ confirmées?, 1 promise, 0 proposée/);
      expect((await director.get(`${MONTCEAU}/semaine?du=2027-01-06`)).html).toContain('semaine?du=2027-01-11');
      expect((await director.get(`${MONTCEAU}/semaine?du=n’importe`)).status).toBe(200);
      expect(textOf((await director.get(`${MONTCEAU}/semaine?du=2027-03-28`)).html)).toContain(
        'Semaine du 22 mars 2027 au 26 mars 2027',
      );
    });

    it('shows what a session under way proposes, beside what is held', async () => {
      const { requestId, dossierId } = await world.listed();
      const sessionId = newId();
      const hours = { start: '08:00', end: '18:00' };
      await world.run(async (tx) => {
        await tx.insert(CommissionSession, {
          id: sessionId,
          bodyId: 'montceau',
          state: 'prepared',
          startsAt: '2027-02-10T08:00:00.000Z',
          room: 'salle 2',
          entryFrom: '2027-04-05',
          reofferAllowed: true,
          gridId: null,
          placesDeclaredAt: null,
          frozenAt: null,
          closedAt: null,
          version: 1,
        });
        await tx.insert(Candidacy, {
          id: newId(),
          sessionId,
          requestId,
          dossierId,
          state: 'frozen',
          version: 1,
          agendaNumber: 1,
          points: 1,
          lines: null,
          rank: 1,
          snapshot: { birth: '2026-03-11', wantedFrom: '2027-03-01', week: { fri: hours } } as Candidacy['snapshot'],
          proposedSectionId: 'ma-71306:older',
          decision: null,
          decidedSectionId: null,
          decidedSlots: null,
          reason: null,
          deferredToId: null,
          kept: null,
          reofferedFromId: null,
        });
      });
      const proposals = async (day: string) =>
        textOf((await director.get(`${MONTCEAU}/semaine?du=${day}`)).html).match(/1 proposée(?!s)/g)?.length ?? 0;
      expect(await proposals('2027-03-29')).toBe(0);
      expect(await proposals('2027-04-05')).toBe(2);
      await world.run((tx) => tx.update(CommissionSession, { id: sessionId }, { state: 'cancelled' }));
    });

    it('shows a closing as closed; it can be declared once, and removed', async () => {
      await director.get(`${MONTCEAU}/semaine`);
      const closing = {
        ...dayFields('from', '2027-02-15'),
        ...dayFields('to', '2027-02-16'),
        reason: 'congés d’hiver',
      };
      const week = await director.post(`${MONTCEAU}/semaine/fermetures`, closing);
      expect(textOf(week.html)).toContain('15/02/2027, fermé : congés d’hiver');
      expect(week.html.match(/app-grid__cell--closed/g)).toHaveLength(12);
      expectRefused(
        await director.post(`${MONTCEAU}/semaine/fermetures`, closing),
        'déjà fermé du 15 février 2027 au 16 février 2027',
      );
      expectRefused(
        await director.post(`${MONTCEAU}/semaine/fermetures`, { ...closing, toYear: '9999' }),
        'Vérifiez les années : une fermeture tient entre le 25 novembre 2023 et le 25 novembre 2029.',
      );
      const id = (await world.reader.find(ClosingPeriod))[0]!.id;
      await director.post(`${MONTCEAU}/semaine/fermetures/${id}/retirer`);
      expect(await world.reader.count(ClosingPeriod)).toBe(0);
    });

    it('keeps what was typed when it cannot be read', async () => {
      await director.get(`${MONTCEAU}/semaine`);
      const answer = await director.post(`${MONTCEAU}/semaine/fermetures`, {
        fromDay: '31',
        fromMonth: '2',
        fromYear: '2027',
        reason: '',
      });
      expectRefused(answer, 'Premier jour : écrivez une date qui existe');
      expect(textOf(answer.html)).toContain('Écrivez le dernier jour.');
      expect(textOf(answer.html)).toContain('Écrivez le motif de la fermeture');
      expect(answer.html).toContain('value="31"');
      // Two dates on a page: each says which one it is.
      const both = await director.post(`${MONTCEAU}/semaine/fermetures`, {
        ...dayFields('from', '2027-02-30'),
        ...dayFields('to', '2027-02-31'),
        reason: 'congés',
      });
      expectRefused(both, 'Premier jour : écrivez une date qui existe');
      expectRefused(both, 'Dernier jour : écrivez une date qui existe');
    });
  });

  describe('places', () => {
    it('change from a day on, and the period before ends the day before', async () => {
      await director.get(`${MONTCEAU}/places/older`);
      const page = await director.post(`${MONTCEAU}/places/older`, {
        ...dayFields('from', '2027-09-01'),
        'seats[]': seats(18),
      });
      expect(page.status).toBe(200);
      expect(textOf(page.html)).toContain('du 1er septembre 2026 au 31 août 2027');
      const rows = await world.reader.find(Capacity, {
        where: { sectionId: 'ma-71306:older' },
        order: { from: 'ASC' },
      });
      expect(rows.map((row) => [row.from, row.to, row.seats['mon-am']])).toEqual([
        ['2026-09-01', '2027-08-31', 20],
        ['2027-09-01', null, 18],
      ]);
    });

    it('are refused below what is held, above the authorisation, in the past, or when they are no number', async () => {
      await director.get(`${MONTCEAU}/places/toddlers`);
      const post = (from: string, values: string[]) =>
        director.post(`${MONTCEAU}/places/toddlers`, { ...dayFields('from', from), 'seats[]': values });
      const below = await post('2026-11-25', seats(3));
      expectRefused(below, 'places sont déjà prises : on ne peut pas en déclarer moins');
      expect(below.html).toContain('value="3"');
      expectRefused(
        await post('2026-11-25', seats(18)),
        'les sections auraient 53 places ensemble : l’établissement peut en recevoir 52 au plus',
      );
      expectRefused(await post('2026-11-24', seats(17)), 'les places passées ne changent plus');
      expectRefused(
        await post('2027-01-04', ['beaucoup', ...seats(17).slice(1)]),
        'Écrivez un nombre de places entre 0 et 200 pour le lundi matin',
      );
      expect(await world.reader.count(Capacity, { sectionId: 'ma-71306:toddlers' })).toBe(1);
    });

    it('may go above at times once overbooking is allowed', async () => {
      await director.get(`${MONTCEAU}/places`);
      const page = await director.post(`${MONTCEAU}/places/surnombre`, { overbooking: 'yes' });
      expect(page.html).toMatch(/name="overbooking"[^>]*checked/);
      const uneven = ['20', '20', ...seats(16).slice(2)];
      expect(
        (await director.post(`${MONTCEAU}/places/toddlers`, { ...dayFields('from', '2028-01-03'), 'seats[]': uneven }))
          .status,
      ).toBe(200);
      expectRefused(
        await director.post(`${MONTCEAU}/places/surnombre`, {}),
        'l’établissement peut en recevoir 52 au plus',
      );
    });
  });

  describe('children', () => {
    it('are named when their family is known; the others are places taken over', async () => {
      const { requestId } = await accepted();
      const name = (await world.request(requestId)).firstName!;
      const text = textOf((await director.get(`${MONTCEAU}/accueils`)).html);
      expect(text).toContain(name);
      expect(text).toContain('place reprise');
      expect(text).toContain('en cours ou à venir');
    });

    it('leave: refused outside the stay, then the seats are free from the day after', async () => {
      const { placement } = await accepted();
      const url = `${MONTCEAU}/accueils/${placement.id}`;
      await director.get(url);
      expectRefused(
        await director.post(`${url}/depart`, dayFields('lastDay', '2031-01-01')),
        'entre le 4 janvier 2027 et le 31 août 2027',
      );
      expectRefused(await director.post(`${url}/depart`, {}), 'Écrivez le dernier jour de l’enfant.');
      const held = await world.heldOn(placement.sectionId, '2027-05-12');
      expect((await director.post(`${url}/depart`, dayFields('lastDay', '2027-05-03'))).status).toBe(200);
      expect(await world.heldOn(placement.sectionId, '2027-05-12')).toBe(held - 1);
    });

    it('change section, are prolonged, or never came', async () => {
      const { placement, requestId } = await accepted();
      const url = `${MONTCEAU}/accueils/${placement.id}`;
      await director.get(url);
      expectRefused(
        await director.post(`${url}/section`, { ...dayFields('change', '2027-03-01') }),
        'Choisissez une section',
      );
      expectRefused(
        await director.post(`${url}/section`, { sectionId: 'ma-71306:older', ...dayFields('change', '2027-03-01') }),
        'L’enfant est déjà dans cette section',
      );
      expect(
        (await director.post(`${url}/section`, { sectionId: 'ma-71040:older', ...dayFields('change', '2027-03-01') }))
          .status,
      ).toBe(404);
      expect(
        textOf((await director.post(`${url}/prolongation`, dayFields('newLastDay', '2027-09-30'))).html),
      ).toContain('L’accueil est prolongé.');
      const days = await world.reader.count(SeatLedger, { sectionId: 'ma-71306:older' });
      expectRefused(
        await director.post(`${url}/prolongation`, dayFields('newLastDay', '9999-01-01')),
        'Vérifiez l’année : une place ne se tient pas au-delà du 31 décembre 2033.',
      );
      expect(await world.reader.count(SeatLedger, { sectionId: 'ma-71306:older' })).toBe(days);
      expect(textOf((await director.get(url)).html)).not.toContain('L’enfant n’est jamais venu');
      expectRefused(
        await director.post(`${url}/absence`),
        'L’enfant est attendu le 4 janvier 2027 : avant ce jour, on ne peut pas noter qu’il n’est pas venu.',
      );
      expect((await world.request(requestId)).state).toBe('placed');
      const today = world.clock.now();
      world.clock.travelTo('2027-01-04T09:00:00.000Z');
      director = await signedIn(STAFF['director']!.email);
      expect(textOf((await director.get(url)).html)).toContain('L’enfant n’est jamais venu');
      expect(textOf((await director.post(`${url}/absence`)).html)).toContain(
        'la demande retourne sur la liste d’attente',
      );
      expect((await world.request(requestId)).state).toBe('waiting_list');
      const ended = textOf((await director.get(url)).html);
      expect([ended.includes('Rétablir l’accueil'), ended.includes('Noter un départ')]).toEqual([true, false]);
      world.clock.travelTo(today);
    });
  });

  describe('requests', () => {
    it('that name the establishment are listed with rank, need and state; the read of one is audited', async () => {
      const { requestId } = await world.oriented({ wishes: [wishFor('cf-71306'), wishFor('ma-71306')] });
      const request = await world.request(requestId);
      const row = textOf((await director.get(`${MONTCEAU}/demandes?etat=oriented`)).html);
      expect(row).toContain(`${request.firstName} ${request.surname}`);
      expect(row).toContain('Vœu n° 2');
      expect(row).toMatch(/\d+ mois|moins d’un mois/);
      expect(row).toContain('lun. mar. jeu. ven.');
      const page = textOf((await director.get(`/eaje/demandes/${requestId}`)).html);
      expect(page).toContain('lundi de 8 h à 18 h');
      expect(page).toContain('exemple.fr');
      expect(page).not.toContain('quotient');
      // The day of its birth opens the links of its family, and is said of a child who comes.
      const said = world.app.get(Catalogue).translator('fr').day(request.birthDate!);
      expect([row.includes(said), page.includes(said)]).toEqual([false, false]);
      expect(await world.reader.count(AuditEvent, { action: 'request.read', subjectId: requestId })).toBe(1);
    });

    it('go before a session of the body', async () => {
      const { requestId } = await world.oriented();
      const page = await director.get(`/eaje/demandes/${requestId}`);
      const sessionId = /name="sessionId"[^>]*value="([^"]+)"/.exec(page.html)?.[1] ?? '';
      const fields = { sessionId, version: hiddenValue(page.html, 'version') ?? '' };
      expect(textOf((await director.post(`/eaje/demandes/${requestId}/seance`, fields)).html)).toContain(
        'La demande est inscrite à la séance.',
      );
      expect((await world.request(requestId)).state).toBe('before_commission');
      expectRefused(
        await director.post(`/eaje/demandes/${requestId}/seance`, { version: fields.version }),
        'Choisissez une séance.',
      );
    });
  });

  describe('an admission', () => {
    const admission = {
      sectionId: 'ma-71306:babies',
      ...dayFields('from', '2027-03-03'),
      ...dayFields('to', '2027-08-31'),
      slots: ['wed-am', 'wed-pm'],
      reason: 'care_lost',
    };
    const post = async (
      browser: Browser,
      requestId: string,
      fields: Record<string, string | string[]>,
    ): Promise<Answer> => {
      const page = await browser.get(`/eaje/demandes/${requestId}/admission`);
      return browser.post(`/eaje/demandes/${requestId}/admission`, {
        version: hiddenValue(page.html, 'version') ?? '',
        ...fields,
      });
    };

    it('in an emergency holds the seats, writes to the family, and the body has still to ratify it', async () => {
      const { requestId, dossierId } = await world.oriented();
      const page = await post(director, requestId, {
        ...admission,
        ...dayFields('from', '2027-03-01'),
        slots: ['mon-am'],
      });
      expect(textOf(page.html)).toContain('la commission devra la confirmer');
      const offer = (await world.app.get(Offers).openOfferOf(world.reader, requestId))!;
      expect(offer).toMatchObject({
        emergency: true,
        coversNeed: false,
        sectionId: 'ma-71306:babies',
        from: '2027-03-01',
      });
      await world.run((tx) => world.app.get(Offers).acceptOffer(tx, family(dossierId), offer.id));
      expect(textOf((await director.get(MONTCEAU)).html)).toContain('À confirmer par la commission');
    });

    it('is refused when the section is full, naming the half-day, with what was typed kept', async () => {
      const full = (
        await world.reader.sql<{ day: string; places: number; held: number }>(
          `SELECT day, places, held FROM seat_ledger WHERE section_id = :section AND weekday = 3 AND half = 0
            AND day >= '2027-03-01' ORDER BY day LIMIT 1`,
          { section: 'ma-71306:babies' },
        )
      )[0]!;
      for (let left = Number(full.places) - Number(full.held); left > 0; left -= 1)
        await world.admit(await world.listed(), { slots: 0b110000 });
      const { requestId } = await world.oriented();
      const answer = await post(director, requestId, admission);
      expectRefused(answer, 'Il n’y a plus de place le 3 mars 2027 (matin).');
      expect(answer.html).toMatch(/value="wed-am" checked/);
      expect((await world.request(requestId)).state).toBe('oriented');
    });

    it('is refused for another age, in the past, in the wrong order, and without half-days', async () => {
      const { requestId } = await world.oriented();
      expectRefused(
        await post(director, requestId, { ...admission, sectionId: 'ma-71306:older' }),
        'l’enfant n’aura pas l’âge de cette section',
      );
      expectRefused(
        await post(director, requestId, { ...admission, ...dayFields('from', '2026-11-01') }),
        'Choisissez un premier jour aujourd’hui ou plus tard.',
      );
      expectRefused(
        await post(director, requestId, { ...admission, ...dayFields('to', '2027-02-01') }),
        'Le dernier jour doit venir après le premier.',
      );
      expectRefused(await post(director, requestId, { ...admission, slots: [] }), 'Cochez au moins une demi-journée.');
      expectRefused(
        await post(director, requestId, { ...admission, slots: ['sat-am'] }),
        'La section ne reçoit pas d’enfants le 6 mars 2027 (matin).',
      );
      expect(await world.reader.count(Offer, { requestId })).toBe(0);
    });

    it('decided on a page that is out of date says so, keeps the input and offers the next try on the new version', async () => {
      const { requestId } = await world.oriented();
      const page = await director.get(`/eaje/demandes/${requestId}/admission`);
      await world.run((tx) => world.app.get(RequestMoves).move(tx, AGENT, requestId, 'confirm'));
      const stale = {
        ...admission,
        ...dayFields('from', '2027-03-01'),
        slots: ['mon-am'],
        version: hiddenValue(page.html, 'version') ?? '',
      };
      const answer = await director.post(`/eaje/demandes/${requestId}/admission`, stale);
      expectRefused(answer, 'Quelqu’un a modifié cette demande', 409);
      expect(answer.html).toMatch(/value="mon-am" checked/);
      expect(hiddenValue(answer.html, 'version')).not.toBe(stale.version);
    });

    it('is direct where no body decides, and only there', async () => {
      const paje = await signedIn('paje@test.example');
      const wishes = [wishFor('mc-paje-71222'), wishFor('ma-71306')];
      const fields = {
        ...admission,
        ...dayFields('from', '2027-03-01'),
        sectionId: 'mc-paje-71222:mixed',
        slots: WEEK.slice(0, 2),
      };
      const whole = await world.oriented({ wishes });
      expectRefused(await post(paje, whole.requestId, fields), 'La famille demande sa semaine entière');
      const need = { ...aChild().need, acceptsShorterWeek: true, minimumDays: 1 };
      const { requestId } = await world.oriented({ wishes, need });
      expect(textOf((await post(paje, requestId, fields)).html)).toContain('La proposition est envoyée à la famille.');
      const offer = (await world.app.get(Offers).openOfferOf(world.reader, requestId))!;
      expect(offer).toMatchObject({ emergency: false, providerId: 'mc-paje-71222' });
      expect((await world.request(requestId)).state).toBe('offered');
      // Montceau has a body: its director cannot decide alone.
      const { requestId: other } = await world.oriented();
      const alone = world.run((tx) =>
        world.app
          .get(RequestMoves)
          .move(
            tx,
            { kind: 'staff', accountId: 'd', name: 'D', grants: STAFF['director']!.grants },
            other,
            'admitDirectly',
          ),
      );
      await expect(alone).rejects.toMatchObject({ refusal: { code: 'request.bodyDecides' } });
    });

    it('offered by mistake is taken back: why is asked, the seats are free, the family is told', async () => {
      const { requestId, dossierId } = await world.oriented();
      await post(director, requestId, { ...admission, ...dayFields('from', '2027-03-02'), slots: ['tue-am'] });
      const offer = (await world.app.get(Offers).openOfferOf(world.reader, requestId))!;
      const held = await world.heldOn('ma-71306:babies', '2027-03-02');
      const address = `/eaje/demandes/${requestId}/admission/retrait`;
      expect((await director.get(`/eaje/demandes/${requestId}`)).html).toContain(`href="${address}"`);
      const asked = await director.get(address);
      expect(textOf(asked.html)).toContain('Sa demande revient sur la liste d’attente, avec sa date.');
      const version = hiddenValue(asked.html, 'version') ?? '';
      expectRefused(await director.post(address, { version }), 'Choisissez pourquoi la place est retirée.');
      // Another nursery that the family wishes for has nothing to take back, nor has a director twice.
      const blanzy = await signedIn('blanzy@test.example');
      expect((await blanzy.post(address, { version, reason: 'error_in_decision' })).status).toBe(404);
      const done = await director.post(address, { version, reason: 'error_in_decision' });
      expect(textOf(done.html)).toContain('La place est retirée, et la famille est prévenue.');
      expect((await director.post(address, { version, reason: 'error_in_decision' })).status).toBe(404);
      expect(await world.reader.findOne(Offer, { id: offer.id })).toMatchObject({ state: 'revoked' });
      expect((await world.request(requestId)).state).toBe('waiting_list');
      expect(await world.heldOn('ma-71306:babies', '2027-03-02')).toBe(held - 1);
      expect(await world.reader.count(Message, { dossierId, kind: 'offer-revoked' })).toBe(1);
      // Somebody else than who took it back reads why, without a name.
      const alerts = await world.reader.find(Message, { where: { kind: 'admission-withdrawn' } });
      expect(alerts.map(({ body }) => body)).toEqual([expect.stringContaining('Raison donnée : ')]);
      expect(alerts[0]!.body).not.toContain((await world.request(requestId)).firstName!);
    });

    it('offered by a session is the session’s to take back', async () => {
      const request = await world.listed();
      await world.admit(request, { sessionId: newId(), slots: 1 << 7 });
      expect((await director.get(`/eaje/demandes/${request.requestId}/admission/retrait`)).status).toBe(404);
    });

    it('that the family answered meanwhile is not taken back', async () => {
      const { requestId, dossierId } = await world.oriented();
      await post(director, requestId, { ...admission, ...dayFields('from', '2027-03-02'), slots: ['tue-pm'] });
      const offer = (await world.app.get(Offers).openOfferOf(world.reader, requestId))!;
      await world.run((tx) => world.app.get(Offers).acceptOffer(tx, family(dossierId), offer.id));
      const late = world.app
        .get(AdmissionRevocations)
        .revokeOffer(directorOf('ma-71306'), offer.id, offer.version, 'error_in_decision');
      await expect(late).rejects.toMatchObject({ refusal: { code: 'offer.changed' } });
    });

    it('refused by the body ends, and the request waits again', async () => {
      const { requestId, dossierId } = await world.oriented();
      await post(director, requestId, { ...admission, ...dayFields('from', '2026-12-04'), slots: ['fri-pm'] });
      const offer = (await world.app.get(Offers).openOfferOf(world.reader, requestId))!;
      await world.run((tx) => world.app.get(Offers).acceptOffer(tx, family(dossierId), offer.id));
      const [placement] = await world.app.get(Placements).ofRequest(world.reader, requestId);
      await world.run((tx) =>
        world.app
          .get(PlacementEnds)
          .recordRatification(tx, SESSION, placement!.id, { ratified: false, lastDay: '2027-01-08' }),
      );
      expect(textOf((await director.get(`/eaje/demandes/${requestId}`)).html)).toContain(
        'Accueil d’urgence non confirmé par la commission.',
      );
    });
  });

  it(
    'the ledger says what placements and offers say, seeded places included',
    async () => expect(await world.inconsistencies()).toEqual([]),
    30_000,
  );
});
