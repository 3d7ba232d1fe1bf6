import { parse } from 'csv-parse/sync';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { OfferReminders } from '../../src/places/placement/index.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { DATABASES } from '../support/app.js';
import { caseOf, openOfferTo, runDueJobs } from '../support/kept.js';
import { OfferedFamilies, type Family } from '../support/offered-families.js';
import { signedIn } from '../support/people.js';

const CAPTION = 'Les places proposées, dans l’ordre des dossiers';

describe.each(DATABASES)('what became of the offers of a session (%s)', (kind) => {
  let world: OfferedFamilies;
  let app: NestFastifyApplication;
  beforeAll(async () => {
    world = await OfferedFamilies.open(kind);
    app = world.app;
  });
  beforeEach(() => world.startAnew());
  afterAll(() => world.close());

  /** Four families for three places: the first declines, the second accepts, the third leaves it open, the fourth was next. */
  const answered = async (): Promise<{
    session: string;
    numberOf: (family: Family) => Promise<number>;
    families: Family[];
  }> => {
    const families = await world.offered(3, 4);
    const { sessionId } = await openOfferTo(app, families[0]!.requestId);
    const declining = await world.familyOf(families[0]!);
    const offer = await declining.opens(await world.offerPage(families[0]!));
    await declining.presses(offer.form('/refuser'), { reason: 'distance', choice: 'wait' });
    await world.accepts(families[1]!);
    await runDueJobs(app);
    const numberOf = async ({ requestId }: Family) => (await caseOf(app, sessionId!, requestId)).agendaNumber!;
    return { session: sessionId!, numberOf, families };
  };

  it('the coordinator reads each of them from the page of the session, with counts, and to whom it was offered again', async () => {
    const { session, numberOf, families } = await answered();
    const [first, second, third, fourth] = await Promise.all(families.map(numberOf));
    const coordinator = await signedIn(app, 'coordinator');
    const { href } = (await coordinator.opens(`/commissions/${session}`)).link('Toutes les propositions');
    const page = await coordinator.opens(href);
    expect(page.text).toContain('Cette séance a proposé 4 places, nouvelles propositions comprises.');
    expect(page.text).toMatch(/En attente 2 Acceptée 1 Refusée 1 Proposées à nouveau 1/);
    const rows = new Map(page.table(CAPTION).map((row) => [/n° (\d+)/.exec(row[0]!)![1], row.join(' ')]));
    expect(rows.get(String(first))).toMatch(new RegExp(`Refusée.* au dossier n° ${fourth}$`));
    expect(rows.get(String(second))).toMatch(/Acceptée .*–$/);
    expect(rows.get(String(third))).toMatch(/En attente .*–$/);
    expect(rows.get(String(fourth))).toMatch(/Place libérée après la séance .*En attente/);
    for (const { email } of families) expect(page.text).not.toContain(email);
    expect(page.text).not.toMatch(/Enfant\d|Nom\d/);
  });

  it('a time that is over counts at once as no answer, whether or not its end is written', async () => {
    const { session, numberOf, families } = await answered();
    const { id } = await openOfferTo(app, families[2]!.requestId);
    await app.get(UnitOfWork).run((tx) => app.get(OfferReminders).recordReminder(tx, id, '2026-12-01T09:00:00.000Z'));
    world.itIs('2026-12-05T09:00:00.000Z');
    const third = await numberOf(families[2]!);
    const coordinator = await signedIn(app, 'coordinator');
    const rows = (await coordinator.opens(`/commissions/${session}/offres`)).table(CAPTION);
    expect(rows.find(([name]) => name!.includes(`n° ${third}`))!.join(' ')).toContain('Sans réponse à temps');
  });

  it('is a file of numbers and codes', async () => {
    const { session, numberOf, families } = await answered();
    const coordinator = await signedIn(app, 'coordinator');
    const { bytes } = await coordinator.get(`/commissions/${session}/offres.csv`);
    const rows = parse<Record<string, string>>(bytes, { columns: true, delimiter: ';', bom: true });
    expect(rows.map(({ etat }) => etat).sort()).toEqual(['Acceptée', 'En attente', 'En attente', 'Refusée']);
    expect(rows.find(({ etat }) => etat === 'Refusée')).toMatchObject({
      dossier: String(await numberOf(families[0]!)),
      reproposee: String(await numberOf(families[3]!)),
      reponse_le: '2026-11-24',
    });
    expect(rows.filter(({ issue_de: isAgain }) => isAgain === '1')).toHaveLength(1);
  });

  it('a member, an elected one too, a director and the member of another body find nothing', async () => {
    const { session } = await answered();
    for (const key of ['member', 'otherMember', 'director', 'agent'])
      for (const file of ['offres', 'offres.csv']) {
        const read = await (await signedIn(app, key)).get(`/commissions/${session}/${file}`);
        expect([key, file, read.status]).toEqual([key, file, 404]);
      }
    const member = await signedIn(app, 'member');
    expect((await member.opens(`/commissions/${session}`)).text).not.toContain('Toutes les propositions');
  });
});
