import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { seedCommissions } from '../support/commission.js';
import { outboxOf } from '../support/kept.js';
import { handedOver } from '../support/links.js';
import { deposit, depositBody, newClient } from '../support/api.js';
import { textOf } from '../support/browser.js';
import { ADULT, BORN, Parent } from '../support/parent.js';

const LURE = 'Zoe. Payez 49 EUR sur www.evil.example';

/** Anybody may send a dossier with the address of somebody else: what is mailed there is signed by the desk. */
describe.each(DATABASES)('what a stranger types is not mailed to anybody (%s)', (kind) => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
  });
  afterAll(() => test.close());

  it.each([
    ['the child', 'enfant/1', { ...BORN, firstName: LURE }, 'Écrivez le prénom de l’enfant sans chiffre'],
    [
      'the surname of the child',
      'enfant/1',
      { ...BORN, surname: 'evil.fr' },
      'Écrivez le nom de l’enfant sans chiffre',
    ],
    ['an adult', 'responsable/1', { ...ADULT, firstName: 'Laura 49' }, 'Écrivez le prénom sans chiffre'],
    ['the surname of an adult', 'responsable/1', { ...ADULT, surname: 'tel:3949' }, 'Écrivez le nom sans chiffre'],
  ])(
    'no address, number or amount is the name of %s: the page says so, and keeps what was typed',
    async (_, path, typed, said) => {
      const stranger = new Parent(test.app);
      await stranger.start();
      const refused = await stranger.fill(path, typed);
      expect([refused.status, textOf(refused.html)]).toEqual([422, expect.stringContaining(said)]);
      expect(refused.html).toContain(`value="${typed.firstName}"`);
      expect(refused.html).toContain(`value="${typed.surname}"`);
    },
  );

  it('nor in what a portal sends', async () => {
    const token = await newClient(test.app);
    const body = depositBody(3) as { children: object[] };
    body.children[0] = { ...body.children[0]!, firstName: LURE };
    const answer = await deposit(test.app, token, 'a-key-of-a-lure-1', body);
    expect([answer.statusCode, answer.body]).toEqual([422, expect.stringContaining('/children/0/firstName')]);
  });

  it('the receipt names nobody, in either language: its address may be somebody else’s', async () => {
    const email = 'victime@exemple.fr';
    for (const language of ['fr', 'en']) {
      const stranger = new Parent(test.app, language);
      await stranger.deposit(
        { ...ADULT, firstName: 'Gagnez', surname: 'Vite', email, phone: '06 10 20 30 40' },
        { ...BORN, firstName: 'Appelez', surname: 'Maintenant' },
      );
    }
    const mails = await outboxOf(test.app, { recipient: email });
    expect(mails.map((mail) => mail.kind)).toContain('receipt');
    for (const mail of mails) {
      const { subject, body } = await handedOver(test.app, mail);
      expect(`${subject} ${body}`).not.toMatch(/Gagnez|Vite|Appelez|Maintenant/);
    }
  });
});
