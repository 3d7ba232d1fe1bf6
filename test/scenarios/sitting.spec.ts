import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { Closing } from '../../src/commissions/commission/index.js';
import { BodyMember } from '../../src/commissions/commission/persistence/commission.entities.js';
import { Attendance } from '../../src/commissions/commission/persistence/sitting.entities.js';
import { addDays, dayOf, type Day } from '../../src/foundation/kernel/time.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import {
  aFreeThursday,
  aSessionThatSits,
  clockOf,
  givePlaces,
  planSession,
  seedCommissions,
  theChairHasASignIn,
  theQuorumIs,
} from '../support/commission.js';
import { caseOf, outboxOf, recordedOf, requestOf, sittingDaysOf, unmaskingsOf } from '../support/kept.js';
import { dayFields, expectRefusal } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { Secretary } from '../support/secretary.js';

describe.each(DATABASES)('a session that sits (%s)', (kind) => {
  let test: TestApp;
  let member: Browser;
  let members: BodyMember[];

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    await givePlaces(test.app, 'ma-71306:babies', 5);
    await theChairHasASignIn(test.app);
    members = await test.app.get(Reader).find(BodyMember, { where: { bodyId: 'montceau' }, order: { label: 'ASC' } });
  });
  beforeEach(async () => {
    clockOf(test.app).travelTo('2026-11-24T08:00:00.000Z');
    await theQuorumIs(test.app, null);
    member = await signedIn(test.app, 'member');
  });
  afterAll(() => test.close());

  /** A session that sits, its secretary, and its cases in the order in which they were listed. */
  const sitting = async (count: number) => {
    const { id, day, families } = await aSessionThatSits(test.app, count);
    const cases = await Promise.all(families.map(({ requestId }) => caseOf(test.app, id, requestId)));
    return { id, day, families, cases, secretary: await Secretary.of(test.app, id) };
  };
  const decisionOf = async ({ sessionId, requestId }: { sessionId: string; requestId: string }) =>
    (await caseOf(test.app, sessionId, requestId)).decision;

  describe('with a quorum of two', () => {
    beforeEach(() => theQuorumIs(test.app, 2));

    it('decides nothing while nobody is noted, and the screen says how many are missing', async () => {
      const { cases, secretary } = await sitting(1);
      expect((await secretary.screen()).text).toContain('Quorum non atteint : aucun membre présent, il en faut 2.');
      expectRefusal(
        await secretary.keeps(cases[0]!.id),
        'Aucun membre présent n’est noté : il en faut 2 pour décider.',
      );
      expect(await decisionOf(cases[0]!)).toBeNull();
    });

    it('asks who speaks for a member who is represented, and does not count that member', async () => {
      const { cases, secretary } = await sitting(1);
      const alone = await secretary.notes({ 0: 'present', 1: 'represented' });
      expectRefusal(alone, 'choisissez par qui, parmi les membres présents');
      expect(alone.form('/presences').value('m0')).toMatch(/:present$/);
      const noted = await secretary.notes({ 0: 'present', 1: 'represented', 2: 'excused' }, { 1: 0 });
      expect(noted.text).toContain('Quorum non atteint : 1 membre présent, il en faut 2.');
      expect((await secretary.keeps(cases[0]!.id)).status).toBe(422);
    });

    it('notes everybody as present at one press', async () => {
      const { id, secretary } = await sitting(1);
      const { browser, attendanceUrl } = secretary;
      await browser.presses((await browser.opens(attendanceUrl)).button('Tous les membres sont présents'));
      const [day] = await sittingDaysOf(test.app, id);
      const noted = await test.app.get(Reader).find(Attendance, { where: { sittingDayId: day!.id } });
      expect(noted.map(({ status }) => status)).toEqual(members.map(() => 'present'));
    });

    it('decides once enough are there, and closes only while they are', async () => {
      const { cases, secretary } = await sitting(1);
      await secretary.notes({ 0: 'present', 1: 'present', 2: 'absent' });
      expect((await secretary.keeps(cases[0]!.id)).status).toBe(200);
      expect(await decisionOf(cases[0]!)).not.toBeNull();
      const { version } = (await secretary.screen()).form('/actualiser').fields;
      await secretary.notes({ 1: 'absent' });
      expect((await secretary.screen()).form('/actualiser').fields['version']).not.toBe(version);
      expectRefusal(await secretary.closes(), 'Un seul membre présent est compté');
    });

    it('does not count the member whom a case concerns for that case', async () => {
      const { cases, secretary } = await sitting(2);
      const [own, other] = cases;
      const chair = members.find(({ personKey }) => personKey === 'chair:montceau')!;
      const colleague = members.find(({ id }) => id !== chair.id)!;
      await secretary.notesRecusal(own!.id, chair.id);
      await secretary.notesPresent([chair.id, colleague.id]);
      expectRefusal(await secretary.keeps(own!.id), 'Le membre qui se retire de ce dossier ne compte pas.');
      expect((await secretary.keeps(other!.id)).status).toBe(200);
      await theQuorumIs(test.app, null);
      // Follow-all leaves nobody out who is not concerned.
      expect((await secretary.keeps(own!.id)).status).toBe(200);
    });
  });

  describe('what was decided at one press', () => {
    const decisionsOf = (cases: readonly { sessionId: string; requestId: string }[]) =>
      Promise.all(cases.map((judged) => decisionOf(judged)));
    const refuses = { decision: 'refuse', refuseReason: 'false_declaration' };

    it('is undone at one press: the last decision gives way to the one before it', async () => {
      const { cases, secretary } = await sitting(2);
      const [own, other] = cases;
      await secretary.keeps(own!.id);
      const kept = await caseOf(test.app, own!.sessionId, own!.requestId);
      await secretary.decides(own!.id, refuses);
      expect(await decisionsOf(cases)).toEqual(['refuse', null]);
      await secretary.undoes(`Annuler la décision du dossier n° ${own!.agendaNumber}`);
      const again = await caseOf(test.app, own!.sessionId, own!.requestId);
      expect([again.decision, again.decidedSectionId, again.kept, again.decidedAt]).toEqual([
        kept.decision,
        kept.decidedSectionId,
        kept.kept,
        kept.decidedAt,
      ]);
      await secretary.takesBack(own!.id);
      await secretary.undoes('Rétablir la décision reprise');
      expect(await decisionsOf(cases)).toEqual([kept.decision, null]);
      await secretary.undoes('Annuler la décision');
      expect(await decisionsOf([own!, other!])).toEqual([null, null]);
      expect((await secretary.screen()).text).not.toContain('Annuler la décision');
    });

    it('is undone as a whole, after a question about what was decided since', async () => {
      const { cases, secretary } = await sitting(3);
      await secretary.keepsTheRest();
      const kept = await decisionsOf(cases);
      await secretary.undoes('Annuler « suivre les 3 dossiers restants »');
      expect(await decisionsOf(cases)).toEqual([null, null, null]);
      await secretary.keepsTheRest();
      expect(await decisionsOf(cases)).toEqual(kept);
      await secretary.decides(cases[1]!.id, refuses);
      const asking = await secretary.follows('Annuler « suivre les 3 dossiers restants »');
      expect(asking.text).toContain('Un dossier a été décidé autrement depuis.');
      const url = asking.form('/annuler');
      // Without an answer nothing is undone, and the page asks again.
      expect((await secretary.browser.presses(url)).status).toBe(422);
      expect(await decisionsOf(cases)).toEqual([kept[0], 'refuse', kept[2]]);
      await secretary.browser.presses(url, { changed: 'leave' });
      expect(await decisionsOf(cases)).toEqual([null, 'refuse', null]);
      // The page from before is out of date: it changes nothing more.
      const late = await secretary.browser.presses(url, { changed: 'restore' });
      expect(late.status).toBe(409);
      expect(late.text).toContain('C’est déjà annulé.');
      expect(await decisionsOf(cases)).toEqual([null, 'refuse', null]);
    });

    it('is not undone by who only reads, nor once the session is closed', async () => {
      const { cases, secretary } = await sitting(1);
      await secretary.keepsTheRest();
      const undoing = (await secretary.screen()).form('/annuler');
      expect((await member.opens(secretary.screenUrl)).text).not.toContain('Annuler');
      expect((await member.sends(undoing.action, undoing.fields)).status).toBe(404);
      const { id: other } = await aSessionThatSits(test.app, 1);
      const elsewhere = await secretary.browser.opens(undoing.action.replace(cases[0]!.sessionId, other));
      expect(elsewhere.status).toBe(404);
      await secretary.notesPresent();
      await secretary.closes();
      const late = await secretary.browser.sends(undoing.action, undoing.fields);
      expect([409, 422]).toContain(late.status);
      expect(await decisionOf(cases[0]!)).not.toBeNull();
    });
  });

  it('the page of a case shows the places of its sections for every period, and no others', async () => {
    const { cases, secretary } = await sitting(1);
    const page = await secretary.browser.opens(secretary.caseUrl(cases[0]!.id));
    const rows = page.table('Places pour ce dossier').filter(([name]) => name?.includes('à partir du'));
    expect(rows.length).toBeGreaterThan(0);
    for (const [name] of rows) expect(name).toContain('Multi-accueil de Montceau-les-Mines, Bébés');
  });

  it('a member who comes late or leaves counts for the quorum while in the room, and the minutes say so', async () => {
    await theQuorumIs(test.app, 2);
    const { id, cases, secretary } = await sitting(2);
    clockOf(test.app).travelTo('2026-11-24T09:30:00.000Z');
    const wrong = await secretary.notes({ 0: 'present', 1: 'present' }, {}, { a1: '23 h' });
    expectRefusal(wrong, 'notez une heure passée');
    expectRefusal(await secretary.notes({ 0: 'present', 1: 'present' }, {}, { a1: 'tard' }), 'Donnez une heure');
    await secretary.notes({ 0: 'present', 1: 'present' }, {}, { l1: '10 h 20' });
    expect((await secretary.screen()).text).toContain('Quorum non atteint : 1 membre présent, il en faut 2.');
    expectRefusal(await secretary.keeps(cases[0]!.id), 'Un seul membre présent est compté');
    await secretary.notes({ 2: 'present' }, {}, { l1: '10 h 20', a2: '10:25' });
    expect((await secretary.keepsTheRest()).status).toBe(200);
    await secretary.closes();
    const minutes = await secretary.browser.opens(`/commissions/${id}/compte-rendu`);
    expect(minutes.text).toContain('Présent, départ à 10 h 20');
    expect(minutes.text).toContain('Présent, arrivée à 10 h 25');
  });

  it('a member whom a case concerns sees nothing of it, and is named on it', async () => {
    const { id, cases, secretary } = await sitting(2);
    const [own, other] = cases.map(({ agendaNumber }) => agendaNumber);
    const chair = members.find(({ personKey }) => personKey === 'chair:montceau')!;
    const row = (number: number | undefined) => `id="dossier-${number}"`;
    expect((await member.opens(secretary.screenUrl)).source).toContain(row(own));
    await secretary.notesRecusal(cases[0]!.id, chair.id);
    expect((await secretary.screen()).text).toContain(`Se retire : ${chair.label}`);
    for (const page of ['seance', 'seance/projection', 'ordre-du-jour']) {
      const seen = await member.opens(`/commissions/${id}/${page}`);
      expect(seen.status).toBe(200);
      expect(seen.source).not.toContain(row(own));
      expect(seen.text).not.toContain(`Dossier n° ${own}`);
    }
    const screen = await member.opens(secretary.screenUrl);
    expect(screen.source).toContain(row(other));
    expect(screen.text).toContain('Un dossier ne vous est pas montré');
  });

  describe('is paused until another day', () => {
    /** A session with one of two cases decided. */
    const decidedInPart = async () => {
      const session = await sitting(2);
      await session.secretary.keeps(session.cases[0]!.id);
      return session;
    };
    const onTheMorningOf = async (day: Day, id: string): Promise<Secretary> => {
      clockOf(test.app).travelTo(`${day}T09:00:00.000Z`);
      return Secretary.of(test.app, id);
    };
    const pause = async ({ browser, sheetUrl }: Secretary, on: Day) => {
      const form = (await browser.opens(`${sheetUrl}/pause`)).form('/pause');
      return browser.presses(form.button('Suspendre jusqu’à ce jour'), {
        ...dayFields('day', on),
        time: '10:00',
        room: 'Salle des fêtes',
      });
    };

    it('which is not one that collides, nor a week-end, nor that same day', async () => {
      const { id, day } = await decidedInPart();
      const other = addDays(day, 14);
      await planSession(test.app, { day: other, time: '10:00', entryFrom: addDays(other, 45), room: 'Ailleurs' });
      const secretary = await onTheMorningOf(day, id);
      const taken = await pause(secretary, other);
      expectRefusal(taken, 'se réunit déjà ce jour-là à cette heure');
      expect(taken.form('/pause').buttons.some(({ sends }) => sends['suggested'])).toBe(true);
      expect(taken.form('/pause').value('room')).toBe('Salle des fêtes');
      expect((await pause(secretary, addDays(other, 2))).status).toBe(422);
      const sat = dayOf((await sittingDaysOf(test.app, id))[0]!.startsAt);
      expectRefusal(await pause(secretary, sat), 'une séance reprend après le jour où elle a siégé');
    });

    it('is read-only meanwhile, keeps what was decided, tells its members, and takes that day', async () => {
      const { id, day, cases } = await decidedInPart();
      const secretary = await onTheMorningOf(day, id);
      const { version } = cases[1]!;
      const next = await aFreeThursday(test.app, 7);
      const paused = await pause(secretary, next);
      expect(paused.text).toContain('La séance est suspendue. Elle reprend le');
      expect(paused.hasForm('/suivre')).toBe(false);
      const kept = await secretary.browser.sends(`${secretary.caseUrl(cases[1]!.id)}/suivre`, {
        version: String(version),
      });
      expect(kept.status).toBe(422);
      expect(await decisionOf(cases[0]!)).not.toBeNull();
      expect(await outboxOf(test.app, { kind: 'session-pause', about: `session:${id}` })).toHaveLength(members.length);
      const thatDay = { day: next, time: '10:00', entryFrom: addDays(next, 45) };
      await expect(planSession(test.app, thatDay)).rejects.toThrow('session.');
    });

    it('and goes on then, with who is there noted anew', async () => {
      const { id, day, cases } = await decidedInPart();
      const before = await onTheMorningOf(day, id);
      const next = await aFreeThursday(test.app, 7);
      await pause(before, next);
      const secretary = await onTheMorningOf(next, id);
      const { browser } = secretary;
      const again = await browser.presses((await browser.opens(secretary.screenUrl)).form('/reprise'));
      expect(again.url).toBe(secretary.attendanceUrl);
      expect(Object.keys(again.form('/presences').fields).filter((name) => /^m\d/.test(name))).toEqual([]);
      expect((await secretary.keeps(cases[1]!.id)).status).toBe(200);
      await test.app.get(Closing).closeSession(SYSTEM, id, undefined, true);
      const ended = (await sittingDaysOf(test.app, id)).filter(({ endedAt }) => endedAt !== null);
      expect(ended).toHaveLength(2);
    });
  });

  it('the page of a case leads to those before and after it', async () => {
    const { id, cases, secretary } = await sitting(3);
    const ranked = [...cases].sort((a, b) => a.rank! - b.rank!);
    const urls = ranked.map((one) => secretary.caseUrl(one.id));
    for (const [index, url] of urls.entries()) {
      const page = await secretary.browser.opens(url);
      const beside = urls.filter((_, other) => Math.abs(other - index) === 1);
      expect(urls.filter((other) => page.hasLinkTo(other))).toEqual(beside);
    }
    expect(urls[0]).toContain(id);
  });

  it('a case is decided at the address of its own session only', async () => {
    const { id, day, cases, secretary } = await sitting(1);
    const on = addDays(day, 35);
    const other = await planSession(test.app, { day: on, time: '10:00', entryFrom: addDays(on, 45), room: 'Ailleurs' });
    expect(id).not.toBe(other.id);
    const { id: caseId, version } = cases[0]!;
    for (const button of ['suivre', 'reprendre']) {
      const elsewhere = `/commissions/${other.id}/seance/${caseId}/${button}`;
      expect((await secretary.browser.sends(elsewhere, { version: String(version) })).status).toBe(404);
    }
    expect(await decisionOf(cases[0]!)).toBeNull();
  });

  it('two people decide the same case: the second reads that somebody was first, with what was chosen kept', async () => {
    const { id, cases, secretary } = await sitting(1);
    const url = secretary.caseUrl(cases[0]!.id);
    const second = (await Secretary.of(test.app, id)).browser;
    const shown = await second.opens(url);
    expect((await secretary.keeps(cases[0]!.id)).status).toBe(200);
    const late = await second.presses(shown.form(url), { decision: 'refuse', refuseReason: 'outside_area' });
    expectRefusal(late, 'Quelqu’un a décidé de ce dossier', 409);
    expect(late.form(url).value('refuseReason')).toBe('outside_area');
  });

  it('shows the name behind a case to who runs the session, for a reason, writes it down, and shows it nowhere else', async () => {
    const { id, families, cases, secretary } = await sitting(1);
    const surname = (await requestOf(test.app, families[0]!.requestId)).surname!;
    const { browser } = secretary;
    const url = `${secretary.caseUrl(cases[0]!.id)}/anonymat`;
    expect((await member.opens(url)).status).toBe(404);
    const asked = await browser.opens(url);
    expect(asked.source).not.toContain(surname);
    expect((await browser.presses(asked.form(url))).status).toBe(422);
    expect(await unmaskingsOf(test.app, id)).toHaveLength(0);

    const shown = await browser.presses(asked.form(url), { reason: 'family_on_the_phone' });
    expect(shown.text).toContain(surname);
    expect(shown.header('cache-control')).toBe('no-store');
    const list = (await browser.opens(`/commissions/${id}/anonymat`)).text;
    expect(list).toContain('La famille est au téléphone ou au guichet');
    expect(list).not.toContain(surname);
    expect(await recordedOf(test.app, cases[0]!.id, 'candidacy.unmask')).toHaveLength(1);
    for (const page of ['seance', 'seance/projection'])
      expect((await browser.opens(`/commissions/${id}/${page}`)).source).not.toContain(surname);
  });

  it('goes section by section, and what is pressed stays on the same page', async () => {
    const { cases, secretary } = await sitting(1);
    const { browser, screenUrl } = secretary;
    const babies = await browser.opens(`${screenUrl}?section=ma-71306:babies`);
    const row = `id="dossier-${cases[0]!.agendaNumber}"`;
    expect(babies.source).toContain(row);
    expect((await browser.opens(`${screenUrl}?section=ma-71306:older`)).source).not.toContain(row);
    const pressed = await browser.presses(babies.form(`${cases[0]!.id}/suivre?section=ma-71306%3Ababies`));
    expect(pressed.url).toBe(`${screenUrl}?section=ma-71306%3Ababies`);
  });
});
