import { gzipSync } from 'node:zlib';
import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, textOf } from '../support/browser.js';
import { CalendarServer } from '../support/calendar-server.js';
import { clockOf, planSession, seedCommissions } from '../support/commission.js';
import { icsOf } from '../support/icalendar.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const RPE = '/commissions/indisponibilites/rpe';
const DAY = '2027-03-04';
const AT_WORK = [
  'SUMMARY:Rendez-vous à l’hôpital',
  'LOCATION:Autun',
  'ATTENDEE:mailto:docteur@exemple.fr',
  'DTSTART;TZID=Europe/Paris:20270304T130000',
  'DTEND;TZID=Europe/Paris:20270304T150000',
];
const plan = (day: string) => ({
  bodyId: 'montceau',
  dayDay: day.slice(8),
  dayMonth: day.slice(5, 7),
  dayYear: day.slice(0, 4),
  time: '14:00',
  room: 'Mairie',
  entryFromDay: '1',
  entryFromMonth: '9',
  entryFromYear: '2027',
});

describe.each(DATABASES)('when members are not available (%s)', (kind) => {
  let test: TestApp;
  let server: CalendarServer;
  let agent: Browser;
  let coordinator: Browser;
  const as = async (name: string): Promise<Browser> => {
    const browser = new Browser(test.app);
    await browser.signIn(STAFF[name]!.email, PASSWORD);
    return browser;
  };
  const send = (browser: Browser, text: string) =>
    browser.upload(`${RPE}/fichier`, 'file', { name: 'agenda.ics', bytes: Buffer.from(text) });
  const runDue = () => test.app.get(SqlQueueDriver).runDue();
  /** As far as the nightly round, whenever the house was started. */
  const nextNight = async (): Promise<void> => {
    const [night] = await test.app
      .get(Reader)
      .sql<{ at: string }>("SELECT run_at AS at FROM job WHERE type = 'calendar.nightly' AND state = 'waiting'");
    clockOf(test.app).travelTo(night!.at);
    await runDue();
  };
  const kept = (): Promise<object[]> => test.app.get(Reader).sql('SELECT * FROM busy_period');
  const standing = async (): Promise<string> => textOf((await agent.get(RPE)).html);
  const calendar = (text: string) => (response: ServerResponse) =>
    response.setHeader('content-type', 'text/plain').end(text);

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    server = await CalendarServer.start();
    [agent, coordinator] = [await as('agent'), await as('coordinator')];
  });
  afterAll(async () => {
    await server.stop();
    await test.close();
  });

  it('a member gives a file: only busy moments are kept, and no session is planned in them', async () => {
    await agent.get(RPE);
    const taken = await send(agent, icsOf([AT_WORK, ['DTSTART;VALUE=DATE:20270305', 'DTEND;VALUE=DATE:20270306']]));
    expect(textOf(taken.html)).toMatch(/Les moments occupés sont enregistrés.*2 moments occupés/);
    const everything = JSON.stringify([
      await kept(),
      await test.app.get(Reader).sql('SELECT * FROM busy_calendar'),
      await test.app.get(Reader).sql("SELECT * FROM audit_event WHERE action LIKE 'busy%'"),
    ]);
    for (const secret of ['hôpital', 'Autun', 'docteur', 'exemple.fr']) expect(everything).not.toContain(secret);

    await coordinator.get('/commissions/nouvelle');
    const refused = await coordinator.post('/commissions/nouvelle', plan(DAY));
    expect([refused.status, textOf(refused.html)]).toEqual([
      422,
      expect.stringMatching(/n’est pas disponible le jeudi 4 mars 2027 à cette heure/),
    ]);
    expect([...refused.html.matchAll(/value="(\d{4}-\d\d-\d\d)"/g)].map(([, day]) => day)).toEqual([
      '2027-03-03',
      '2027-03-02',
      '2027-03-01',
    ]);
    // Moving asks the same question.
    const { id } = await planSession(test.app, { day: '2027-03-02' });
    const moved = await coordinator.post(`/commissions/${id}/deplacer`, { ...plan('2027-03-05'), version: 1 });
    expect(moved.status).toBe(422);
    expect(
      (
        await coordinator.post(`/commissions/${id}/deplacer`, {
          version: 1,
          dayDay: '3',
          dayMonth: '3',
          dayYear: '2027',
          time: '14:00',
          room: 'Mairie',
        })
      ).status,
    ).toBe(200);
  });

  it('a session planned already, on a day that a member is away since, is shown', async () => {
    await send(agent, icsOf([['DTSTART;VALUE=DATE:20270303', 'DTEND;VALUE=DATE:20270306']]));
    expect(textOf((await coordinator.get('/commissions')).html)).toMatch(
      /n’est pas disponible le mercredi 3 mars 2027/,
    );
  });

  it('our own sessions in the member’s calendar keep nobody from moving them', async () => {
    const host = new URL(test.config.BASE_URL).hostname;
    await send(agent, icsOf([[`UID:0198@${host}`, 'DTSTART;TZID=Europe/Paris:20270303T140000', 'DURATION:PT3H']]));
    expect(await kept()).toEqual([]);
  });

  it.each(['Bonjour', '', '<html></html>', 'BEGIN:VCALENDAR'])(
    'what is no calendar is refused in words, and changes nothing: %j',
    async (text) => {
      await send(agent, icsOf([AT_WORK]));
      const answer = await send(agent, text);
      expect([answer.status, textOf(answer.html)]).toEqual([
        422,
        expect.stringMatching(/Ce n’est pas un agenda|Choisissez le fichier/),
      ]);
      expect(await kept()).toHaveLength(1);
    },
  );

  it.each([
    ['http://calendrier.exemple.fr/a.ics', 'commence par https://'],
    ['https://127.0.0.1/a.ics', 'réseau privé'],
    ['https://169.254.169.254/latest/meta-data', 'réseau privé'],
    ['webcal://10.0.0.1/a.ics', 'réseau privé'],
    ['https://[::ffff:127.0.0.1]/a.ics', 'réseau privé'],
    ['https://calendrier.exemple.fr:8443/a.ics', 'numéro de port'],
    ['', 'commence par https://'],
    ['https://nadia:secret@exemple.fr/a', 'commence par https://'],
  ])('an address that leads inside is refused at once: %s', async (address, sentence) => {
    const answer = await agent.post(`${RPE}/adresse`, { address });
    expect([answer.status, textOf(answer.html)]).toEqual([422, expect.stringContaining(sentence)]);
    expect(server.asked).toBe(0);
  });

  it('a name that resolves to this machine is refused when it is read, and is never asked', async () => {
    await agent.post(`${RPE}/adresse`, { address: 'https://localhost/agenda.ics' });
    await runDue();
    expect(await standing()).toMatch(/La dernière lecture.*a échoué\. Cette adresse mène à un réseau privé/);
    expect(server.asked).toBe(0);
  });

  describe('an address that may be reached', () => {
    beforeAll(() => server.letIn(test.app));

    it('is read at once, then every night; what it no longer says is forgotten', async () => {
      server.answer = calendar(icsOf([AT_WORK]));
      const followed = await agent.post(`${RPE}/adresse`, { address: server.url() });
      expect(textOf(followed.html)).toContain('L’agenda n’a pas encore été lu');
      await runDue();
      expect(await standing()).toMatch(
        /Lu le 24 novembre 2026.*1 moment occupé\. Relu chaque nuit.*L’agenda vient de 127\.0\.0\.1/,
      );
      expect(await standing()).not.toContain('agenda.ics');
      server.answer = calendar(icsOf([AT_WORK, ['DTSTART:20270401T080000Z', 'DURATION:PT1H']]));
      await nextNight();
      agent = await as('agent');
      coordinator = await as('coordinator');
      expect(await standing()).toMatch(/Lu le .* : 2 moments occupés/);
    });

    it.each<[string, (response: ServerResponse) => void, string]>([
      [
        'refuses',
        (response) => {
          response.statusCode = 403;
          response.end();
        },
        'refuse de le donner',
      ],
      ['answers something else', calendar('<html>Connectez-vous</html>'), 'Ce n’est pas un agenda'],
      [
        'never ends',
        (response) => {
          const more = () => {
            if (response.write('X'.repeat(100_000))) setImmediate(more);
            else response.once('drain', more);
          };
          response.once('error', () => undefined);
          more();
        },
        'dépasse 2 Mo',
      ],
      [
        'sends it folded',
        (response) => {
          response.setHeader('content-encoding', 'gzip');
          response.end(gzipSync(icsOf([AT_WORK])));
        },
        'compressé',
      ],
      ['hangs up', (response) => response.destroy(), 'ne répond pas'],
      [
        'leads inside',
        (response) => {
          response.writeHead(302, { location: 'https://127.0.0.2/' });
          response.end();
        },
        'réseau privé',
      ],
      [
        'leads to the machine’s own metadata',
        (response) => {
          response.writeHead(302, { location: 'http://169.254.169.254/latest/' });
          response.end();
        },
        'réseau privé',
      ],
      [
        'leads to a file',
        (response) => {
          response.writeHead(302, { location: 'file:///etc/passwd' });
          response.end();
        },
        'commence par https://',
      ],
      [
        'leads in circles',
        (response) => {
          response.writeHead(302, { location: '/agenda.ics' });
          response.end();
        },
        'trop d’autres adresses',
      ],
    ])('says so when its server %s, and keeps what was read before', async (_, answer, sentence) => {
      server.answer = answer;
      await agent.post(`${RPE}/relire`);
      await runDue();
      expect(await standing()).toMatch(
        new RegExp(`La dernière lecture, le .* a échoué\\. .*${sentence}.*vaut toujours`),
      );
      expect(await kept()).toHaveLength(2);
    });

    it('follows a redirection that leads to where it may go', async () => {
      let hops = 0;
      server.answer = (response) => {
        if ((hops += 1) === 1) response.writeHead(302, { location: '/ailleurs.ics' }).end();
        else calendar(icsOf([AT_WORK]))(response);
      };
      await agent.post(`${RPE}/relire`);
      await runDue();
      expect([hops, (await kept()).length]).toEqual([2, 1]);
      expect(await standing()).not.toContain('échoué');
    });
  });

  it('is the member’s own, and the coordinator’s, to give and to erase', async () => {
    for (const name of ['member', 'director', 'otherDirector', 'otherAgent', 'administrator']) {
      const browser = await as(name);
      expect((await browser.get(RPE)).status).toBe(404);
      for (const act of ['adresse', 'relire', 'effacer'])
        expect((await browser.post(`${RPE}/${act}`, { address: 'https://exemple.fr/a.ics' })).status).toBe(404);
    }
    expect((await (await as('director')).get('/commissions/indisponibilites/director%3Ama-71306')).status).toBe(200);
    expect(textOf((await coordinator.get('/commissions/indisponibilites')).html)).toContain('1 moment occupé');
    await coordinator.get(RPE);
    expect(textOf((await coordinator.post(`${RPE}/effacer`)).html)).toMatch(/Tout est effacé.*Aucun agenda donné/);
    expect([await kept(), await test.app.get(Reader).sql('SELECT * FROM busy_calendar')]).toEqual([[], []]);
    const asked = server.asked;
    await nextNight();
    expect(server.asked).toBe(asked);
  });
});
