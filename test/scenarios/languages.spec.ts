import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Dossier } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { handedOver, linkOf } from '../support/links.js';
import { deposit, depositBody, newClient } from '../support/api.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, textOf, type Answer } from '../support/browser.js';
import { TOLD } from '../support/forms.js';
import { clockOf } from '../support/commission.js';
import { ADULT, BORN, CONSENTS, NEED, Parent } from '../support/parent.js';
import { readPdf } from '../support/pdf.js';
import { PASSWORD, seedWorld, STAFF } from '../support/seed.js';

const langOf = ({ html }: Answer): string | undefined => /<html lang="(\w+)"/.exec(html)?.[1];

describe.each(DATABASES)('A family that reads English (%s)', (kind) => {
  let test: TestApp;
  let reader: Reader;
  beforeAll(async () => {
    test = await startApp(kind);
    clockOf(test.app).travelTo('2026-11-25T09:00:00.000Z');
    await seedWorld(test.app);
    reader = test.app.get(Reader);
  });
  afterAll(() => test.close());

  const lastMessage = async (): Promise<Message> =>
    (await reader.find(Message, { order: { createdAt: 'DESC', id: 'DESC' }, take: 1 }))[0]!;
  const dossiers = (): Promise<Dossier[]> => reader.find(Dossier, { order: { submittedAt: 'ASC', id: 'ASC' } });

  it('does the whole deposit in English: pages, errors, receipt on screen and in PDF, mail, follow-up', async () => {
    const parent = new Parent(test.app, 'en-GB,en;q=0.9');
    const home = await parent.browser.get('/');
    expect([langOf(home), home.headers['content-language']]).toEqual(['en', 'en']);
    expect(textOf(home.html)).toContain('No papers to attach');
    // A space before a colon is French.
    for (const path of ['/', '/suivre', '/mentions-legales', '/accessibilite'])
      expect([path, textOf((await parent.browser.get(path)).html)]).toEqual([path, expect.not.stringMatching(/ :/)]);
    expect(textOf((await parent.start()).html)).toContain('7 steps to fill in, in any order you like');
    const refused = await parent.fill('responsable/1', { ...ADULT, phone: '12' });
    expect([refused.status, refused.html.includes('<title>Error: ')]).toEqual([422, true]);
    expect(textOf(refused.html)).toContain('Write the phone number with ten digits');
    expect(refused.html).toContain('value="Ferreira"');

    await parent.family();
    await parent.child(1);
    const check = textOf((await parent.browser.get(`${parent.draft}/verifier`)).html);
    for (const said of [
      '11 March 2026',
      'Monday from 8:30 to 17:00',
      '1. Multi-accueil de Montceau-les-Mines',
      'Regular care, the same days each week',
    ])
      expect(check).toContain(said);
    const receipt = await parent.send();
    expect(textOf(receipt.html)).toContain('Your application has been received');
    expect(textOf(receipt.html)).toMatch(/If you do not get an answer Call us: .*, 01 99 00 71 30\./);

    const [dossier] = await dossiers();
    expect(dossier!.language).toBe('en');
    const mail = await lastMessage();
    expect([mail.language, mail.subject]).toEqual(['en', `We have received your application ${dossier!.number}`]);
    expect((await handedOver(test.app, mail)).body).toMatch(/\/suivre\/[\w-]+\?langue=en$/m);
    expect(mail.shortText).toMatch(/^Early childhood: application /);

    const pdf = await readPdf((await parent.browser.get(`${parent.draft}/recu.pdf`)).bytes);
    expect(pdf.language).toBe('en');
    expect(pdf.text).toContain(`Receipt for application ${dossier!.number}`);
    expect(pdf.text).not.toMatch(/Accusé|dossier|Vœux/);
    expect(pdf.text).toMatch(/If you do not get an answer Call us: /);
    expect(pdf.text).not.toMatch(/considered refused|legal service/);
    expect(textOf((await parent.browser.get('/mon-dossier')).html)).toContain(
      'We have received your request. The desk is going to read it.',
    );
  });

  it('opens the link of its mail in English, on any device', async () => {
    const link = await linkOf(test.app, await lastMessage());
    const elsewhere = new Browser(test.app, 'fr-FR');
    const asked = await elsewhere.get(link.pathname + link.search);
    expect([langOf(asked), asked.url]).toEqual(['en', link.pathname]);
    const opened = await elsewhere.post(link.pathname, { dateDay: '11', dateMonth: '3', dateYear: '2026' });
    expect(textOf(opened.html)).toContain('Where the request stands');
  });

  it('is written to in English by what the desk does later, in French', async () => {
    const agent = new Browser(test.app);
    await agent.signIn(STAFF['agent']!.email, PASSWORD);
    const [dossier] = await dossiers();
    const [request] = await reader.sql<{ id: string; version: number }>(
      'SELECT id, version FROM child_request WHERE dossier_id = :id',
      { id: dossier!.id },
    );
    const file = await agent.get(`/rpe/demandes/${request!.id}`);
    expect(textOf(file.html)).toContain('Langue de nos messages Anglais');
    await agent.post(`/rpe/demandes/${request!.id}/prendre-en-charge`, { version: request!.version });
    await agent.post(`/rpe/demandes/${request!.id}/demander`, {
      version: Number(request!.version) + 1,
      gaps: ['need.kind'],
    });
    const mail = await lastMessage();
    expect([mail.kind, mail.language]).toEqual(['completion', 'en']);
    expect(mail.body).toContain(
      'For the request for Alba to move on, we need:\n– The kind of care that you look for\n',
    );
  });

  it('changes it on its own page, or at the desk', async () => {
    const [dossier] = await dossiers();
    const family = new Browser(test.app, 'en');
    await family.get((await linkOf(test.app, await lastMessage())).pathname);
    const opened = await family.post(family.url, { dateDay: '11', dateMonth: '3', dateYear: '2026' });
    expect(textOf(opened.html)).toContain('We write to you in English. Write to me in French');
    expect(textOf((await family.post('/mon-dossier/langue', { language: 'fr' })).html)).toContain(
      'We write to you in French. Write to me in English',
    );
    expect((await dossiers())[0]!.language).toBe('fr');
    expect((await family.post('/mon-dossier/langue', { language: 'de' })).status).toBe(404);

    const agent = new Browser(test.app);
    await agent.signIn(STAFF['agent']!.email, PASSWORD);
    const [request] = await reader.sql<{ id: string; version: number }>(
      'SELECT id, version FROM child_request WHERE dossier_id = :id',
      { id: dossier!.id },
    );
    const form = await agent.get(`/rpe/demandes/${request!.id}/repondre/accords`);
    expect(form.html).toMatch(/name="language" type="radio" value="fr" checked/);
    await agent.post(`/rpe/demandes/${request!.id}/repondre/accords`, {
      version: request!.version,
      ...TOLD,
      language: 'en',
    });
    expect((await dossiers())[0]!.language).toBe('en');
  });

  it('switches on the way: the same page, what is saved is kept, French messages if it asks for them', async () => {
    const parent = new Parent(test.app, 'fr-FR');
    await parent.start();
    await parent.fill('responsable/1', { ...ADULT, email: 'ana@exemple.fr', phone: '06 98 76 54 32' });
    const french = await parent.browser.opens(`${parent.draft}/foyer`);
    expect(french.heading).toBe('Votre foyer');
    const english = await parent.browser.presses(french.button('English'));
    expect([english.heading, english.url]).toEqual(['Your household', `${parent.draft}/foyer`]);
    const saved = await parent.browser.get(`${parent.draft}/responsable/1`);
    expect(saved.html).toContain('value="ana@exemple.fr"');
    await parent.family({ ...ADULT, email: 'ana@exemple.fr', phone: '06 98 76 54 32' });
    const consents = await parent.browser.get(`${parent.draft}/accords`);
    expect(consents.html).toMatch(/name="language" type="radio" value="en" checked/);
    await parent.fill('accords', { ...CONSENTS, language: 'fr' });
    await parent.fill('enfant/1', { ...BORN, firstName: 'Rui', birthYear: '2025' });
    await parent.fill('besoin/1', NEED);
    await parent.fill('voeux/1', { action: 'add:ma-71306' });
    expect(langOf(await parent.send())).toBe('en');
    expect((await dossiers()).at(-1)!.language).toBe('fr');
    expect((await lastMessage()).subject).toMatch(/^Nous avons bien reçu votre dossier/);
  });

  it('switches from the answer to a form back to the page that holds it', async () => {
    const parent = new Parent(test.app, 'fr');
    await parent.start();
    const asked = await parent.browser.opens(`${parent.draft}/foyer`);
    const refused = await parent.browser.presses(asked.button('Enregistrer'), { dependentChildren: 'x' });
    expect([refused.status, refused.url]).toEqual([422, `${parent.draft}/foyer`]);
    // What was typed is still there to be mended, in the other language.
    const again = await parent.browser.presses(refused.button('English'));
    expect([again.heading, again.form('/foyer').value('dependentChildren')]).toEqual(['Your household', 'x']);
  });

  it('is in French at the counter unless somebody says otherwise, whatever the agent reads', async () => {
    const agent = new Browser(test.app, 'en');
    expect(textOf((await agent.signIn(STAFF['agent']!.email, PASSWORD)).html)).toContain('Families received');
    await agent.get('/rpe/saisie');
    const draft = (await agent.post('/dossier/commencer')).url;
    const page = async (path: string, fields: Record<string, string | readonly string[]>): Promise<Answer> => {
      const version = /name="version" value="(\d+)"/.exec((await agent.get(`${draft}/${path}`)).html)![1]!;
      return agent.post(`${draft}/${path}`, { version, ...fields });
    };
    await page('responsable/1', { ...ADULT, email: 'guichet@exemple.fr', phone: '06 11 22 33 44' });
    await page('enfant/1', { ...BORN, firstName: 'Tom', birthYear: '2024' });
    await page('besoin/1', NEED);
    await page('voeux/1', { action: 'add:ma-71306' });
    const version = /name="version" value="(\d+)"/.exec((await agent.get(`${draft}/verifier`)).html)![1]!;
    await agent.post(`${draft}/envoyer`, { version });
    expect((await dossiers()).at(-1)!.language).toBe('fr');
  });

  it('is known to a town’s portal that says so; the API answers problems in the language asked for', async () => {
    const token = await newClient(test.app);
    const body = depositBody(7);
    await deposit(test.app, token, 'an-english-family', { ...body, language: 'en' });
    expect((await dossiers()).at(-1)!.language).toBe('en');
    const refused = await test.app.inject({
      method: 'POST',
      url: '/api/v1/dossiers',
      payload: { ...body, language: 'de' },
      headers: { authorization: `Bearer ${token}`, 'idempotency-key': 'language-of-nowhere', 'accept-language': 'en' },
    });
    expect(refused.statusCode).toBe(422);
    expect(refused.headers['content-language']).toBe('en');
    expect(refused.json()).toMatchObject({
      title: 'This is not possible for now',
      errors: [{ pointer: '/language', detail: 'Choose one of the values listed in the documentation.' }],
    });
  });
});
