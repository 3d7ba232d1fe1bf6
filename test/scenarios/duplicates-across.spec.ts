import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { ChildRequest, Dossier, RequestHistory, Wish } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { DuplicateJudgement, PossibleDuplicate } from '../../src/dossier/dossier/persistence/duplicate.entities.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { textOf, type Browser } from '../support/browser.js';
import { duplicatesWorld } from '../support/duplicates.js';
import { wishFor } from '../support/forms.js';
import { seedWorld } from '../support/seed.js';

/** A family that asked in Montceau, then in Pouilloux where the other parent lives: two desks, no contact in common. */
describe.each(DATABASES)('a child asked for at two desks (%s)', (kind) => {
  let test: TestApp;
  let world: ReturnType<typeof duplicatesWorld>;
  let agent: Browser;
  let other: Browser;

  /** Each test its own family. */
  const asked = async (surname: string, day: number): Promise<{ here: string; there: string; id: string }> => {
    const here = await world.deposit(
      { firstName: 'Mina', surname, phone: `06${day}2244668`.slice(0, 10), email: `mina${day}@exemple.fr` },
      { surname, firstName: 'Nils', birthDate: `2025-05-${day}`, wishes: [wishFor('ma-71306')] },
    );
    const there = await world.deposit(
      {
        firstName: 'Karl',
        surname: 'Secret',
        phone: `07${day}3434343`.slice(0, 10),
        email: `secret${day}@exemple.fr`,
        communeCode: '71356',
        communeName: 'Pouilloux',
      },
      { surname, firstName: 'Nils', birthDate: `2025-05-${day}`, wishes: [wishFor('ma-71040')] },
    );
    return { here, there, id: (await world.reader.findOne(PossibleDuplicate, { firstId: here, secondId: there }))!.id };
  };
  const request = async (id: string): Promise<ChildRequest> => (await world.reader.findOne(ChildRequest, { id }))!;
  const saidOf = async (pairId: string): Promise<(string | null)[][]> =>
    (await world.reader.find(DuplicateJudgement, { where: { pairId }, order: { id: 'ASC' } })).map(
      ({ act, deskId }) => [act, deskId],
    );

  beforeAll(async () => {
    test = await startApp(kind);
    await seedWorld(test.app);
    world = duplicatesWorld(test);
    [agent, other] = [await world.signedIn('agent'), await world.signedIn('otherAgent')];
  });
  afterAll(() => test.close());

  it('is found by both, each seeing its own family and of the other only how it compares and whom to ring', async () => {
    const { there, id } = await asked('Arnaud', 11);
    const { number } = (await world.reader.findOne(Dossier, { id: (await request(there)).dossierId }))!;
    const list = textOf((await agent.get('/rpe/doublons')).html);
    expect(list).toMatch(
      /Nils Arnaud – une demande suivie par Service petite enfance de Pouilloux, [\w-]+, [\w-]+, ligne 1 11 mai 2025 · Montceau-les-Mines · dossier [\w-]+ une demande suivie par Service petite enfance de Pouilloux dossier [\w-]+ Probable Diffère : le téléphone, l’adresse e-mail et le parent pareil : le nom, le prénom et la date de naissance/,
    );
    const seen = textOf((await agent.get(`/rpe/doublons/${id}`)).html);
    for (const shown of [
      number,
      '01 99 00 71 35',
      'pouilloux@guichet.example',
      'Téléphone différent 06 11 22 44 66 Non affiché',
      'Parents différent Mina Arnaud Non affiché',
    ])
      expect(seen).toContain(shown);
    for (const hidden of ['Secret', 'Karl', '0711343434', '07 11 34 34 34', 'secret11@', 'Blanzy'])
      expect(seen + list).not.toContain(hidden);
    expect((await agent.get(`/rpe/demandes/${there}`)).status).toBe(404);
    const onTheOtherSide = textOf((await other.get(`/rpe/doublons/${id}`)).html);
    expect(onTheOtherSide).toContain('Téléphone différent Non affiché 07 11 34 34 34');
    expect(onTheOtherSide).not.toContain('Mina');
    expect(textOf((await other.get(`/rpe/demandes/${there}`)).html)).toContain(
      'une demande suivie par Relais petite enfance intercommunal',
    );
  });

  it('is joined once both desks have said so, and followed by one of them; undone, each has its own again', async () => {
    const { here, there, id } = await asked('Besson', 18);
    const before = await request(there);
    const claimed = await other.post(`/rpe/doublons/${id}/joindre`);
    expect(textOf(claimed.html)).toContain(
      'Votre guichet pense que c’est le même enfant. Relais petite enfance intercommunal doit le confirmer.',
    );
    const twice = await other.post(`/rpe/doublons/${id}/joindre`);
    expect([twice.status, textOf(twice.html)]).toEqual([
      422,
      expect.stringContaining('Votre guichet a déjà dit que c’est le même enfant.'),
    ]);
    expect((await request(there)).joinedIntoId).toBeNull();
    expect(textOf((await agent.get(`/rpe/doublons/${id}`)).html)).toContain(
      'Service petite enfance de Pouilloux pense que c’est le même enfant.',
    );

    expect((await agent.post(`/rpe/doublons/${id}/joindre`)).url).toBe(`/rpe/demandes/${here}`);
    expect(await request(there)).toMatchObject({ state: 'withdrawn', joinedIntoId: here, deskId: 'rpe' });
    expect(
      (await world.reader.find(Wish, { where: { requestId: here } })).map(({ providerId }) => providerId).sort(),
    ).toEqual(['ma-71040', 'ma-71306']);
    for (const path of [`/rpe/doublons/${id}`, `/rpe/demandes/${there}`])
      expect((await other.get(path)).status).toBe(404);

    expect(textOf((await agent.post(`/rpe/doublons/${id}/defaire`)).html)).toContain('La réunion est défaite');
    expect(await request(there)).toMatchObject({
      state: before.state,
      deskId: 'mairie-pouilloux',
      dossierId: before.dossierId,
      joinedIntoId: null,
      nextActDue: before.nextActDue,
    });
    expect((await other.get(`/rpe/demandes/${there}`)).status).toBe(200);
    expect(await saidOf(id)).toEqual([
      ['claimed', 'mairie-pouilloux'],
      ['joined', 'rpe'],
      ['undone', 'rpe'],
    ]);
    expect(
      (await world.reader.find(RequestHistory, { where: { requestId: there }, order: { id: 'ASC' } })).map(
        ({ action, actor }) => [action, actor.split(':')[0]],
      ),
    ).toEqual([
      ['submit', 'client'],
      ['join', 'system'],
      ['unjoin', 'staff'],
    ]);
  });

  it('is set aside by either, seen and taken up again by the other', async () => {
    const { id } = await asked('Colas', 25);
    await agent.get(`/rpe/doublons/${id}`);
    await agent.post(`/rpe/doublons/${id}/ecarter`, { asideReason: 'namesakes' });
    expect(textOf((await other.get(`/rpe/doublons/${id}`)).html)).toContain(
      'Deux enfants du même nom, de deux familles',
    );
    await other.post(`/rpe/doublons/${id}/reprendre`);
    expect(await world.reader.findOne(PossibleDuplicate, { id })).toMatchObject({ state: 'open', claimedByDesk: null });
  });

  it('is nothing to a desk that follows neither', async () => {
    const first = await world.deposit(
      { surname: 'Daval', phone: '0603030303', email: null },
      { surname: 'Daval', firstName: 'Nils' },
    );
    const second = await world.deposit(
      { surname: 'Daval', phone: '0603030303', email: null },
      { surname: 'Daval', firstName: 'Nills' },
    );
    const { id } = await world.pairOf(second);
    expect((await request(first)).deskId).toBe('rpe');
    expect(textOf((await other.get('/rpe/doublons')).html)).not.toContain('Daval');
    expect((await other.get(`/rpe/doublons/${id}`)).status).toBe(404);
    for (const act of ['joindre', 'ecarter', 'reprendre', 'defaire'])
      expect((await other.post(`/rpe/doublons/${id}/${act}`, { asideReason: 'siblings' })).status).toBe(404);
    expect((await agent.post(`/rpe/doublons/${id}/joindre`, { intrus: 'x' })).status).toBe(422);
    expect(await world.reader.findOne(PossibleDuplicate, { id })).toMatchObject({ state: 'open' });
  });
});
