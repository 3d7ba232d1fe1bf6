import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { anOrientedRequest, planSession, seedCommissions } from '../support/commission.js';
import { expectRefusal, type Page } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { STAFF } from '../support/seed.js';

const LIST = '/administration';
const PROPOSALS = '/personnel/accords';
const CONFIRM = 'Confirmer le changement';
const HISTORY = 'Derniers changements de rôles';
const AGENT = STAFF['agent']!;
const AT_DESK = 'rpe_agent=rpe';
const DIRECTS = 'eaje_director=ma-71306';

describe.each(DATABASES)('a change of somebody’s roles (%s)', (kind) => {
  let test: TestApp;
  let [admin, coordinator]: Browser[] = [];
  const opensAccount = async (): Promise<Page> => admin!.opens((await admin!.opens(LIST)).link(AGENT.name).href);
  const asks = async (roles: string[]): Promise<Page> =>
    admin!.presses((await opensAccount()).button('Enregistrer'), { roles });
  const rolesOf = async (): Promise<string> =>
    (await admin!.opens(LIST)).table('Comptes existants').find(([who]) => who!.includes(AGENT.email))![1]!;
  /** The addresses that take the changes back, the latest first. */
  const waysBack = async (): Promise<string[]> =>
    (await admin!.opens(LIST)).links.map(({ href }) => href).filter((href) => href.includes('/roles/retour/'));
  const agrees = async (): Promise<Page> =>
    coordinator!.presses((await coordinator!.opens(PROPOSALS)).form('/accepter'));

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    for (const wishes of [['ma-71306'], ['ma-71306'], ['ma-71040']]) await anOrientedRequest(test.app, { wishes });
    await planSession(test.app, { day: '2027-01-12' });
    [admin, coordinator] = [await signedIn(test.app, 'administrator'), await signedIn(test.app, 'coordinator')];
  });
  afterAll(() => test.close());

  it('says first which families and sessions the person will no longer read, and which it will; nothing is written', async () => {
    const before = await rolesOf();
    const preview = await asks([DIRECTS]);
    expect(preview.heading).toBe(`Ce qui va changer : ${AGENT.name}`);
    expect(preview.text).toContain('Rôle retiré aussitôt : Relais petite enfance');
    expect(preview.text).toContain('donné quand une seconde personne est d’accord : Direction d’établissement');
    expect(preview.text).toContain(`${AGENT.name} ne lit plus 3 familles qui ont une demande ouverte.`);
    expect(preview.text).toContain(`Après l’accord, ${AGENT.name} lira 2 familles de plus`);
    expect(preview.text).toContain('Une séance à venir lui est fermée : Commission d’admission de Montceau-les-Mines');
    expect(preview.text).toContain('lui sera ouverte : Commission d’admission de Montceau-les-Mines, 12 janvier 2027');
    expect(await rolesOf()).toBe(before);
    expect((await admin!.opens(LIST)).text).toContain('Aucun changement de rôle.');
  });

  it('counts nobody twice: who keeps the desk reads no other family as a director of the same ones', async () => {
    const preview = await asks([AT_DESK, DIRECTS]);
    expect(preview.text).toContain(`${AGENT.name} ne perd la lecture d’aucune famille.`);
    expect(preview.text).toContain(`${AGENT.name} ne lira aucune famille de plus.`);
  });

  it('is refused on the first page when it cannot be made, and on the second when somebody was faster', async () => {
    expectRefusal(await asks([]), 'Cochez au moins un rôle de la liste');
    const preview = await asks([DIRECTS]);
    const renamed = await admin!.presses((await opensAccount()).button('Enregistrer'), { name: `${AGENT.name} (Ana)` });
    expect(renamed.text).toContain('Le compte est modifié');
    expectRefusal(await admin!.presses(preview.button(CONFIRM)), 'Quelqu’un d’autre a modifié ce compte', 409);
    await admin!.presses((await opensAccount()).button('Enregistrer'), { name: AGENT.name });
  });

  it('is kept once it is made: what was taken at once, what was given once it was agreed to', async () => {
    await admin!.presses((await asks([DIRECTS])).button(CONFIRM));
    // Whoever agrees reads what the person will read.
    expect((await coordinator!.opens(PROPOSALS)).text).toContain(`${AGENT.name} lira`);
    await agrees();
    const [given, taken] = (await admin!.opens(LIST)).table(HISTORY);
    expect(taken!.slice(1, 3)).toEqual([
      STAFF['administrator']!.name,
      expect.stringContaining(`${AGENT.name} n’a plus : Relais petite enfance`),
    ]);
    expect(given!.slice(1, 3)).toEqual([
      STAFF['coordinator']!.name,
      expect.stringContaining(`${AGENT.name} a reçu : Direction d’établissement`),
    ]);
  });

  it('is taken back by the same page: a right given is gone at once, a right taken is asked for again', async () => {
    const [ofGiven, ofTaken] = await waysBack();
    const asked = await admin!.opens(ofTaken!);
    expect(asked.text).toContain('donné quand une seconde personne est d’accord : Relais petite enfance');
    await admin!.presses(asked.button(CONFIRM));
    expect(await rolesOf()).toContain('attend un accord');
    expect((await asks([DIRECTS, 'coordinator'])).text).toContain(
      'Rôle qui attendait un accord et n’est plus demandé : Relais petite enfance',
    );
    await agrees();
    const gone = await admin!.opens(ofGiven!);
    expect(gone.text).toContain('Rôle retiré aussitôt : Direction d’établissement');
    await admin!.presses(gone.button(CONFIRM));
    const roles = await rolesOf();
    expect(roles).toContain('Relais petite enfance');
    expect(roles).not.toContain('Direction');
    expect((await admin!.opens(ofGiven!)).text).toContain('C’est déjà ainsi');
  });

  it('cannot take the first roles of somebody back, and leads to the account instead', async () => {
    const fresh = { name: 'Ines P.', email: 'ines@test.example' };
    const asked = (await admin!.opens('/administration/comptes/nouveau')).form('/comptes');
    await admin!.presses(asked, { ...fresh, roles: AT_DESK });
    await agrees();
    const [href] = await waysBack();
    const refused = await admin!.opens(href!);
    expect([refused.status, refused.text]).toEqual([200, expect.stringContaining('il ne lui en resterait aucun')]);
    expect(refused.text).not.toContain(CONFIRM);
    const account = await admin!.opens(refused.link(`Ouvrir le compte d’${fresh.name}`).href);
    expect(account.source).toContain(fresh.email);
  });

  it('is closed to others, and a change that was never made is not found', async () => {
    const [href] = await waysBack();
    expect((await coordinator!.get(href!)).status).toBe(404);
    expect((await admin!.opens(`${LIST}/roles/retour/nothing`)).status).toBe(404);
  });
});
