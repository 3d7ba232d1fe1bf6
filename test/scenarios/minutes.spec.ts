import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { Body, BodyMember, Closing } from '../../src/commission/index.js';
import { FamilyAccess } from '../../src/dossier/index.js';
import { addDays, instantAt, type Day } from '../../src/kernel/time.js';
import { MinutesBook } from '../../src/minutes/minutes-book.js';
import { PdfRenderer } from '../../src/platform/pdf/index.js';
import { Reader, UnitOfWork } from '../../src/platform/database/index.js';
import { SqlQueueDriver } from '../../src/platform/queue/index.js';
import { SYSTEM } from '../../src/platform/security/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, hiddenValue, textOf } from '../support/browser.js';
import {
  anOrientedRequest,
  aThursday,
  clockOf,
  givePlaces,
  keepAllAndClose,
  listFor,
  openSession,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const printed = (pdf: Buffer): string =>
  execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' }).replace(/\s+/g, ' ');

describe.each(DATABASES)('the minutes of a session (%s)', (kind) => {
  let test: TestApp;
  let coordinator: Browser;
  let chair: Browser;
  let day: Day;
  const rows = <T>(sql: string, parameters: Record<string, string> = {}): Promise<T[]> =>
    test.app.get(Reader).sql<T>(sql, parameters);
  const signIn = async () => {
    coordinator = new Browser(test.app);
    await coordinator.signIn(STAFF['coordinator']!.email, PASSWORD);
    chair = new Browser(test.app);
    await chair.signIn(STAFF['member']!.email, PASSWORD);
  };

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    await givePlaces(test.app, 'ma-71306:babies', 2);
    const [account] = await rows<{ id: string }>('SELECT id FROM staff_account WHERE email = :email', {
      email: STAFF['member']!.email,
    });
    await test.app
      .get(UnitOfWork)
      .run((tx) => tx.update(BodyMember, { personKey: 'chair:montceau' }, { accountId: account!.id }));
  });
  beforeEach(async () => {
    await signIn();
    day = aThursday(test.app, 30);
    while ((await rows(`SELECT id FROM commission_session WHERE starts_at LIKE '${day}%'`)).length > 0)
      day = addDays(day, 7);
  });
  afterAll(() => test.close());

  async function closed(count = 3): Promise<{ id: string; families: Awaited<ReturnType<typeof anOrientedRequest>>[] }> {
    const { id } = await planSession(test.app, { day, time: '09:00', entryFrom: addDays(day, 45) });
    const families = [];
    for (let index = 0; index < count; index += 1) {
      const family = await anOrientedRequest(test.app, { child: { birthDate: addDays(day, -200) } });
      await listFor(test.app, family.requestId, id);
      families.push(family);
    }
    await openSession(test.app, id);
    const form = await coordinator.get(`/commissions/${id}/presences`);
    const lines = [...form.html.matchAll(/name="m(\d+)" type="radio" value="([0-9a-f-]{36}):present"/g)];
    await coordinator.post(`/commissions/${id}/presences`, {
      version: hiddenValue(form.html, 'version')!,
      ...Object.fromEntries(lines.map(([, line, memberId]) => [`m${line}`, `${memberId}:present`])),
    });
    await keepAllAndClose(test.app, id);
    return { id, families };
  }
  const signatureOf = async (id: string, name = 'Martine Durand') => {
    const form = await chair.get(`/commissions/${id}/compte-rendu/signature`);
    return { name, sha256: hiddenValue(form.html, 'sha256')! };
  };

  it('are made once for all who ask before the task has kept them', async () => {
    const { id } = await closed(2);
    const render = jest.spyOn(test.app.get(PdfRenderer), 'render');
    try {
      const url = `/commissions/${id}/compte-rendu.pdf`;
      const [one, two] = await Promise.all([coordinator.get(url), chair.get(url)]);
      expect([one.status, two.status]).toEqual([200, 200]);
      expect((await coordinator.get(url)).bytes.equals(one.bytes)).toBe(true);
      expect(render).toHaveBeenCalledTimes(1);
    } finally {
      render.mockRestore();
    }
  });

  it('are there in three versions the minute it closes: each says what its reader may know, and none a name', async () => {
    const { id, families } = await closed();
    const full = await coordinator.get(`/commissions/${id}/compte-rendu.pdf`);
    expect([full.status, full.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(full.bytes.toString('latin1')).toContain('pdfuaid:part');
    const text = printed(full.bytes);
    const [minutes] = await rows<{ sha256: string; content: string }>(
      'SELECT sha256, content FROM minutes WHERE session_id = :id',
      { id },
    );
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
    const surnames = await rows<{ surname: string }>('SELECT surname FROM child_request');
    const everything = [
      text,
      minutes!.content,
      printed((await new Browser(test.app).get(`/points-obtenus/${id}/compte-rendu.pdf`)).bytes),
    ].join();
    for (const { surname } of surnames) expect(everything).not.toContain(`${surname} `);
    // Of three children, the public version counts none.
    const open = printed((await new Browser(test.app).get(`/points-obtenus/${id}/compte-rendu.pdf`)).bytes);
    expect(open).toContain('non montré');
    expect(open).not.toContain('Présences');
    const own = families[0]!;
    const family = new Browser(test.app);
    const access = test.app.get(FamilyAccess);
    const secret = await test.app.get(UnitOfWork).run((tx) => access.giveLink(tx, { dossierId: own.dossierId }));
    const link = `/suivre/${secret}`;
    await family.get(link);
    const [dateYear, dateMonth, dateDay] = addDays(day, -200).split('-') as [string, string, string];
    await family.post(link, { dateDay, dateMonth, dateYear });
    const followed = await family.get('/mon-dossier');
    expect(followed.html).toContain(`/mon-dossier/commissions/${id}/compte-rendu.pdf`);
    const masked = printed((await family.get(`/mon-dossier/commissions/${id}/compte-rendu.pdf`)).bytes);
    const numbers = await rows<{ n: number; dossier_id: string }>(
      'SELECT agenda_number AS n, dossier_id FROM candidacy WHERE session_id = :id',
      { id },
    );
    for (const { n, dossier_id } of numbers)
      expect(masked.includes(`Dossier n° ${n} `)).toBe(dossier_id === own.dossierId);
    const other = await closed(0);
    expect((await family.get(`/mon-dossier/commissions/${other.id}/compte-rendu.pdf`)).status).toBe(404);
  });

  it('the chair signs with a typed name and a second page; then nothing changes them, not even the database', async () => {
    const { id } = await closed(1);
    expect((await coordinator.get(`/commissions/${id}/compte-rendu/signature`)).status).toBe(404);
    const wanted = await signatureOf(id);
    const empty = await chair.post(`/commissions/${id}/compte-rendu/signature`, { ...wanted, name: '' });
    expect([empty.status, textOf(empty.html)]).toEqual([422, expect.stringContaining('Donnez le prénom et le nom')]);
    const second = await chair.post(`/commissions/${id}/compte-rendu/signature`, wanted);
    expect(textOf(second.html)).toContain(wanted.sha256);
    expect(await rows('SELECT id FROM minutes_signature WHERE session_id = :id', { id })).toHaveLength(0);
    const signed = await chair.post(`/commissions/${id}/compte-rendu/signer`, wanted);
    expect(textOf(signed.html)).toContain('Signé par Martine Durand');
    expect(
      (await rows<{ state: string }>('SELECT state FROM commission_session WHERE id = :id', { id }))[0]!.state,
    ).toBe('signed');
    const first = await chair.get(`/commissions/${id}/compte-rendu.pdf`);
    expect(printed(first.bytes)).toContain('Signé par Martine Durand');
    // Nothing is kept yet: what the job keeps is what was given.
    expect(await rows('SELECT id FROM minutes_file')).toHaveLength(0);
    await test.app.get(SqlQueueDriver).runDue();
    expect(await rows(`SELECT id FROM minutes_file WHERE document = 'signed'`)).toHaveLength(1);
    expect((await chair.get(`/commissions/${id}/compte-rendu.pdf`)).bytes.equals(first.bytes)).toBe(true);
    for (const sql of [
      `UPDATE minutes SET content = '{}'`,
      'DELETE FROM minutes_file',
      `UPDATE minutes_signature SET name = 'x'`,
      'DELETE FROM minutes',
    ]) {
      expect(
        await test.app
          .get(UnitOfWork)
          .run((tx) => tx.write(sql))
          .then(() => 'done', String),
      ).toContain('minutes are never changed');
    }
    const again = await chair.post(`/commissions/${id}/compte-rendu/signer`, wanted);
    expect(again.status).toBe(404);
    const late = await coordinator.get(`/commissions/${id}/presences`);
    const refused = await coordinator.post(`/commissions/${id}/presences`, {
      version: hiddenValue(late.html, 'version')!,
    });
    expect(refused.status).toBe(422);
  });

  it('a correction before the signature is another version: who had read the first signs nothing', async () => {
    const { id } = await closed(1);
    const seen = await signatureOf(id);
    const form = await coordinator.get(`/commissions/${id}/presences`);
    const member = /value="([0-9a-f-]{36}):present"/.exec(form.html)![1]!;
    await coordinator.post(`/commissions/${id}/presences`, {
      version: hiddenValue(form.html, 'version')!,
      m0: `${member}:excused`,
    });
    const refused = await chair.post(`/commissions/${id}/compte-rendu/signer`, seen);
    expect([refused.status, textOf(refused.html)]).toEqual([
      409,
      expect.stringContaining('corrigé depuis que vous l’avez lu'),
    ]);
    expect(refused.html).toContain('value="Martine Durand"');
    expect(await rows('SELECT id FROM minutes_signature WHERE session_id = :id', { id })).toHaveLength(0);
    const signed = await chair.post(`/commissions/${id}/compte-rendu/signer`, await signatureOf(id));
    expect(textOf(signed.html)).toContain('Version 2.');
  });

  it('a member whom a case concerned reads the rest on the page, and gets no whole document', async () => {
    const { id } = await planSession(test.app, { day, time: '09:00', entryFrom: addDays(day, 45) });
    const { requestId } = await anOrientedRequest(test.app, { child: { birthDate: addDays(day, -200) } });
    await listFor(test.app, requestId, id);
    await openSession(test.app, id);
    const [one] = await rows<{ id: string }>('SELECT id FROM candidacy WHERE request_id = :requestId', { requestId });
    const [member] = await test.app.get(Reader).find(BodyMember, { where: { personKey: 'chair:montceau' } });
    const form = await coordinator.get(`/commissions/${id}/seance/${one!.id}/deport`);
    await coordinator.post(`/commissions/${id}/seance/${one!.id}/deport`, {
      version: hiddenValue(form.html, 'version')!,
      members: member!.id,
    });
    await keepAllAndClose(test.app, id);
    expect(printed((await coordinator.get(`/commissions/${id}/compte-rendu.pdf`)).bytes)).toContain(member!.label);
    const page = await chair.get(`/commissions/${id}/compte-rendu`);
    expect(page.status).toBe(200);
    expect(page.html).not.toContain(`/commissions/${id}/compte-rendu.pdf`);
    expect((await chair.get(`/commissions/${id}/compte-rendu.pdf`)).status).toBe(404);
  });

  it('the chair is reminded some days after, unless they are signed; a chair without sign-in has theirs entered for them', async () => {
    const { id } = await closed(1);
    await test.app.get(UnitOfWork).run((tx) => tx.update(Body, { id: 'montceau' }, { quorum: null }));
    clockOf(test.app).travelTo(instantAt(addDays(day, 8), '10:00'));
    await test.app.get(SqlQueueDriver).runDue();
    expect(
      await rows(`SELECT id FROM message WHERE kind = 'session-minutes' AND about = :about`, {
        about: `session:${id}`,
      }),
    ).toHaveLength(1);
    // The documents were made by the job.
    expect(
      await rows('SELECT f.id FROM minutes_file f JOIN minutes m ON m.id = f.minutes_id WHERE m.session_id = :id', {
        id,
      }),
    ).toHaveLength(2);
    await signIn();
    await test.app
      .get(UnitOfWork)
      .run((tx) => tx.update(BodyMember, { personKey: 'chair:montceau' }, { accountId: null }));
    expect((await chair.get(`/commissions/${id}/compte-rendu/signature`)).status).toBe(404);
    const entered = await coordinator.get(`/commissions/${id}/compte-rendu/signature`);
    const sha256 = hiddenValue(entered.html, 'sha256')!;
    expect(
      textOf(
        (await coordinator.post(`/commissions/${id}/compte-rendu/signer`, { name: 'Martine Durand', sha256 })).html,
      ),
    ).toContain('Signature reportée par qui tient le secrétariat');
    const [job] = await rows<{ state: string }>('SELECT state FROM job WHERE key = :key ORDER BY id DESC', {
      key: `session:${id}:minutes`,
    });
    expect(job!.state).not.toBe('waiting');
  });

  it('a session closed before minutes were kept is given them by a job, and says meanwhile that they are being written', async () => {
    const { id } = await planSession(test.app, { day, time: '09:00', entryFrom: addDays(day, 45) });
    await openSession(test.app, id);
    await test.app
      .get(UnitOfWork)
      .run((tx) =>
        tx.write(`UPDATE commission_session SET state = 'closed', closed_at = :at WHERE id = :id`, {
          id,
          at: instantAt(day),
        }),
      );
    expect(textOf((await coordinator.get(`/commissions/${id}/compte-rendu`)).html)).toContain(
      'Le compte rendu s’écrit en ce moment',
    );
    expect(await rows('SELECT id FROM minutes WHERE session_id = :id', { id })).toHaveLength(0);
    // As when the house starts.
    await test.app.get(MinutesBook).planMissing();
    await test.app.get(SqlQueueDriver).runDue();
    expect(textOf((await coordinator.get(`/commissions/${id}/compte-rendu`)).html)).toContain('attend la signature');
    expect(await rows('SELECT id FROM minutes WHERE session_id = :id', { id })).toHaveLength(1);
    await expect(test.app.get(Closing).closeSession(SYSTEM, id)).rejects.toThrow();
  });
});
