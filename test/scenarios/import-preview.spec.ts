import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { ChildRequest, Dossier } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import { DATABASES } from '../support/app.js';
import { textOf } from '../support/browser.js';
import { importWorld, list, send, type ImportWorld } from '../support/imports.js';

describe.each(DATABASES)('before a list is imported (%s)', (kind) => {
  let test: ImportWorld;
  beforeAll(async () => {
    test = await importWorld(kind);
  });
  afterAll(() => test.close());

  it('shows all that will be written of each line, and each cell with what it was read as', async () => {
    await send(
      test.agent,
      list(
        'montceau.csv',
        'Nom;Prénom;Naissance;Parent 1;Parent 2;Tél;Ville;Entrée;Jours;Horaires;Situation;Souhait;Dépôt;Observations',
        'VUE;Ana;01/02/26;Zoé;Marc;0644000003;Blanzy;01/09/27;lu ma;8h-17h;2 emplois;MA Blanzy ou nounou;03/05/26;appeler le soir',
        'VUE;Bob;le 3 du mois;Eve;;;Blanzy;01/10/2027;lundi, jeudi;;au travail je crois;;;autiste, rappeler',
      ),
    );
    const page = await test.agent.opens(test.agent.url);
    const [first, second] = page.sentences('details').filter((said) => said.startsWith('Ligne'));
    for (const said of [
      'Zoé',
      'Marc',
      'lundi de 8 h à 17 h',
      '1. Multi-accueil de Blanzy',
      '2. Une assistante maternelle',
      '3 mai 2026',
      'appeler le soir',
    ])
      expect(first).toContain(said);
    expect(second).toContain('lundi et jeudi');
    expect(second).toContain('le jour de l’import');
    expect(second).toMatch(/À demander à la famille.*Un moyen de joindre la famille.*Case par case/);
    expect(second).toMatch(/Naissance le 3 du mois Compris comme : Date de naissance.* Ce n’est pas une date/);
    expect(page.text).not.toContain('autiste');
    expect(second).not.toMatch(/\b(vous|votre|vos)\b/i);
    await test.agent.post(test.agent.url.replace('apercu', 'importer'));
    await test.app.get(SqlQueueDriver).runDue();
    const kept = (await test.reader.findOne(ChildRequest, { surname: 'Vue', firstName: 'Bob' }))!;
    for (const line of kept.deskNote!.split('\n')) expect(second).toContain(line.replace(/\s+/g, ' '));
  });

  describe('families that no longer wait, as the list says', () => {
    const WITHDRAWN = list(
      'montceau.csv',
      'Nom;Prénom;Naissance;Tél;Ville;Entrée;Suivi;Observations',
      'RESTE;Ana;01/02/2026;0644000020;Blanzy;01/09/2027;en attente;',
      'PARTI;Bob;02/02/2026;0644000021;Blanzy;01/09/2027;RETIRÉ le 12/10;',
      'PARTI;Cléo;03/02/2026;0644000022;Blanzy;01/09/2027;;place trouvée en MAM',
      'PARTI;Dan;04/02/2026;0644000023;Blanzy;01/09/2027;;déménagé à Lyon',
    );
    const named = async (firstName: string): Promise<ChildRequest | null> =>
      test.reader.findOne(ChildRequest, { surname: 'Parti', firstName });

    it('are told apart with the reason, and taken only where somebody says so', async () => {
      await send(test.agent, WITHDRAWN);
      const page = await test.agent.opens(test.agent.url);
      expect(page.text).toMatch(/3 familles qui ne cherchent plus/);
      expect(page.text).not.toContain('illisible');
      const form = page.form('/importer');
      expect([...form.choices('anyway')!.keys()]).toEqual([
        'Ligne 3 : Bob Parti',
        'Ligne 4 : Cléo Parti',
        'Ligne 5 : Dan Parti',
      ]);
      expect(form.text).toContain('La demande est annulée : « RETIRÉ le 12/10 »');
      expect(form.text).toContain('L’enfant a une place ailleurs : « place trouvée en MAM »');
      expect(form.text).toContain('La famille a déménagé : « déménagé à Lyon »');
      await test.agent.presses(form, { anyway: ['4'] });
      await test.app.get(SqlQueueDriver).runDue();
      expect([await named('Bob'), await named('Dan')]).toEqual([null, null]);
      expect(await named('Cléo')).not.toBe(null);
      const done = await test.agent.opens(test.agent.url);
      expect(done.text).toContain('2 Familles qui ne cherchent plus');
    });

    it('can be taken later, one by one, or set aside and put back', async () => {
      const lines = await test.agent.opens(`${test.agent.url}?resultat=retirees`);
      const line = await test.agent.opens(lines.linkTo(/lignes/).href);
      expect(line.text).toContain('La demande est annulée : « RETIRÉ le 12/10 »');
      const { url } = line;
      await test.agent.presses(line.form('/ecarter'), { setAside: 'no_longer_needed' });
      const aside = await test.agent.opens(url);
      await test.agent.presses(aside.form('/remettre'));
      const back = await test.agent.opens(url);
      expect(back.text).toContain('La demande est annulée');
      const after = await test.agent.presses(back.form('/prendre'));
      expect(after.text).toContain('1 Famille qui ne cherche plus');
      expect(await named('Bob')).not.toBe(null);
    });

    it('are named one by one: a form that names something else is refused', async () => {
      await send(test.agent, WITHDRAWN);
      const { url } = test.agent;
      const answer = await test.agent.post(url.replace('apercu', 'importer'), { anyway: 'toutes' });
      expect([answer.status, textOf(answer.html)]).toEqual([
        422,
        expect.stringContaining('Cochez des lignes de cette liste.'),
      ]);
    });
  });

  it('a line by which a family no longer waits is told at the request that still waits for the same child', async () => {
    const header = 'Nom;Prénom;Naissance;Parent 1;Tél;Ville;Entrée;Suivi';
    const family = 'LIÉ;Ana;01/02/2026;Zoé LIÉ;0644000060;Blanzy;01/09/2027';
    const importList = async (...lines: string[]): Promise<string> => {
      await send(test.agent, list('blanzy.csv', header, ...lines));
      const page = await test.agent.opens(test.agent.url);
      await test.agent.presses(page.form('/importer'));
      await test.app.get(SqlQueueDriver).runDue();
      return page.text;
    };
    await importList(`${family};`);
    const { id } = (await test.reader.findOne(ChildRequest, { surname: 'Lié' }))!;
    const said = await importList(
      `${family};a trouvé une nounou`,
      'AUTRE;Bob;02/02/2026;Eve AUTRE;0644000061;;;annulé',
    );
    expect(said.match(/Une demande de cet enfant attend au guichet : l’import n’y change rien/g)).toHaveLength(2);
    expect((await test.reader.findOne(ChildRequest, { id }))!.state).toBe('incomplete');

    const lines = await test.agent.opens(`${test.agent.url}?resultat=retirees`);
    expect(lines.linkTo(/^\/rpe\/demandes/).href).toBe(`/rpe/demandes/${id}`);
    const listed = test.agent.url;
    const request = await test.agent.opens(`/rpe/demandes/${id}`);
    expect(request.text).toMatch(
      /Une liste dit que la famille ne cherche plus Ligne 2 de la liste « blanzy », importée le .* Demandez-le à la famille/,
    );
    // The first list made the request; the second is told as what it says.
    expect(request.text.match(/Une liste dit que la famille ne cherche plus/g)).toHaveLength(2);

    const line = await test.agent.opens(lines.linkTo(/lignes/).href);
    await test.agent.presses(line.form('/ecarter'), { setAside: 'no_longer_needed' });
    expect((await test.agent.opens(`/rpe/demandes/${id}`)).text).not.toContain('Une liste dit que');
    const aside = await test.agent.opens(listed.replace('retirees', 'ecartees'));
    const back = await test.agent.opens(aside.linkTo(/lignes/).href);
    await test.agent.presses(back.form('/remettre'));
    expect((await test.agent.opens(`/rpe/demandes/${id}`)).text).toContain('Une liste dit que');
  });

  it('a commune alone on a row is that of the families under it, shown and written', async () => {
    await send(
      test.agent,
      list(
        'montceau.csv',
        'Liste commune;;',
        ';Enfant;;Contact',
        'Reçu le;Nom et prénom;Né(e) le;Portable',
        'BLANZY;;;',
        '03/02/2026;HAUT Ana;01/02/2026;0644000030',
        'GOURDON;;;',
        '04/02/2026;HAUT Bob;02/02/2026;0644000031',
      ),
    );
    const page = await test.agent.opens(test.agent.url);
    expect(page.text).not.toContain('illisible');
    const [first] = page.sentences('details').filter((said) => said.startsWith('Ligne 5'));
    expect(first).toContain('Adresse Blanzy');
    expect(first).toMatch(/Commune \(au-dessus\) Blanzy .*celle qui est écrite au-dessus est prise, à vérifier/);
    await test.agent.presses(page.form('/importer'));
    await test.app.get(SqlQueueDriver).runDue();
    const communes = [];
    for (const firstName of ['Ana', 'Bob'])
      communes.push((await test.reader.findOne(ChildRequest, { surname: 'Haut', firstName }))!.communeCode);
    expect(communes).toEqual(['71040', '71222']);
  });

  it('columns about brothers, care and the home are answers', async () => {
    await send(
      test.agent,
      list(
        'montceau.csv',
        'Nom;Prénom;Naissance;Parent 1;Tél;Ville;Fratrie accueillie;Garde actuelle;Situation familiale;Nb enfants à charge',
        'COL;Ana;01/02/2026;Zoé COL;0644000050;Blanzy;oui, crèche de Blanzy;mamie;famille monoparentale;2',
      ),
    );
    const page = await test.agent.opens(test.agent.url);
    const [only] = page.sentences('details').filter((said) => said.startsWith('Ligne'));
    expect(only).toContain('Établissement du frère ou de la sœur déjà accueilli Multi-accueil de Blanzy');
    expect(only).toMatch(/Ce parent élève-t-il seul ses enfants \? Oui/);
    expect(only).toMatch(/Garde actuelle mamie Compris comme : Accueil actuel/);
    await test.agent.presses(page.form('/importer'));
    await test.app.get(SqlQueueDriver).runDue();
    const request = (await test.reader.findOne(ChildRequest, { surname: 'Col' }))!;
    const dossier = (await test.reader.findOne(Dossier, { id: request.dossierId }))!;
    expect(request).toMatchObject({ siblingProviderId: 'ma-71040', need: { currentCare: 'family' } });
    expect(dossier.household).toMatchObject({ loneParent: true, dependentChildren: 2 });
  });

  it('what a remark tells for certain is an answer, and its words stay in the note', async () => {
    await send(
      test.agent,
      list(
        'montceau.csv',
        'Nom;Prénom;Naissance;Parent 1;Parent 2;Tél;Ville;Observations',
        'DIT;Ana;01/02/2026;Zoé DIT;;0644000040;Blanzy;maman solo, aîné à la crèche de Blanzy',
        'DIT;Bob;02/02/2026;Eve DIT;Max DIT;0644000041;Blanzy;maman solo, infirmière',
      ),
    );
    const page = await test.agent.opens(test.agent.url);
    const [sure, doubtful] = page.sentences('details').filter((said) => said.startsWith('Ligne'));
    expect(sure).toMatch(/Ce parent élève-t-il seul ses enfants \? Oui/);
    expect(sure).toContain('Établissement du frère ou de la sœur déjà accueilli Multi-accueil de Blanzy');
    expect(doubtful).toMatch(/Ce parent élève-t-il seul ses enfants \? Oui/);
    expect(doubtful).toContain('La liste dit que le parent est seul, et nomme deux responsables : à demander.');
    await test.agent.presses(page.form('/importer'));
    await test.app.get(SqlQueueDriver).runDue();
    const written = async (firstName: string): Promise<unknown> => {
      const request = (await test.reader.findOne(ChildRequest, { surname: 'Dit', firstName }))!;
      const dossier = (await test.reader.findOne(Dossier, { id: request.dossierId }))!;
      return [dossier.household.loneParent, request.siblingProviderId, request.deskNote];
    };
    expect(await written('Ana')).toEqual([
      true,
      'ma-71040',
      expect.stringContaining('maman solo, aîné à la crèche de Blanzy'),
    ]);
    expect(await written('Bob')).toEqual([true, null, expect.stringContaining('maman solo, infirmière')]);
  });
});
