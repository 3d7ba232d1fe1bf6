import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { DossierIntake } from '../../src/dossier/dossier/index.js';
import { ChildRequest, Dossier } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { clockOf, planSession, seedCommissions } from '../support/commission.js';
import { aChild, aForm, wishFor } from '../support/forms.js';
import type { Page } from '../support/page.js';
import { signedIn } from '../support/people.js';

const TODAY = '2026-11-24T09:00:00.000Z';
const SEARCH = '/personnel/chercher';

interface Known {
  readonly requestId: string;
  readonly number: string;
}

describe.each(DATABASES)('finding one’s way (%s)', (kind) => {
  let test: TestApp;
  let reader: Reader;
  const people = new Map<string, Browser>();
  /** Wishes for the Montceau nursery, and lives in a commune of its desk. */
  let family: Known;
  /** Two children of one dossier. */
  let twins: Known;

  const as = (who: string): Browser => people.get(who)!;
  const deposit = async (surname: string, phone: string, firstNames: readonly string[]): Promise<Known> => {
    const base = aForm();
    const form = {
      ...base,
      adults: [{ ...base.adults[0]!, firstName: 'Odile', surname: `${surname}mere`, phone, email: `${surname}@x.fr` }],
      children: firstNames.map((firstName) => aChild({ surname, firstName, wishes: [wishFor('ma-71306')] })),
    };
    const intake = await test.app
      .get(UnitOfWork)
      .run((tx) =>
        test.app
          .get(DossierIntake)
          .submitForm(tx, { kind: 'client', clientId: 'test', name: 'test' }, form, { origin: 'parent' }),
      );
    const { requestId } = intake.children[0]!;
    const request = (await reader.findOne(ChildRequest, { id: requestId }))!;
    return { requestId, number: (await reader.findOne(Dossier, { id: request.dossierId }))!.number };
  };
  /** Types in the search of whatever page one is on. */
  const looksFor = async (who: string, text: string): Promise<Page> => {
    const page = await as(who).opens('/personnel/ma-connexion');
    return as(who).presses(page.form(SEARCH), { text });
  };
  const linksOf = (page: Page): string[] => page.links.map(({ href }) => href);

  beforeAll(async () => {
    test = await startApp(kind);
    reader = test.app.get(Reader);
    clockOf(test.app).travelTo(TODAY);
    await seedCommissions(test.app);
    await planSession(test.app, { day: '2026-12-15', entryFrom: '2027-03-01' });
    for (const name of [
      'agent',
      'otherAgent',
      'director',
      'otherDirector',
      'coordinator',
      'member',
      'auditor',
      'administrator',
    ])
      people.set(name, await signedIn(test.app, name));
    family = await deposit('Zéphyrin', '0611223344', ['Noé']);
    twins = await deposit('Quintal', '0611223355', ['Ana', 'Bel']);
  });
  afterAll(() => test.close());

  describe('an agent', () => {
    it.each(['zephyrin', 'Noe Zeph', '06 11 22 33 44', 'Odile', 'zéphirin'])(
      'finds a family of the desk by « %s », and opens it from any page in two presses',
      async (text) => {
        const page = await looksFor('agent', text);
        expect([page.status, page.heading]).toEqual([200, 'Résultats de la recherche']);
        expect(page.link('Noé Zéphyrin').href).toBe(`/rpe/demandes/${family.requestId}`);
      },
    );

    it('is led straight to the one child of a dossier number, and chooses between two', async () => {
      expect((await looksFor('agent', family.number)).url).toBe(`/rpe/demandes/${family.requestId}`);
      const two = await looksFor('agent', twins.number);
      expect(two.url).toContain(SEARCH);
      expect(linksOf(two).filter((href) => href.startsWith('/rpe/demandes/'))).toHaveLength(2);
    });

    it('finds nothing of the family of another desk', async () => {
      for (const text of ['Zéphyrin', family.number, '0611223344']) {
        const page = await looksFor('otherAgent', text);
        expect([page.status, page.source.includes('Noé')]).toEqual([200, false]);
        expect(page.hasLinkTo(family.requestId)).toBe(false);
      }
    });

    it('finds nurseries, childminders, sessions and acts, accents and capitals or not', async () => {
      expect(linksOf(await looksFor('agent', 'MONTCEAU'))).toContain('/offre/ma-71306');
      expect((await looksFor('agent', 'séance 15 decembre')).hasLinkTo(/^\/commissions\/[\w-]{36}$/)).toBe(true);
      for (const act of ['inscrire une famille', 'Saisir un dossier'])
        expect(linksOf(await looksFor('agent', act))).toContain('/rpe/saisie');
    });

    it('leaves nothing typed in an address, in the title, nor in the journal', async () => {
      const page = await looksFor('agent', 'Zéphyrin');
      expect(page.url).toMatch(/^\/personnel\/chercher\?searched=[\w-]{8}$/);
      expect(page.sentences('title').join()).not.toContain('phyrin');
      const line = (await reader.find(AuditEvent, { where: { action: 'list.read' }, order: { id: 'ASC' } })).at(-1);
      expect(line).toMatchObject({ subjectKind: 'search', facts: { search: 'names', length: 8, count: 1 } });
      expect(JSON.stringify(line)).not.toContain('phyrin');
    });

    it('does not find what another session searched for', async () => {
      const { url } = await looksFor('agent', 'Zéphyrin');
      expect((await as('otherAgent').opens(url)).source).not.toContain('phyrin');
    });
  });

  describe('a director', () => {
    it('finds a family that names the nursery, by the name of the child and the number', async () => {
      expect((await looksFor('director', 'Zéphyrin')).link('Noé Zéphyrin').href).toBe(
        `/eaje/demandes/${family.requestId}`,
      );
      expect((await looksFor('director', family.number)).url).toBe(`/eaje/demandes/${family.requestId}`);
    });

    it.each(['0611223344', 'zéphyrin@x.fr', 'Odile', 'Zéphyrinmere'])(
      'learns nothing from « %s », which her pages do not say',
      async (text) => expect((await looksFor('director', text)).hasLinkTo(family.requestId)).toBe(false),
    );

    it('finds nothing of a family that names another nursery', async () => {
      for (const text of ['Zéphyrin', family.number])
        expect((await looksFor('otherDirector', text)).hasLinkTo(family.requestId)).toBe(false);
    });

    it('finds the pages of the nursery', async () =>
      expect(linksOf(await looksFor('director', 'places de la semaine'))).toContain('/eaje/ma-71306/semaine'));
  });

  describe('who reads no family', () => {
    it.each(['coordinator', 'member', 'auditor', 'administrator'])('%s finds none', async (who) => {
      for (const text of ['Zéphyrin', family.number, '0611223344']) {
        const page = await looksFor(who, text);
        expect([page.status, page.hasLinkTo(family.requestId), page.source.includes('Noé')]).toEqual([
          200,
          false,
          false,
        ]);
      }
    });

    it.each<[string, string, string]>([
      ['coordinator', 'planifier une séance', '/commissions/nouvelle'],
      ['coordinator', 'PLANIFIER UNE SEANCE', '/commissions/nouvelle'],
      ['coordinator', 'barème', '/grilles'],
      ['member', 'agenda', '/commissions/agendas'],
      ['coordinator', 'montceau', '/conseils/71306'],
      ['auditor', 'qui a lu', '/journal'],
      ['administrator', 'inviter un collègue', '/administration/comptes/nouveau'],
    ])('%s finds « %s »', async (who, text, href) => expect(linksOf(await looksFor(who, text))).toContain(href));

    it('an administrator finds a colleague', async () =>
      expect((await looksFor('administrator', 'auditrice')).link('Auditrice').href).toContain(
        '/administration/comptes/',
      ));
  });

  describe('what finds nothing', () => {
    it('says so, and keeps what was typed', async () => {
      const page = await looksFor('agent', 'xqzvw');
      expect(page.text).toContain('Rien ne correspond.');
      expect(
        page.forms
          .filter((form) => form.action === SEARCH)
          .at(-1)!
          .value('text'),
      ).toBe('xqzvw');
    });

    it('says that a text without a letter or a digit cannot be read', async () =>
      expect((await looksFor('agent', '!!! ???')).text).toContain('Il n’y a ni lettre ni chiffre'));

    it.each([
      ['', 'Écrivez ce que vous cherchez'],
      ['a'.repeat(150), 'Votre recherche est trop longue : 100 caractères au plus'],
    ])('refuses « %s », and keeps what was typed', async (text, sentence) => {
      const page = await looksFor('agent', text);
      expect([page.status, Object.values(page.errors)]).toEqual([422, [sentence]]);
      expect(
        page.forms
          .filter((form) => form.action === SEARCH)
          .at(-1)!
          .value('text'),
      ).toBe(text);
    });

    it('lets go of the key / in this browser, and takes it again', async () => {
      const keyOf = (page: Page): boolean => page.source.includes('data-search="slash"');
      const before = await as('agent').opens(SEARCH);
      const off = await as('agent').presses(before.form('/touche'));
      const on = await as('agent').presses(off.form('/touche'));
      expect([before, off, on].map(keyOf)).toEqual([true, false, true]);
    });

    it('is an empty search again on the address of the form', async () =>
      expect((await as('agent').opens(SEARCH)).status).toBe(200));
  });

  describe('the menu and the breadcrumb', () => {
    it('lead from a place to its pages, and say what one does there', async () => {
      const place = await as('coordinator').opens('/personnel/menu/commissions');
      expect(place.heading).toBe('Commissions');
      expect(place.text).toContain('Choisir la date, l’heure et le lieu d’une séance de commission.');
      expect(linksOf(place)).toEqual(expect.arrayContaining(['/commissions', '/commissions/nouvelle', '/grilles']));
    });

    it('lead back from a request to the desk, once', async () => {
      const page = await as('agent').opens(`/rpe/demandes/${family.requestId}/date`);
      expect(page.sentences('.app-way__crumbs li')).toEqual([
        'Demandes',
        'À traiter',
        'La demande',
        'Corriger la date de la demande',
      ]);
      expect(page.sentences('.app-way__crumbs [aria-current="page"]')).toEqual(['Corriger la date de la demande']);
      expect(page.sentences('.govuk-back-link')).toEqual([]);
    });

    it.each(['observatory', 'nulle-part'])('hide from an auditor the place %s', async (place) =>
      expect((await as('auditor').opens(`/personnel/menu/${place}`)).status).toBe(404),
    );
  });
});
