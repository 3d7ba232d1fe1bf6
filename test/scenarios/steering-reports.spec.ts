import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import type { Browser } from '../support/browser.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { anOrientedRequest, clockOf, seedCommissions } from '../support/commission.js';
import { aChild } from '../support/forms.js';
import { runDueJobs } from '../support/kept.js';
import { expectRefusal } from '../support/page.js';
import { textOfPdf } from '../support/pdf.js';
import { signedIn } from '../support/people.js';

const LIST = '/rapport/comites';

describe.each(DATABASES)('reports to the steering committee (%s)', (kind) => {
  let test: TestApp;
  let coordinator: Browser;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    clockOf(test.app).travelTo('2026-09-15T08:00:00.000Z');
    for (let family = 0; family < 7; family += 1)
      await anOrientedRequest(test.app, {
        child: { birthDate: '2026-03-10', need: { ...aChild().need, wantedFrom: '2026-10-01' } },
      });
    await runDueJobs(test.app);
  });
  beforeEach(async () => {
    clockOf(test.app).travelTo('2026-11-03T09:00:00.000Z');
    coordinator = await signedIn(test.app, 'coordinator');
  });
  afterAll(() => test.close());

  const make = async (fields: Record<string, string> = {}): Promise<string> => {
    const page = await coordinator.opens(`${LIST}/nouveau`);
    return (await coordinator.presses(page.button('Faire le rapport'), fields)).url;
  };

  it('is made of the last months that are over, commented, and printed with its figures and its comment', async () => {
    const url = await make({ summary: 'La rentrée a été difficile.' });
    const page = await coordinator.opens(url);
    expect(page.text).toContain('Familles et solutions d’accueil, septembre 2026 à octobre 2026');
    const pdf = await coordinator.get(`${url}/rapport.pdf`);
    expect(pdf.headers['content-type']).toBe('application/pdf');
    const text = await textOfPdf(pdf.bytes);
    expect(text).toContain('7 familles sans solution au samedi 31 octobre 2026');
    expect(text).toContain('La rentrée a été difficile.');
    expect(text).toMatch(/Demandes reçues par commune.*Total 7/);
    // Beside a total, a count may be hidden for another's sake: it is never said to be under five.
    expect(text).toMatch(/Demandes reçues par commune.*non diffusé/);
    expect(text).not.toMatch(/Demandes reçues par commune[^%]*moins de 5[^%]*Demandes reçues selon/);
    expect(text).toMatch(/Du dépôt à la prise en charge (7 \d+|trop peu trop peu trop peu)/);
    expect(text).toContain('Sur douze mois : 7 familles sans solution à la fin de');
    expect(text).toContain('Tous les chiffres sont donnés tels que connus le');
  });

  it('offers the months in which something was counted, and lists its own as a line begins', async () => {
    const page = await coordinator.opens(`${LIST}/nouveau`);
    const { form } = page.button('Faire le rapport');
    for (const field of ['first', 'last'])
      expect([...form.choices(field)!.keys()]).toEqual(['novembre 2026', 'octobre 2026', 'septembre 2026']);
    expect([form.value('first'), form.value('last')]).toEqual(['2026-09', '2026-10']);
    const made = await coordinator.presses(page.button('Faire le rapport'), { first: '2026-10' });
    expect((await coordinator.opens(LIST)).text).toContain('Octobre 2026 Rapport au comité');
    // What the headline is compared with is the evening before, named by its date.
    const text = await textOfPdf((await coordinator.get(`${made.url}/rapport.pdf`)).bytes);
    expect(text).toContain('Autant qu’au 30 septembre 2026.');
  });

  it('keeps what was known when it was made', async () => {
    const url = await make();
    clockOf(test.app).travelTo('2026-11-20T09:00:00.000Z');
    for (let family = 0; family < 5; family += 1)
      await anOrientedRequest(test.app, {
        child: { birthDate: '2026-03-10', need: { ...aChild().need, wantedFrom: '2026-10-01' } },
      });
    await runDueJobs(test.app);
    coordinator = await signedIn(test.app, 'coordinator');
    const text = await textOfPdf((await coordinator.get(`${url}/rapport.pdf`)).bytes);
    expect(text).toContain('7 familles sans solution');
    expect(text).toContain('tels que connus le 3 novembre 2026');
  });

  it('refuses months in the wrong order, keeps the comments that were typed, and says which field', async () => {
    const page = await coordinator.opens(`${LIST}/nouveau`);
    const refused = await coordinator.presses(page.button('Faire le rapport'), {
      first: '2026-10',
      last: '2026-09',
      causes: 'Deux fermetures.',
    });
    expectRefusal(refused, 'Le dernier mois vient avant le premier.');
    expect(refused.button('Faire le rapport').form.value('causes')).toBe('Deux fermetures.');
  });

  it('lets one of two people who comment at once win, and the other keeps its text', async () => {
    const url = await make();
    const [mine, theirs] = [await coordinator.opens(url), await coordinator.opens(url)];
    await coordinator.presses(mine.button('Enregistrer'), { delays: 'Le premier.' });
    const late = await coordinator.presses(theirs.button('Enregistrer'), { delays: 'Le second.' });
    expect(late.status).toBe(409);
    expect(late.button('Enregistrer').form.value('delays')).toBe('Le second.');
    expect((await coordinator.opens(url)).button('Enregistrer').form.value('delays')).toBe('Le premier.');
  });

  it('is that of a half-year that is over, with the period before beside and what teams, families and commissions did', async () => {
    clockOf(test.app).travelTo('2027-01-05T09:00:00.000Z');
    coordinator = await signedIn(test.app, 'coordinator');
    const page = await coordinator.opens(`${LIST}/bilan`);
    const made = await coordinator.presses(page.button('Faire le bilan'), {
      period: '2026-S2',
      teams: 'Un poste reste vacant.',
    });
    expect(made.text).toContain('Le bilan est fait.');
    const { url } = made;
    expect((await coordinator.opens(url)).text).toContain('Bilan du second semestre 2026');
    expect((await coordinator.opens(LIST)).text).toContain('2d semestre 2026 Bilan du semestre');
    const text = await textOfPdf((await coordinator.get(`${url}/rapport.pdf`)).bytes);
    expect(text).toContain('12 demandes reçues');
    expect(text).toMatch(/Demandes reçues par commune.*Total 12 non connu/);
    expect(text).toContain('Rien n’a été compté avant septembre 2026');
    expect(text).toContain('Un poste reste vacant.');
    expect(text).toContain('Moins de dix réponses ont été comptées : rien n’en est dit.');
    expect(text).toContain('aucune heure n’est donnée');
    expect(text).toMatch(/Volume de demandes reçues ici 12 demandes/);
    expect(text).toMatch(/4° f\) .*à saisir dans le document/);
  });

  it('is made of no period that is not over, and keeps the comments that were typed', async () => {
    clockOf(test.app).travelTo('2027-01-05T09:00:00.000Z');
    coordinator = await signedIn(test.app, 'coordinator');
    const refused = await coordinator.sends(`${LIST}/bilan`, { period: '2027-S1', causes: 'Deux.' });
    expectRefusal(refused, 'Choisissez une période dans la liste.');
    expect(refused.button('Faire le bilan').form.value('causes')).toBe('Deux.');
    const agent = await signedIn(test.app, 'agent');
    expect((await agent.get(`${LIST}/bilan`)).status).toBe(404);
  });

  it('is read by the desk, which makes and comments none', async () => {
    const url = await make({ year: 'Un commentaire.' });
    const agent = await signedIn(test.app, 'agent');
    const page = await agent.opens(url);
    expect(page.text).toContain('Un commentaire.');
    expect(page.forms.some((form) => form.has('year'))).toBe(false);
    expect((await agent.get(`${LIST}/nouveau`)).status).toBe(404);
    const member = await signedIn(test.app, 'member');
    expect((await member.get(LIST)).status).toBe(404);
  });
});
