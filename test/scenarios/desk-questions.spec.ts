import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { Forgetting } from '../../src/dossier/dossier/index.js';
import { DeskQuestions } from '../../src/commissions/desk-questions/index.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { anOrientedRequest, clockOf, seedCommissions } from '../support/commission.js';
import { outboxOf } from '../support/kept.js';
import { expectRefusal } from '../support/page.js';
import { familyOf, signedIn } from '../support/people.js';
import { COORDINATOR } from '../support/placement-world.js';

describe.each(DATABASES)('a director asks the desk about a request (%s)', (kind) => {
  let test: TestApp;
  let director: Browser;
  let desk: Browser;
  let family: Awaited<ReturnType<typeof anOrientedRequest>>;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    director = await signedIn(test.app, 'director');
    desk = await signedIn(test.app, 'agent');
  });
  beforeEach(async () => {
    clockOf(test.app).travelTo('2026-11-24T09:00:00.000Z');
    family = await anOrientedRequest(test.app, { form: { criterionFacts: { relative_handicap: true } } });
  });
  afterAll(() => test.close());

  const asking = () => `/eaje/demandes/${family.requestId}/questions`;
  const answering = () => `/rpe/demandes/${family.requestId}/questions`;
  const asks = async (filled: Record<string, string>) =>
    director.presses((await director.opens(asking())).form('/questions'), filled);

  it('the desk sees it in its list and on the request, answers, and the director reads the answer', async () => {
    const file = await director.opens(`/eaje/demandes/${family.requestId}`);
    expect(file.link('Poser une question au guichet').href).toBe(asking());
    await asks({ subject: 'days', words: 'Le mercredi est-il vraiment nécessaire ?' });

    const found = await desk.presses((await desk.opens('/rpe')).form('/rpe/recherche'), { text: family.email });
    expect(found.text).toContain('question d’une direction');
    const request = await desk.opens(`/rpe/demandes/${family.requestId}`);
    expect(request.text).toContain('Une direction a posé une question');
    const shown = await desk.opens(answering());
    expect(shown.text).toContain('Le mercredi est-il vraiment nécessaire ?');
    await desk.presses(shown.button('Répondre'), { answer: 'Oui, la mère travaille ce jour-là.' });

    expect((await director.opens(asking())).text).toContain('Oui, la mère travaille ce jour-là.');
    expect((await desk.opens(`/rpe/demandes/${family.requestId}`)).text).not.toContain('a posé une question');
    expect((await director.opens(`/eaje/demandes/${family.requestId}`)).text).toContain('Une question au guichet');
  });

  it('both are written to, and no mail names the family', async () => {
    await asks({ subject: 'start' });
    await desk.presses((await desk.opens(answering())).button('Répondre'), { answer: 'Le 1er mars.' });
    const mails = [
      ...(await outboxOf(test.app, { kind: 'desk-question' })),
      ...(await outboxOf(test.app, { kind: 'desk-answer' })),
    ].filter(({ body }) => body.includes(family.requestId));
    expect(mails.length).toBeGreaterThan(1);
    for (const { subject, body } of mails) expect(subject + body).not.toMatch(/Nom\d|Enfant\d|@exemple/);
  });

  it('a proof is flagged from the list of the grid, and seeing it is the answer', async () => {
    const page = await director.opens(asking());
    const criteria = page.form('/questions').choices('criterion')!;
    expect(criteria.has('Handicap d’un proche')).toBe(true);
    // The list says nothing about the family: it is the same for each.
    expect(page.text).toContain('pas ce que la famille a déclaré');
    await asks({ subject: 'proof', criterion: criteria.get('Handicap d’un proche')! });
    expect((await desk.opens(answering())).text).toContain('Justificatif à voir : Handicap d’un proche');
    await desk.presses((await desk.opens(`/rpe/demandes/${family.requestId}/points`)).button('Handicap d’un proche'));
    expect((await director.opens(asking())).text).toContain('Le justificatif a été vu.');
    expect((await director.opens(asking())).text).not.toContain('Sans réponse');
  });

  it('what says too little is refused with a sentence, and keeps what was typed', async () => {
    expectRefusal(await asks({ subject: 'other' }), 'Dites ce que vous voulez savoir');
    const noProof = await asks({ subject: 'proof', words: 'Vite' });
    expectRefusal(noProof, 'Choisissez dans la liste le justificatif');
    expect(noProof.form('/questions').value('words')).toBe('Vite');
    expectRefusal(await asks({ subject: 'days', words: 'x'.repeat(501) }), '500 caractères au plus');
    await asks({ subject: 'days' });
    const shown = await desk.opens(answering());
    expectRefusal(await desk.presses(shown.button('Répondre'), { answer: ' ' }), 'Écrivez votre réponse.');
  });

  it('two agents who answer at once: the second reads that it was answered, and keeps its words', async () => {
    await asks({ subject: 'days' });
    const [first, second] = [await desk.opens(answering()), await desk.opens(answering())];
    await desk.presses(first.button('Répondre'), { answer: 'Oui.' });
    const late = await desk.presses(second.button('Répondre'), { answer: 'Non.' });
    expectRefusal(late, 'Quelqu’un a déjà répondu', 409);
    expect((await director.opens(asking())).text).toContain('Oui.');
  });

  it('nobody else reads or asks: another director, a director at the desk’s page, an agent at hers', async () => {
    await asks({ subject: 'days', words: 'Entre nous' });
    const elsewhere = await anOrientedRequest(test.app, { wishes: ['ma-71040'] });
    expect((await director.opens(`/eaje/demandes/${elsewhere.requestId}/questions`)).status).toBe(404);
    expect((await director.opens(answering())).status).toBe(404);
    expect((await desk.opens(asking())).status).toBe(404);
  });

  it('the family finds it in what is kept about it, and it is forgotten with the family', async () => {
    await asks({ subject: 'days', words: 'Une question gardée' });
    const child = await director.opens(`/eaje/demandes/${family.requestId}`);
    expect(child.status).toBe(200);
    const kept = () => test.app.get(DeskQuestions).listOf(family.requestId);
    expect(await kept()).toHaveLength(1);
    const parent = await familyOf(test.app, family, '2026-03-11');
    expect((await parent.get('/mon-dossier/mes-donnees')).bytes.toString()).toContain('Une question gardée');
    await test.app
      .get(UnitOfWork)
      .run((tx) => test.app.get(Forgetting).eraseDossier(tx, COORDINATOR, family.dossierId, () => null));
    expect(await kept()).toEqual([]);
  });
});
