import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { anOrientedRequest, clockOf, seedCommissions, stateOf } from '../support/commission.js';
import { solutionsOf } from '../support/kept.js';
import { dayFields, expectRefusal } from '../support/page.js';
import { signedIn } from '../support/people.js';

describe.each(DATABASES)('what the desk notes of what a family found, and of what it needs no more (%s)', (kind) => {
  let test: TestApp;
  let agent: Browser;
  const oriented = async (): Promise<string> => (await anOrientedRequest(test.app)).requestId;
  const pageOf = (id: string): string => `/rpe/demandes/${id}`;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    clockOf(test.app).travelTo('2026-11-24T09:00:00.000Z');
    agent = await signedIn(test.app, 'agent');
  });
  afterAll(() => test.close());

  it('withdrawing asks once: a page says what it ends, and the request goes when it is said there', async () => {
    const id = await oriented();
    const shown = await agent.opens(pageOf(id));
    expect(shown.hasForm('/retirer')).toBe(false);
    const asked = await agent.opens(shown.linkTo('/retirer').href);
    expect(asked.text).toContain('La famille n’attend plus de place');
    expect(await stateOf(test.app, id)).toBe('oriented');
    expectRefusal(await agent.presses(asked.button('Retirer')), 'Choisissez pourquoi');
    const done = await agent.presses(asked.button('Retirer'), { withdrawReason: 'moved_away' });
    expect([done.url, await stateOf(test.app, id)]).toEqual([pageOf(id), 'withdrawn']);
  });

  it('what the family found by itself has a screen: without its name or its days, and it closes the request when it suffices', async () => {
    const id = await oriented();
    const form = await agent.opens((await agent.opens(pageOf(id))).linkTo('/solution').href);
    expectRefusal(
      await agent.presses(form.button('Enregistrer'), { kind: 'elsewhere', ...dayFields('from', '') }),
      'Vérifiez la date de début',
    );
    const days = { days: [], commonStart: '', commonEnd: '', ...dayFields('from', '2027-03-01') };
    const part = await agent.presses(form.button('Enregistrer'), {
      kind: 'elsewhere',
      providerId: 'ma-71040',
      ...days,
    });
    expect(part.text).toContain('La demande reste ouverte pour ce qui manque.');
    expect(await stateOf(test.app, id)).toBe('partly_placed');
    const again = await agent.opens(`${pageOf(id)}/solution`);
    await agent.presses(again.button('Enregistrer'), { kind: 'home_care', ...days, suffices: 'yes' });
    expect(await stateOf(test.app, id)).toBe('solved_elsewhere');
    expect((await solutionsOf(test.app, id)).map(({ kind: found, providerId }) => [found, providerId]).sort()).toEqual([
      ['elsewhere', 'ma-71040'],
      ['home_care', null],
    ]);
  });
});
