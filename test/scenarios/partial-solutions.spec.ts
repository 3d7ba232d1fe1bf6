import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { addDays } from '../../src/foundation/kernel/time.js';
import { slotsToMask } from '../../src/foundation/kernel/week-schedule.js';
import { DATABASES } from '../support/app.js';
import { aFreeThursday, listFor, planSession, stateOf } from '../support/commission.js';
import { aChild } from '../support/forms.js';
import { caseOf, offersTo, openOfferTo, runDueJobs, solutionsOf } from '../support/kept.js';
import { ENTRY, OfferedFamilies, type Family } from '../support/offered-families.js';
import { dayFields, expectRefusal, type FieldValues } from '../support/page.js';
import { signedIn } from '../support/people.js';

const DAY = { start: '08:00', end: '18:00' };
const TWO_DAYS = { need: { ...aChild().need, wantedFrom: ENTRY, week: { mon: DAY, tue: DAY } } };
const MONDAY = slotsToMask(['mon-am', 'mon-pm']);
const TUESDAY = slotsToMask(['tue-am', 'tue-pm']);

describe.each(DATABASES)('a family that says that it found a part (%s)', (kind) => {
  let world: OfferedFamilies;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    world = await OfferedFamilies.open(kind);
    app = world.app;
  });
  beforeEach(() => world.startAnew());
  afterAll(() => world.close());

  const solutionPage = ({ requestId }: Family): string => `/mon-dossier/demandes/${requestId}/solution`;
  const declares = async (family: Family, fields: FieldValues) => {
    const parent = await world.familyOf(family);
    const page = await parent.opens(solutionPage(family));
    const told = await parent.presses(page.button('Enregistrer'), {
      kind: 'childminder',
      providerLabel: 'Mme Petit',
      ...dayFields('from', ENTRY),
      ...fields,
    });
    return { parent, page, told };
  };
  const NOT_ENOUGH = { suffices: 'no', slots: ['mon-am', 'mon-pm'] };
  const line = async ({ requestId }: Family) => (await solutionsOf(app, requestId)).at(-1)!;
  /** The first of three is offered the place, and lets it go. */
  const aPlaceComesFree = async (offered: Family): Promise<void> => {
    const url = await world.offerPage(offered);
    const parent = await world.familyOf(offered);
    await parent.presses((await parent.opens(url)).form('/refuser'), { reason: 'distance', choice: 'withdraw' });
    await runDueJobs(app);
  };

  it('reads before it says so what changes, and what does not', async () => {
    const { offered, next } = await world.twoFamiliesForOnePlace();
    const { page } = await declares(next, { suffices: 'no' });
    expect(page.text).toContain('garde sa date, ses points et son rang pour les demi-journées qui restent');
    expect(page.text).toContain('elle quitte les commissions et la liste d’attente');
    expect(page.text).toContain('revenir sur cette déclaration ici, sans appeler');
    const parent = await world.familyOf(offered);
    expect((await parent.opens(solutionPage(offered))).text).toContain('La place qui vous est proposée est rendue');
  });

  it('its desk reads the same before it notes it, of an offer and of a list that is fixed', async () => {
    const { offered, next } = await world.twoFamiliesForOnePlace();
    const agent = await signedIn(app, 'agent');
    const atDesk = async ({ requestId }: Family) => (await agent.opens(`/rpe/demandes/${requestId}/solution`)).text;
    const [isOffered, waits] = [await atDesk(offered), await atDesk(next)];
    expect(isOffered).toContain('la place proposée est rendue : elle peut être proposée à un autre enfant');
    expect(waits).toContain(
      'garde sa date, ses points et son rang pour les demi-journées qui restent. Le guichet pourra corriger',
    );
    await world.aSessionOpenFor([next]);
    expect(await atDesk(next)).toContain('ce que vous notez comptera après sa décision');
    const agreement = await agent.opens(`/rpe/demandes/${next.requestId}/accord`);
    expect(agreement.text).toContain('elle quitte les commissions et la liste d’attente');
  });

  it('keeps its rank in the re-offer, for the rest: a family ranked below does not pass it', async () => {
    const [offered, first, second] = await world.offered(1, 3, {}, TWO_DAYS);
    await declares(first!, NOT_ENOUGH);
    expect(await stateOf(app, first!.requestId)).toBe('partly_placed');
    expect(await line(first!)).toMatchObject({ slots: MONDAY });
    const [mine, desks] = [
      (await (await world.familyOf(first!)).opens('/mon-dossier')).text,
      (await (await signedIn(app, 'agent')).opens(`/rpe/demandes/${first!.requestId}`)).text,
    ];
    expect(mine).toContain('Mme Petit, à partir du 1er septembre 2027, lundi');
    expect(mine).toContain('Nous cherchons encore pour : mardi.');
    expect(desks).toMatch(/Encore cherché : mardi/);
    await aPlaceComesFree(offered!);
    expect(await openOfferTo(app, first!.requestId)).toMatchObject({ slots: TUESDAY, coversNeed: true });
    // Monday is nobody's any more, so the next family does not have its whole week.
    expect(await offersTo(app, second!.requestId)).toEqual([]);
    expect((await (await world.familyOf(first!)).opens('/mon-dossier')).text).not.toContain('Nous cherchons encore');
    await world.accepts(first!);
    expect(await stateOf(app, first!.requestId)).toBe('placed');
  });

  it('is offered its whole week when it names no half-day', async () => {
    const [offered, first] = await world.offered(1, 2, {}, TWO_DAYS);
    await declares(first!, { suffices: 'no' });
    await aPlaceComesFree(offered!);
    expect(await openOfferTo(app, first!.requestId)).toMatchObject({ slots: MONDAY | TUESDAY });
  });

  it('keeps the part that it has when it declines the rest, or lets it lapse', async () => {
    const [offered, first] = await world.offered(1, 2, {}, TWO_DAYS);
    await declares(first!, NOT_ENOUGH);
    await aPlaceComesFree(offered!);
    const parent = await world.familyOf(first!);
    const page = await parent.opens(await world.offerPage(first!));
    await parent.presses(page.form('/refuser'), { reason: 'distance', choice: 'wait' });
    expect(await stateOf(app, first!.requestId)).toBe('partly_placed');
  });

  it('is judged for the rest by the next session, with its points', async () => {
    const [, first] = await world.offered(1, 2, {}, TWO_DAYS);
    const before = (await caseOf(app, await world.aSessionOpenFor([first!]), first!.requestId)).points;
    const family = (await world.offered(1, 2, {}, TWO_DAYS))[1]!;
    await declares(family, NOT_ENOUGH);
    const { snapshot, points } = await caseOf(app, await world.aSessionOpenFor([family]), family.requestId);
    expect(snapshot!.week).toEqual({ tue: DAY });
    expect(points).toBe(before);
  });

  it('still changes its answers, until a list is fixed', async () => {
    const { next } = await world.twoFamiliesForOnePlace();
    const { parent, told } = await declares(next, { suffices: 'no' });
    expect(told.text).toContain('Une partie de l’accueil est trouvée. Nous cherchons le reste.');
    const answers = `/mon-dossier/demandes/${next.requestId}/reponses`;
    expect(told.hasLinkTo(answers)).toBe(true);
    expect((await parent.opens(answers)).status).toBe(200);
    await world.aSessionOpenFor([next]);
    expect((await parent.opens('/mon-dossier')).hasLinkTo(answers)).toBe(false);
    expect((await parent.opens(solutionPage(next))).text).toContain('Une commission examine déjà votre demande');
  });

  it('may be admitted urgently for the rest', async () => {
    const [, first] = await world.offered(1, 2, {}, TWO_DAYS);
    await declares(first!, NOT_ENOUGH);
    const director = await signedIn(app, 'director');
    const page = await director.opens(`/eaje/demandes/${first!.requestId}/admission`);
    expect(page.status).toBe(200);
    const { form } = page.button('Proposer la place en urgence');
    expect(form.value('slots')).toBe('tue-am, tue-pm');
  });

  it('says of a week that it covers wholly that it is enough, or which half-days are not', async () => {
    const [, first] = await world.offered(1, 2, {}, TWO_DAYS);
    const { told } = await declares(first!, { suffices: 'no', slots: ['mon-am', 'mon-pm', 'tue-am', 'tue-pm'] });
    expectRefusal(told, 'Vous avez coché toutes les demi-journées que vous demandez.');
    expect(await stateOf(app, first!.requestId)).toBe('waiting_list');
  });

  describe('takes it back on line', () => {
    const takesBack = async (family: Family) => {
      const parent = await world.familyOf(family);
      const there = `${solutionPage(family)}/${(await line(family)).id}`;
      return parent.presses((await parent.opens(there)).button('Revenir sur cette déclaration'));
    };

    it('and waits again, with its whole week', async () => {
      const [offered, first] = await world.offered(1, 2, {}, TWO_DAYS);
      const { told } = await declares(first!, NOT_ENOUGH);
      expect(told.text).toContain('Mme Petit');
      const back = await takesBack(first!);
      expect(back.text).toContain('Votre déclaration est annulée. Votre demande est sur la liste d’attente.');
      expect(back.text).not.toContain('Mme Petit');
      expect(await stateOf(app, first!.requestId)).toBe('waiting_list');
      await aPlaceComesFree(offered!);
      expect(await openOfferTo(app, first!.requestId)).toMatchObject({ slots: MONDAY | TUESDAY });
    });

    it('after it said that it was enough: it is on the list of its session again', async () => {
      const [, family] = await world.offered(1, 2);
      const day = await aFreeThursday(app);
      const { id } = await planSession(app, { day, entryFrom: addDays(day, 60) });
      await listFor(app, family!.requestId, id);
      await declares(family!, { suffices: 'yes' });
      expect(await stateOf(app, family!.requestId)).toBe('solved_elsewhere');
      expect((await caseOf(app, id, family!.requestId)).state).toBe('withdrawn');
      const back = await takesBack(family!);
      expect(back.text).toContain('Votre demande sera vue par la prochaine commission.');
      expect(await stateOf(app, family!.requestId)).toBe('before_commission');
      expect((await caseOf(app, id, family!.requestId)).state).toBe('listed');
    });

    it('after the list was fixed without it: its desk lists it for the next one', async () => {
      const [, family] = await world.offered(1, 2);
      const session = await world.aSessionOpenFor([family!]);
      await declares(family!, { suffices: 'yes' });
      expect((await takesBack(family!)).text).toContain('le guichet l’inscrit à une commission');
      expect(await stateOf(app, family!.requestId)).toBe('oriented');
      expect((await caseOf(app, session, family!.requestId)).state).toBe('withdrawn');
    });
  });
});
