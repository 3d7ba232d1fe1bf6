import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { LessThan } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { RequestMoves } from '../../src/dossier/dossier/index.js';
import { Adult, Draft, RequestHistory, FamilySession } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { jobType } from '../../src/foundation/kernel/job-type.js';
import { Solutions } from '../../src/places/placement/index.js';
import { Solution } from '../../src/places/placement/persistence/placement.entities.js';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { Reader, type Tx } from '../../src/foundation/platform/database/index.js';
import { Queue } from '../../src/foundation/platform/queue/index.js';
import { DATABASES } from '../support/app.js';
import { DepositedFamilies, MORNING, type DepositedFamily } from '../support/deposited-families.js';
import { jobsOf, requestOf, runDueJobs } from '../support/kept.js';
import { expectRefusal } from '../support/page.js';
import { HOUSEHOLD, Parent } from '../support/parent.js';
import { AGENT } from '../support/placement-world.js';
import { wordsOf } from '../support/sql.js';

describe.each(DATABASES)('what is forgotten of a family, and when (%s)', (kind) => {
  let world: DepositedFamilies;
  let app: NestFastifyApplication;
  let reader: Reader;

  beforeAll(async () => {
    // Readings are dropped with the day of the journal that was sealed.
    world = await DepositedFamilies.open(kind, { AUDIT_SEAL_MINUTES: '15' });
    ({ app, reader } = world);
  });
  beforeEach(() => world.itIs(MORNING));
  afterAll(() => world.close());

  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => world.run(work);
  const reads = (subjectId: string, action: string): Promise<number> => reader.count(AuditEvent, { subjectId, action });

  it('is erased at once when nothing is placed or offered, and told why not otherwise', async () => {
    const waiting = await world.oriented();
    const asked = await waiting.parent.browser.opens('/mon-dossier/effacement');
    expect(asked.text).toContain('On ne peut pas revenir en arrière');
    const unsure = await waiting.parent.browser.presses(asked.form('/effacement'));
    expectRefusal(unsure, 'Cochez la case pour confirmer');
    const done = await waiting.parent.browser.presses(asked.form('/effacement'), { sure: 'yes' });
    expect([done.url, done.text]).toEqual(['/', expect.stringContaining('vos données sont effacées')]);
    await expectForgotten(waiting);
    expect((await requestOf(app, waiting.request.id)).state).toBe('withdrawn');
    await expect(
      run((tx) => app.get(RequestMoves).move(tx, AGENT, waiting.request.id, 'reopen', { reason: 'error' })),
    ).rejects.toThrow('request.forgotten');
    expect((await waiting.parent.browser.opens('/mon-dossier')).url).toMatch(/^\/suivre/);

    const { parent, request, offer } = await world.offered();
    expect((await parent.browser.opens('/mon-dossier/effacement')).text).toContain('Une place vous est proposée');
    expect((await parent.browser.sends('/mon-dossier/effacement', { sure: 'yes' })).status).toBe(409);
    const shown = await parent.browser.opens(`/mon-dossier/offres/${offer.id}`);
    await parent.browser.presses(shown.form('/accepter'));
    expect((await parent.browser.sends('/mon-dossier/effacement', { sure: 'yes' })).text).toContain(
      'Un accueil est en cours',
    );
    expect(await requestOf(app, request.id)).toMatchObject({ state: 'placed', firstName: request.firstName });
  });

  it('is erased too where a part, or all, was found elsewhere or agreed with a childminder: no place is held here', async () => {
    const found = {
      kind: 'elsewhere',
      providerId: null,
      providerLabel: 'Chez sa grand-mère Zélie',
      week: null,
      from: '2027-03-01',
      to: null,
    } as const;
    const [partly, agreed] = [await world.oriented(), await world.oriented()];
    await run((tx) => app.get(Solutions).reportElsewhere(tx, AGENT, partly.request.id, found, false));
    await run((tx) =>
      app.get(Solutions).recordAgreement(tx, AGENT, agreed.request.id, { ...found, kind: 'childminder' }, true),
    );
    for (const [one, before, after] of [
      [partly, 'partly_placed', 'withdrawn'],
      [agreed, 'placed', 'placed'],
    ] as const) {
      expect((await requestOf(app, one.request.id)).state).toBe(before);
      expect((await erase(one)).url).toBe('/');
      await expectForgotten(one);
      expect((await requestOf(app, one.request.id)).state).toBe(after);
    }
    expect(await reader.count(Solution, { providerLabel: found.providerLabel })).toBe(0);
  });

  it('drops every night what is no longer kept: drafts, sessions, reads, and the names of closed dossiers', async () => {
    const closed = await world.oriented();
    const kept = await world.oriented();
    await run((tx) => app.get(RequestMoves).move(tx, AGENT, closed.request.id, 'withdraw', { reason: 'moved_away' }));
    const begun = new Parent(app);
    await begun.start();
    await begun.fill('foyer', HOUSEHOLD);
    const draftId = begun.draft.split('/').pop()!;
    await closed.parent.browser.opens('/mon-dossier');
    const readBefore = await reads(closed.request.dossierId, 'dossier.read');
    expect(readBefore).toBeGreaterThan(0);

    world.itIs('2027-02-25T12:00:00.000Z');
    await runDueJobs(app);
    expect(await reader.findOne(Draft, { id: draftId })).not.toBeNull();
    world.itIs('2027-02-26T12:00:00.000Z');
    await runDueJobs(app);
    expect(await reader.findOne(Draft, { id: draftId })).toBeNull();
    expect(await reader.count(FamilySession, { expiresAt: LessThan('2027-02-26T12:00:00.000Z') })).toBe(0);
    expect(await requestOf(app, closed.request.id)).toMatchObject({ surname: closed.surname });

    world.itIs('2027-11-25T12:00:00.000Z');
    await runDueJobs(app);
    expect(await requestOf(app, closed.request.id)).toMatchObject({ surname: closed.surname });
    world.itIs('2027-11-26T12:00:00.000Z');
    await runDueJobs(app);
    await expectForgotten(closed);
    expect(await requestOf(app, kept.request.id)).toMatchObject({
      surname: kept.surname,
      birthDate: kept.request.birthDate,
    });
    expect(await reader.find(Adult, { where: { dossierId: kept.request.dossierId } })).toMatchObject([
      { details: { surname: kept.surname } },
    ]);
    expect(await reads(closed.request.dossierId, 'dossier.read')).toBe(0);
    expect(await reads(closed.request.dossierId, 'dossier.submit')).toBe(1);
    expect(await reads(closed.request.dossierId, 'dossier.anonymise')).toBe(1);
    // It planned itself again, once; starting the house again plans nothing more.
    await run((tx) => app.get(Queue).ensure(tx, jobType('retention.run'), { at: MORNING, key: 'retention.run' }));
    const planned = (await jobsOf(app, 'retention.run')).filter(({ state }) => state === 'waiting');
    expect(planned.map(({ runAt }) => runAt)).toEqual(['2027-11-27T02:00:00.000Z']);
  });
  const erase = async ({ parent }: DepositedFamily) => {
    const asked = await parent.browser.opens('/mon-dossier/effacement');
    return parent.browser.presses(asked.form('/effacement'), { sure: 'yes' });
  };
  /** Nothing that names, reaches or quotes the family is left, in any table. */
  async function expectForgotten({ request, surname }: DepositedFamily): Promise<void> {
    expect((await reader.findOne(Adult, { dossierId: request.dossierId }))!.email).toBeNull();
    const tables = [
      'draft',
      'dossier',
      'sealed_form',
      'adult',
      'child_request',
      'message',
      'duplicate_key',
      'access_link',
      'family_session',
      'audit_event',
      'job',
      'enquiry',
      'import_row',
    ];
    for (const table of tables) {
      const words = await wordsOf(reader, table);
      expect([table, words.toLowerCase().includes(surname.toLowerCase())]).toEqual([table, false]);
    }
    const left = await requestOf(app, request.id);
    expect(left).toMatchObject({
      firstName: null,
      surname: null,
      birthDate: '2026-03-01',
      communeCode: '71306',
      wantedFrom: '2027-03-01',
    });
    expect(await reader.count(RequestHistory, { requestId: request.id })).toBeGreaterThan(1);
  }
});
