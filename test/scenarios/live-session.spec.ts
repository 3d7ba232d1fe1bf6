import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { SessionDecisions } from '../../src/commissions/commission/index.js';
import { BodyMember, CommissionSession } from '../../src/commissions/commission/persistence/commission.entities.js';
import { addDays } from '../../src/foundation/kernel/time.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser } from '../support/browser.js';
import {
  anOrientedRequest,
  aThursday,
  givePlaces,
  listFor,
  openSession,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { Page } from '../support/page.js';
import { textOfPdf } from '../support/pdf.js';
import { PASSWORD, STAFF } from '../support/seed.js';
import { SmtpSink } from '../support/smtp-sink.js';

interface Stream {
  readonly status: number;
  readonly type: string | null;
  /** Versions said so far. */
  readonly said: string[];
  readonly ended: Promise<void>;
  leave(): void;
}

describe.each(DATABASES)('a session that is followed (%s)', (kind) => {
  let test: TestApp;
  let sink: SmtpSink;
  let base: string;
  let id: string;
  let candidacyId: string;
  const rows = <T>(sql: string, parameters: Record<string, string> = {}): Promise<T[]> =>
    test.app.get(Reader).sql<T>(sql, parameters);
  const signedIn = async (who: string): Promise<Browser> => {
    const browser = new Browser(test.app);
    await browser.signIn(STAFF[who]!.email, PASSWORD);
    return browser;
  };

  beforeAll(async () => {
    sink = await SmtpSink.open();
    test = await startApp(kind, { SMTP_URL: sink.url });
    await seedCommissions(test.app);
    await givePlaces(test.app, 'ma-71306:babies', 5);
    await test.app.listen(0, '127.0.0.1');
    base = await test.app.getUrl();
    const day = aThursday(test.app, 30);
    ({ id } = await planSession(test.app, { day, time: '09:00', entryFrom: addDays(day, 45) }));
    const { requestId } = await anOrientedRequest(test.app, { child: { birthDate: addDays(day, -200) } });
    await listFor(test.app, requestId, id);
    const [account] = await rows<{ id: string }>('SELECT id FROM staff_account WHERE email = :email', {
      email: STAFF['member']!.email,
    });
    await test.app.get(UnitOfWork).run(async (tx) => {
      await tx.update(
        BodyMember,
        { personKey: 'chair:montceau' },
        { accountId: account!.id, email: STAFF['member']!.email },
      );
      await tx.update(BodyMember, { personKey: 'pmi' }, { email: 'pmi@exemple.fr' });
    });
    await openSession(test.app, id);
    [{ id: candidacyId } = { id: '' }] = await rows<{ id: string }>('SELECT id FROM candidacy WHERE session_id = :id', {
      id,
    });
  });
  afterAll(async () => {
    await test.close();
    await sink.close();
  });

  async function follow(browser: Browser): Promise<Stream> {
    const leave = new AbortController();
    const cookie = (browser as unknown as { cookieHeader(): string }).cookieHeader();
    const answer = await fetch(`${base}/commissions/${id}/seance/flux`, {
      headers: { cookie },
      signal: leave.signal,
      redirect: 'manual',
    });
    // A refusal is read to its end: left unread, its connection would stay busy for this client.
    if (answer.status !== 200) await answer.arrayBuffer();
    const said: string[] = [];
    const ended = (async () => {
      if (answer.status !== 200) return;
      for await (const chunk of answer.body!)
        said.push(
          ...[
            ...Buffer.from(chunk)
              .toString()
              .matchAll(/data: (\d+)/g),
          ].map((match) => match[1]!),
        );
    })().catch(() => undefined);
    return { status: answer.status, type: answer.headers.get('content-type'), said, ended, leave: () => leave.abort() };
  }
  /** The screen as `live.js` puts it together. @param held what the screen holds already */
  async function screenOf(
    browser: Browser,
    held: { name: string; pieces: string[] } = { name: '', pieces: [] },
  ): Promise<{ name: string; pieces: string[]; text: string; sent: number }> {
    const { bytes } = await browser.get(`/commissions/${id}/seance/morceaux/ecran?depuis=${held.name}`);
    const answer = JSON.parse(bytes.toString()) as { name: string; pieces: (string | [number, number])[] };
    const pieces = answer.pieces.flatMap((piece) =>
      typeof piece === 'string' ? [piece] : held.pieces.slice(piece[0], piece[0] + piece[1]),
    );
    return { name: answer.name, pieces, text: pieces.join(''), sent: bytes.length };
  }
  const until = async (holds: () => boolean): Promise<void> => {
    for (let tries = 0; !holds() && tries < 100; tries += 1) await setTimeout(100);
    expect(holds()).toBe(true);
  };

  it('says the version at once when this process changes it, and within a second when another does; of the content, nothing', async () => {
    const stream = await follow(await signedIn('member'));
    expect([stream.status, stream.type]).toEqual([200, 'text/event-stream; charset=utf-8']);
    await until(() => stream.said.length === 1);
    await test.app.get(SessionDecisions).decideCase(SYSTEM, candidacyId, 'keep');
    await until(() => stream.said.length === 2);
    // As another process does: no word of it here.
    await test.app
      .get(UnitOfWork)
      .run(async (tx) => tx.update(CommissionSession, { id }, { version: Number(stream.said.at(-1)) + 5 }));
    await until(() => stream.said.length === 3);
    expect(stream.said.map(Number)).toEqual([...stream.said.map(Number)].sort((a, b) => a - b));
    const { text } = await screenOf(await signedIn('member'));
    expect(text).toContain(`data-live-at="${stream.said.at(-1)}"`);
    stream.leave();
  });

  it('sends a screen that is open only the pieces it does not hold, and never those of a screen that its reader may not see', async () => {
    const [member, coordinator] = [await signedIn('member'), await signedIn('coordinator')];
    const first = await screenOf(member);
    const decisions = test.app.get(SessionDecisions);
    await decisions.takeBack(SYSTEM, candidacyId);
    const changed = await screenOf(member, first);
    expect(changed.sent).toBeLessThan(first.sent / 2);
    expect(changed.text).toBe((await screenOf(member)).text);
    expect(changed.text).not.toBe(first.text);
    expect((await screenOf(member, changed)).sent).toBeLessThan(100);
    // The coordinator has buttons on its screen. It holds nothing of what the member was sent, whatever it says.
    const whole = await screenOf(coordinator);
    expect(whole.text).toContain('/seance/suivre"');
    expect(first.text + changed.text).not.toContain('/seance/suivre"');
    expect((await screenOf(coordinator, changed)).sent).toBe(whole.sent);
    await decisions.decideCase(SYSTEM, candidacyId, 'keep');
  });

  it('is for who may read the session, as long as they are signed in', async () => {
    expect((await follow(new Browser(test.app))).status).toBe(303);
    const admin = await signedIn('administrator');
    expect((await follow(admin)).status).toBe(404);
    const member = await signedIn('member');
    const stream = await follow(member);
    let over = false;
    void stream.ended.then(() => {
      over = true;
    });
    await member.post('/personnel/deconnexion');
    await until(() => over);
  });

  it('is open so many times for one account, and no more; a screen that is closed makes room', async () => {
    const member = await signedIn('member');
    const streams = [];
    for (let count = 0; count < 6; count += 1) streams.push(await follow(member));
    expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200));
    expect((await follow(member)).status).toBe(429);
    streams[0]!.leave();
    await setTimeout(300);
    const again = await follow(member);
    expect(again.status).toBe(200);
    for (const stream of [...streams, again]) stream.leave();
  });

  it('the agenda goes out as the list is fixed: a link for who signs in, the PDF itself for who does not', async () => {
    await test.app.get(SqlQueueDriver).runDue();
    const mails = sink.received.map(({ mail, envelope }) => ({
      to: envelope.to[0],
      subject: mail.subject ?? '',
      text: mail.text ?? '',
      files: mail.attachments,
    }));
    const chair = mails.find(
      ({ to, subject }) => to === STAFF['member']!.email && subject.startsWith('Ordre du jour'),
    )!;
    expect([chair.files.length, chair.text]).toEqual([0, expect.stringContaining(`/commissions/${id}/ordre-du-jour`)]);
    const pmi = mails.find(({ to, subject }) => to === 'pmi@exemple.fr' && subject.startsWith('Ordre du jour'))!;
    expect(pmi.files.map(({ filename, contentType }) => [filename, contentType])).toEqual([
      ['ordre-du-jour.pdf', 'application/pdf'],
    ]);
    const text = await textOfPdf(pmi.files[0]!.content);
    // Who is called reads at what time: the hour stands beside the room.
    expect(text).toMatch(/20\d\d à \d+ h/);
    // The case stands under the section of its first wish, beside the seats that are free: nothing is prepared yet.
    expect(text).toContain('places à donner à partir du');
    expect(text).toMatch(/Bébés lun\. mar\. mer\. jeu\. ven\. (mat\. ap\.-m\. ){5}À donner( 5){10} .*Enfant.*mois/);
    // What the family did not say is told once, for all its cases.
    expect(text.match(/Non déclaré/g)).toHaveLength(1);
    expect(text).toContain('Handicap d’un proche : tous les dossiers');
    for (const { surname, first_name } of await rows<{ surname: string; first_name: string }>(
      'SELECT surname, first_name FROM child_request',
    )) {
      expect(text).not.toContain(surname);
      expect(text).not.toContain(first_name);
    }
    const coordinator = await signedIn('coordinator');
    // Who has no address at all has a letter, and the agenda to slip into its envelope.
    await coordinator.get('/courrier');
    const batch = await coordinator.post('/courrier/lots', { desk: '' });
    const enclosure = new Page(batch).links.find(({ href }) => href.includes('/jointes/'))!;
    expect(enclosure.text).toMatch(/^Ordre du jour, séance du .* : imprimer un exemplaire \(PDF\)$/);
    expect((await coordinator.get(enclosure.href)).bytes.toString('latin1')).toContain('pdfuaid:part');
    expect((await (await signedIn('agent')).get(enclosure.href)).status).toBe(404);
    const own = await coordinator.get(`/commissions/${id}/ordre-du-jour.pdf`);
    expect(own.bytes.toString('latin1')).toContain('pdfuaid:part');
  });

  it('does not hold a server that stops, nor do those who have hung up', async () => {
    const stream = await follow(await signedIn('member'));
    expect(stream.status).toBe(200);
    const began = performance.now();
    await test.app.close();
    await stream.ended;
    // Those who left before without a word hold it for a moment, and no longer.
    expect(performance.now() - began).toBeLessThan(9000);
  });
});
