import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, textOf } from '../support/browser.js';
import { PASSWORD, seedWorld, STAFF } from '../support/seed.js';

describe.each(DATABASES)('an administrator keeps the accounts (%s)', (kind) => {
  let test: TestApp;
  let admin: Browser;
  beforeAll(async () => {
    test = await startApp(kind);
    await seedWorld(test.app);
    admin = new Browser(test.app);
    await admin.signIn(STAFF['administrator']!.email, PASSWORD);
  });
  afterAll(() => test.close());

  const idOf = (html: string, email: string): string =>
    /comptes\/([0-9a-f-]{36})/.exec(html.slice(html.indexOf(email)))![1]!;

  it('creates one whose password works once told', async () => {
    const made = await admin.post('/administration/comptes', {
      name: 'Zoé Nouvelle',
      email: 'zoe@test.example',
      role: 'rpe_agent',
      scope: 'rpe',
    });
    expect(made.status).toBe(200);
    const password = /affiché cette seule fois : ([\w-]+)/.exec(textOf(made.html))![1]!;
    const zoe = new Browser(test.app);
    await zoe.signIn('zoe@test.example', password);
    expect(zoe.url).toBe('/rpe');
  });

  it.each([
    [
      { name: '', email: 'x', role: 'mayor', scope: '' },
      ['Écrivez votre adresse e-mail en entier', 'Écrivez le prénom et le nom', 'Choisissez le rôle'],
    ],
    [{ name: 'Sans Guichet', email: 'sans@test.example', role: 'rpe_agent', scope: '' }, ['Indiquez le rattachement']],
    [{ name: 'Deux Fois', email: 'zoe@test.example', role: 'coordinator', scope: '' }, ['a déjà un compte']],
  ])('says what is wrong and keeps the input', async (fields, sentences) => {
    const answer = await admin.post('/administration/comptes', fields);
    expect(answer.status).toBe(422);
    for (const sentence of sentences) expect(textOf(answer.html)).toContain(sentence);
    if (fields.name) expect(answer.html).toContain(`value="${fields.name}"`);
  });

  it('signs a person out everywhere, and closes an account at once', async () => {
    const agent = new Browser(test.app);
    await agent.signIn(STAFF['agent']!.email, PASSWORD);
    const list = await admin.get('/administration');
    const id = idOf(list.html, STAFF['agent']!.email);
    await admin.post(`/administration/comptes/${id}/deconnecter`);
    await agent.get('/rpe');
    expect(agent.url).toContain('/personnel/connexion');
    await agent.signIn(STAFF['agent']!.email, PASSWORD);
    expect((await agent.get('/rpe')).url).toBe('/rpe');
    await admin.post(`/administration/comptes/${id}/fermer`);
    await agent.get('/rpe');
    expect(agent.url).toContain('/personnel/connexion');
    expect((await agent.signIn(STAFF['agent']!.email, PASSWORD)).status).toBe(422);
    await admin.post(`/administration/comptes/${id}/rouvrir`);
    expect((await agent.signIn(STAFF['agent']!.email, PASSWORD)).status).toBe(200);
  });

  it('cannot close its own', async () => {
    const list = await admin.get('/administration');
    expect(
      (await admin.post(`/administration/comptes/${idOf(list.html, STAFF['administrator']!.email)}/fermer`)).status,
    ).toBe(422);
  });
});
