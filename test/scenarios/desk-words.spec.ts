import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { Forgetting } from '../../src/dossier/dossier/index.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { DeskWords } from '../../src/first-desk/desk-words/index.js';
import type { Actor } from '../../src/foundation/platform/security/index.js';
import { WrittenWords } from '../../src/first-desk/desk-words/persistence/desk-words.entity.js';
import { Reminder } from '../../src/first-desk/reminders/persistence/reminder.entity.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { likeRequests, previews } from '../support/bulk-acts.js';
import { clockOf, seedCommissions } from '../support/commission.js';
import { aChild } from '../support/forms.js';
import { outboxOf, requestOf, runDueJobs } from '../support/kept.js';
import { dayFields, expectRefusal, type Form, type Page } from '../support/page.js';
import { familyOf, signedIn } from '../support/people.js';
import { COORDINATOR } from '../support/placement-world.js';

const AGENT: Actor = { kind: 'staff', accountId: 'a', name: 'A', grants: [{ role: 'rpe_agent', deskId: 'rpe' }] };
const TODAY = '2026-11-24';
const WORDS = 'Le relais est fermé vendredi.\nVotre rendez-vous passe à lundi.';

describe.each(DATABASES)('what a desk writes to families in its own words (%s)', (kind) => {
  let test: TestApp;
  let agent: Browser;
  let requestId: string;
  let dossierId: string;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
  });
  beforeEach(async () => {
    clockOf(test.app).travelTo(`${TODAY}T09:00:00.000Z`);
    agent = await signedIn(test.app, 'agent');
    [requestId] = (await likeRequests(test.app, 1)) as [string];
    ({ dossierId } = await requestOf(test.app, requestId));
  });
  afterAll(() => test.close());

  const writes = async (text: string) =>
    agent.presses((await agent.opens(`/rpe/demandes/${requestId}/ecrire`)).button('Envoyer'), { text });
  const sentTo = async (id: string) =>
    (await outboxOf(test.app, { dossierId: id })).filter((one) => one.kind === 'desk-words');
  const kept = (id = requestId) => test.app.get(Reader).find(WrittenWords, { where: { requestId: id } });
  const doing = (page: Page): Form =>
    page.forms.find(({ action, fields }) => /en-nombre\/[^/]+$/.test(action) && 'shown' in fields)!;
  const choosing = async (page: Page, filled: Record<string, string>) =>
    agent.presses(page.form('/choix').button('Voir ce que cela donne'), filled);

  it('goes to the family by its channel, which reads it again in its dossier', async () => {
    const request = await agent.opens(`/rpe/demandes/${requestId}`);
    expect(request.link('Écrire à la famille').href).toBe(`/rpe/demandes/${requestId}/ecrire`);
    expect((await writes(WORDS)).text).toContain(
      'Le message est enregistré : il part par le moyen que la famille préfère.',
    );
    const [mail] = await sentTo(dossierId);
    expect(mail!.body).toContain(WORDS);
    const family = await familyOf(test.app, { dossierId }, aChild().birthDate!);
    const own = await family.opens('/mon-dossier/mots');
    expect(own.text).toContain('Le relais est fermé vendredi.');
    expect((await family.opens('/mon-dossier')).hasLinkTo('/mon-dossier/mots')).toBe(true);
    const [other] = await likeRequests(test.app, 1);
    const { dossierId: othersId } = await requestOf(test.app, other!);
    const stranger = await familyOf(test.app, { dossierId: othersId }, aChild().birthDate!);
    expect((await stranger.opens('/mon-dossier/mots')).text).toContain('Le guichet ne vous a rien écrit.');
  });

  it.each([
    ['', 'Écrivez votre message'],
    ['a'.repeat(1001), '1 000 caractères au plus'],
  ])('is refused with a sentence when it is %s, and what was typed stays', async (text, said) => {
    const refused = await writes(text);
    expectRefusal(refused, said);
    expect(refused.source).toContain(text);
    expect([await kept(), await sentTo(dossierId)]).toEqual([[], []]);
  });

  it('never holds the key of the family’s link, whatever an agent types', async () => {
    await writes('Voyez https://ailleurs.example/{secret}');
    expect([(await kept())[0]!.text, (await sentTo(dossierId))[0]!.body.match(/\{secret\}/g)]).toEqual([
      'Voyez https://ailleurs.example/…',
      ['{secret}'],
    ]);
  });

  it('goes once when two write about two children of one family at the same moment', async () => {
    const { dossierId: _, id: __, ...own } = await requestOf(test.app, requestId);
    const sibling = newId();
    await test.app.get(UnitOfWork).run((tx) => tx.insert(ChildRequest, { ...own, id: sibling, dossierId }));
    const words = test.app.get(DeskWords);
    const both = await Promise.allSettled([requestId, sibling].map((id) => words.writeWords(AGENT, id, WORDS)));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await sentTo(dossierId)).toHaveLength(1);
  });

  it('goes once when it is pressed twice', async () => {
    await writes(WORDS);
    expectRefusal(await writes(WORDS), 'déjà été envoyé à cette famille aujourd’hui');
    expect(await sentTo(dossierId)).toHaveLength(1);
  });

  it('is for nobody but the agents of the desk, and goes when the family is forgotten', async () => {
    await writes(WORDS);
    for (const role of ['director', 'coordinator', 'otherAgent'] as const) {
      const other = await signedIn(test.app, role);
      expect((await other.get(`/rpe/demandes/${requestId}/ecrire`)).status).toBe(404);
      expect((await other.post(`/rpe/demandes/${requestId}/ecrire`, { text: 'x' })).status).toBe(404);
    }
    expect(await kept()).toHaveLength(1);
    await test.app
      .get(UnitOfWork)
      .run((tx) => test.app.get(Forgetting).eraseDossier(tx, COORDINATOR, dossierId, () => null));
    expect(await kept()).toEqual([]);
  });

  it('is written to many at once, each channel told before, and not twice to one family', async () => {
    const ids = [requestId, ...(await likeRequests(test.app, 2))];
    await writes(WORDS);
    const begun = await previews(agent, 'Écrire aux familles', ids);
    expect(begun.text).toContain('3 demandes choisies : il manque un choix pour continuer.');
    expectRefusal(await choosing(begun, { text: ' ' }), 'Écrivez ce qui est à dire');
    const preview = await choosing(begun, { text: WORDS });
    expect(preview.text).toContain('2 demandes seront suivies d’un message à la famille, une ne peut pas l’être.');
    expect(preview.text).toContain('2 e-mails');
    expect(preview.text).toContain('déjà été envoyé à cette famille aujourd’hui');
    expect(await kept(ids[1])).toEqual([]);
    await agent.presses(doing(preview));
    await agent.presses(doing(preview));
    await runDueJobs(test.app);
    expect((await agent.opens(preview.url)).text).toContain('2 demandes ont été suivies d’un message à la famille');
    for (const id of ids) expect(await kept(id)).toHaveLength(1);
  });

  it('many requests come back on a day', async () => {
    const ids = await likeRequests(test.app, 2);
    const begun = await previews(agent, 'Noter un rappel', ids);
    const refused = await choosing(begun, { text: '' });
    expectRefusal(refused, 'Écrivez ce qui est à dire');
    expectRefusal(refused, 'Donnez le jour où le rappel doit revenir');
    const past = await choosing(begun, { text: 'rappeler', ...dayFields('back', '2026-11-23') });
    expect(past.text).toContain('Ce jour est passé');
    const preview = await choosing(begun, { text: 'rappeler', ...dayFields('back', '2026-12-01') });
    expect(preview.text).toContain('2 demandes seront rappelées à votre guichet. Rien n’est encore fait.');
    expect(preview.text).toContain('« rappeler » Retour le 1er décembre 2026.');
    await agent.presses(doing(preview));
    await runDueJobs(test.app);
    const noted = await test.app.get(Reader).find(Reminder, { where: { text: 'rappeler' } });
    expect(noted.map((one) => [one.requestId, one.day]).sort()).toEqual(ids.map((id) => [id, '2026-12-01']).sort());
  });
});
