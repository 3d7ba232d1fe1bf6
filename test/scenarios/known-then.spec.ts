import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { DossierIntake, FactRecords, type DossierForm } from '../../src/dossier/dossier/index.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { AnswerWriter } from '../../src/dossier/dossier/answers/answer-writer.js';
import { FactRecord } from '../../src/dossier/dossier/persistence/fact-record.entity.js';
import { addMinutes } from '../../src/foundation/kernel/time.js';
import { Solutions } from '../../src/places/placement/index.js';
import { Reader, UnitOfWork, type Tx } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { clockOf, DESK, seedCommissions } from '../support/commission.js';
import { aForm, wishFor } from '../support/forms.js';
import { ADULT, BORN, Parent } from '../support/parent.js';
import { factsNotReplayed } from '../support/replayed-facts.js';

/** Minutes pass while a test runs: what is written at these moments is known five minutes later. */
const SENT = '2026-11-25T09:00:00.000Z';
const MOVED = '2026-12-10T10:00:00.000Z';
const SOLVED = '2027-01-20T10:00:00.000Z';
const soon = (moment: string): string => addMinutes(moment, 5);

describe.each(DATABASES)('what was known of a family, and when (%s)', (kind) => {
  let test: TestApp;
  let reader: Reader;
  let request: ChildRequest;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    clockOf(test.app).travelTo(SENT);
    reader = test.app.get(Reader);
    await new Parent(test.app).deposit(ADULT, BORN);
    [request] = (await reader.find(ChildRequest)) as [ChildRequest];
  });
  afterAll(() => test.close());

  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => test.app.get(UnitOfWork).run(work);
  const known = async (day: string, by: string): Promise<Record<string, unknown>> => {
    const facts = await test.app.get(FactRecords).asKnownThen(reader, [request.dossierId, request.id], day, by);
    return Object.fromEntries(facts.map((fact) => [`${fact.kind}${fact.part.slice(0, 1)}`, fact.value]));
  };

  it('on the day it was sent: where it lives, what it does, what it wishes, where its request stands', async () => {
    expect(await known('2026-11-25', soon(SENT))).toMatchObject({
      residence1: { addressLine: ADULT.addressLine, communeCode: '71306' },
      adult1: { situation: 'working' },
      family: { household: { loneParent: true } },
      status: { state: 'submitted' },
      wishes: { wishes: [wishFor('ma-71306')] },
    });
    expect(await known('2026-11-24', soon(SENT))).toEqual({});
    expect(await known('2026-11-25', '2026-11-25T08:59:59.999Z')).toEqual({});
  });

  it('after it has moved and wishes something else: what it said before is still what was known before', async () => {
    clockOf(test.app).travelTo(MOVED);
    const writer = test.app.get(AnswerWriter);
    const { form } = await writer.readHeld(reader, request.dossierId);
    await run((tx) =>
      writer.writeAnswers(tx, DESK, request.dossierId, {
        adults: [
          { ...form.adults[0]!, communeCode: '71040', situation: 'job_seeking' },
          { ...form.adults[0]!, firstName: 'Rui', email: null, phone: null },
        ],
        children: new Map([[request.id, { wishes: [wishFor('ma-71499')] }]]),
      }),
    );
    const [before, since] = [
      await known('2026-12-10', '2026-12-10T09:59:00.000Z'),
      await known('2026-12-10', soon(MOVED)),
    ];
    expect([before['residence1'], before['residence2'], before['adult1']]).toEqual([
      expect.objectContaining({ communeCode: '71306' }),
      undefined,
      expect.objectContaining({ situation: 'working' }),
    ]);
    expect(since).toMatchObject({
      residence1: { communeCode: '71040' },
      residence2: { communeCode: '71306' },
      adult1: { situation: 'job_seeking' },
      wishes: { wishes: [wishFor('ma-71499')] },
    });
    expect(since['family']).toEqual(before['family']);
    expect(await known('2026-12-09', soon(MOVED))).toMatchObject({ residence1: { communeCode: '71306' } });
    // One adult again: there is no second one any more.
    clockOf(test.app).travelTo('2026-12-11T10:00:00.000Z');
    await run((tx) => writer.writeAnswers(tx, DESK, request.dossierId, { adults: [form.adults[0]!] }));
    expect(Object.keys(await known('2026-12-11', '2026-12-11T10:05:00.000Z')).sort()).toEqual([
      'adult1',
      'agreements',
      'child',
      'family',
      'need',
      'person1',
      'residence1',
      'status',
      'wishes',
    ]);
    expect(await factsNotReplayed(reader)).toEqual([]);
  });

  it('a solution said late counts from its first day, for who looks from then on', async () => {
    clockOf(test.app).travelTo(SOLVED);
    const line = {
      kind: 'childminder',
      providerId: null,
      providerLabel: 'Mme Roux',
      week: null,
      from: '2027-01-04',
      to: null,
    } as const;
    await run((tx) => test.app.get(Solutions).reportElsewhere(tx, DESK, request.id, line, true));
    const solutionOf = (facts: Record<string, unknown>): unknown =>
      Object.entries(facts).find(([name]) => name.startsWith('solution'))?.[1];
    expect(solutionOf(await known('2027-01-10', '2027-01-19T10:00:00.000Z'))).toBeUndefined();
    expect(solutionOf(await known('2027-01-10', soon(SOLVED)))).toMatchObject({ kind: 'childminder' });
    expect(solutionOf(await known('2027-01-03', soon(SOLVED)))).toBeUndefined();
    expect((await known('2027-01-20', soon(SOLVED)))['status']).toEqual({ state: 'solved_elsewhere' });
    expect((await known('2027-01-19', soon(SOLVED)))['status']).toEqual({ state: 'submitted' });
  });

  it('a request of an old list holds from the day it was made, and was not known before it came', async () => {
    const form: DossierForm = aForm({
      adults: [{ ...aForm().adults[0]!, surname: 'Anciens', phone: '0799000000', email: 'anciens@exemple.fr' }],
    });
    const { dossierId } = await run((tx) =>
      test.app
        .get(DossierIntake)
        .submitForm(
          tx,
          { kind: 'import', accountId: null },
          {
            ...form,
            children: [{ ...form.children[0]!, surname: 'Anciens', firstName: 'Ana', birthDate: '2026-05-05' }],
          },
          { origin: 'import', requestedAt: '2026-06-01T10:00:00.000Z' },
        ),
    );
    const [old] = await reader.find(ChildRequest, { where: { dossierId } });
    const facts = await test.app.get(FactRecords).listRecords(reader, [dossierId, old!.id]);
    expect(facts.every(({ recordedAt }) => recordedAt >= SOLVED && recordedAt < soon(SOLVED))).toBe(true);
    const since = Object.fromEntries(facts.reverse().map((fact) => [fact.kind, fact.effectiveFrom]));
    expect(since).toMatchObject({
      residence: '2026-06-01',
      family: '2026-06-01',
      wishes: '2026-06-01',
      status: '2026-06-01',
    });
  });

  it('the family has a copy of it all, and it goes with the family’s names', async () => {
    const parent = new Parent(test.app);
    await parent.deposit(
      { ...ADULT, surname: 'Copie', phone: '06 77 00 00 01', email: 'copie@exemple.fr' },
      { ...BORN, surname: 'Copie', firstName: 'Zoé' },
    );
    const [own] = (await reader.find(ChildRequest, { where: { surname: 'Copie' } })) as [ChildRequest];
    const subjects = [own.dossierId, own.id];
    const kept = await test.app.get(FactRecords).listRecords(reader, subjects);
    const copy = await parent.browser.get('/mon-dossier/mes-donnees');
    expect((JSON.parse(copy.bytes.toString()) as { facts: unknown[] }).facts).toHaveLength(kept.length);
    expect(kept.map(({ kind }) => kind).sort()).toEqual([
      'adult',
      'agreements',
      'child',
      'family',
      'need',
      'person',
      'residence',
      'status',
      'wishes',
    ]);
    await parent.browser.get('/mon-dossier/effacement');
    expect((await parent.browser.post('/mon-dossier/effacement', { sure: 'yes' })).url).toBe('/');
    expect(await test.app.get(FactRecords).listRecords(reader, subjects)).toEqual([]);
    expect(await reader.count(FactRecord)).toBeGreaterThan(0);
    expect(await factsNotReplayed(reader)).toEqual([]);
  });
});
