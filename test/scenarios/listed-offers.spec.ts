import { parse } from 'csv-parse/sync';
import { BodyMember, CommissionSession } from '../../src/commissions/commission/persistence/commission.entities.js';
import { Recusal } from '../../src/commissions/commission/persistence/sitting.entities.js';
import { Offer } from '../../src/places/placement/persistence/placement.entities.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { readWorkbook } from '../../src/foundation/platform/workbooks/workbook.js';
import { StaffAccount } from '../../src/territory/accounts/persistence/accounts.entities.js';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { DATABASES } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { offersTo, openOfferTo } from '../support/kept.js';
import { MONTCEAU, OfferedFamilies, type Family } from '../support/offered-families.js';
import { signedIn } from '../support/people.js';
import { STAFF } from '../support/seed.js';

const DESK = '/rpe/propositions';
const ALL = '/commissions/propositions';
const CAPTION = 'Propositions de place';
/** More than a list counts. */
const MANY = 1001;

describe.each(DATABASES)('the offers of a desk, and of all desks (%s)', (kind) => {
  let world: OfferedFamilies;
  let families: Family[];
  let agent: Browser;
  let coordinator: Browser;

  beforeAll(async () => {
    world = await OfferedFamilies.open(kind);
    await world.startAnew();
    families = await world.offered(3, 3);
    const declining = await world.familyOf(families[0]!);
    const offer = await declining.opens(await world.offerPage(families[0]!));
    await declining.presses(offer.form('/refuser'), { reason: 'distance', choice: 'wait' });
    world.itIs('2026-11-25T08:00:00.000Z');
    await world.accepts(families[1]!);
    agent = await signedIn(world.app, 'agent');
    coordinator = await signedIn(world.app, 'coordinator');
  });
  afterAll(() => world.close());

  const idsOn = async (who: Browser, address: string): Promise<string[]> =>
    (await who.opens(address)).links.flatMap(
      ({ href }) => /^\/rpe\/demandes\/([0-9a-f-]{36})(?:\?|$)/.exec(href)?.[1] ?? [],
    );
  const lines = async (who: Browser, address: string): Promise<Record<string, string>[]> =>
    parse((await who.get(address)).bytes, { columns: true, delimiter: ';', bom: true });

  it('are those that wait for an answer, with the last day to give it', async () => {
    const page = await agent.opens(DESK);
    expect(page.text).toMatch(/1 en attente 2 terminées/);
    expect(page.table(CAPTION).map((row) => row.join(' '))).toEqual([
      expect.stringMatching(/Multi-accueil de Montceau.*En attente.*24\/11\/2026/),
    ]);
    expect(await idsOn(agent, DESK)).toEqual([families[2]!.requestId]);
  });

  it('are narrowed by words that are taken off, with the number found', async () => {
    const page = await agent.opens(`${DESK}?etat=ended&structure=${MONTCEAU}`);
    expect(page.text).toContain('2 propositions correspondent.');
    // A number leads to a list that holds as many: both are narrowed alike.
    const elsewhere = await agent.opens(`${DESK}?structure=nowhere`);
    expect(elsewhere.text).toMatch(/0 en attente 0 terminée.*Établissement : choix qui n’est plus proposé/);
    const off = page.links.filter(({ text }) => text.startsWith('enlever'));
    expect(off.map(({ href }) => href)).toEqual([`${DESK}?structure=${MONTCEAU}`, `${DESK}?etat=ended`]);
    expect((await agent.opens(`${DESK}?etat=declined`)).text).toContain('Une proposition correspond.');
    expect((await agent.opens(`${DESK}?echeance=2026-11-24`)).text).toContain('Aucune proposition ne correspond.');
    expect((await agent.opens(`${DESK}?commune=71040`)).text).toContain('Aucune proposition ne correspond.');
    const refused = await agent.get(`${DESK}?echeance=demain`);
    expect([refused.status, refused.html]).toEqual([422, expect.stringContaining('donnez une date')]);
  });

  it('stand in the order of their answers, or of the day on which they were made', async () => {
    const [declined, accepted] = families.map(({ requestId }) => requestId);
    expect(await idsOn(agent, `${DESK}?etat=ended`)).toEqual([accepted, declined]);
    const [one, other] = await Promise.all(
      [declined!, accepted!].map(async (id) => (await offersTo(world.app, id))[0]!),
    );
    const made = [one!, other!].sort((a, b) => (a.madeAt + a.id < b.madeAt + b.id ? 1 : -1));
    expect(await idsOn(agent, `${DESK}?etat=ended&ordre=made`)).toEqual(made.map(({ requestId }) => requestId));
    const page = await agent.opens(`${DESK}?etat=ended&ordre=made`);
    expect(page.link('Terminée le').href).toBe(`${DESK}?etat=ended`);
    // Open offers were not answered: their list has no such order, and says none.
    const open = await agent.opens(`${DESK}?ordre=answered`);
    expect([open.link('Réponse avant ou le').href, open.text]).toEqual([DESK, expect.not.stringContaining('ordre :')]);
  });

  it('are kept as a view of their reader', async () => {
    const page = await agent.opens((await agent.opens(`${DESK}?etat=declined`)).link('Garder cette vue').href);
    await agent.presses(page.button('Garder la vue'), { name: 'Refus' });
    expect((await agent.opens(DESK)).link('Refus').href).toBe(`${DESK}?etat=declined`);
  });

  it('leave as files that say what they hold and of which day, and the journal has them', async () => {
    const [line] = await lines(agent, `${DESK}/liste.csv?etat=declined&structure=${MONTCEAU}`);
    expect(line).toEqual(
      expect.objectContaining({
        Établissement: 'Multi-accueil de Montceau-les-Mines',
        Réponse: 'Refusée',
        'À partir du': '2027-09-01',
        'À la date du': '2026-11-25',
        'Ce que contient la liste': expect.stringMatching(/Refusée.*Filtres\s: Multi-accueil de Montceau-les-Mines\.$/),
      }),
    );
    const { sheets } = await readWorkbook((await agent.get(`${DESK}/liste.xlsx?etat=ended`)).bytes);
    expect(sheets[0]!.rows).toHaveLength(3);
    expect(sheets[1]!.rows.flatMap(({ cells }) => cells)).toContain('2026-11-25');
    const entries = await world.app.get(Reader).find(AuditEvent, { where: { action: 'file.read' } });
    expect(entries.map(({ subjectKind, facts }) => [subjectKind, facts])).toContainEqual(['offers', { count: 2 }]);
    expect((await agent.get(`${DESK}/liste.csv?etat=nowhere`)).status).toBe(404);
  });

  it('have codes in place of names for the coordinator, whatever the desk', async () => {
    const page = await coordinator.opens(`${ALL}?etat=ended`);
    expect(page.text).toContain('2 propositions correspondent.');
    expect(page.text).not.toMatch(/Enfant\d|Nom\d/);
    const { sessionId } = await openOfferTo(world.app, families[2]!.requestId);
    expect(page.links.map(({ href }) => href)).toContain(`/commissions/${sessionId}/offres`);
    const [line] = await lines(coordinator, `${ALL}/liste.csv`);
    expect(Object.keys(line!)).not.toContain('Nom');
  });

  it('leave out the cases of a coordinator who stepped aside as the agent of a desk, in the list and in its file', async () => {
    const session = await world.app
      .get(Reader)
      .findOne(CommissionSession, { id: (await openOfferTo(world.app, families[2]!.requestId)).sessionId! });
    const both = { email: STAFF['coordinator']!.email };
    const { grants } = (await world.app.get(Reader).findOne(StaffAccount, both))!;
    const { grants: agents } = (await world.app.get(Reader).findOne(StaffAccount, { email: STAFF['agent']!.email }))!;
    await world.app.get(UnitOfWork).run(async (tx) => {
      await tx.update(StaffAccount, both, { grants: [...grants, ...agents] });
      const sits = { bodyId: session!.bodyId, personKey: agents[0]!.deskId! };
      const member = await tx.findOne(BodyMember, sits);
      const aside = { sessionId: session!.id, dossierId: families[2]!.dossierId, memberId: member!.id };
      await tx.insert(Recusal, { id: newId(), label: member!.label, ...aside });
    });
    const aside = await signedIn(world.app, 'coordinator');
    expect((await aside.opens(ALL)).text).toMatch(/0 en attente 2 terminées Aucune proposition de place ici/);
    expect(await lines(aside, `${ALL}/liste.csv`)).toEqual([]);
    expect(await lines(await signedIn(world.app, 'agent'), `${DESK}/liste.csv`)).toHaveLength(1);
    await world.app.get(UnitOfWork).run((tx) => tx.update(StaffAccount, both, { grants }));
  });

  it('are nobody else’s: another desk has none, a director and a member no such page', async () => {
    const other = await signedIn(world.app, 'otherAgent');
    expect((await other.opens(`${DESK}?etat=ended`)).text).toContain('Aucune proposition ne correspond.');
    expect(await lines(other, `${DESK}/liste.csv?etat=ended`)).toEqual([]);
    for (const name of ['director', 'member', 'coordinator'])
      expect((await (await signedIn(world.app, name)).get(DESK)).status).toBeGreaterThanOrEqual(403);
    for (const name of ['director', 'member', 'agent'])
      for (const address of [ALL, `${ALL}/liste.csv`])
        expect((await (await signedIn(world.app, name)).get(address)).status).toBeGreaterThanOrEqual(403);
  });

  it('are counted to a thousand, read page after page and back, and put into a file as far as it goes', async () => {
    const [offer] = await offersTo(world.app, families[0]!.requestId);
    const copies = Array.from({ length: MANY }, (_, index) => ({
      ...offer!,
      id: newId(),
      answeredAt: `2026-10-${String((index % 28) + 1).padStart(2, '0')}T08:00:00.000Z`,
    }));
    await world.app.get(UnitOfWork).run((tx) => tx.insert(Offer, copies));
    const first = await agent.opens(`${DESK}?etat=declined`);
    expect(first.text).toContain('Plus de 1 000 propositions correspondent.');
    const second = await agent.opens(first.link('Suite de la liste').href);
    const third = await agent.opens(second.link('Suite de la liste').href);
    const back = await agent.opens(third.link('Page précédente de la liste').href);
    expect(back.table(CAPTION)).toEqual(second.table(CAPTION));
    expect(await lines(agent, `${DESK}/liste.csv?etat=declined`)).toHaveLength(1000);
  });
});
