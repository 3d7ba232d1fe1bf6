import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import type { Candidacy } from '../../src/commissions/commission/persistence/commission.entities.js';
import { addDays, addMinutes, type Day } from '../../src/foundation/kernel/time.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Offers } from '../../src/places/placement/index.js';
import { SeatLedger } from '../../src/places/placement/persistence/placement.entities.js';
import { readAudit } from '../../src/commissions/verify-session/file.js';
import { verify } from '../../src/commissions/verify-session/verify.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import {
  aFreeThursday,
  anOrientedRequest,
  clockOf,
  emptySeats,
  givePlaces,
  listFor,
  openSession,
  planSession,
  seedCommissions,
  stateOf,
} from '../support/commission.js';
import { aChild } from '../support/forms.js';
import { candidaciesOf, openOfferTo, outboxOf, runDueJobs } from '../support/kept.js';
import { textOfPdf } from '../support/pdf.js';
import { signedIn, familyOf } from '../support/people.js';

type Family = Awaited<ReturnType<typeof anOrientedRequest>>;
const BABIES = 'ma-71306:babies';
const HOURS = { start: '08:00', end: '18:00' };
const NO_SHARE = 'Aucune répartition des places ne contentait toutes les familles';
const PRIORITY = 'La commission a donné la priorité à la situation d’un autre enfant';

describe.each(DATABASES)('reasons come from what happened in the session (%s)', (kind) => {
  let test: TestApp;
  let coordinator: Browser;
  let day: Day;
  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    for (const section of ['ma-71306:toddlers', 'ma-71306:older', 'cf-71306:mixed'])
      await givePlaces(test.app, section, 0);
    coordinator = await signedIn(test.app, 'coordinator');
  });
  beforeEach(async () => {
    clockOf(test.app).travelTo('2026-11-24T08:00:00.000Z');
    await emptySeats(test.app);
    day = await aFreeThursday(test.app);
  });
  afterAll(() => test.close());

  const minutesLater = (minutes: number): void =>
    clockOf(test.app).travelTo(addMinutes(clockOf(test.app).now(), minutes));
  const caseOf = async ({ requestId }: Family): Promise<Candidacy> => (await candidaciesOf(test.app, requestId))[0]!;
  const onDays = (...days: ('mon' | 'tue' | 'wed')[]) => ({
    birthDate: addDays(day, -200),
    need: { ...aChild().need, wantedFrom: addDays(day, 30), week: Object.fromEntries(days.map((one) => [one, HOURS])) },
  });
  /** A child whose family would take one day of its week. */
  const takesLess = (child: ReturnType<typeof onDays>) => ({
    ...child,
    need: { ...child.need, acceptsShorterWeek: true, minimumDays: 1 },
  });
  /** How many seats of Mondays somebody else holds: an offer that may lapse. */
  const mondaysHeld = (held: number) =>
    test.app.get(UnitOfWork).run((tx) => tx.update(SeatLedger, { sectionId: BABIES, weekday: 1 }, { held }));
  /** A session that sits, with these families before it. */
  const sitting = async (...families: Family[]): Promise<string> => {
    const { id } = await planSession(test.app, { day, time: '09:00', entryFrom: addDays(day, 45) });
    for (const { requestId, siblingIds } of families)
      for (const one of [requestId, ...siblingIds]) await listFor(test.app, one, id);
    await openSession(test.app, id);
    minutesLater(5);
    return id;
  };
  const screenOf = (id: string) => coordinator.opens(`/commissions/${id}/seance`);
  const keepsAll = async (id: string): Promise<void> => {
    const screen = await screenOf(id);
    const [button] = /Suivre la proposition pour (?:le dernier restant|les \d+)/.exec(screen.text)!;
    await coordinator.presses(screen.button(button));
    minutesLater(5);
  };
  const readsAgain = async (id: string): Promise<void> => {
    await coordinator.presses((await screenOf(id)).form(`/commissions/${id}/seance/actualiser`));
    minutesLater(5);
  };
  /** Admits a case against the proposal, and confirms what this changes for others. */
  const admits = async (id: string, family: Family): Promise<void> => {
    const url = `/commissions/${id}/seance/${(await caseOf(family)).id}`;
    const page = await coordinator.opens(url);
    const [, section] = [...page.form(url).choices('section')!].find(([text]) => text.includes('Bébés'))!;
    const asked = await coordinator.presses(page.form(url), {
      decision: 'admit',
      section,
      admitReason: 'child_protection',
    });
    if (asked.status === 422) expect((await coordinator.presses(asked.form(url))).status).toBe(200);
    minutesLater(5);
  };
  const closes = async (id: string): Promise<void> => {
    const page = await coordinator.opens(`/commissions/${id}/seance/clore`);
    const url = `/commissions/${id}/seance/clore`;
    const closed = await coordinator.presses(page.form(url), { nobodyPresent: 'yes' });
    expect(closed.status).toBe(200);
  };
  const fileOf = async (id: string) =>
    readAudit((await coordinator.get(`/commissions/${id}/controle.json`)).bytes.toString());
  /** Everything that a family reads: its page, its message and, of the minutes, what concerns its case. */
  const reads = async (id: string, family: Family) => {
    const page = (await (await familyOf(test.app, family, addDays(day, -200))).opens('/mon-dossier')).text;
    const letters = await outboxOf(test.app, { recipient: family.email });
    const minutes = (await coordinator.opens(`/commissions/${id}/compte-rendu`)).text;
    return { page, mail: letters.map(({ body }) => body).join('\n'), minutes };
  };

  /** What the minutes say to a family. */
  const extractOf = async (id: string, family: Family): Promise<string> => {
    const browser = await familyOf(test.app, family, addDays(day, -200));
    const { bytes } = await browser.get(`/mon-dossier/commissions/${id}/compte-rendu.pdf`);
    return textOfPdf(bytes);
  };

  it('a child admitted against the proposal: the one passed over reads that priority was given, and never "no even share"', async () => {
    await givePlaces(test.app, BABIES, 1);
    const first = await anOrientedRequest(test.app, { child: { ...onDays('mon'), adaptationNeed: true } });
    const second = await anOrientedRequest(test.app, { child: onDays('mon') });
    const id = await sitting(first, second);
    expect((await caseOf(first)).proposedSectionId).toBe(BABIES);
    await admits(id, second);
    await keepsAll(id);
    expect(await caseOf(first)).toMatchObject({ decision: 'wait', kept: true, reason: 'other_child_first' });
    await closes(id);
    const { page, mail, minutes } = await reads(id, first);
    for (const text of [page, mail, minutes]) {
      expect(text).toContain(PRIORITY);
      expect(text).not.toContain('Aucune répartition');
    }
    expect(page).toContain('La commission en a décidé autrement.');
    const file = await fileOf(id);
    expect(verify(file).wrong).toEqual([]);
    const planted = file.told.map((one) => (one.decision === 'wait' ? { ...one, reason: 'no_even_share' } : one));
    expect(verify({ ...file, told: planted }).wrong).toEqual([
      expect.objectContaining({ number: (await caseOf(first)).agendaNumber, statement: 'reason no_even_share' }),
    ]);
  });

  it('half-days that come back reopen the waits that lacked them, and who holds the rest is said by number', async () => {
    await givePlaces(test.app, BABIES, 1);
    await mondaysHeld(1);
    const first = await anOrientedRequest(test.app, { child: { ...onDays('mon', 'tue'), adaptationNeed: true } });
    const lower = await anOrientedRequest(test.app, { child: onDays('tue') });
    const id = await sitting(first, lower);
    await keepsAll(id);
    expect(await caseOf(first)).toMatchObject({ decision: 'wait', reason: 'half_days_full' });
    expect(await caseOf(lower)).toMatchObject({ decision: 'admit', kept: true });
    // Offers lapse while the session sits: Monday comes back.
    await mondaysHeld(0);
    await readsAgain(id);
    expect(await caseOf(first)).toMatchObject({ decision: null, proposedSectionId: null });
    expect((await screenOf(id)).text).toContain(
      `Le dossier n° ${(await caseOf(lower)).agendaNumber}, classé après, en tient une partie par une décision déjà prise`,
    );
    await keepsAll(id);
    expect(await caseOf(first)).toMatchObject({ decision: 'wait', reason: 'other_child_first' });
    await closes(id);
    const { page, mail, minutes } = await reads(id, first);
    for (const text of [page, mail, minutes]) {
      expect(text).toContain(PRIORITY);
      expect(text).not.toContain(NO_SHARE);
    }
    expect(verify(await fileOf(id)).wrong).toEqual([]);
  });

  it('a decision taken back by "Reprendre" gives the half-day to whoever ranks before', async () => {
    await givePlaces(test.app, BABIES, 1);
    await mondaysHeld(1);
    const first = await anOrientedRequest(test.app, { child: { ...onDays('mon', 'tue'), adaptationNeed: true } });
    const lower = await anOrientedRequest(test.app, { child: onDays('tue') });
    const id = await sitting(first, lower);
    await keepsAll(id);
    await mondaysHeld(0);
    await readsAgain(id);
    const url = `/commissions/${id}/seance/${(await caseOf(lower)).id}/reprendre`;
    await coordinator.presses((await screenOf(id)).form(url));
    expect(await caseOf(first)).toMatchObject({ decision: null, proposedSectionId: BABIES });
    await keepsAll(id);
    expect(await caseOf(lower)).toMatchObject({ decision: 'wait', reason: 'no_place' });
    await closes(id);
    expect(verify(await fileOf(id)).wrong).toEqual([]);
  });

  it('a half-day that comes back reopens a shorter week: the whole one is proposed, and nothing untrue is read', async () => {
    await givePlaces(test.app, BABIES, 1);
    await mondaysHeld(1);
    const family = await anOrientedRequest(test.app, { child: takesLess(onDays('mon', 'tue')) });
    const id = await sitting(family);
    await keepsAll(id);
    const short = await caseOf(family);
    expect(short).toMatchObject({ decision: 'admit', kept: true });
    expect((await screenOf(id)).text).toContain('Semaine réduite, sans lun.');
    // An offer lapses while the session sits: Monday comes back.
    await mondaysHeld(0);
    await readsAgain(id);
    const open = await caseOf(family);
    expect(open).toMatchObject({ decision: null, proposedSectionId: BABIES });
    expect(open.proposedSlots! & ~short.decidedSlots!).toBeGreaterThan(0);
    expect((await screenOf(id)).text).not.toContain('Semaine réduite');
    await keepsAll(id);
    expect(await caseOf(family)).toMatchObject({ decision: 'admit', kept: true, decidedSlots: open.proposedSlots });
    await closes(id);
    const { page, mail, minutes } = await reads(id, family);
    for (const text of [page, mail, minutes]) {
      expect(text).not.toContain('La commission en a décidé autrement');
      expect(text).not.toContain('plus courte');
      expect(text).not.toContain('qui n’y sont pas');
    }
    expect(minutes).toMatch(/lundi de 8\sh à 18\sh et mardi de 8\sh à 18\sh/);
    expect(verify(await fileOf(id)).wrong).toEqual([]);
  });

  it('an admission to a shorter week stands where the half-day that comes back is for a child before it', async () => {
    await givePlaces(test.app, BABIES, 1);
    await mondaysHeld(1);
    const before = await anOrientedRequest(test.app, { child: { ...onDays('mon'), adaptationNeed: true } });
    const family = await anOrientedRequest(test.app, { child: takesLess(onDays('mon', 'tue')) });
    const id = await sitting(before, family);
    await keepsAll(id);
    const short = await caseOf(family);
    await mondaysHeld(0);
    await readsAgain(id);
    expect(await caseOf(before)).toMatchObject({ decision: null, proposedSectionId: BABIES });
    expect(await caseOf(family)).toMatchObject({ decision: 'admit', decidedSlots: short.decidedSlots });
    // What was decided is within reach all the same.
    expect((await screenOf(id)).form(`/commissions/${id}/seance/${(await caseOf(family)).id}/reprendre`)).toBeDefined();
    await keepsAll(id);
    await closes(id);
    const { page, mail } = await reads(id, family);
    for (const text of [page, mail]) expect(text).not.toContain('La commission en a décidé autrement');
    expect(page).toMatch(/Il vous manquait \d+ points/);
    expect(mail).toContain('jours demandés qui n’y sont pas : lundi');
    expect(verify(await fileOf(id)).wrong).toEqual([]);
  });

  it('brothers and sisters ranked together are named as the rule that decided: no points of the last are told', async () => {
    await givePlaces(test.app, BABIES, 2);
    const twins = await anOrientedRequest(test.app, {
      child: { ...onDays('mon'), adaptationNeed: true, multipleBirth: true },
      siblings: [{ ...onDays('mon'), multipleBirth: true }],
    });
    const other = await anOrientedRequest(test.app, { child: onDays('mon') });
    const id = await sitting(twins, other);
    await keepsAll(id);
    expect(await caseOf(other)).toMatchObject({ decision: 'wait', reason: 'no_place' });
    await closes(id);
    const { page, mail } = await reads(id, other);
    for (const text of [page, mail]) {
      expect(text).toContain('Les frères et sœurs sont classés ensemble');
      expect(text).not.toContain('Le dernier enfant accueilli avait');
      expect(text).not.toContain('vous manquait');
    }
    const file = await fileOf(id);
    expect(verify(file).wrong).toEqual([]);
    const number = (await caseOf(other)).agendaNumber;
    const planted = JSON.parse(JSON.stringify(file));
    const miss = planted.told.find((one: { number: number }) => one.number === number).explanation.misses[0];
    delete miss.rules;
    expect(verify(planted).wrong).toEqual([expect.objectContaining({ number, told: null, found: ['siblings'] })]);
  });

  it('minutes say days, hours and start of each place, and that a week was shortened', async () => {
    await givePlaces(test.app, BABIES, 1);
    await mondaysHeld(1);
    const family = await anOrientedRequest(test.app, { child: takesLess(onDays('mon', 'tue')) });
    const id = await sitting(family);
    await keepsAll(id);
    expect(await caseOf(family)).toMatchObject({ decision: 'admit' });
    await closes(id);
    expect((await coordinator.opens(`/commissions/${id}/compte-rendu`)).text).toMatch(
      /mardi de 8\sh à 18\sh, à partir du \d{1,2}(er)? \S+ 2027\. La semaine est plus courte que celle demandée\./,
    );
  });

  it('after the only wish is accepted nobody reads why it was not obtained', async () => {
    await givePlaces(test.app, BABIES, 1);
    const first = await anOrientedRequest(test.app, { child: { ...onDays('mon'), adaptationNeed: true } });
    const second = await anOrientedRequest(test.app, { child: onDays('mon') });
    const id = await sitting(first, second);
    await keepsAll(id);
    await closes(id);
    expect((await reads(id, second)).page).toContain('Pourquoi vous n’avez pas obtenu vos vœux préférés');
    const before = await extractOf(id, second);
    for (const said of ['Pourquoi vous n’avez pas obtenu vos vœux préférés', 'reste sur la liste d’attente'])
      expect(before).toContain(said);
    expect(before).not.toContain('vous avez accepté');
    const answers = async (family: Family, answer: 'acceptOffer' | 'declineOffer'): Promise<void> => {
      const { id: offerId } = await openOfferTo(test.app, family.requestId);
      const actor = { kind: 'family', dossierId: family.dossierId, draftId: null } as const;
      await test.app
        .get(UnitOfWork)
        .run((tx) =>
          answer === 'acceptOffer'
            ? test.app.get(Offers).acceptOffer(tx, actor, offerId)
            : test.app.get(Offers).declineOffer(tx, actor, offerId, 'distance', 'wait'),
        );
    };
    await answers(first, 'declineOffer');
    await runDueJobs(test.app);
    await answers(second, 'acceptOffer');
    expect(await stateOf(test.app, second.requestId)).toBe('placed');
    expect((await reads(id, second)).page).not.toContain('Pourquoi vous n’avez pas obtenu vos vœux préférés');

    // Nor in the extract of the minutes, which was made before it had answered too.
    const after = await extractOf(id, second);
    expect(after).not.toContain('Pourquoi vous n’avez pas obtenu vos vœux préférés');
    expect(after).toContain('est restée sur la liste d’attente');
    expect(after).not.toContain('reste sur la liste d’attente.');
    expect(after).toMatch(/Le 24 novembre 2026, vous avez accepté une place pour Enfant\d+ : Multi-accueil/);
    expect(after).not.toContain('C’était votre vœu');
  });
});
