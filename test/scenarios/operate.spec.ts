import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { StaffAccount } from '../../src/territory/accounts/persistence/accounts.entities.js';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { createTestApp, DATABASES, freshDatabase, type TestDatabase } from '../support/app.js';
import { Browser, textOf } from '../support/browser.js';
import { Build } from '../support/build.js';
import { ADULT, Parent } from '../support/parent.js';

/** A new place: an operator fills it from a terminal, in the order of the README. */
describe.each(DATABASES)('the operator’s commands (%s)', (kind) => {
  let build: Build;
  let database: TestDatabase;
  const operate = (...words: string[]) => build.run('operate.js', words, database.config);
  beforeAll(async () => {
    build = new Build();
    build.link('data');
    database = await freshDatabase(kind);
  });
  afterAll(async () => {
    build.remove();
    await database.drop();
  });

  // @asvs 6.3.2
  it('load the territory and make a sign-in that works, the only one there is', async () => {
    expect(await operate('account', 'nadia@exemple.fr', 'Nadia R.', 'rpe_agent=rpe')).toMatchObject({
      code: 2,
      output: expect.stringContaining('nothing is set up yet'),
    });
    expect(await operate('seed')).toMatchObject({ code: 0, output: expect.stringContaining('14 communes') });
    const made = await operate('account', 'Nadia@exemple.fr', 'Nadia R.', 'rpe_agent=rpe');
    expect(made).toMatchObject({ code: 0 });
    const app = await createTestApp(database.config);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    const accounts = await app.get(Reader).find(StaffAccount);
    expect(accounts.map(({ email }) => email)).toEqual(['nadia@exemple.fr']);
    const browser = new Browser(app);
    const shown = await browser.signIn('nadia@exemple.fr', made.output.trim().split(' ')[1]!);
    expect([shown.url, textOf(shown.html)]).toEqual(['/personnel', expect.stringContaining('Nadia R.')]);
    await app.close();
  });

  it('print the first link anew when it was lost, and void the one before; never for a password that was chosen', async () => {
    const [, lost] = (await operate('account', 'ines@exemple.fr', 'Ines P.', 'coordinator')).output.trim().split(' ');
    const again = await operate('link', 'Ines@exemple.fr');
    expect(again).toMatchObject({ code: 0, output: expect.stringContaining('/personnel/lien/') });
    const app = await createTestApp(database.config);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    const dead = await new Browser(app).opens(new URL(lost!).pathname);
    expect(dead.source).not.toContain('type="password"');
    const browser = new Browser(app);
    await browser.signIn('ines@exemple.fr', again.output.trim().split(' ')[1]!);
    expect((await browser.get('/commissions')).status).toBe(200);
    const noted = await app.get(Reader).find(AuditEvent, { where: { action: 'account.link' } });
    expect(noted.map(({ actor }) => actor)).toEqual(['system']);
    await app.close();
    expect(await operate('link', 'ines@exemple.fr')).toMatchObject({
      code: 2,
      output: expect.stringContaining('/personnel/mot-de-passe-oublie'),
    });
    expect(await operate('link', 'nobody@exemple.fr')).toMatchObject({
      code: 2,
      output: expect.stringContaining('No open account'),
    });
  });

  it('list what is missing before families come, open without it by name, and take that back', async () => {
    expect(await operate('lacks')).toMatchObject({ code: 0, output: expect.stringContaining('desk-telephone:rpe') });
    const waived = await operate('waive', 'desk-telephone:rpe,sms', 'Claire D.', 'essai avant ouverture');
    expect(waived).toMatchObject({ code: 0, output: expect.stringMatching(/2 waived[\s\S]*Claire D\..*essai avant/) });
    const again = await operate('waive', 'sms,sms', 'Hugo M.', 'toujours pas de passerelle');
    expect(again.output).toContain(
      'sms was waived already, by Claire D. (essai avant ouverture): this takes its place',
    );
    expect(again.output).toMatch(/2 waived[\s\S]*Hugo M\..*toujours pas/);
    expect(await operate('unwaive', 'sms')).toMatchObject({ code: 0, output: expect.stringContaining('1 waived') });
    expect(await operate('unwaive', 'sms')).toMatchObject({ code: 2, output: expect.stringContaining('Not waived') });
  });

  it('notes a mail that came back, once, and leaves alone what is no report of ours', async () => {
    const app = await createTestApp(database.config);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    await new Parent(app).deposit({ ...ADULT, phone: '' });
    const reader = app.get(Reader);
    const sent = async () =>
      reader.find(Message, { where: { kind: 'receipt' }, order: { createdAt: 'ASC', id: 'ASC' } });
    const [{ id }] = (await sent()) as [Message];
    await app.get(UnitOfWork).run((tx) => tx.update(Message, { id }, { state: 'handed_over' }));
    const report = `Content-Type: multipart/report; report-type=delivery-status; boundary=AAA

--AAA
Content-Type: message/delivery-status

Final-Recipient: rfc822; laura.ferreira@exemple.fr
Action: failed
Status: 5.1.1

--AAA
Content-Type: text/rfc822-headers

Message-ID: <${id}@petite-enfance.exemple.fr>

--AAA--
`;
    const bounce = (input: string) => build.run('operate.js', ['bounce'], database.config, {}, undefined, input);
    for (const _ of ['first', 'second']) expect(await bounce(report)).toEqual({ code: 0, output: `${id} came back\n` });
    expect(
      (await sent()).map(({ channel, state, failure, failureCode }) => [channel, state, failure, failureCode]),
    ).toEqual([
      ['email', 'failed', 'bounced', '5.1.1'],
      ['letter', 'to_do', null, null],
    ]);
    const stranger = await bounce('Subject: Bonjour\n\nMadame Ferreira écrit.\n');
    expect(stranger).toEqual({ code: 0, output: 'No report of a message of ours: nothing was changed\n' });
    await app.close();
  }, 60_000);
});

/** What is refused before anything is asked of a database is refused alike on both. */
describe('the operator’s commands, misused', () => {
  let build: Build;
  let database: TestDatabase;
  const operate = (...words: string[]) => build.run('operate.js', words, database.config);
  beforeAll(async () => {
    build = new Build();
    build.link('data');
    database = await freshDatabase('sqlite');
    await operate('seed');
    await operate('account', 'nadia@exemple.fr', 'Nadia R.', 'coordinator');
  });
  afterAll(async () => {
    build.remove();
    await database.drop();
  });

  it.each([
    [['account', 'nadia@exemple.fr', 'Nadia R.', 'coordinator'], 'has an account already'],
    [['account', 'nadia', 'Nadia R.', 'coordinator'], 'Not an e-mail address'],
    [['account', 'autre@exemple.fr', 'Autre', 'queen'], 'Unknown role: queen'],
    [['account', 'autre@exemple.fr', 'Autre', 'rpe_agent'], 'rpe_agent=rpe'],
    [['account', 'autre@exemple.fr', 'Autre', 'eaje_director=rpe'], 'eaje_director=ma-71306'],
    [
      ['waive', 'nothing-like-it', 'Claire D.', 'essai'],
      'Nothing of this name is missing: nothing-like-it\nWhat may be waived: ',
    ],
    [['waive', 'sms,nothing-like-it', 'Claire D.', 'essai'], 'Nothing of this name is missing: nothing-like-it'],
    [['waive', ',', 'Claire D.', 'essai'], 'Which lack?'],
    [['waive', 'sms', '', 'essai'], 'Who decides so'],
    [['restored', 'nowhere/marelle.json'], 'cannot be read'],
    [[], 'Usage'],
  ])('refuse %j, saying why, and make nothing', async (words, said) => {
    const refused = await operate(...words);
    expect(refused).toMatchObject({ code: 2, output: expect.stringContaining(said) });
    expect(refused.output).not.toMatch(/\n\s+at /);
  });
});
