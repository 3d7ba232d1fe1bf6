import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { FamilyMessages, RECEIPT } from '../../src/dossier/dossier/index.js';
import { Dossier } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import type { Message } from '../../src/foundation/platform/outbox/index.js';
import { Settings, SharedMemory } from '../../src/foundation/platform/settings/index.js';
import { MessageTextVersion } from '../../src/foundation/platform/outbox/message-text.entity.js';
import { MessageTextProposal } from '../../src/territory/wordings/persistence/message-text-proposal.entity.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { anOrientedRequest } from '../support/commission.js';
import { outboxOf, recordedOf } from '../support/kept.js';
import { expectRefusal, type FieldValues, type Page } from '../support/page.js';
import { PASSWORD, seedWorld, STAFF } from '../support/seed.js';

const HOME = '/administration/messages';
const RECEIPT_FR = `${HOME}/receipt/fr`;
const SUBJECT = 'Dossier {number} : c’est bien reçu';
const WHY = 'Plus clair';

describe.each(DATABASES)('the texts of messages (%s)', (database) => {
  let test: TestApp;
  let coordinator: Browser;
  let administrator: Browser;
  const signedIn = async (key: string): Promise<Browser> => {
    const browser = new Browser(test.app);
    await browser.signIn(STAFF[key]!.email, PASSWORD);
    return browser;
  };
  const tries = async (filled: FieldValues, browser = coordinator, at = RECEIPT_FR): Promise<Page> =>
    browser.presses((await browser.opens(at)).button('Voir sur un exemple'), { reason: WHY, ...filled });
  const asks = (page: Page, filled: FieldValues = {}, browser = coordinator): Promise<Page> =>
    browser.presses(page.button('Demander l’accord'), filled);
  const agrees = async (at = RECEIPT_FR, browser = administrator): Promise<Page> =>
    browser.presses((await browser.opens(`${at}/accord`)).button('Mettre en vigueur'));
  /** One person asks, the other one agrees. */
  const confirms = async (page: Page, filled: FieldValues = {}): Promise<Page> => {
    await asks(page, filled);
    return agrees();
  };
  const puts = async (filled: FieldValues, at = RECEIPT_FR): Promise<Page> => {
    const preview = await tries(filled, coordinator, at);
    await asks(preview, at.endsWith('/fr') ? { otherSeen: 'yes' } : {});
    return agrees(at);
  };
  /** A family is told that its dossier arrived, and has the message. */
  const receiptOf = async (language = 'fr', dossierId?: string): Promise<Message> => {
    const id = dossierId ?? (await anOrientedRequest(test.app)).dossierId;
    await test.app.get(UnitOfWork).run(async (tx) => {
      await tx.update(Dossier, { id }, { language: language as 'fr' });
      await test.app
        .get(FamilyMessages)
        .writeMessage(tx, { dossierId: id, kind: RECEIPT, args: () => ({ urgent: 'no' }) });
    });
    return (await outboxOf(test.app, { dossierId: id, kind: 'receipt' })).at(-1)!;
  };

  beforeAll(async () => {
    test = await startApp(database);
    await seedWorld(test.app);
  });
  beforeEach(async () => {
    await test.app.get(UnitOfWork).run(async (tx) => {
      await tx.delete(MessageTextVersion, { kind: 'receipt' });
      await tx.delete(MessageTextVersion, { kind: 'session-refused' });
      await tx.delete(MessageTextProposal, { kind: 'receipt' });
      await test.app.get(SharedMemory).markChanged(tx, 'message-texts');
    });
    coordinator = await signedIn('coordinator');
    administrator = await signedIn('administrator');
  });
  afterAll(() => test.close());

  it('are listed by whom they are for, in each of their languages', async () => {
    const page = await coordinator.opens(HOME);
    expect(page.table('Aux familles')).toContainEqual([
      expect.stringContaining('Accusé de réception'),
      expect.stringMatching(/français : texte d’origine.*anglais : texte d’origine/),
    ]);
    expect(page.table('Aux membres des commissions')).toContainEqual([
      'Convocation à une commission',
      'français : texte d’origine',
    ]);
    expect(page.hasLinkTo('/session-call/en')).toBe(false);
    expect((await coordinator.opens(`${HOME}/session-call/en`)).status).toBe(404);
    expect((await coordinator.opens(`${HOME}/nothing/fr`)).status).toBe(404);
    expect((await coordinator.opens(`${HOME}/receipt/de`)).status).toBe(404);
  });

  it('are seen on an example with the length of the SMS, and then hold for the messages to come', async () => {
    const before = await receiptOf();
    const preview = await tries({ subject: SUBJECT });
    expect(preview.text).toContain('Dossier K7MX-42PD : c’est bien reçu');
    expect(preview.text).toMatch(/\d+ signes, (un|2) SMS/);
    expect((await receiptOf()).subject).toMatch(/^Nous avons bien reçu votre dossier/);
    expect((await confirms(preview, { otherSeen: 'yes' })).text).toContain('Le nouveau texte est en vigueur');
    const after = await receiptOf();
    expect(after.subject).toMatch(/^Dossier \S+ : c’est bien reçu$/);
    expect(after.body).toMatch(/Une question\s\?/);
    expect((await outboxOf(test.app, { id: before.id }))[0]).toMatchObject({
      subject: before.subject,
      body: before.body,
    });
    expect((await receiptOf('en')).subject).toMatch(/^We have received/);
    expect(await recordedOf(test.app, 'receipt:fr', 'messageText.change')).toContainEqual(
      expect.objectContaining({ facts: { number: 1, askedBy: expect.stringMatching(/^staff:/) } }),
    );
  });

  it('keep each version with who wrote it and why, and go back to any of them, and to the product’s own', async () => {
    await puts({ subject: SUBJECT });
    await puts({ subject: 'Dossier {number} reçu', reason: 'Plus court' });
    const page = await coordinator.opens(RECEIPT_FR);
    expect(page.table('Versions').map(([number, , who, why]) => [number, who, why])).toEqual([
      ['Version 2', 'Coordinatrice et Administrateur', 'Plus court'],
      ['Version 1', 'Coordinatrice et Administrateur', WHY],
      ['Texte d’origine', '–', '–'],
    ]);
    const first = await coordinator.opens(`${RECEIPT_FR}?version=1`);
    expect(first.text).toContain('Voici la version 1');
    expect((await receiptOf()).subject).toMatch(/reçu$/);
    const preview = await coordinator.presses(first.button('Voir sur un exemple'), { reason: 'Retour' });
    await confirms(preview, { otherSeen: 'yes' });
    expect((await receiptOf()).subject).toMatch(/c’est bien reçu$/);
    const own = await coordinator.opens(`${RECEIPT_FR}?version=0`);
    await confirms(await coordinator.presses(own.button('Voir sur un exemple'), { reason: 'Retour' }), {
      otherSeen: 'yes',
    });
    expect((await receiptOf()).subject).toMatch(/^Nous avons bien reçu votre dossier/);
    expect((await coordinator.opens(RECEIPT_FR)).table('Versions')[0]![0]).toBe(
      'Version 4 : retour au texte d’origine',
    );
    expect(
      (await coordinator.opens(HOME)).table('Aux familles').find(([name]) => name!.includes('Accusé'))![1],
    ).toContain('français : texte d’origine');
    for (const version of ['9', 'x', '-1'])
      expect((await coordinator.opens(`${RECEIPT_FR}?version=${version}`)).status).toBe(404);
  });

  it.each<[string, FieldValues, string]>([
    [
      'an unknown variable',
      { subject: 'Dossier {numero}' },
      'L’objet emploie une variable que ce message ne connaît pas : {numero}.',
    ],
    [
      'no link',
      { body: 'Bonjour {number}' },
      'Il manque dans le texte ce que ce message doit dire, dans un cas au moins : {urgent}, {link}.',
    ],
    ['a syntax that is wrong', { subject: 'Dossier {number' }, 'L’objet ne peut pas être lu près de « {number »'],
    ['too long an SMS', { shortText: `${'a'.repeat(260)} : {link}` }, 'il en faut 2 au plus'],
    ['HTML', { subject: '<b>{number}</b>' }, 'L’objet ressemble à du code HTML'],
    [
      'an address',
      { shortText: 'Voir evil.fr {link}' },
      'Le SMS contient ce qui serait lu comme une adresse : « evil.fr ».',
    ],
    ['no text', { body: '' }, 'Écrivez le texte du message.'],
    ['no reason', { reason: '' }, 'Dites pourquoi ce texte change'],
    ['the same text', {}, 'Ce texte est déjà celui qui est en vigueur'],
  ])('are refused with %s, and what was typed stays', async (_, filled, sentence) => {
    const refused = await tries(filled);
    expectRefusal(refused, sentence);
    const form = refused.button('Voir sur un exemple').form;
    for (const [name, value] of Object.entries(filled)) expect(form.value(name)).toBe(value);
    expect((await receiptOf()).subject).toMatch(/^Nous avons bien reçu/);
  });

  it('that carry a decision show the passages of the law, which cannot be left out nor changed', async () => {
    const at = `${HOME}/session-refused/fr`;
    expect((await coordinator.opens(at)).text).toContain('le tribunal administratif, par lettre ou sur');
    const courtIs = (town: string) =>
      test.app.get(UnitOfWork).run((tx) => test.app.get(Settings).set(tx, 'courtTown', town));
    await courtIs('Lyon');
    expect((await coordinator.opens(at)).text).toContain('le tribunal administratif de Lyon, par lettre ou sur');
    await courtIs('Dijon');
    const page = await coordinator.opens(at);
    expect(page.text).toContain('tribunal administratif de Dijon');
    const body = page.button('Voir sur un exemple').form.value('body');
    expect(body).not.toContain('Dijon');
    expectRefusal(
      await tries({ body: body.replace('{remedies}', '') }, coordinator, at),
      'un cas au moins : {remedies}',
    );
    const preview = await tries({ body: body.replace('Bonjour', 'Madame, Monsieur') }, coordinator, at);
    expect(preview.text).toContain('tribunal administratif de Dijon');
  });

  it('in French ask whether the English may stay as it is', async () => {
    const preview = await tries({ subject: SUBJECT });
    expect(preview.text).toContain('We have received');
    const refused = await asks(preview);
    expectRefusal(refused, 'Dites que l’autre langue peut rester ainsi');
    expect((await coordinator.opens(RECEIPT_FR)).table('Versions')).toHaveLength(1);
    await confirms(refused, { otherSeen: 'yes' });
    expect((await coordinator.opens(RECEIPT_FR)).table('Versions')).toHaveLength(2);
    await puts({ subject: 'Application {number} is here' }, `${HOME}/receipt/en`);
    expect((await receiptOf('en')).subject).toMatch(/is here$/);
  });

  it('can be changed again from the example, with what was typed', async () => {
    const preview = await tries({ subject: SUBJECT });
    const again = await coordinator.presses(preview.button('Modifier encore'));
    expect(again.button('Voir sur un exemple').form.value('subject')).toBe(SUBJECT);
    expect(again.button('Voir sur un exemple').form.value('reason')).toBe(WHY);
  });

  it('typed with straight apostrophes and other ends of lines are as everybody writes them', async () => {
    const body = (await coordinator.opens(RECEIPT_FR)).button('Voir sur un exemple').form.value('body');
    await puts({ body: `${body.replaceAll('\n', '\r\n')}\r\n\r\n\r\nC'est l'{number}.  ` });
    expect((await receiptOf()).body).toMatch(/\n\nC’est l’[A-Z0-9-]+\.\n\nUne question/);
  });

  it('changed by two at once are changed by one; the other keeps its input', async () => {
    const [first, second] = [
      await tries({ subject: SUBJECT }),
      await tries({ subject: 'Reçu : {number}' }, administrator),
    ];
    await confirms(first, { otherSeen: 'yes' });
    const refused = await asks(second, { otherSeen: 'yes' }, administrator);
    expectRefusal(refused, 'Quelqu’un a changé ce texte', 409);
    expect(refused.button('Voir sur un exemple').form.value('subject')).toBe('Reçu : {number}');
    expect((await receiptOf()).subject).toMatch(/c’est bien reçu$/);
    // Pressed twice, nothing is written twice.
    expectRefusal(await asks(first, { otherSeen: 'yes' }), 'Quelqu’un a changé ce texte', 409);
    expect((await coordinator.opens(RECEIPT_FR)).table('Versions')).toHaveLength(2);
  });

  it('that no longer fit the product are not used, and the page says so', async () => {
    await puts({ subject: SUBJECT });
    await test.app.get(UnitOfWork).run(async (tx) => {
      const text = { subject: 'Dossier {gone}', body: 'x', shortText: 'y' };
      await tx.update(MessageTextVersion, { kind: 'receipt' }, { text });
      await test.app.get(SharedMemory).markChanged(tx, 'message-texts');
    });
    expect((await coordinator.opens(HOME)).text).toContain('français : à revoir');
    expect((await coordinator.opens(RECEIPT_FR)).text).toContain('Le texte changé ne convient plus');
    expect((await receiptOf()).subject).toMatch(/^Nous avons bien reçu votre dossier/);
  });

  it('for families wait for a second person, who sees them as they would arrive, and is written to', async () => {
    const asked = await asks(await tries({ subject: SUBJECT }), { otherSeen: 'yes' });
    expect(asked.text).toContain('attend l’accord d’une deuxième personne');
    expect((await receiptOf()).subject).toMatch(/^Nous avons bien reçu votre dossier/);
    const mails = await outboxOf(test.app, { kind: 'text-asked' });
    // Not to who asked: the mail says that another person agrees, "you for example".
    expect(new Set(mails.map(({ recipient }) => recipient)).has(STAFF['coordinator']!.email)).toBe(false);
    expect(mails.map(({ recipient }) => recipient)).toContain(STAFF['administrator']!.email);
    expect(mails.at(-1)!.body).toContain(`${RECEIPT_FR}/accord`);
    expect(
      (await administrator.opens(HOME)).table('Aux familles').find(([name]) => name!.includes('Accusé'))![1],
    ).toContain('français : un autre texte attend un accord');
    // It waits on the day of who may agree, and not on that of who asked.
    const day = await administrator.opens('/personnel');
    expect(day.links.find(({ text }) => text.startsWith('Un texte à accorder'))?.href).toBe(`${RECEIPT_FR}/accord`);
    expect((await coordinator.opens('/personnel')).text).not.toContain('à accorder');
    const own = await coordinator.opens(`${RECEIPT_FR}/accord`);
    expect(own.hasForm('/accepter')).toBe(false);
    const page = await administrator.opens(`${RECEIPT_FR}/accord`);
    expect(page.text).toContain('Dossier K7MX-42PD : c’est bien reçu');
    expect(page.text).toContain(`Pourquoi : ${WHY}`);
    // Forged by who asked, from the page of the other.
    const forged = await coordinator.sends(page.button('Mettre en vigueur').form.action, {});
    expectRefusal(forged, 'Vous avez demandé ce texte : une autre personne donne l’accord.');
    expect((await receiptOf()).subject).toMatch(/^Nous avons bien reçu votre dossier/);
    expect((await agrees()).text).toContain('Le nouveau texte est en vigueur');
    expect((await receiptOf()).subject).toMatch(/c’est bien reçu$/);
    expect((await administrator.opens(`${RECEIPT_FR}/accord`)).text).toContain('Aucun texte n’attend d’accord ici.');
    expect((await administrator.opens('/personnel')).text).not.toContain('à accorder');
  });

  it('that wait are kept from families when a second person declines, or who asked takes them back', async () => {
    await asks(await tries({ subject: SUBJECT }), { otherSeen: 'yes' });
    const page = await administrator.opens(`${RECEIPT_FR}/accord`);
    await administrator.presses(page.button('Garder le texte en vigueur'));
    expect((await administrator.sends(page.button('Mettre en vigueur').form.action, {})).status).toBe(404);
    await asks(await tries({ subject: SUBJECT }), { otherSeen: 'yes' });
    await coordinator.presses((await coordinator.opens(`${RECEIPT_FR}/accord`)).button('Retirer ma demande'));
    expect((await coordinator.opens(RECEIPT_FR)).text).not.toContain('Voir le texte qui attend');
    expect((await receiptOf()).subject).toMatch(/^Nous avons bien reçu votre dossier/);
    expect((await recordedOf(test.app, 'receipt:fr', 'messageText.decline')).length).toBeGreaterThanOrEqual(2);
  });

  it('for staff are put in force by one person', async () => {
    const at = `${HOME}/text-asked/fr`;
    const preview = await tries({ subject: 'Un texte est à relire' }, coordinator, at);
    const done = await coordinator.presses(preview.button('Mettre en vigueur'));
    expect(done.text).toContain('Le nouveau texte est en vigueur');
    await test.app.get(UnitOfWork).run((tx) => tx.delete(MessageTextVersion, { kind: 'text-asked' }));
  });

  it('are the coordinator’s and the administrator’s', async () => {
    for (const key of ['agent', 'director', 'member']) {
      const browser = await signedIn(key);
      for (const path of [HOME, RECEIPT_FR]) expect((await browser.opens(path)).status).toBe(404);
      expect((await browser.sends(`${RECEIPT_FR}/confirmer`, { subject: SUBJECT })).status).toBe(404);
    }
  });
});
