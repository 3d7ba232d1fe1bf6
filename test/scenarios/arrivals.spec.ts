import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { AnswerWriter } from '../../src/dossier/dossier/answers/answer-writer.js';
import {
  Arrivals,
  DossierIntake,
  EMPTY_FORM,
  type DossierForm,
  type Intake,
  type Origin,
} from '../../src/dossier/dossier/index.js';
import { Adult, ChildRequest, Dossier, Wish } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { PossibleDuplicate } from '../../src/dossier/dossier/persistence/duplicate.entities.js';
import { ProposedChange } from '../../src/dossier/dossier/persistence/proposed-change.entities.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import type { Actor } from '../../src/foundation/platform/security/index.js';
import { deposit, depositBody, newClient } from '../support/api.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, textOf } from '../support/browser.js';
import { DESK } from '../support/commission.js';
import { aChild, aForm, wishFor } from '../support/forms.js';
import { familyOf } from '../support/people.js';
import { linkInMail } from '../support/links.js';
import { meetAtOnce } from '../support/meeting.js';
import { ADULT, BORN, Parent } from '../support/parent.js';
import { PASSWORD, seedWorld, STAFF } from '../support/seed.js';

describe.each(DATABASES)('what arrives for a known family (%s)', (kind) => {
  let test: TestApp;
  let reader: Reader;
  let agent: Browser;
  let count = 0;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedWorld(test.app);
    reader = test.app.get(Reader);
    agent = new Browser(test.app);
    await agent.signIn(STAFF['agent']!.email, PASSWORD);
  });
  afterAll(() => test.close());

  const CLIENT: Actor = { kind: 'client', clientId: 'test', name: 'test' };
  const LIST: Actor = { kind: 'import', accountId: null };
  const takeIn = (form: DossierForm, origin: Origin): Promise<Intake> =>
    test.app
      .get(UnitOfWork)
      .run((tx) => test.app.get(DossierIntake).submitForm(tx, origin === 'import' ? LIST : CLIENT, form, { origin }));

  /** Another family each time: a lone mother whose address, consents and second parent nobody knows. */
  function aFamily(): DossierForm {
    count += 1;
    const surname = [
      'Abelard',
      'Bricoleur',
      'Chantegrel',
      'Dumoustier',
      'Escoffier',
      'Fontvieille',
      'Grandjouan',
      'Hurlevent',
      'Iribarne',
      'Jacquemart',
      'Kerouredan',
      'Lavandier',
      'Montgolfier',
      'Nivernais',
      'Ormesson',
      'Pontivy',
      'Quimperle',
      'Rochebrune',
      'Saintonge',
      'Tourville',
      'Urville',
      'Valrose',
      'Wagram',
      'Xaintrie',
      'Yvetot',
      'Zuydcoote',
    ][count]!;
    return aForm({
      adults: [
        {
          ...aForm().adults[0]!,
          surname,
          phone: `06771000${String(count).padStart(2, '0')}`,
          email: `${surname.toLowerCase()}@exemple.fr`,
          addressLine: null,
          postalCode: null,
        },
      ],
      household: { ...aForm().household, loneParent: null },
      consents: { shareWithProviders: null, reminders: true },
      children: [
        aChild({
          surname,
          firstName: 'Lou',
          birthDate: `2025-${String(1 + (count % 12)).padStart(2, '0')}-1${count % 10}`,
        }),
      ],
    });
  }
  const richer = (form: DossierForm): DossierForm => ({
    ...form,
    adults: [
      { ...form.adults[0]!, addressLine: '9 rue Neuve', postalCode: '71300' },
      { ...form.adults[0]!, firstName: 'Paul', phone: null, email: null },
    ],
    household: { ...form.household, loneParent: false, dependentChildren: 2 },
    consents: { shareWithProviders: true, reminders: true },
    children: [{ ...form.children[0]!, wishes: [wishFor('ma-71040')] }],
  });
  const stateOf = async (dossierId: string) => ({
    dossier: await reader.findOne(Dossier, { id: dossierId }),
    adults: await reader.find(Adult, { where: { dossierId }, order: { rank: 'ASC' } }),
    requests: await reader.find(ChildRequest, { where: { dossierId }, order: { id: 'ASC' } }),
  });
  const changesOf = (dossierId: string, state: ProposedChange['state'] = 'open') =>
    reader.find(ProposedChange, { where: { dossierId, state }, order: { id: 'ASC' } });
  const fieldsOf = async (dossierId: string, state?: ProposedChange['state']) =>
    (await changesOf(dossierId, state)).map(({ field }) => field).sort();
  const wished = async (requestId: string) =>
    (await reader.find(Wish, { where: { requestId }, order: { rank: 'ASC' } })).map(({ providerId }) => providerId);
  const page = (dossierId: string) => `/rpe/dossiers/${dossierId}/reponses`;
  const pressed = async (dossierId: string, press: string) => {
    await agent.get(page(dossierId));
    return agent.post(page(dossierId), { press });
  };

  describe.each<Origin>(['parent', 'api'])('from outside (%s)', (origin) => {
    it('changes nothing of the family by itself, blanks included, and waits for the desk, which takes all with one press', async () => {
      const known = await takeIn(aFamily(), 'counter');
      const before = await stateOf(known.dossierId);
      const form = { ...aFamily(), adults: before.adults.map(({ details }) => details) };
      const child = { ...before.requests[0]!, wishes: [] };
      const sent = richer({
        ...form,
        children: [{ ...aChild(), surname: child.surname, firstName: child.firstName, birthDate: child.birthDate }],
      });
      const arrival = await takeIn(sent, origin);

      expect(await stateOf(known.dossierId)).toEqual(before);
      expect([arrival.known, arrival.number === known.number, arrival.dossierId === known.dossierId]).toEqual([
        false,
        false,
        false,
      ]);
      expect(await fieldsOf(known.dossierId)).toEqual([
        'adult.1.address',
        'adult.2',
        'consents.shareWithProviders',
        'household.dependentChildren',
        'household.loneParent',
        'request',
        'wishes',
      ]);
      // Nobody gives it a place, and nobody takes it up, before it is judged.
      const sentId = arrival.children[0]!.requestId;
      const screen = await agent.get(`/rpe/demandes/${sentId}`);
      expect(textOf(screen.html)).toContain('Cette demande est arrivée pour une famille déjà connue.');
      const takenUp = await agent.post(`/rpe/demandes/${sentId}/prendre-en-charge`, { version: '1' });
      expect([takenUp.status, textOf(takenUp.html)]).toEqual([422, expect.stringContaining('Cette demande attend')]);

      const shown = textOf((await agent.get(page(known.dossierId))).html);
      for (const words of ['9 rue Neuve', 'Pas de réponse', 'Paul', 'Réponses à confirmer'])
        expect(shown).toContain(words);
      const taken = await pressed(known.dossierId, 'take:all');
      expect([taken.status, textOf(taken.html)]).toEqual([200, expect.stringContaining('Les réponses sont prises.')]);
      const after = await stateOf(known.dossierId);
      expect(after.adults.map(({ details }) => [details.firstName, details.addressLine])).toEqual([
        ['Laura', '9 rue Neuve'],
        ['Paul', null],
      ]);
      expect([
        after.dossier!.household.loneParent,
        after.dossier!.consents.shareWithProviders,
        after.dossier!.version,
      ]).toEqual([false, true, before.dossier!.version + 1]);
      expect(await wished(before.requests[0]!.id)).toEqual(['ma-71306', 'ma-71040']);
      expect(await reader.findOne(ChildRequest, { id: sentId })).toMatchObject({
        joinedIntoId: before.requests[0]!.id,
        state: 'withdrawn',
      });
      expect([await fieldsOf(known.dossierId), (await stateOf(known.dossierId)).dossier!.number]).toEqual([
        [],
        known.number,
      ]);
    });
  });

  it('is judged field by field, and each decision is taken back', async () => {
    const form = aFamily();
    const known = await takeIn(form, 'counter');
    const arrival = await takeIn(richer(form), 'parent');
    const before = await stateOf(known.dossierId);
    const of = async (field: string, state?: ProposedChange['state']) =>
      (await changesOf(known.dossierId, state)).find((one) => one.field === field)!;
    await pressed(known.dossierId, `take:${(await of('household.loneParent')).id}`);
    await pressed(known.dossierId, `keep:${(await of('adult.2')).id}`);
    expect([
      (await stateOf(known.dossierId)).dossier!.household.loneParent,
      (await stateOf(known.dossierId)).adults.length,
    ]).toEqual([false, 1]);
    const twice = await pressed(known.dossierId, `take:${(await of('adult.2', 'kept')).id}`);
    expect([twice.status, textOf(twice.html)]).toEqual([
      422,
      expect.stringContaining('Ces réponses ont déjà été examinées.'),
    ]);
    await pressed(known.dossierId, `reopen:${(await of('household.loneParent', 'taken')).id}`);
    expect((await stateOf(known.dossierId)).dossier!.household).toEqual(before.dossier!.household);
    // The child that was sent once more: joined, and taken out again as it was.
    const [sentId] = arrival.children.map(({ requestId }) => requestId);
    await pressed(known.dossierId, `take:${(await of('request')).id}`);
    expect((await reader.findOne(ChildRequest, { id: sentId! }))!.joinedIntoId).toBe(before.requests[0]!.id);
    await pressed(known.dossierId, `reopen:${(await of('request', 'taken')).id}`);
    expect(await reader.findOne(ChildRequest, { id: sentId! })).toMatchObject({
      joinedIntoId: null,
      dossierId: arrival.dossierId,
      state: 'submitted',
    });
    expect(await of('request')).toBeDefined();
  });

  it('from the counter and from a list fills blanks at once, and asks about what contradicts', async () => {
    for (const origin of ['counter', 'import'] as const) {
      const form = aFamily();
      const known = await takeIn({ ...form, household: { ...form.household, loneParent: true } }, 'counter');
      const again = await takeIn(richer(form), origin);
      expect([again.known, again.dossierId]).toEqual([true, known.dossierId]);
      const { dossier, adults, requests } = await stateOf(known.dossierId);
      expect(adults.map(({ details }) => [details.firstName, details.addressLine])).toEqual([
        ['Laura', '9 rue Neuve'],
        ['Paul', null],
      ]);
      expect([dossier!.consents.shareWithProviders, dossier!.household.loneParent, requests.length]).toEqual([
        true,
        true,
        1,
      ]);
      expect([await fieldsOf(known.dossierId), await fieldsOf(known.dossierId, 'filled')]).toEqual([
        ['household.dependentChildren', 'household.loneParent'],
        ['adult.1.address', 'adult.2', 'consents.shareWithProviders'],
      ]);
    }
  });

  it('a false child opens no link of the family, and a deposit of another family lives on its own', async () => {
    const form = aFamily();
    const known = await takeIn(form, 'counter');
    const false_ = await takeIn(
      {
        ...form,
        children: [aChild({ surname: form.children[0]!.surname, firstName: 'Faux', birthDate: '2024-01-02' })],
      },
      'parent',
    );
    const falseId = false_.children[0]!.requestId;
    const link = await linkInMail(test.app, 'arrival');
    const stranger = new Browser(test.app);
    await stranger.get(link);
    const wrong = await stranger.post(link, { dateDay: '2', dateMonth: '1', dateYear: '2024' });
    expect([
      wrong.status === 200 && stranger.url === '/mon-dossier',
      textOf(wrong.html).includes(known.number),
    ]).toEqual([false, false]);
    const released = await pressed(known.dossierId, `release:${false_.dossierId}`);
    expect(textOf(released.html)).toContain('Ce dossier est maintenant celui d’une autre famille.');
    expect([
      (await reader.findOne(Dossier, { id: false_.dossierId }))!.arrivedForId,
      await fieldsOf(known.dossierId),
    ]).toEqual([null, []]);
    await agent.get(`/rpe/demandes/${falseId}`);
    const { version } = (await reader.findOne(ChildRequest, { id: falseId }))!;
    await agent.post(`/rpe/demandes/${falseId}/prendre-en-charge`, { version: String(version) });
    expect((await reader.findOne(ChildRequest, { id: falseId }))!.state).toBe('in_triage');
  });

  it('a child added is taken in with its request and its number of before, and out again', async () => {
    const form = aFamily();
    const known = await takeIn(form, 'counter');
    const second = await takeIn(
      {
        ...form,
        children: [aChild({ surname: form.children[0]!.surname, firstName: 'Cadet', birthDate: '2025-06-02' })],
      },
      'parent',
    );
    const sentId = second.children[0]!.requestId;
    const [change] = await changesOf(known.dossierId);
    await pressed(known.dossierId, `take:${change!.id}`);
    expect(await reader.findOne(ChildRequest, { id: sentId })).toMatchObject({
      dossierId: known.dossierId,
      state: 'submitted',
    });
    expect((await stateOf(known.dossierId)).dossier!.number).toBe(known.number);
    await pressed(known.dossierId, `reopen:${change!.id}`);
    expect(await reader.findOne(ChildRequest, { id: sentId })).toMatchObject({
      dossierId: second.dossierId,
      state: 'submitted',
    });
  });

  it('is judged by the family in a session that its own link opened, and not in one that a sending opened', async () => {
    const first = new Parent(test.app);
    const adult = { ...ADULT, surname: 'Lienpropre', phone: '06 78 78 78 78', email: 'lienpropre@exemple.fr' };
    await first.deposit(adult, { ...BORN, firstName: 'Aîné', surname: 'Lienpropre' });
    const link = await linkInMail(test.app, 'receipt');
    const [known] = await reader.find(ChildRequest, { where: { surname: 'Lienpropre' } });
    const mails = await reader.count(Message, { kind: 'arrival', dossierId: known!.dossierId });
    const second = new Parent(test.app);
    await second.deposit(
      { ...adult, addressLine: '99 rue Fausse' },
      { ...BORN, firstName: 'Aîné', surname: 'Lienpropre' },
    );
    await new Parent(test.app).deposit(
      { ...adult, addressLine: '98 rue Fausse' },
      { ...BORN, firstName: 'Aîné', surname: 'Lienpropre' },
    );
    expect(await reader.count(Message, { kind: 'arrival', dossierId: known!.dossierId })).toBe(mails + 1);

    const sender = await second.browser.get('/mon-dossier/reponses-a-confirmer');
    expect(textOf(sender.html)).toContain('ouvrez votre dossier avec le lien que nous vous avons envoyé');
    expect((await second.browser.post('/mon-dossier/reponses-a-confirmer', { press: 'take:all' })).status).toBe(404);
    const family = new Browser(test.app);
    await family.get(link);
    const [year, month, day] = known!.birthDate!.split('-');
    await family.post(link, { dateDay: day!, dateMonth: month!, dateYear: year! });
    expect(textOf((await family.get('/mon-dossier')).html)).toContain(
      'Un dossier qui semble être le vôtre est arrivé plus tard.',
    );
    const shown = await family.get('/mon-dossier/reponses-a-confirmer');
    for (const words of ['99 rue Fausse', '3 rue des Écoles', 'page publique'])
      expect(textOf(shown.html)).toContain(words);
    const kept = await family.post('/mon-dossier/reponses-a-confirmer', { press: 'keep:all' });
    expect(textOf(kept.html)).toContain('Les réponses du dossier restent.');
    expect((await stateOf(known!.dossierId)).adults[0]!.details.addressLine).toBe('3 rue des Écoles');
    expect(
      (await family.post('/mon-dossier/reponses-a-confirmer', { press: `release:${known!.dossierId}` })).status,
    ).toBe(404);
  });

  it('answers that wait are a line of the day of their desk, and the list it leads to, until they are decided', async () => {
    const other = new Browser(test.app);
    await other.signIn(STAFF['otherAgent']!.email, PASSWORD);
    const listed = async (who: Browser) => {
      const ids = (await who.opens('/rpe?mark=change')).links.map(
        ({ href }) => /^\/rpe\/demandes\/([0-9a-f-]{36})/.exec(href)?.[1],
      );
      return [...new Set(ids.filter((id) => id !== undefined))];
    };
    const told = async (who: Browser) =>
      /(Une|\d+) demandes? avec des réponses à confirmer/.exec(textOf((await who.get('/personnel')).html))?.[1] ?? null;
    const before = (await listed(agent)).length;
    const form = aFamily();
    const known = await takeIn(form, 'counter');
    // What a list says later contradicts what the counter was told, of the whole family.
    await takeIn({ ...form, household: { ...form.household, dependentChildren: 4 } }, 'counter');
    const [{ id }] = (await stateOf(known.dossierId)).requests as [ChildRequest];
    expect(await fieldsOf(known.dossierId)).toEqual(['household.dependentChildren']);
    expect(await listed(agent)).toContain(id);
    const count = (await listed(agent)).length;
    expect([count, await told(agent)]).toEqual([before + 1, count === 1 ? 'Une' : String(count)]);
    expect([await listed(other), await told(other)]).toEqual([[], null]);
    expect(textOf((await agent.get('/rpe?mark=change')).html)).toContain('réponses à confirmer');
    await pressed(known.dossierId, 'keep:all');
    expect(await listed(agent)).not.toContain(id);
    // An arrival that waits is a row of its own: what came with it is not told twice.
    await takeIn(richer(form), 'parent');
    expect((await fieldsOf(known.dossierId)).length).toBeGreaterThan(1);
    expect(await listed(agent)).not.toContain(id);
  });

  it('joining duplicates proposes the newest answer, and undoing gives all of it back', async () => {
    const form = aFamily();
    const older = await takeIn({ ...form, adults: [{ ...form.adults[0]!, email: null }] }, 'counter');
    const rich = richer(form);
    const newer = await takeIn(
      {
        ...rich,
        adults: [{ ...rich.adults[0]!, phone: '0799999999', email: null }, rich.adults[1]!],
        children: [{ ...rich.children[0]!, firstName: 'Louu' }],
      },
      'counter',
    );
    const pair = (await reader.findOne(PossibleDuplicate, { secondId: newer.children[0]!.requestId }))!;
    const before = await stateOf(older.dossierId);
    await agent.get(`/rpe/doublons/${pair.id}`);
    const joined = await agent.post(`/rpe/doublons/${pair.id}/joindre`);
    expect([joined.status, textOf(joined.html)]).toEqual([
      200,
      expect.stringContaining('Les deux demandes sont jointes.'),
    ]);
    expect(await fieldsOf(older.dossierId)).toEqual([
      'adult.1.address',
      'adult.1.phone',
      'adult.2',
      'child.name',
      'consents.shareWithProviders',
      'household.dependentChildren',
      'household.loneParent',
    ]);
    await pressed(older.dossierId, 'take:all');
    expect((await stateOf(older.dossierId)).adults.map(({ phone }) => phone)).toEqual(['0799999999', null]);
    await agent.get(`/rpe/doublons/${pair.id}`);
    await agent.post(`/rpe/doublons/${pair.id}/defaire`);
    const after = await stateOf(older.dossierId);
    const said = ({ dossier, adults, requests }: typeof before) => [
      dossier!.household,
      dossier!.consents,
      adults.map(({ details }) => details),
      requests.map(({ firstName, need }) => [firstName, need]),
    ];
    expect(said(after)).toEqual(said(before));
    expect([
      await fieldsOf(older.dossierId),
      (await reader.findOne(ChildRequest, { id: newer.children[0]!.requestId }))!.dossierId,
    ]).toEqual([[], newer.dossierId]);
  });

  it('shows the desk no act that an arrival refuses before it is judged', async () => {
    const form = aFamily();
    const known = await takeIn(form, 'counter');
    const arrival = await takeIn(
      richer({ ...form, children: [{ ...form.children[0]!, firstName: 'Mona' }] }),
      'parent',
    );
    const shown = async (requestId: string) => {
      const { status, html } = await agent.get(`/rpe/demandes/${requestId}`);
      return [
        status,
        html.includes('/prendre-en-charge"'),
        textOf(html).includes('À faire : Dire si cette demande est d’une famille déjà connue'),
      ];
    };
    expect(await shown(arrival.children[0]!.requestId)).toEqual([200, false, true]);
    expect(await shown(known.children[0]!.requestId)).toEqual([200, true, false]);
  });

  it('of two who decide at once one does', async () => {
    const form = aFamily();
    const known = await takeIn(form, 'counter');
    await takeIn(richer(form), 'parent');
    const colleague = new Browser(test.app);
    await colleague.signIn(STAFF['colleague']!.email, PASSWORD);
    await Promise.all([agent.get(page(known.dossierId)), colleague.get(page(known.dossierId))]);
    const answers = await Promise.all(
      [agent, colleague].map((one) => one.post(page(known.dossierId), { press: 'take:all' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
  });

  it('numbers no wish twice, whatever arrives at the moment at which answers are taken', async () => {
    const form = aFamily();
    const known = await takeIn(form, 'counter');
    await takeIn(richer(form), 'parent');
    await agent.get(page(known.dossierId));
    const list = (providerId: string) =>
      takeIn({ ...form, children: [{ ...form.children[0]!, wishes: [wishFor(providerId)] }] }, 'import');
    const [taken, ...lists] = await Promise.all([
      agent.post(page(known.dossierId), { press: 'take:all' }),
      list('ma-71390'),
      list('ma-71040'),
    ]);
    expect(taken.status).toBe(200);
    expect(lists.map(({ dossierId }) => dossierId)).toEqual([known.dossierId, known.dossierId]);
    expect((await wished(known.children[0]!.requestId)).sort()).toEqual(['ma-71040', 'ma-71306', 'ma-71390']);
  });

  it('an answer that one person takes while another leaves it is decided by one of them', async () => {
    for (let nth = 0; nth < 3; nth += 1) {
      const form = aFamily();
      const { dossierId } = await takeIn(form, 'counter');
      // Of the family alone: no request's version says that somebody was first.
      await takeIn(
        { ...form, adults: [{ ...form.adults[0]!, addressLine: '9 rue Neuve' }], children: form.children },
        'parent',
      );
      const address = (await changesOf(dossierId)).find(({ field }) => field !== 'request')!;
      const { ended } = await meetAtOnce(
        test.app,
        [
          (tx) => test.app.get(Arrivals).takeAnswers(tx, DESK, dossierId, [address.id]),
          (tx) => test.app.get(Arrivals).keepAnswers(tx, DESK, dossierId, [address.id]),
        ],
        nth * 5,
      );
      expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const { state } = (await reader.findOne(ProposedChange, { id: address.id }))!;
      const [adult] = (await stateOf(dossierId)).adults;
      expect([state, adult!.details.addressLine]).toEqual(
        ended[0]!.status === 'fulfilled' ? ['taken', '9 rue Neuve'] : ['kept', null],
      );
    }
  });

  it('a deposit is not taken in while it is let go as another family’s', async () => {
    for (let nth = 0; nth < 3; nth += 1) {
      const form = aFamily();
      const { dossierId } = await takeIn(form, 'counter');
      const arrival = await takeIn(richer(form), 'parent');
      const { ended } = await meetAtOnce(
        test.app,
        [
          (tx) => test.app.get(Arrivals).releaseArrival(tx, DESK, dossierId, arrival.dossierId),
          (tx) => test.app.get(Arrivals).takeAnswers(tx, DESK, dossierId, 'all'),
        ],
        nth * 5,
      );
      expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const { adults } = await stateOf(dossierId);
      const own = (await reader.findOne(Dossier, { id: arrival.dossierId }))!;
      expect([adults.length, own.arrivedForId]).toEqual(ended[0]!.status === 'fulfilled' ? [1, null] : [2, dossierId]);
    }
  });

  it('what a list says of a family is compared with what is held once others have written', async () => {
    for (let nth = 0; nth < 3; nth += 1) {
      const form = aFamily();
      const { dossierId, children } = await takeIn(form, 'counter');
      const requestId = children[0]!.requestId;
      const wishes = [wishFor('ma-71390'), wishFor('ma-71040')];
      const written: ('desk' | 'list')[] = [];
      const { ended } = await meetAtOnce(
        test.app,
        [
          async (tx) => {
            await test.app
              .get(AnswerWriter)
              .writeAnswers(tx, DESK, dossierId, {
                adults: [{ ...form.adults[0]!, addressLine: '9 rue Neuve' }],
                children: new Map([[requestId, { wishes: [...form.children[0]!.wishes, wishes[0]!] }]]),
              });
            written.push('desk');
          },
          async (tx) => {
            await test.app
              .get(DossierIntake)
              .submitForm(
                tx,
                LIST,
                {
                  ...form,
                  adults: [{ ...form.adults[0]!, addressLine: '1 rue Vieille' }],
                  children: [{ ...form.children[0]!, wishes: [wishes[1]!] }],
                },
                { origin: 'import' },
              );
            written.push('list');
          },
        ],
        nth * 5,
      );
      expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
      const ranks = await reader.find(Wish, { where: { requestId }, order: { rank: 'ASC' } });
      // The desk writes the whole list of wishes: where it comes last, what the import added is not in it.
      expect(ranks.map(({ rank }) => rank)).toEqual(written[0] === 'desk' ? [1, 2, 3] : [1, 2]);
    }
  });

  it('a sibling on a list lacks nothing that its family has answered, and its family is given no receipt', async () => {
    const form = aFamily();
    const known = await takeIn(form, 'counter');
    const [first] = form.adults;
    const line: DossierForm = {
      ...form,
      adults: [{ ...first!, situation: null, addressLine: null }],
      household: EMPTY_FORM.household,
      children: [{ ...form.children[0]!, firstName: 'Zoé', birthDate: '2025-05-20' }],
    };
    const taken = await takeIn(line, 'import');
    expect([taken.dossierId, taken.children[0]!.outcome]).toEqual([known.dossierId, 'created']);
    expect(await reader.findOne(ChildRequest, { id: taken.children[0]!.requestId })).toMatchObject({
      state: 'submitted',
      gaps: (await reader.findOne(ChildRequest, { id: known.children[0]!.requestId }))!.gaps,
    });
    const family = await familyOf(test.app, known, form.children[0]!.birthDate!);
    const followed = await family.opens('/mon-dossier');
    const [receipt, list] = [followed.link('Accusé de réception du'), followed.link('Repris d’une liste d’attente le')];
    expect((await family.opens(receipt.href)).text).toContain('Votre dossier est bien reçu');
    const shown = await family.opens(list.href);
    expect(shown.text).toContain('la famille n’a rien envoyé');
    const statusOf = async (page: string): Promise<number> => (await family.get(`${page}/accuse.pdf`)).status;
    expect([await statusOf(receipt.href), await statusOf(list.href)]).toEqual([200, 404]);
    expect(shown.text).not.toMatch(/bien reçu|accusé de réception|ni e-mail ni mobile/i);
    expect((await family.opens(shown.link('Lire ce que dit la liste').href)).text).not.toContain('vous avez envoyé');
  });

  it('answers a portal alike, whether the family is known or not', async () => {
    const token = await newClient(test.app);
    const first = await deposit(test.app, token, 'arrival-first-one', depositBody(901));
    const again = await deposit(test.app, token, 'arrival-once-more', depositBody(901));
    expect(Object.keys(again.json<object>())).toEqual(Object.keys(first.json<object>()));
    expect(again.json<{ number: string }>().number).toMatch(/^\w{4}-\w{4}$/);
    expect(again.json<{ number: string; requests: { state: string }[] }>().requests.map(({ state }) => state)).toEqual([
      'submitted',
    ]);
  });
});
