import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { Closing } from '../../src/commissions/commission/index.js';
import { BodyMember, CommissionSession } from '../../src/commissions/commission/persistence/commission.entities.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { addDays, instantAt } from '../../src/foundation/kernel/time.js';
import { MinutesBook } from '../../src/commissions/minutes/minutes-book.js';
import { Minutes, MinutesFile, MinutesSignature } from '../../src/commissions/minutes/persistence/minutes.entities.js';
import { Offers } from '../../src/places/placement/index.js';
import { Reader, UnitOfWork, type Tx } from '../../src/foundation/platform/database/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { readAudit } from '../../src/commissions/verify-session/file.js';
import { verify } from '../../src/commissions/verify-session/verify.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser } from '../support/browser.js';
import {
  aFreeThursday,
  anOrientedRequest,
  aSessionThatSits,
  clockOf,
  emptySeats,
  givePlaces,
  keepAllAndClose,
  listFor,
  openSession,
  planSession,
  seedCommissions,
  theChairHasASignIn,
  theQuorumIs,
} from '../support/commission.js';
import {
  caseOf,
  casesOf,
  offersTo,
  openOfferTo,
  forgetPlannedJobs,
  jobsOf,
  minutesFilesOf,
  minutesOf,
  outboxOf,
  runDueJobs,
  sessionOf,
  signaturesOf,
} from '../support/kept.js';
import { expectRefusal, type Page } from '../support/page.js';
import { readPdf, textOfPdf, titlesOf } from '../support/pdf.js';
import { familyOf, signedIn } from '../support/people.js';
import { Secretary } from '../support/secretary.js';
import { expectDatabaseToRefuse } from '../support/database-refusals.js';

const NAME = 'Martine Durand';

describe.each(DATABASES)('the minutes of a session (%s)', (kind) => {
  let test: TestApp;
  let chair: Browser;
  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => test.app.get(UnitOfWork).run(work);

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    await givePlaces(test.app, 'ma-71306:babies', 2);
  });
  beforeEach(async () => {
    clockOf(test.app).travelTo('2026-11-24T08:00:00.000Z');
    await forgetPlannedJobs(test.app);
    await theChairHasASignIn(test.app);
    chair = await signedIn(test.app, 'member');
  });
  afterAll(() => test.close());

  /** A session at which everybody was present, and that kept every proposal. */
  async function aClosedSession(count: number) {
    const session = await aSessionThatSits(test.app, count);
    const secretary = await Secretary.of(test.app, session.id);
    await secretary.notesPresent();
    await keepAllAndClose(test.app, session.id);
    return { ...session, secretary, url: `/commissions/${session.id}/compte-rendu` };
  }
  const printedFor = async (browser: Browser, url: string): Promise<string> =>
    textOfPdf((await browser.get(url)).bytes);
  const publicVersion = (id: string) => printedFor(new Browser(test.app), `/points-obtenus/${id}/compte-rendu.pdf`);
  /** The page on which the chair types a name, as it stands when the chair opens it. */
  const beforeSigning = (url: string): Promise<Page> => chair.opens(`${url}/signature`);
  /** Types the name, then confirms on the second page. */
  const sign = async (shown: Page, browser = chair): Promise<Page> => {
    const confirmation = await browser.presses(shown.form('/signature'), { name: NAME });
    return browser.presses(confirmation.form('/signer'));
  };

  describe('are there in three versions the minute it closes', () => {
    it('the whole one, to who sat, with the hash of what was decided', async () => {
      const { id, secretary, url } = await aClosedSession(3);
      const full = await secretary.browser.get(`${url}.pdf`);
      expect([full.status, full.headers['content-type']]).toEqual([200, 'application/pdf']);
      expect(full.bytes.toString('latin1')).toContain('pdfuaid:part');
      const [minutes] = await minutesOf(test.app, id);
      const text = await textOfPdf(full.bytes);
      for (const said of [
        'Présences',
        'Présent',
        'Quorum',
        'Aucun membre ne s’est retiré',
        'Règles d’attribution',
        'pas encore signé',
        minutes!.sha256,
      ])
        expect(text).toContain(said);
    });

    it('with the seed from which the numbers of the cases were drawn, with which the audit file draws them again', async () => {
      const on = await aFreeThursday(test.app);
      const { id } = await planSession(test.app, { day: on, time: '09:00', entryFrom: addDays(on, 45) });
      for (let count = 0; count < 5; count += 1) {
        const { requestId } = await anOrientedRequest(test.app, { child: { birthDate: addDays(on, -200) } });
        await listFor(test.app, requestId, id);
      }
      await openSession(test.app, id, true);
      await keepAllAndClose(test.app, id);
      const [url, secretary] = [`/commissions/${id}/compte-rendu`, await Secretary.of(test.app, id)];
      const { numbersSeed } = await sessionOf(test.app, id);
      const sentence = /Les numéros des dossiers ont été tirés au sort .* Graine du tirage : (\S+)/;
      const pages = [await printedFor(secretary.browser, `${url}.pdf`), (await secretary.browser.opens(url)).text];
      for (const text of pages) expect(sentence.exec(text)![1]).toBe(numbersSeed);
      expect(await publicVersion(id)).toContain(numbersSeed);
      const coordinator = await signedIn(test.app, 'coordinator');
      const file = readAudit((await coordinator.get(`/commissions/${id}/controle.json`)).bytes.toString());
      const numbers = (await casesOf(test.app, id)).map((one): [string, number] => [one.id, one.agendaNumber]);
      expect(file.numbers).toEqual({ seed: numbersSeed, drawn: Object.fromEntries(numbers) });
      expect(verify(file).wrong).toEqual([]);
      const [[one]] = numbers as [[string, number]];
      const planted = { ...file, numbers: { seed: numbersSeed!, drawn: { ...file.numbers!.drawn, [one]: 99 } } };
      expect(verify(planted).wrong).toEqual([expect.objectContaining({ number: 99, statement: 'number drawn' })]);
      // An older file, and one of a session whose numbers were not drawn, are judged as far as they tell.
      const { numbers: _, ...older } = file;
      for (const told of [older, { ...file, numbers: null }]) expect(verify(told).wrong).toEqual([]);
    });

    it('with headings that lead through it, as programs that nobody here wrote read them', async () => {
      const { secretary, url } = await aClosedSession(3);
      const { bytes } = await secretary.browser.get(`${url}.pdf`);
      const { structure, outline } = await readPdf(bytes);
      const roles = new Set(structure.map(({ role }) => role));
      for (const role of ['H1', 'H2', 'TH', 'Table']) expect(roles).toContain(role);
      const headings = structure.filter(({ role }) => /^H\d$/.test(role)).map(({ text }) => text);
      const decisions = headings.indexOf('La décision de chaque dossier');
      expect(decisions).toBeGreaterThan(0);
      expect(headings.findIndex((text) => text.startsWith('Annexe'))).toBeGreaterThan(decisions);
      // The outline has the headings of the structure, in their order.
      expect(titlesOf(outline)).toEqual(headings);
    });

    it('the public one, which counts three children with other small sessions once the quarter is over', async () => {
      await aClosedSession(3);
      const { id } = await aClosedSession(3);
      const open = await publicVersion(id);
      expect(open).toContain('comptées avec celles des autres petites séances du quatrième trimestre 2026');
      expect(open).not.toContain('Ensemble');
      expect(open).not.toContain('Présences');
      const anybody = new Browser(test.app);
      const quarter = '/points-obtenus/montceau/2026-T4/compte-rendu.pdf';
      expect((await anybody.get(quarter)).status).toBe(404);
      clockOf(test.app).travelTo('2027-01-01T08:00:00.000Z');
      const together = await textOfPdf((await anybody.get(quarter)).bytes);
      expect(together).toContain('Elles sont comptées ensemble');
      expect(together).toMatch(/Ensemble \d+/);
      expect((await anybody.opens('/points-obtenus')).status).toBe(200);
      expect((await anybody.get(quarter.replace('2026-T4', '2026-T3'))).status).toBe(404);
      expect((await anybody.get(quarter.replace('2026-T4', 'T4'))).status).toBe(404);
    });

    it('the one of a family, which shows its own case alone, of its own session alone', async () => {
      const { id, day, families } = await aClosedSession(3);
      const other = await aClosedSession(0);
      const own = families[0]!;
      const family = await familyOf(test.app, own, addDays(day, -200));
      const followed = await family.opens('/mon-dossier');
      const { href } = followed.linkTo(`/mon-dossier/commissions/${id}/compte-rendu.pdf`);
      const masked = await printedFor(family, href);
      for (const { agendaNumber, dossierId } of await casesOf(test.app, id))
        expect(masked.includes(`le dossier n° ${agendaNumber}.`)).toBe(dossierId === own.dossierId);
      for (const said of ['reste sur la liste d’attente', 'Vœux examinés : n° 1', 'ligne par ligne', 'pas d’accord'])
        expect(masked).toContain(said);
      // What is only there to check stands last.
      const annex = masked.indexOf('Annexe : vérifier');
      for (const technical of ['SHA-256', 'Proposition calculée par', 'Clé du tirage'])
        expect(masked.indexOf(technical)).toBeGreaterThan(annex);
      expect((await family.opens(href.replace(id, other.id))).status).toBe(404);
    });

    it('and none has a name', async () => {
      const { id, secretary, url } = await aClosedSession(3);
      const [minutes] = await minutesOf(test.app, id);
      const everything = [
        await printedFor(secretary.browser, `${url}.pdf`),
        minutes!.content,
        await publicVersion(id),
      ].join();
      for (const { surname } of await test.app.get(Reader).find(ChildRequest))
        expect(everything).not.toContain(`${surname} `);
    });
  });

  it('the chair signs with a typed name and a second page; then nothing changes them, not even the database', async () => {
    const { id, secretary, url } = await aClosedSession(1);
    expect((await secretary.browser.opens(`${url}/signature`)).status).toBe(404);
    const shown = await beforeSigning(url);
    const empty = await chair.presses(shown.form('/signature'), { name: '' });
    expectRefusal(empty, 'Donnez le prénom et le nom');

    const confirmation = await chair.presses(shown.form('/signature'), { name: NAME });
    expect(confirmation.text).toContain(shown.form('/signature').value('sha256'));
    expect(await signaturesOf(test.app, id)).toHaveLength(0);
    const signed = await chair.presses(confirmation.form('/signer'));
    expect(signed.text).toContain('Signé par Martine Durand');
    expect((await sessionOf(test.app, id)).state).toBe('signed');

    const first = await chair.get(`${url}.pdf`);
    expect(await textOfPdf(first.bytes)).toContain('Signé par Martine Durand');
    // Nothing is kept yet: what the job keeps is what was given.
    expect(await minutesFilesOf(test.app, id)).toHaveLength(0);
    await runDueJobs(test.app);
    const [kept, ...more] = (await minutesFilesOf(test.app, id)).filter(({ document }) => document === 'signed');
    expect(more).toEqual([]);
    expect((await chair.get(`${url}.pdf`)).bytes.equals(first.bytes)).toBe(true);

    const { minutesId } = kept!;
    const change: ((tx: Tx) => Promise<unknown>)[] = [
      (tx) => tx.update(Minutes, { id: minutesId }, { content: '{}' }),
      (tx) => tx.delete(MinutesFile, { id: kept!.id }),
      (tx) => tx.update(MinutesSignature, { sessionId: id }, { name: 'x' }),
      (tx) => tx.delete(Minutes, { id: minutesId }),
    ];
    for (const one of change) await expectDatabaseToRefuse(run(one), /minutes are never changed/);

    // Pressed again, it shows what was signed, and signs nothing more.
    const again = await chair.presses(confirmation.form('/signer'));
    expect(again.text).toContain('Signé par Martine Durand');
    expect(await signaturesOf(test.app, id)).toHaveLength(1);
    const late = { version: String((await sessionOf(test.app, id)).version) };
    expect((await secretary.browser.sends(secretary.attendanceUrl, late)).status).toBe(422);
  });

  it('a seat that is offered again after the signature is added below, with its day: what was signed stays', async () => {
    await emptySeats(test.app);
    const { id, url, families } = await aClosedSession(3);
    await sign(await beforeSigning(url));
    const shown = async () => {
      const page = await chair.opens(url);
      return { rows: page.table('La décision de chaque dossier').map((row) => row.join(' ')), text: page.text };
    };
    const [before, pdf] = [await shown(), (await chair.get(`${url}.pdf`)).bytes];
    expect(before.text).not.toContain('Depuis ce compte rendu');
    const offers = await Promise.all(families.map(async ({ requestId }) => (await offersTo(test.app, requestId))[0]));
    const declining = families[offers.findIndex((offer) => offer !== undefined)]!;
    const waiting = (await casesOf(test.app, id)).find(({ state }) => state === 'waiting')!;
    const offer = await openOfferTo(test.app, declining.requestId);
    const parent = { kind: 'family', dossierId: declining.dossierId, draftId: null } as const;
    await run((tx) => test.app.get(Offers).declineOffer(tx, parent, offer.id, 'distance', 'wait'));
    await runDueJobs(test.app);
    expect((await openOfferTo(test.app, waiting.requestId)).sectionId).toBe(offer.sectionId);
    const after = await shown();
    expect(after.rows).toEqual(before.rows);
    expect(after.text).toMatch(
      new RegExp(`Depuis ce compte rendu Le 24 novembre 2026 : dossier n° ${waiting.agendaNumber}, place libérée`),
    );
    expect((await chair.get(`${url}.pdf`)).bytes.equals(pdf)).toBe(true);
  });

  it('a correction before the signature is another version: who had read the first signs nothing', async () => {
    const { id, secretary, url } = await aClosedSession(1);
    const confirmation = await chair.presses((await beforeSigning(url)).form('/signature'), { name: NAME });
    await secretary.notes({ 0: 'excused' });
    const refused = await chair.presses(confirmation.form('/signer'));
    expectRefusal(refused, 'corrigé depuis que vous l’avez lu', 409);
    expect(refused.form('/signature').value('name')).toBe(NAME);
    expect(await signaturesOf(test.app, id)).toHaveLength(0);
    expect((await sign(await beforeSigning(url))).text).toContain('Version 2.');
  });

  it('a member whom a case concerned reads and signs the rest, on the page and in the document', async () => {
    const { id, families } = await aSessionThatSits(test.app, 2);
    const member = (await test.app.get(Reader).findOne(BodyMember, { personKey: 'chair:montceau' }))!;
    const secretary = await Secretary.of(test.app, id);
    await secretary.notesRecusal((await caseOf(test.app, id, families[0]!.requestId)).id, member.id);
    await keepAllAndClose(test.app, id);
    const url = `/commissions/${id}/compte-rendu`;
    expect(await printedFor(secretary.browser, `${url}.pdf`)).toContain(member.label);
    const page = await chair.opens(url);
    expect(page.status).toBe(200);
    expect(page.text).toContain('dont vous vous êtes retiré');
    const concerned = await caseOf(test.app, id, families[0]!.requestId);
    const other = await caseOf(test.app, id, families[1]!.requestId);
    const read = await printedFor(chair, `${url}.pdf`);
    expect(read).toContain('Dossiers qui ne sont pas montrés');
    const decisions = read.slice(read.indexOf('La décision de chaque dossier'));
    const rowOf = ({ agendaNumber, rank, points }: typeof other): string => `${agendaNumber} ${rank} ${points} `;
    expect(decisions).toContain(rowOf(other));
    expect(decisions).not.toContain(rowOf(concerned));
    await theQuorumIs(test.app, null);
    expect((await sign(await beforeSigning(url))).text).toContain('Signé par');
    expect(await printedFor(chair, `${url}.pdf`)).toContain('Dossiers qui ne sont pas montrés');
  });

  it('the chair is reminded some days after, unless they are signed', async () => {
    const { id, day } = await aClosedSession(1);
    clockOf(test.app).travelTo(instantAt(addDays(day, 8), '10:00'));
    await runDueJobs(test.app);
    expect(await outboxOf(test.app, { kind: 'session-minutes', about: `session:${id}` })).toHaveLength(1);
    // The documents were made by the job.
    expect(await minutesFilesOf(test.app, id)).toHaveLength(2);
  });

  it('a chair without sign-in has the signature entered for them, and is not reminded of it', async () => {
    const { id, secretary, url } = await aClosedSession(1);
    await theQuorumIs(test.app, null);
    await theChairHasASignIn(test.app, false);
    expect((await beforeSigning(url)).status).toBe(404);
    const entered = await sign(await secretary.browser.opens(`${url}/signature`), secretary.browser);
    expect(entered.text).toContain('Signature reportée par qui tient le secrétariat');
    expect(new Set((await jobsOf(test.app, `session:${id}:minutes`)).map(({ state }) => state))).toEqual(
      new Set(['cancelled']),
    );
  });

  it('a session closed before minutes were kept is given them by a job, and says meanwhile that they are being written', async () => {
    const { id, day } = await aSessionThatSits(test.app, 0);
    await run((tx) => tx.update(CommissionSession, { id }, { state: 'closed', closedAt: instantAt(day) }));
    const { browser } = await Secretary.of(test.app, id);
    const url = `/commissions/${id}/compte-rendu`;
    expect((await browser.opens(url)).text).toContain('Le compte rendu s’écrit en ce moment');
    expect(await minutesOf(test.app, id)).toHaveLength(0);
    // As when the house starts.
    await test.app.get(MinutesBook).planMissing();
    await runDueJobs(test.app);
    expect((await browser.opens(url)).text).toContain('attend la signature');
    expect(await minutesOf(test.app, id)).toHaveLength(1);
    await expect(test.app.get(Closing).closeSession(SYSTEM, id, undefined, true)).rejects.toThrow();
  });
});
