import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import type { Day } from '../../src/foundation/kernel/time.js';
import { PresentChild } from '../../src/places/placement/persistence/placement.entities.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { DATABASES } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { list } from '../support/imports.js';
import { placeOf, requestOf, solutionsOf } from '../support/kept.js';
import { dayFields, type FieldValues, type Page } from '../support/page.js';
import { RealSite } from '../support/real-site.js';
import { inLetters } from '../support/letters.js';

const TODAY: Day = '2027-01-06';
const SITS_ON: Day = '2027-02-11';
const ENTRY: Day = '2027-05-03';
const SAVE = 'Enregistrer';
const TERRITORY = '/administration/territoire';
const OPENING = '/administration/ouverture';
const MINDERS = '/assistantes-maternelles';
const CLAIRE = 'claire@exemple.fr';
const NADIA = 'nadia@exemple.fr';
const JEANNE = 'jeanne@exemple.fr';
const SAMIRA = 'samira@exemple.fr';
const PAUL = 'paul@exemple.fr';
const NURSERIES = [
  { name: 'Les Lutins', establishmentKind: 'multi_accueil', commune: '71901', children: 20 },
  { name: 'Les Oursons', establishmentKind: 'micro_creche_psu', commune: '71902', children: 10 },
  { name: 'La Ribambelle', establishmentKind: 'creche_familiale', commune: '71901', children: 10 },
] as const;
const CLOSED = 'Le guichet n’est pas encore ouvert';

const csv = (...rows: (readonly string[])[]) => list('liste.csv', ...rows.map((row) => row.join(';')));
const lastPart = (page: Page): string => page.url.split('?')[0]!.split('/').at(-1)!;

describe.each(DATABASES)('the first month of a real site, from nothing and by screens (%s)', (kind) => {
  let site: RealSite;
  /** Who sits at the screen. */
  let [claire, nadia, samira]: Browser[] = [];
  let desk = '';
  let body = '';
  const nurseries: string[] = [];
  let [alba, milo, minder] = ['', '', ''];

  beforeAll(async () => {
    site = await RealSite.open(kind);
    await site.travelTo(TODAY);
  });
  afterAll(() => site.close());

  it('the first person is made by a command, finds nothing, and is told what is missing', async () => {
    // The command has the clock of the machine: its link is over on this day.
    await site.operate('account', CLAIRE, 'Claire D.', 'administrator', 'coordinator');
    await site.asksForLink(CLAIRE);
    claire = await site.signsIn(CLAIRE);
    expect(await site.missing()).toEqual([
      'backup',
      'bodies',
      'court',
      'data-protection',
      'desks',
      'establishments',
      'grid',
      'publisher',
      'restore',
      'silence',
      'sms',
      'territory-name',
    ]);
    // Whoever prepares the opening is told first how much is missing.
    const home = await claire.opens('/personnel');
    expect(home.link('12 choses manquent avant l’ouverture').href).toBe(OPENING);
    const opening = await claire.opens(OPENING);
    for (const page of [
      TERRITORY,
      '/offre/nouveau',
      '/commissions/instances/nouvelle',
      '/grilles',
      `${OPENING}/mentions`,
    ])
      expect([page, (await claire.opens(opening.linkTo(page).href)).status]).toEqual([page, 200]);
    expect((await claire.opens('/offre/nouveau')).link('Ajouter les communes').href).toBe(TERRITORY);
    expect((await claire.opens('/commissions')).link('Réglages des commissions').href).toBe('/commissions/instances');
  });

  it('she sets up a desk and two communes', async () => {
    await site.fills(claire!, `${TERRITORY}/guichets/nouveau`, {
      name: 'Guichet du Val',
      address: '1 place du Marché, 71400 Valbourg',
      phone: '03 85 00 11 22',
      email: 'guichet@valbourg.example',
    });
    expect(await site.missing()).toEqual(expect.arrayContaining(['communes', 'desk-agent']));
    const { form } = (await claire!.opens(`${TERRITORY}/communes/nouveau`)).button(SAVE);
    desk = form.choices('firstDeskId')!.get('Guichet du Val')!;
    const place = { population: '3 200', latitude: '46,95', longitude: '4,3', insideRpe: 'yes', firstDeskId: desk };
    for (const [name, code, postalCodes] of [
      ['Valbourg', '71901', '71400'],
      ['Sainte-Aube', '71902', '71401'],
    ] as const)
      await site.fills(claire!, `${TERRITORY}/communes/nouveau`, { name, code, postalCodes, ...place });
    expect((await new Browser(site.app).opens('/modes-d-accueil')).text).not.toContain('Creusot');
    const named = await site.fills(claire!, '/administration/reglages', { territoryName: 'Le Val' }, 'Voir');
    await claire!.presses(named.button('Changer'));
    expect((await new Browser(site.app).opens('/modes-d-accueil')).text).toMatch(/Sainte-Aube.*Valbourg.*Le Val/);
    expect(await site.missing()).not.toContain('territory-name');
  });

  it('she adds three establishments with hours, sections and places, and a house of childminders', async () => {
    const contact = { address: '2 rue des Écoles, 71400 Valbourg', phone: '03 85 00 00 01' };
    for (const { name, establishmentKind, commune } of NURSERIES) {
      const fields = { name, establishmentKind, commune, capacity: '25', ...contact };
      const added = await site.fills(claire!, '/offre/nouveau/establishment', fields, 'Ajouter');
      const [id, from] = [lastPart(added), dayFields('from', TODAY)];
      nurseries.push(id);
      const hours = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], commonStart: '7:30', commonEnd: '18:30' };
      await site.fills(claire!, `/offre/${id}/horaires`, { ...hours, ...from });
      for (const section of [
        { group: 'babies', ageFrom: '2', ageTo: '18', places: '9' },
        { group: 'older', ageFrom: '15', ageTo: '48', places: '16' },
      ])
        await site.fills(claire!, `/offre/${id}/sections`, { ...section, ...from });
    }
    const mam = { name: 'La maison des Petits Pas', commune: '71901', capacity: '12', ...contact };
    await site.fills(claire!, '/offre/nouveau/mam', mam, 'Ajouter');
    // The children who are there are entered by directors: what comes first is an account for each.
    const lacking = await claire!.opens(OPENING);
    expect(lacking.link('donner un compte à sa direction').href).toBe('/administration/comptes/nouveau');
    const directory = (await new Browser(site.app).opens('/modes-d-accueil')).text;
    for (const name of [...NURSERIES.map((one) => one.name), mam.name]) expect(directory).toContain(name);
  });

  it('she makes a commission and three accounts, whose roles and places come from lists', async () => {
    const made = await site.fills(
      claire!,
      '/commissions/instances/nouvelle',
      { name: 'Commission du Val', establishments: nurseries },
      'Ajouter la commission',
    );
    body = lastPart(made);
    const accounts: [string, string, string[]][] = [
      ['Nadia R.', NADIA, [`rpe_agent=${desk}`]],
      ['Samira B.', SAMIRA, nurseries.map((id) => `eaje_director=${id}`)],
      ['Paul M.', PAUL, [`commission_member=${body}`]],
    ];
    // Rights are given by two: a second person, whom the command made too, agrees to each.
    await site.operate('account', JEANNE, 'Jeanne P.', 'coordinator');
    await site.asksForLink(JEANNE);
    const jeanne = await site.signsIn(JEANNE);
    for (const [name, email, roles] of accounts) {
      await site.fills(claire!, '/administration/comptes/nouveau', { name, email, roles }, 'Créer');
      expect((await claire!.opens(OPENING)).text).toContain('attendent l’accord d’une seconde personne');
      await jeanne.presses((await jeanne.opens('/personnel/accords')).form('/accepter'));
      site.getsLink(email, await site.linkFor(email));
    }
    nadia = await site.signsIn(NADIA);
    samira = await site.signsIn(SAMIRA);
    const members = `/commissions/instances/${body}/membres/nouveau`;
    const known = (await claire!.opens(members)).button('Ajouter').form.choices('account')!;
    const account = (email: string) => [...known].find(([text]) => text.includes(email))![1];
    const seats: FieldValues[] = [
      { label: 'Paul M., adjoint à la petite enfance', role: 'chair', account: account(PAUL) },
      { person: `director:${nurseries[0]}`, role: 'director', account: account(SAMIRA) },
      { person: desk, role: 'rpe', account: account(NADIA) },
    ];
    for (const member of seats) await site.fills(claire!, members, member, 'Ajouter');
    const seated = (await claire!.opens(`/commissions/instances/${body}`)).table('3 membres').map(([name]) => name);
    expect(seated).toEqual(['Paul M., adjoint à la petite enfance', 'Direction, Les Lutins', 'Guichet du Val']);
    await site.fills(claire!, `/commissions/regles/${body}`, { queue: 'skip', insertion: '0', adaptation: '0' });
    expect(await site.missing()).not.toEqual(expect.arrayContaining(['members']));
    expect((await nadia.opens('/commissions')).status).toBe(200);
  });

  it('she writes the grid that the council has voted', async () => {
    let editor = await claire!.presses((await claire!.opens('/grilles')).button('Écrire la première grille'));
    editor = await claire!.presses(editor.button(SAVE), { source: 'Grille du Val, délibération du 5 janvier' });
    for (const add of ['flat:resident', 'flat:both_work', 'unit:seniority']) {
      const button = editor.forms.flatMap(({ buttons }) => buttons).find(({ sends }) => sends['act'] === 'add')!;
      editor = await claire!.presses(button, { add });
    }
    const points = { 'items.0.points': '20', 'items.1.points': '10', 'items.2.points': '1' };
    editor = await claire!.presses(editor.button(SAVE), points);
    const vote = { deliberation: '2027-3', ...dayFields('voted', TODAY), ...dayFields('from', TODAY) };
    const url = editor.url.split('?')[0]!.replace('/modifier', '/en-vigueur');
    expect((await site.fills(claire!, url, vote, 'Mettre en vigueur')).text).toContain('La version est enregistrée');
    expect(await site.missing()).not.toContain('grid');
  });

  it('the director enters the forty children who are there, from lists', async () => {
    const head = 'Nom;Prénom;Né(e) le;Section;Lundi;Mardi;Mercredi;Jeudi;Vendredi;Du;Au'.split(';');
    const child = (nth: number) => {
      const [section, birth] = nth % 3 === 0 ? ['Bébés', '02/05/2026'] : ['Grands', '04/05/2025'];
      const wednesday = nth % 2 === 0 ? 'x' : '';
      return [`Nom${nth}`, 'Camille', birth, section, 'x', 'x', wednesday, 'x', 'x', '01/09/2026', '31/08/2027'];
    };
    // Her first page leads there until somebody has said who is there.
    const asksFirst = async () =>
      (await samira!.opens(`/eaje/${nurseries[0]}`)).hasLinkTo(`/eaje/${nurseries[0]}/presents`);
    expect(await asksFirst()).toBe(true);
    let nth = 0;
    for (const [index, { children }] of NURSERIES.entries()) {
      const rows = Array.from({ length: children }, () => child((nth += 1)));
      const list = await site.uploads(samira!, `/eaje/${nurseries[index]}/presents`, csv(head, ...rows));
      expect(list.text).toContain(`${children} enfants à ajouter`);
      await samira!.presses(list.button('Ajouter'));
    }
    expect(await site.app.get(Reader).count(PresentChild, {})).toBe(40);
    expect(await asksFirst()).toBe(false);
    expect(await site.missing()).not.toContain('present-children');
  });

  it('the desk enters ten childminders from a list, and one of them says her free places on her own page', async () => {
    const head = 'Nom;Prénom;Commune;Nombre de places;Téléphone;E-mail;Fin d’agrément'.split(';');
    const rows = Array.from({ length: 10 }, (_, nth) => [
      `Martin ${nth}`,
      'Anne',
      'Valbourg',
      '3',
      `06 11 22 33 4${nth}`,
      `am${nth}@exemple.fr`,
      '31/12/2028',
    ]);
    const list = await site.uploads(nadia!, `${MINDERS}/listes`, csv(head, ...rows));
    const added = await nadia!.presses(list.button('Ajouter 10 assistantes maternelles'));
    minder = added.link('Anne Martin 0').href.split('/').at(-1)!;
    await site.fills(nadia!, `${MINDERS}/${minder}/fiche`, { channel: 'email', ...dayFields('toldOn', TODAY) });
    await site.fills(nadia!, `${MINDERS}/${minder}`, {}, 'Lui envoyer son lien');
    const { who, page } = await site.opensMail('am0@exemple.fr');
    const free = { ...dayFields('from', TODAY), 'seats[]': [...Array<string>(10).fill('1'), '', ''] };
    expect((await who.presses(page.button('Enregistrer les disponibilités'), free)).text).toContain('Merci');
    const directory = new Browser(site.app);
    expect((await directory.opens(`/modes-d-accueil/${minder}`)).text).toContain('1 place libre');
    // Nine others have no page: the count says that it is theirs.
    expect((await directory.opens('/modes-d-accueil')).text).toMatch(
      /Les autres assistantes maternelles .* Valbourg 9 0/,
    );
    // A mail has left: that was missing too.
    expect(await site.missing()).not.toContain('mail');
  });

  it('families may come once the texts are there, and what is left is waived by name', async () => {
    const texts = {
      publisher: 'Communauté du Val',
      dataProtection: 'Mme R.',
      courtTown: 'Dijon',
      silenceValidated: 'yes',
    };
    // What is validated is read on the page on which it is.
    const page = await claire!.opens(`${OPENING}/mentions`);
    expect(page.text).toContain(
      'Sans réponse de notre part le 6 mars 2027, votre demande est considérée comme refusée',
    );
    expect(page.text).toContain('en saisissant le tribunal administratif de (ville à donner ci-dessus)');
    const shown = await site.fills(claire!, `${OPENING}/mentions`, texts);
    expect(shown.text).toMatch(/À prévoir aussi Aucune séance à venir n’est planifiée .* Commission du Val/);
    expect(await site.missing()).toEqual(['backup', 'restore', 'sms']);
    expect(shown.text).toContain('Il manque 3 choses');
    const family = new Browser(site.app);
    expect((await family.opens('/')).text).toContain(CLOSED);
    const refused = await family.sends('/dossier/commencer');
    expect([refused.status, refused.text]).toEqual([503, expect.stringContaining(CLOSED)]);

    await site.operate('waive', 'sms,backup,restore', 'Claire D.', 'le premier mois, par e-mail');
    const ready = (await claire!.opens(OPENING)).text;
    for (const said of ['Il ne manque rien', 'Claire D.', 'le premier mois, par e-mail']) expect(ready).toContain(said);
    expect((await family.opens('/')).text).not.toContain(CLOSED);
  });

  it('two families send a dossier; the desk orients one to the commission and one to a childminder', async () => {
    const deposits = async (child: string, birth: Day, nth: number, wish: FieldValues, button: string) => {
      const family = new Browser(site.app);
      const draft = (await family.presses((await family.opens('/')).button('Commencer'))).url.split('?')[0]!;
      const says = (part: string, filled: FieldValues, press = 'Enregistrer et continuer') =>
        site.fills(family, `${draft}/${part}`, filled, press);
      // Text messages were waived, so that nobody is offered them.
      const asked = (await family.opens(`${draft}/responsable/1`)).button('Enregistrer et continuer').form;
      expect([...asked.choices('preferredChannel')!.values()].filter(Boolean)).toEqual(['email', 'letter', 'phone']);
      const adult = { firstName: 'Laura', surname: `Ferreira ${inLetters(nth)}`, phone: `06 12 34 56 7${nth}` };
      const home = { addressLine: '3 rue des Écoles', postalCode: '71400', communeCode: '71901' };
      const reach = { email: `laura${nth}@exemple.fr`, preferredChannel: 'email' };
      await says('responsable/1', { ...adult, ...home, ...reach, parentalAuthority: 'yes', situation: 'working' });
      await says('foyer', { loneParent: 'yes', dependentChildren: '1', custody: 'one_home', regime: 'caf' });
      const named = {
        firstName: child,
        surname: `Ferreira ${inLetters(nth)}`,
        adaptationNeed: 'no',
        multipleBirth: 'no',
      };
      await says('enfant/1', { born: 'born', ...named, ...dayFields('birth', birth) });
      const need = { kind: 'regular', commonStart: '8:30', commonEnd: '17h', days: ['mon', 'tue', 'thu'] };
      await says('besoin/1', { ...need, acceptsShorterWeek: 'no', ...dayFields('wantedFrom', ENTRY) });
      await says('voeux/1', wish, button);
      await says('points', {});
      await says('accords', { shareWithProviders: 'yes', reminders: 'yes' });
      const receipt = await says('verifier', {}, 'Envoyer');
      expect(receipt.text).toContain('Votre dossier est bien reçu');
    };
    await deposits('Alba', '2026-09-11', 1, {}, 'Ajouter – Les Lutins');
    const area = { areaMode: 'childminder', areaCommune: '71901' };
    await deposits('Milo', '2026-08-20', 2, area, 'Ajouter ce mode d’accueil');

    const orients = async (name: string, track: string): Promise<string> => {
      const request = (await nadia!.opens('/rpe')).link(name).href.split('?')[0]!;
      await site.fills(nadia!, request, {}, 'Prendre en charge');
      await site.fills(nadia!, request, { tracks: track }, 'Orienter');
      return request;
    };
    alba = await orients('Alba', 'commission');
    milo = await orients('Milo', 'childminder');
  });

  it('a session gives one of them a place, which the family accepts', async () => {
    const planned = await site.fills(
      claire!,
      '/commissions/nouvelle',
      { bodyId: body, room: 'Mairie', ...dayFields('day', SITS_ON), ...dayFields('entryFrom', ENTRY) },
      'Planifier',
    );
    const session = planned.linkTo(/^\/commissions\/[0-9a-f-]{36}$/).href;

    const sessionId = session.split('/').at(-1)!;
    await site.fills(nadia!, alba, { sessionId }, 'Inscrire');

    for (const id of nurseries)
      await site.fills(samira!, `/eaje/${id}/seances/${sessionId}`, {}, 'Je déclare ces places');
    await site.travelTo('2027-02-10');
    claire = await site.signsIn(CLAIRE);
    expect((await claire.opens(session)).text).toContain('Liste arrêtée');
    await site.travelTo(SITS_ON);
    claire = await site.signsIn(CLAIRE);
    await site.fills(claire, session, {}, 'Préparer');
    await site.fills(claire, session, {}, 'Ouvrir');
    await site.fills(claire, `${session}/seance`, {}, 'Suivre la proposition');
    const people = (await claire.opens(`${session}/presences`)).form('/presences');
    const there = ['m0', 'm1', 'm2'].map((member) => [member, [...people.choices(member)!.values()][0]!] as const);
    await claire.presses(people, Object.fromEntries(there));
    await site.fills(claire, `${session}/seance/clore`, {}, 'Clore la séance');

    const { who, page } = await site.opensMail('laura1@exemple.fr');
    const offer = await who.presses(page.button('Ouvrir mon dossier'), dayFields('date', '2026-09-11'));
    expect(offer.text).toMatch(/Une place pour Alba Les Lutins .* à partir du lundi 3 mai 2027/);
    expect((await who.presses(offer.button('J’accepte cette place'))).text).toContain('Vous avez accepté');
    const requestId = alba.split('/').at(-1)!;
    expect((await requestOf(site.app, requestId)).state).toBe('placed');
    expect(await placeOf(site.app, requestId)).toMatchObject({ sectionId: `${nurseries[0]}:babies`, from: ENTRY });
    expect((await site.signsIn(SAMIRA).then((her) => her.opens(`/eaje/${nurseries[0]}/accueils`))).text).toContain(
      'Alba',
    );
  });

  it('the other is put in touch with the childminder, and their agreement is noted', async () => {
    nadia = await site.signsIn(NADIA);
    const introductions = `${milo}/mises-en-relation`;
    await site.fills(nadia, introductions, { chosen: minder }, 'Leur demander');
    const her = await site.opensMail('am0@exemple.fr');
    expect((await her.who.presses(her.page.button('Je suis intéressée'))).text).toContain('La famille est prévenue');
    const { who, page } = await site.opensMail('laura2@exemple.fr');
    const own = await who.presses(page.button('Ouvrir mon dossier'), dayFields('date', '2026-08-20'));
    const choice = await who.opens(own.link('Voir les assistantes maternelles').href);
    expect((await who.presses(choice.button('Oui, échanger nos coordonnées'))).text).toContain('06 11 22 33 40');
    const follows = async (text: string) => (await nadia!.opens(introductions)).link(text).href;
    await site.fills(nadia, await follows('Noter la rencontre'), dayFields('met', SITS_ON));
    await site.fills(nadia, await follows('Noter l’accord'), { suffices: 'yes' });
    const requestId = milo.split('/').at(-1)!;
    const [agreed] = await solutionsOf(site.app, requestId);
    expect([agreed!.providerId, (await requestOf(site.app, requestId)).state]).toEqual([minder, 'placed']);
  });

  it('nothing of it came from a data file, and nothing is said to be missing', async () => {
    claire = await site.signsIn(CLAIRE);
    expect((await claire.opens(OPENING)).text).toContain('Il ne manque rien');
    expect((await claire.opens('/rapport')).text).toMatch(/Valbourg.*Le Val/);
    expect((await claire.opens('/rapport')).text).not.toMatch(/Montceau|Données de démonstration/);
  });
});
