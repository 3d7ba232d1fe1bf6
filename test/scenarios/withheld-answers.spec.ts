import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { RequestMoves } from '../../src/dossier/dossier/index.js';
import { FactRecord } from '../../src/dossier/dossier/persistence/fact-record.entity.js';
import { addDays } from '../../src/foundation/kernel/time.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import {
  aFreeThursday,
  anOrientedRequest,
  DESK,
  listFor,
  openSession,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { aForm, TOLD } from '../support/forms.js';
import { caseOf, dossierOf, historyOf, requestOf } from '../support/kept.js';
import { expectRefusal, type Page } from '../support/page.js';
import { familyOf, signedIn } from '../support/people.js';
import { inLetters } from '../support/letters.js';

const BORN = '2026-03-11';

describe.each(DATABASES)('a question that the family does not wish to answer (%s)', (kind) => {
  let test: TestApp;
  let agent: Browser;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    agent = await signedIn(test.app, 'agent');
  });
  afterAll(() => test.close());

  let families = 0;
  /** A family that is rung because it said nothing of what its parents do, nor of what gives points. */
  const silent = async () => {
    families += 1;
    const [adult] = aForm().adults;
    return anOrientedRequest(test.app, {
      form: {
        adults: [
          {
            ...adult!,
            surname: `Muet${inLetters(families)}`,
            phone: `06110000${String(10 + families)}`,
            email: `muet${families}@exemple.fr`,
            situation: null,
          },
        ],
        household: { ...aForm().household, loneParent: null },
        criterionFacts: {},
      },
      child: { surname: `Muet${inLetters(families)}`, birthDate: BORN, multipleBirth: null, adaptationNeed: null },
    });
  };
  const pageOf = (id: string, topic = ''): string => `/rpe/demandes/${id}/repondre${topic && `/${topic}`}`;
  const notes = async (id: string, topic: string, said: Record<string, string>): Promise<Page> =>
    agent.presses((await agent.opens(pageOf(id, topic))).button('Enregistrer'), { ...TOLD, ...said });
  const rowsOf = (page: Page, about: RegExp): string[] =>
    page.sentences('.govuk-summary-list__row').filter((row) => about.test(row));

  it('by telephone: the gap is closed, nobody is to ring for it, and staff read that it was asked', async () => {
    const { requestId, dossierId } = await silent();
    expect((await requestOf(test.app, requestId)).gaps).toEqual(['household.loneParent', 'adult.situation']);
    await test.app
      .get(UnitOfWork)
      .run((tx) =>
        test.app
          .get(RequestMoves)
          .move(tx, DESK, requestId, 'askForCompletion', {
            history: { asked: 'household.loneParent adult.situation' },
          }),
      );

    await notes(requestId, 'foyer', { loneParent: 'withheld', familyQuotientWithheld: 'yes' });
    expect((await requestOf(test.app, requestId)).state).toBe('incomplete');
    const list = await notes(requestId, 'responsable/1', { situation: 'withheld' });
    expect(list.text).toContain('la demande revient en étude');
    const request = await requestOf(test.app, requestId);
    expect([request.state, request.gaps]).toEqual(['in_triage', []]);
    expect((await dossierOf(test.app, dossierId)).household).toMatchObject({
      loneParent: null,
      familyQuotient: null,
      withheld: ['loneParent', 'familyQuotient'],
    });

    const shown = await agent.opens(`/rpe/demandes/${requestId}`);
    expect(rowsOf(shown, /Quotient familial/)).toEqual([expect.stringContaining('n’a pas souhaité répondre')]);
    expect(shown.text).toContain('Situation : n’a pas souhaité répondre');
    expect(shown.text).toMatch(
      /Connu par : Téléphone Ce parent élève-t-il seul ses enfants \? Pas de réponse → n’a pas souhaité répondre/,
    );
    const kept = await test.app.get(Reader).find(FactRecord, { where: { subjectId: dossierId, kind: 'family' } });
    expect(kept.map(({ toldBy, knownBy }) => [toldBy, knownBy]).at(-1)).toEqual(['adult1', 'phone']);
  });

  it('leaves the list of what may still be asked, page by page, and takes no points', async () => {
    const { requestId } = await silent();
    const open = async (): Promise<string> => (await agent.opens(pageOf(requestId))).text;
    expect(await open()).toContain('Jumeaux, triplés ou plus');
    await notes(requestId, 'enfant/1', {
      multipleBirth: 'withheld',
      siblingReceived: 'withheld',
      adaptationNeed: 'withheld',
    });
    expect(await open()).not.toContain('Jumeaux, triplés ou plus');
    await notes(requestId, 'points', { relative_handicap: 'withheld', priority_trade_in_town: 'withheld' });
    await notes(requestId, 'foyer', { loneParent: 'withheld', familyQuotientWithheld: 'yes' });
    await notes(requestId, 'responsable/1', { situation: 'withheld' });
    await notes(requestId, 'besoin/1', { currentCare: 'withheld' });
    expect(await open()).not.toContain('donc sans points');
    const points = await agent.opens(`/rpe/demandes/${requestId}/points`);
    expect(points.text).toContain('n’a pas souhaité répondre');
    expect(points.sentences('td').filter((cell) => /^non\b/i.test(cell))).toEqual([]);
    const child = await agent.opens(`/rpe/demandes/${requestId}`);
    expect(rowsOf(child, /n’a pas souhaité répondre/).length).toBeGreaterThanOrEqual(5);
    expect((await (await signedIn(test.app, 'director')).opens(`/eaje/demandes/${requestId}`)).text).toContain(
      'n’a pas souhaité répondre',
    );
  });

  it('of the other parent: no name is asked, and its page says so', async () => {
    const { requestId } = await silent();
    await notes(requestId, 'foyer', { loneParent: 'no' });
    expect((await requestOf(test.app, requestId)).gaps).toContain('adult.second');
    await notes(requestId, 'responsable/2', { situation: 'withheld' });
    expect((await requestOf(test.app, requestId)).gaps).toEqual(['adult.situation']);
  });

  it('on the page of the family, and answered later all the same; a date and that it is not said are not both', async () => {
    const { requestId, dossierId } = await silent();
    const family = await familyOf(test.app, { dossierId }, BORN);
    const answers = `/mon-dossier/demandes/${requestId}/reponses`;
    const says = async (topic: string, said: Record<string, string>): Promise<Page> =>
      family.presses((await family.opens(`${answers}/${topic}`)).button('Enregistrer'), said);
    const page = await family.opens(`${answers}/points`);
    expect(page.text).toContain('Je ne souhaite pas répondre');
    // Whoever leaves a question open says something else than whoever does not wish to answer it.
    const child = await family.opens(`${answers}/enfant`);
    expect(child.text).toContain('Je ne souhaite pas répondre Je répondrai plus tard');
    expect(child.text).not.toContain('Je ne réponds pas');
    await says('points', { relative_handicap: 'withheld' });
    expect((await dossierOf(test.app, dossierId)).criterionFacts).toEqual({ relative_handicap: 'withheld' });
    await says('foyer', { loneParent: 'withheld' });
    const list = await says('responsable/1', { situation: 'withheld', parentalAuthority: 'yes' });
    expect(list.url).toBe(answers);
    expect(rowsOf(list, /un handicap/)).toEqual([
      expect.stringMatching(/jusqu’à 20 points vous n’avez pas souhaité répondre Modifier/),
    ]);
    expect((await requestOf(test.app, requestId)).gaps).toEqual([]);
    const [amended] = (await historyOf(test.app, requestId, 'amend')).slice(-1);
    expect(amended!.actor).toMatch(/family|parent/);

    await says('points', { relative_handicap: 'yes' });
    await says('foyer', { loneParent: 'yes' });
    const both = await says('responsable/1', {
      situation: 'parental_leave',
      returnsOnDay: '1',
      returnsOnMonth: '3',
      returnsOnYear: '2027',
      returnsOnWithheld: 'yes',
    });
    expectRefusal(both, 'pas les deux');
    await says('responsable/1', { situation: 'parental_leave', returnsOnWithheld: 'yes' });
    const dossier = await dossierOf(test.app, dossierId);
    expect([dossier.criterionFacts, dossier.household.withheld]).toEqual([{ relative_handicap: true }, undefined]);
    expect((await requestOf(test.app, requestId)).gaps).toEqual([]);
    expect((await agent.opens(`/rpe/demandes/${requestId}`)).text).toContain(
      'Date du retour : n’a pas souhaité répondre',
    );
  });

  it('in the session: read as such, never as a no, and changed no more by the family once the list is fixed', async () => {
    const { requestId, dossierId } = await silent();
    await notes(requestId, 'foyer', { loneParent: 'withheld' });
    await notes(requestId, 'responsable/1', { situation: 'withheld' });
    const day = await aFreeThursday(test.app);
    const { id } = await planSession(test.app, { day, time: '09:00', entryFrom: addDays(day, 45) });
    await listFor(test.app, requestId, id);
    await openSession(test.app, id);
    const kept = await caseOf(test.app, id, requestId);
    expect(
      kept.lines!.filter(({ proof }) => proof === 'withheld').map(({ value, points }) => [value, points]),
    ).toContainEqual([null, 0]);
    const coordinator = await signedIn(test.app, 'coordinator');
    for (const path of [`seance/${kept.id}`, 'seance', 'ordre-du-jour'])
      expect((await coordinator.opens(`/commissions/${id}/${path}`)).text).toContain(
        'N’a pas souhaité répondre, 0 point',
      );
    const family = await familyOf(test.app, { dossierId }, BORN);
    expect((await family.opens(`/mon-dossier/demandes/${requestId}/reponses/foyer`)).status).toBe(422);
  });
});
