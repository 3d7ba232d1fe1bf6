import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { anOrientedRequest, clockOf, seedCommissions } from '../support/commission.js';
import { aChild } from '../support/forms.js';
import { runDueJobs } from '../support/kept.js';
import { signedIn } from '../support/people.js';

describe.each(DATABASES)('a figure in the inbox of a desk (%s)', (kind) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    clockOf(test.app).travelTo('2026-11-20T09:00:00.000Z');
    const wanting = (firstName: string, wantedFrom: string) => ({
      child: { firstName, birthDate: '2026-03-10', need: { ...aChild().need, wantedFrom } },
    });
    for (const name of ['Ada', 'Basile', 'Chloé']) await anOrientedRequest(test.app, wanting(name, '2026-12-01'));
    // Wanted much later: this family is not without a solution yet.
    await anOrientedRequest(test.app, wanting('Denis', '2027-09-01'));
    await runDueJobs(test.app);
  });
  beforeEach(() => void clockOf(test.app).travelTo('2026-11-24T09:00:00.000Z'));
  afterAll(() => test.close());

  it('opens exactly the families of the list, with their number, and keeps them through its own filters', async () => {
    const agent = await signedIn(test.app, 'agent');
    const list = await agent.opens((await agent.opens('/rapport')).link('Ouvrir leurs dossiers').href);
    expect(list.heading).toContain('3 familles');
    const inbox = await agent.opens(list.link('Travailler cette liste').href);
    expect(inbox.text).toContain('Sans solution : 3 familles, 3 demandes de votre guichet attendent une action.');
    const children = (text: string): string[] =>
      ['Ada', 'Basile', 'Chloé', 'Denis'].filter((name) => text.includes(name));
    expect(children(inbox.text)).toEqual(['Ada', 'Basile', 'Chloé']);
    // Back to all the families of the figure.
    expect(inbox.link('Voir toutes les familles de ce chiffre').href).toBe('/rapport/familles?statut=without');
    const named = await agent.presses(inbox.form('/recherche'), { text: 'Basile' });
    expect(named.url).toContain('figure=without');
    expect(named.text).toContain('Sans solution : 3 familles');
    const none = await agent.opens(`${inbox.url}.refusedOffer`);
    expect(children(none.text)).toEqual([]);
    expect(none.text).toContain('aucune demande de votre guichet n’attend une action');
  });

  it('is not offered where nobody works on requests, nor found by who reads no figure', async () => {
    const coordinator = await signedIn(test.app, 'coordinator');
    expect((await coordinator.opens('/rapport/familles?statut=without')).hasLinkTo(/figure=/)).toBe(false);
    const agent = await signedIn(test.app, 'agent');
    expect((await agent.opens('/rapport/familles?statut=with')).hasLinkTo(/figure=/)).toBe(false);
    for (const code of ['nobody', 'without.nothing', 'without.desk.elsewhere'])
      expect((await agent.get(`/rpe?figure=${code}`)).status).toBe(404);
    expect((await agent.get('/rpe?figure=../x')).status).toBe(422);
    const director = await signedIn(test.app, 'director');
    expect((await director.get('/rpe?figure=without')).status).toBe(404);
  });
});
