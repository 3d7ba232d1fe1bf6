import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { In } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { instantAt, type Day } from '../../src/foundation/kernel/time.js';
import { DATABASES } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { dayFields, expectRefusal } from '../support/page.js';
import { importList, importWorld, list, type ImportWorld } from '../support/imports.js';
import { outboxOf, requestOf, runDueJobs } from '../support/kept.js';
import { linkOf } from '../support/links.js';
import { signedIn } from '../support/people.js';

const HEAD = 'Nom;Prénom;Date de naissance;Commune;Téléphone;Mail;Date souhaitée;Établissement;Jours';
/** Of seven families, the first two have said all that is necessary, and the last can be reached in no way. */
const LIST = list(
  'attente.csv',
  HEAD,
  'Petit;Lina;12/03/2026;Montceau-les-Mines;0611000001;petit@exemple.fr;01/09/2027;Multi-accueil de Montceau-les-Mines;lundi mardi',
  'Roux;Tom;02/05/2026;Montceau-les-Mines;0611000002;roux@exemple.fr;01/09/2027;Multi-accueil de Montceau-les-Mines;lundi',
  'Blanc;Inès;14/01/2026;Montceau-les-Mines;0611000003;blanc@exemple.fr;;;',
  'Noir;Hugo;18/02/2026;Montceau-les-Mines;0611000004;;;;',
  'Vert;Jade;20/02/2026;Montceau-les-Mines;0385000005;;;;',
  'Brun;Noé;21/02/2026;Montceau-les-Mines;;brun@exemple.fr;;;',
  'Ocre;Maé;22/02/2026;Montceau-les-Mines;;;;;',
);
const HERE = '/rpe/premiers-contacts';

describe.each(DATABASES)('families that came with a list (%s)', (kind) => {
  let world: ImportWorld;
  let app: NestFastifyApplication;
  let agent: Browser;

  beforeAll(async () => {
    world = await importWorld(kind);
    app = world.app;
    ({ agent } = world);
    await importList(world, LIST);
  });
  afterAll(() => world.close());

  const theMorningOf = async (day: Day) => {
    world.clock.travelTo(instantAt(day, '09:30'));
    await runDueJobs(app);
    agent = await signedIn(app, 'agent');
  };
  const imports = async (name: string, row: string) => {
    await agent.opens('/rpe/imports');
    await importList({ ...world, agent }, list(name, HEAD, row));
  };
  const written = () => outboxOf(app, { kind: 'first-contact' });
  const starts = async (perDay: string, from: Day) =>
    agent.presses((await agent.opens(HERE)).form(HERE), { perDay, ...dayFields('from', from) });

  it('are written to by nobody: their desk is asked to tell them', async () => {
    expect(await outboxOf(app, {})).toEqual([]);
    const inbox = await agent.opens('/rpe');
    expect(inbox.text).toContain('7 familles reprises d’une liste n’ont pas encore été prévenues');
    expect(inbox.text).toContain('Prévenir la famille');
    expect(inbox.text).toMatch(
      /manque\s: les jours et les horaires souhaités, le nom du responsable et la composition du foyer \+ 2 /,
    );
  });

  it('are seen before: how each is told, and what exactly', async () => {
    const page = await agent.opens(HERE);
    expect(page.text).toContain('Par e-mail 4 Par SMS 0 Par courrier, à imprimer 0 De vive voix, par vous 2');
    expect(page.text).toContain('Sans moyen de contact connu 1');
    expect(page.text).toMatch(/Sans moyen de contact connu\s: il n’y a ni téléphone, ni e-mail, ni adresse/);
    const { id } = (await world.reader.findOne(ChildRequest, { surname: 'Blanc' }))!;
    // Some children of a list have no name: each link says the dossier.
    expect(page.linkTo(`/rpe/demandes/${id}`).text).toMatch(/^Inès Blanc – /);
    expect(page.text).toContain('est reprise par le guichet unique');
    expect(page.text).toContain('Vous aviez demandé une place d’accueil pour');
    expect(await outboxOf(app, {})).toEqual([]);
  });

  it('are told when and how many a day, or nothing is planned', async () => {
    for (const [perDay, from, sentence] of [
      ['0', '2026-11-25', 'de 1 à 200'],
      ['2', '2026-11-24', 'demain au plus tôt'],
    ] as const) {
      const refused = await starts(perDay, from);
      expectRefusal(refused, sentence);
      expect(refused.form(HERE).value('perDay')).toBe(perDay);
    }
    expect((await (await signedIn(app, 'otherAgent')).opens(HERE)).text).toContain(
      'Toutes les familles reprises d’une liste ont été prévenues',
    );
  });

  it('are told a few each day, once, with what is missing; the desk is asked to ring whoever cannot be written to', async () => {
    expect((await starts('2', '2026-11-26')).text).toContain('La campagne est programmée.');
    await theMorningOf('2026-11-26');
    expect(await written()).toHaveLength(2);
    await theMorningOf('2026-11-27');
    expect(await written()).toHaveLength(4);
    await theMorningOf('2026-11-29');
    expect(await written()).toHaveLength(4);

    const blanc = (await outboxOf(app, { recipient: 'blanc@exemple.fr' }))[0]!;
    expect(blanc.body).toContain('pour Inès');
    expect(blanc.body).toMatch(/Pour qu’elle avance, il nous manque\s:\n– /);
    expect(blanc.body).not.toContain('toujours');
    expect((await linkOf(app, blanc)).pathname).toMatch(/^\/suivre\//);
  });

  it('are counted, and no longer told once the desk stops; the others may be told by another campaign', async () => {
    const page = await agent.opens(HERE);
    expect(page.text).toContain(
      '7 familles, 2 par jour ouvré et 1 le dernier En cours : 3 familles restent à prévenir',
    );
    const stopped = await agent.presses(page.button('Arrêter'));
    expect(stopped.text).toContain('La campagne est arrêtée.');
    await theMorningOf('2026-12-02');
    expect(await written()).toHaveLength(4);
    expect((await agent.opens(HERE)).text).toContain('3 familles reprises d’une liste n’ont pas encore été prévenues');
    await starts('5', '2026-12-03');
    await theMorningOf('2026-12-03');
    expect(new Set((await written()).map(({ dossierId }) => dossierId)).size).toBe(7);
    const told = await agent.opens(HERE);
    expect(told.text).toContain('dont à joindre par vous 1');
    expect((await agent.opens(told.link('Jade Vert').href)).text).toContain('Demande de Jade Vert');
  });

  it('that are asked for an answer before they were told are told by the same message, once', async () => {
    await imports('demandee.csv', 'Indigo;Zoé;13/03/2026;Montceau-les-Mines;0611000009;indigo@exemple.fr;;;');
    const { id } = (await world.reader.findOne(ChildRequest, { surname: 'Indigo' }))!;
    const shown = await agent.opens(`/rpe/demandes/${id}`);
    expect(shown.text).toContain('Réponses à demander à la famille');
    expect(shown.text).not.toContain('Réponses demandées');
    // What the page announces as the next act has its button there.
    expect(shown.button('Prévenir la famille maintenant')).toBeDefined();
    const asked = await agent.presses(shown.form(`/rpe/demandes/${id}/demander`), { gaps: ['need.week'] });
    expect(asked.text).toContain('La famille est prévenue');
    const [letter, ...others] = await outboxOf(app, { recipient: 'indigo@exemple.fr' });
    expect([letter!.kind, others]).toEqual(['first-contact', []]);
    expect(letter!.body).toContain('– Les jours et les horaires dont vous avez besoin');
    expect(letter!.body).not.toContain('rien à refaire');
  });

  it('are told at once by the button of their request', async () => {
    await imports('tout-de-suite.csv', 'Jaune;Eva;14/03/2026;Montceau-les-Mines;0611000010;jaune@exemple.fr;;;');
    const { id } = (await world.reader.findOne(ChildRequest, { surname: 'Jaune' }))!;
    const told = await agent.presses(
      (await agent.opens(`/rpe/demandes/${id}`)).button('Prévenir la famille maintenant'),
    );
    expect(told.text).toContain('La famille est prévenue');
    expect(await outboxOf(app, { recipient: 'jaune@exemple.fr' })).toHaveLength(1);
    expect((await requestOf(app, id)).nextAct).toBe('complete');
    expect(told.text).not.toContain('Prévenir la famille maintenant');
  });

  it('then have their usual days to answer, before the first reminder', async () => {
    const reminders = () => outboxOf(app, { kind: 'silence-complete' });
    await theMorningOf('2026-12-05');
    expect(await reminders()).toEqual([]);
    await theMorningOf('2026-12-16');
    expect((await reminders()).length).toBeGreaterThan(0);
  });

  it('were shown as they are now: a list that changed meanwhile is read again first', async () => {
    await imports('autre.csv', 'Gris;Léo;12/03/2026;Montceau-les-Mines;0611000010;gris@exemple.fr;;;');
    const form = (await agent.opens(HERE)).form(HERE);
    await imports('encore.csv', 'Rose;Zoé;12/04/2026;Montceau-les-Mines;0611000011;rose@exemple.fr;;;');
    const refused = await agent.presses(form, { perDay: '2', ...dayFields('from', '2026-12-17') });
    expect(refused.text).toContain('La liste a changé : 2 familles sont maintenant à prévenir.');
  });

  it('are no longer to be told once their desk has spoken to them', async () => {
    await imports('appel.csv', 'Mauve;Lou;12/05/2026;Montceau-les-Mines;0611000012;mauve@exemple.fr;;;');
    expect((await agent.opens(HERE)).text).toContain('3 familles reprises d’une liste');
    const { id } = (await world.reader.findOne(ChildRequest, { surname: 'Mauve' }))!;
    const request = await agent.opens(`/rpe/demandes/${id}`);
    await agent.presses(request.form('/appel').button('la famille a répondu'));
    expect((await agent.opens(HERE)).text).toContain('2 familles reprises d’une liste');
  });

  it('nor once their answers were noted by telephone; what a paper said tells nobody', async () => {
    await imports('noté.csv', 'Ivoire;Tom;12/06/2026;Montceau-les-Mines;0611000013;ivoire@exemple.fr;;;');
    const { id } = (await world.reader.findOne(ChildRequest, { surname: 'Ivoire' }))!;
    expect((await agent.opens(HERE)).text).toContain('3 familles reprises d’une liste');
    const noted = async (knownBy: string, regime: string): Promise<void> => {
      const household = await agent.opens(`/rpe/demandes/${id}/repondre/foyer`);
      await agent.presses(household.button('Enregistrer'), { toldBy: 'adult1', knownBy, regime });
    };
    await noted('document', 'caf');
    expect((await agent.opens(HERE)).text).toContain('3 familles reprises d’une liste');
    await noted('phone', 'msa');
    expect((await agent.opens(HERE)).text).toContain('2 familles reprises d’une liste');
    expect((await requestOf(world.app, id)).nextAct).not.toBe('first_contact');
    await theMorningOf('2026-12-20');
    expect((await requestOf(world.app, id)).nextAct).not.toBe('first_contact');
  });

  it('wait without a word for as long as their desk does not tell them', async () => {
    for (const day of ['2026-12-28', '2027-02-01', '2027-04-01'] as const) await theMorningOf(day);
    expect(await outboxOf(app, { recipient: In(['gris@exemple.fr', 'rose@exemple.fr']) })).toEqual([]);
    expect((await agent.opens(HERE)).text).toContain('2 familles reprises d’une liste n’ont pas encore été prévenues');
  });
});

describe.each(DATABASES)('more families than a page shows (%s)', (kind) => {
  let world: ImportWorld;

  beforeAll(async () => {
    world = await importWorld(kind);
    const families = Array.from({ length: 30 }, (_, index) => {
      const rank = String(index + 1).padStart(2, '0');
      const name = String.fromCharCode(65 + Math.floor(index / 26), 65 + (index % 26));
      return `Famille${name};Enfant;${rank}/03/2026;Montceau-les-Mines;06110001${rank};;;;`;
    });
    await importList(world, list('longue.csv', HEAD, ...families));
  });
  afterAll(() => world.close());

  it('are read page after page, while what is counted and told is of all of them', async () => {
    const first = await world.agent.opens(HERE);
    expect(first.table('Les familles').length).toBe(25);
    const second = await world.agent.opens(first.link('Page suivante').href);
    expect(second.table('de 26 à 30 sur 30').length).toBe(5);
    expect(second.text).toContain('30 familles reprises d’une liste');
    expect(second.text).toContain('De vive voix, par vous 30');
    expect(second.button('Prévenir 30 familles').text).toBeTruthy();
    const names = (page: typeof first): string[] => page.table('Les familles').map(([family]) => family!);
    expect(new Set([...names(first), ...names(second)]).size).toBe(30);

    const seen = await world.agent.opens(second.link('Voir le message').href);
    expect(names(seen)).toEqual(names(second));
    const number = /dossier ([\w-]+)/.exec(names(seen)[0]!)![1]!;
    expect(seen.text).toContain(`Ce qui sera écrit : dossier ${number}`);
    const refused = await world.agent.presses(seen.button('Prévenir'), { perDay: '0' });
    expectRefusal(refused, 'de 1 à 200');
    expect([names(refused), refused.text]).toEqual([names(second), expect.stringContaining(`dossier ${number}`)]);
    const back = await world.agent.opens(refused.link('Page précédente').href);
    expect([names(back), back.text]).toEqual([names(first), expect.stringContaining(`dossier ${number}`)]);
    for (const page of ['0', '99', 'x']) expect((await world.agent.opens(`${HERE}?page=${page}`)).status).toBe(200);
  });
});
