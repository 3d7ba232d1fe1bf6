import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { StaffAccount, StaffGrant } from '../../src/territory/accounts/persistence/accounts.entities.js';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { DATABASES } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { OutboxWorld } from '../support/outbox.js';
import { expectRefusal } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { STAFF } from '../support/seed.js';

const ZOE = { name: 'Zoé Nouvelle', email: 'zoe@test.example' };
const FORGOTTEN = '/personnel/mot-de-passe-oublie';
const RIGHTS = '/personnel/droits';
const PROPOSALS = '/personnel/accords';

describe.each(DATABASES)('rights are given by two people (%s)', (kind) => {
  let world: OutboxWorld;
  const app = () => world.test.app;
  const actions = (action: string): Promise<number> => world.reader.count(AuditEvent, { action });
  const CONFIRM = 'Confirmer le changement';
  const linkTo = async (email: string): Promise<string | undefined> => {
    await world.runJobs();
    const mail = world.mails.received.filter(({ envelope }) => envelope.to.includes(email)).at(-1)?.mail;
    return /https?:\/\/\S+/.exec(mail?.text ?? '')?.[0];
  };

  beforeAll(async () => {
    world = await OutboxWorld.open(kind);
  });
  afterAll(() => world.close());

  it('a new person has none until another one agrees, and is then mailed the link; a coordinator is told', async () => {
    const admin = await signedIn(app(), 'administrator');
    const form = (await admin.opens('/administration/comptes/nouveau')).form('/comptes');
    const list = await admin.presses(form, { ...ZOE, roles: 'rpe_agent=rpe' });
    expect(list.text).toContain('attendent l’accord');
    expect(list.text).toContain('(attend un accord)');
    expect((await world.reader.findOne(StaffAccount, { email: ZOE.email }))!.grants).toEqual([]);
    expect(await linkTo(ZOE.email)).toBeUndefined();
    expect(await linkTo(STAFF['coordinator']!.email)).toContain(PROPOSALS);

    // Who asked does not agree.
    const waiting = await admin.opens(PROPOSALS);
    expect(waiting.source).not.toContain('/accepter');
    const refused = await admin.post(waiting.form('/refuser').action.replace('/refuser', '/accepter'));
    expect(refused.status).toBe(422);

    const coordinator = await signedIn(app(), 'coordinator');
    await coordinator.presses((await coordinator.opens(PROPOSALS)).form('/accepter'));
    const zoe = new Browser(app());
    await zoe.signIn(ZOE.email, (await linkTo(ZOE.email))!);
    expect((await zoe.get('/rpe')).status).toBe(200);
    expect([await actions('account.roles-asked'), await actions('account.roles')]).toEqual([1, 1]);
  });

  it('what is declined is not given', async () => {
    const admin = await signedIn(app(), 'administrator');
    const page = await admin.opens((await admin.opens('/administration')).link(ZOE.name).href);
    const preview = await admin.presses(page.button('Enregistrer'), { roles: ['rpe_agent=rpe', 'coordinator'] });
    await admin.presses(preview.button(CONFIRM));
    const coordinator = await signedIn(app(), 'coordinator');
    const none = await coordinator.presses((await coordinator.opens(PROPOSALS)).form('/refuser'));
    expect(none.text).toContain('Rien n’attend d’accord');
    expect((await world.reader.findOne(StaffAccount, { email: ZOE.email }))!.grants).toHaveLength(1);
    expect(await actions('account.declined')).toBe(1);
  });

  it('another address may be another person: what it had waits again, and no link from before opens anything', async () => {
    const moved = `nouvelle.${ZOE.email}`;
    const grantsOf = async (email: string) => (await world.reader.findOne(StaffAccount, { email }))!.grants;
    const [zoe, admin, coordinator] = [
      new Browser(app()),
      await signedIn(app(), 'administrator'),
      await signedIn(app(), 'coordinator'),
    ];
    const changesTo = async (email: string) => {
      const page = await admin.opens((await admin.opens('/administration')).link(ZOE.name).href);
      // Whoever still awaits an agreement has no role that the page could show as ticked.
      const preview = await admin.presses(page.button('Enregistrer'), { email, roles: ['rpe_agent=rpe'] });
      return admin.presses(preview.button(CONFIRM));
    };
    const agrees = async () => coordinator.presses((await coordinator.opens(PROPOSALS)).form('/accepter'));

    await zoe.presses((await zoe.opens(FORGOTTEN)).form(FORGOTTEN), { email: ZOE.email });
    const before = (await linkTo(ZOE.email))!;
    expect((await changesTo(moved)).text).toContain('attendent l’accord');
    expect(await grantsOf(moved)).toEqual([]);
    expect((await zoe.get(new URL(before).pathname)).status).toBe(410);
    await agrees();
    expect(await grantsOf(moved)).toHaveLength(1);

    // Back again, and once more before anybody agreed: what was asked for the address in between is asked no more.
    await changesTo(ZOE.email);
    await changesTo(moved);
    await changesTo(ZOE.email);
    expect((await coordinator.opens(PROPOSALS)).source.match(/\/accepter/g)).toHaveLength(1);
    await agrees();
    expect(await grantsOf(ZOE.email)).toHaveLength(1);
  });

  it('for an account that is closed they are asked no more, nor agreed to on a page that stayed open', async () => {
    const [admin, coordinator] = [await signedIn(app(), 'administrator'), await signedIn(app(), 'coordinator')];
    const account = async () => admin.opens((await admin.opens('/administration')).link(ZOE.name).href);
    const asks = async () => {
      const preview = await admin.presses((await account()).button('Enregistrer'), {
        roles: ['rpe_agent=rpe', 'coordinator'],
      });
      return preview.text.includes(CONFIRM) ? admin.presses(preview.button(CONFIRM)) : preview;
    };
    await asks();
    const open = (await coordinator.opens(PROPOSALS)).form('/accepter');
    const { id } = (await world.reader.findOne(StaffAccount, { email: ZOE.email }))!;
    await admin.sends(`/administration/comptes/${id}/fermer`);
    expect((await coordinator.opens(PROPOSALS)).text).toContain('Rien n’attend d’accord');
    expect((await coordinator.presses(open)).status).toBe(404);
    expectRefusal(await asks(), 'Ce compte est fermé : rouvrez-le avant de demander des droits');
    await admin.sends(`/administration/comptes/${id}/rouvrir`);
    expect((await world.reader.findOne(StaffAccount, { email: ZOE.email }))!.grants).toHaveLength(1);
  });

  it('each is looked at after six months: one is kept, another one taken away, nobody judges its own', async () => {
    const first = await (await signedIn(app(), 'coordinator')).opens(RIGHTS);
    expect(first.text).toContain('Aucun droit n’est à regarder aujourd’hui');
    world.clock.travel(200 * 24 * 3_600_000);
    await world.runJobs();
    const told = world.mails.received.filter(({ mail }) => mail.subject === 'Droits à regarder');
    expect(told.flatMap(({ envelope }) => envelope.to).sort()).toEqual(
      [STAFF['administrator']!.email, STAFF['coordinator']!.email].sort(),
    );
    const coordinator = await signedIn(app(), 'coordinator');
    const due = await coordinator.opens(RIGHTS);
    const rows = due.table('Droits de chaque personne');
    expect(rows.filter((row) => row.includes('Maintenant'))).toHaveLength(rows.length);
    expect(rows.filter((row) => row.at(-1) === 'Par quelqu’un d’autre')).toHaveLength(1);
    // Whoever keeps a right reads first how much it shows.
    for (const [, right] of rows) expect(right).toMatch(/Ne montre aucune famille|Montre (une|\d+) familles?/);
    const zoe = (await world.reader.findOne(StaffAccount, { email: ZOE.email }))!;
    const kept = await coordinator.presses(due.form(`${zoe.id}/garder`));
    expect(kept.text).toContain('Le droit est gardé pour six mois');
    expect((await world.reader.findOne(StaffGrant, { accountId: zoe.id }))!.reviewedAt.slice(0, 10)).toBe(
      world.clock.now().slice(0, 10),
    );
    const preview = await coordinator.presses(kept.form(`${zoe.id}/retirer`));
    expect(preview.text).toContain('Rôle retiré aussitôt : Relais petite enfance');
    expect(preview.text).toMatch(/ne (perd la lecture d’aucune famille|lit plus)/);
    expect(await actions('account.role-withdrawn')).toBe(0);
    const withdrawn = await coordinator.presses(preview.button(CONFIRM));
    expect(withdrawn.text).not.toContain(ZOE.email);
    expect([await actions('account.role-kept'), await actions('account.role-withdrawn')]).toEqual([1, 1]);
    const own = (await world.reader.findOne(StaffAccount, { email: STAFF['coordinator']!.email }))!;
    expect((await coordinator.post(`${RIGHTS}/${own.id}/garder`, { role: 'coordinator' })).status).toBe(422);
  });

  it('are not taken from the last person with whom they could be given, nor is its account closed', async () => {
    const LAST = 'Sans cette personne, plus personne ne pourrait demander un droit et un autre l’accorder';
    const [admin, coordinator] = [await signedIn(app(), 'administrator'), await signedIn(app(), 'coordinator')];
    const { id } = (await world.reader.findOne(StaffAccount, { email: STAFF['administrator']!.email }))!;
    const rights = await coordinator.opens(RIGHTS);
    expectRefusal(await coordinator.presses(rights.form(`${id}/retirer`)), LAST);
    const list = await admin.opens('/administration');
    const account = await admin.opens(list.link(STAFF['coordinator']!.name).href);
    expectRefusal(await admin.presses(account.button('Enregistrer'), { roles: ['rpe_agent=rpe'] }), LAST);
    expectRefusal(await admin.presses(account.button('Enregistrer'), { email: 'autre@test.example' }), LAST);
    expectRefusal(await admin.sends(`${account.url}/fermer`), LAST);
    expect(await world.reader.findOne(StaffAccount, { email: STAFF['coordinator']!.email })).toMatchObject({
      active: true,
      grants: STAFF['coordinator']!.grants,
    });
    // Nobody else is held back.
    const agent = await admin.opens(list.link(STAFF['colleague']!.name).href);
    expect((await admin.sends(`${agent.url}/fermer`)).status).toBe(200);
  });
});
