import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { anOrientedRequest, clockOf, seedCommissions, stateOf } from '../support/commission.js';
import { runDueJobs, solutionsOf } from '../support/kept.js';
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
    const refused = await agent.presses(form.button('Enregistrer'), { kind: 'elsewhere', ...dayFields('from', '') });
    expectRefusal(refused, 'Vérifiez la date de début');
    expectRefusal(refused, 'Dites qui a donné');
    const empty = await agent.presses(form.button('Enregistrer'), dayFields('from', ''));
    expectRefusal(empty, '« Avec qui » : choisissez qui accueille l’enfant.');
    const days = { days: [], commonStart: '', commonEnd: '', ...dayFields('from', '2027-03-01') };
    const part = await agent.presses(form.button('Enregistrer'), {
      kind: 'elsewhere',
      providerId: 'ma-71040',
      toldBy: 'other',
      knownBy: 'mail',
      ...days,
    });
    expect(part.text).toContain('La demande reste ouverte pour ce qui manque.');
    expect(part.text).toContain('Dit par quelqu’un d’autre – Connu par : Courrier ou e-mail');
    expect(await stateOf(test.app, id)).toBe('partly_placed');
    const again = await agent.opens(`${pageOf(id)}/solution`);
    await agent.presses(again.button('Enregistrer'), { kind: 'home_care', ...days, suffices: 'yes' });
    expect(await stateOf(test.app, id)).toBe('solved_elsewhere');
    expect((await solutionsOf(test.app, id)).map(({ kind: found, providerId }) => [found, providerId]).sort()).toEqual([
      ['elsewhere', 'ma-71040'],
      ['home_care', null],
    ]);
  });

  /** An agreement with a childminder for the whole need, from a day on. */
  const agreed = async (from = '2026-11-02', to = ''): Promise<string> => {
    const id = await oriented();
    const form = (await agent.opens(`${pageOf(id)}/accord`)).button('Enregistrer');
    await agent.presses(form, {
      kind: 'childminder',
      providerLabel: 'Mme Roux',
      ...dayFields('from', from),
      ...(to ? dayFields('to', to) : {}),
      suffices: 'yes',
    });
    expect(await stateOf(test.app, id)).toBe('placed');
    return id;
  };
  const lineOf = async (id: string) => (await solutionsOf(test.app, id))[0]!;

  it('an agreement is corrected: its name, its days, and whether it still suffices', async () => {
    const id = await agreed();
    const shown = await agent.opens(pageOf(id));
    const form = await agent.opens(shown.link('corriger').href);
    expect(form.button('Enregistrer').form.value('providerLabel')).toBe('Mme Roux');
    const done = await agent.presses(form.button('Enregistrer'), {
      providerLabel: 'Mme Martin',
      days: ['mon'],
      suffices: [],
    });
    expect(done.text).toContain('La solution est corrigée.');
    expect(done.text).toContain('Mme Martin');
    expect([await stateOf(test.app, id), (await lineOf(id)).providerLabel]).toEqual(['partly_placed', 'Mme Martin']);
  });

  it.each([
    ['the family looks again: it waits', 'wait', 'waiting_list'],
    ['the family needs nothing more: it is over', 'stop', 'ended'],
  ])('an agreement is ended, and %s', async (_what, afterSolution, state) => {
    const id = await agreed();
    const form = await agent.opens((await agent.opens(pageOf(id))).link('terminer').href);
    expectRefusal(
      await agent.presses(form.button('Terminer'), { afterSolution, ...dayFields('lastDay', '2026-10-01') }),
      'Le dernier jour ne peut pas être avant le premier',
    );
    expectRefusal(await agent.presses(form.button('Terminer')), 'Dites si la famille cherche encore.');
    const done = await agent.presses(form.button('Terminer'), { afterSolution, ...dayFields('lastDay', '2026-11-20') });
    expect([await stateOf(test.app, id), (await lineOf(id)).to]).toEqual([state, '2026-11-20']);
    expect(done.text).toContain('Mme Roux – Assistante maternelle (terminée)');
    expect(done.hasLinkTo(/\/fin$/)).toBe(false);
  });

  it('an agreement that ends later goes on until then, and by itself not after', async () => {
    const [told, planned] = [await agreed(), await agreed('2026-11-02', '2026-12-18')];
    const form = await agent.opens((await agent.opens(pageOf(told))).link('terminer').href);
    await agent.presses(form.button('Terminer'), { afterSolution: 'wait', ...dayFields('lastDay', '2026-12-18') });
    expect([await stateOf(test.app, told), await stateOf(test.app, planned)]).toEqual(['placed', 'placed']);
    clockOf(test.app).travelTo('2026-12-19T09:00:00.000Z');
    await runDueJobs(test.app);
    expect([await stateOf(test.app, told), await stateOf(test.app, planned)]).toEqual(['waiting_list', 'ended']);
    expect((await lineOf(told)).endedAt).not.toBeNull();
  });

  it('the agreement of a family is no page of another desk, nor of another request', async () => {
    agent = await signedIn(test.app, 'agent');
    const id = await agreed();
    const other = await signedIn(test.app, 'otherAgent');
    const { id: line } = await lineOf(id);
    for (const end of ['', '/fin']) {
      expect((await other.opens(`${pageOf(id)}/solutions/${line}${end}`)).status).toBe(404);
      expect((await agent.opens(`${pageOf(await oriented())}/solutions/${line}${end}`)).status).toBe(404);
    }
  });
});
