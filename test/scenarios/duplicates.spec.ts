import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { FamilyAccess, FamilyReach, Forgetting, RequestMoves } from '../../src/dossier/dossier/index.js';
import {
  Adult,
  ChildRequest,
  Dossier,
  RequestHistory,
  Wish,
} from '../../src/dossier/dossier/persistence/dossier.entities.js';
import {
  DuplicateJudgement,
  PossibleDuplicate,
  RequestJoin,
} from '../../src/dossier/dossier/persistence/duplicate.entities.js';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { hiddenValue, textOf, type Browser } from '../support/browser.js';
import { duplicatesWorld } from '../support/duplicates.js';
import { wishFor, TOLD } from '../support/forms.js';
import { seedWorld } from '../support/seed.js';

describe.each(DATABASES)('possible duplicates (%s)', (kind) => {
  let test: TestApp;
  let world: ReturnType<typeof duplicatesWorld>;
  let agent: Browser;
  let colleague: Browser;

  /** Two requests of one desk for one child, a letter apart; each test its own family. */
  const pair = async (
    surname: string,
    phone: string,
    birthDate: string,
  ): Promise<{ first: string; second: string; id: string }> => {
    const first = await world.deposit(
      { surname, phone, email: `${surname}@exemple.fr` },
      { surname, firstName: 'Romane', birthDate, wishes: [wishFor('ma-71306')] },
    );
    const second = await world.deposit(
      { surname, phone, email: null },
      { surname, firstName: 'Romne', birthDate, wishes: [wishFor('ma-71040')] },
    );
    return { first, second, id: (await world.pairOf(second)).id };
  };
  const request = async (id: string): Promise<ChildRequest> => (await world.reader.findOne(ChildRequest, { id }))!;
  const wished = async (requestId: string): Promise<(string | null)[]> =>
    (await world.reader.find(Wish, { where: { requestId }, order: { rank: 'ASC' } })).map(
      ({ providerId }) => providerId,
    );
  const saidOf = async (pairId: string): Promise<string[]> =>
    (await world.reader.find(DuplicateJudgement, { where: { pairId }, order: { id: 'ASC' } })).map(({ act, reason }) =>
      reason ? `${act} ${reason}` : act,
    );
  const join = (id: string) => agent.post(`/rpe/doublons/${id}/joindre`);

  beforeAll(async () => {
    test = await startApp(kind);
    await seedWorld(test.app);
    world = duplicatesWorld(test);
    [agent, colleague] = [await world.signedIn('agent'), await world.signedIn('colleague')];
  });
  afterAll(() => test.close());

  it('are listed by likeness, and compared field by field in words', async () => {
    const { first, id } = await pair('Leroy', '0611131517', '2025-01-12');
    const unnamed = await world.deposit(
      { surname: 'Leroy', phone: '0611131517', email: null },
      { surname: 'Leroy', firstName: null, birthDate: null, dueDate: '2025-01-20' },
    );
    const list = textOf((await agent.get('/rpe/doublons')).html);
    // Each child stands with its dossier, its birth date and its commune. The first name that nearly agrees differs.
    expect(list).toMatch(
      /Romane Leroy – Romne Leroy, [\w-]+, [\w-]+, ligne 1 12 janvier 2025 · Montceau-les-Mines · dossier [\w-]+ Romne Leroy 12 janvier 2025 · Montceau-les-Mines · dossier [\w-]+ Probable Diffère : le prénom \(à une ou deux lettres près\) pareil : le nom, la date de naissance, le téléphone, l’adresse e-mail et le parent/,
    );
    expect(list).toMatch(/Romane Leroy.*Probable.*Leroy.*Possible/);
    expect(list).toMatch(/pas dit d’un côté : le prénom/);
    expect(
      (await world.reader.find(PossibleDuplicate, { where: { secondId: unnamed } })).map(({ level }) => level),
    ).toEqual(['possible', 'possible']);
    const compared = textOf((await agent.get(`/rpe/doublons/${id}`)).html);
    expect(compared).toContain('Prénom à une ou deux lettres près Romane Romne');
    expect(compared).toContain('Adresse e-mail pareil Leroy@exemple.fr Leroy@exemple.fr');
    expect((await agent.get(`/rpe/demandes/${first}`)).html).toContain(`/rpe/doublons/${id}`);
  });

  it('are joined by a person, and taken out again as they were', async () => {
    const { first, second, id } = await pair('Caron', '0621232527', '2025-02-14');
    const before = [await request(first), await request(second)];
    const joined = await join(id);
    expect([joined.url, textOf(joined.html).includes('Les deux demandes sont jointes.')]).toEqual([
      `/rpe/demandes/${first}`,
      true,
    ]);
    expect(await request(second)).toMatchObject({ state: 'withdrawn', joinedIntoId: first });
    expect(await wished(first)).toEqual(['ma-71306', 'ma-71040']);
    expect(textOf((await agent.post('/rpe/recherche', { text: 'caron' })).html)).not.toContain('Romne');
    expect(textOf(joined.html)).toContain('Doublon : demandes jointes');
    expect((await agent.get('/rpe/doublons?etat=joined')).html).toContain(id);
    const again = await join(id);
    expect([again.status, textOf(again.html)]).toEqual([
      422,
      expect.stringContaining('Ce doublon possible a déjà été examiné.'),
    ]);
    const reopened = await agent.post(`/rpe/demandes/${second}/rouvrir`, {
      version: (await request(second)).version,
      reopenReason: 'error',
    });
    expect([reopened.status, textOf(reopened.html)]).toEqual([
      422,
      expect.stringContaining('Défaites d’abord cette réunion.'),
    ]);

    const undone = await agent.post(`/rpe/doublons/${id}/defaire`);
    expect([undone.url, textOf(undone.html).includes('La réunion est défaite')]).toEqual([`/rpe/doublons/${id}`, true]);
    const { version: keptVersion, ...kept } = before[0]!;
    const { version: takenVersion, ...taken } = before[1]!;
    expect(await request(first)).toMatchObject({ ...kept, version: keptVersion });
    expect(await request(second)).toMatchObject({ ...taken, version: takenVersion + 2 });
    expect([await wished(first), await wished(second)]).toEqual([['ma-71306'], ['ma-71040']]);
    expect(textOf((await agent.post('/rpe/recherche', { text: 'caron' })).html)).toContain('Romne');
    expect(
      (await world.reader.find(RequestHistory, { where: { requestId: second }, order: { id: 'ASC' } })).map(
        ({ action, to }) => `${action} ${to}`,
      ),
    ).toEqual(['submit submitted', 'join withdrawn', 'unjoin submitted']);
    expect(await saidOf(id)).toEqual(['joined', 'undone']);
    expect(
      (await world.reader.find(AuditEvent, { where: { subjectId: id }, order: { id: 'ASC' } }))
        .map(({ action }) => action)
        .filter((action) => action !== 'pair.read'),
    ).toEqual(['duplicate.joined', 'duplicate.undone']);
    expect(await world.reader.findOne(PossibleDuplicate, { id })).toMatchObject({ state: 'open' });
  });

  it('go back to what each had, whatever the family has changed and whatever else was joined meanwhile', async () => {
    const { first, second, id } = await pair('Aubert', '0631333537', '2025-03-16');
    const third = await world.deposit(
      { surname: 'Aubert', phone: '0631333537', email: null },
      {
        surname: 'Aubert',
        firstName: 'Romanne',
        birthDate: '2025-03-16',
        wishes: [wishFor('ma-71040'), wishFor('ma-71390')],
      },
    );
    await join(id);
    const other = (await world.reader.find(PossibleDuplicate, { where: { firstId: first, secondId: third } }))[0]!;
    await join(other.id);
    expect(await wished(first)).toEqual(['ma-71306', 'ma-71040', 'ma-71390']);
    await agent.post(`/rpe/doublons/${id}/defaire`);
    expect([await wished(first), await wished(second)]).toEqual([['ma-71306', 'ma-71040', 'ma-71390'], ['ma-71040']]);
    await agent.post(`/rpe/doublons/${other.id}/defaire`);
    expect([await wished(first), await wished(third)]).toEqual([['ma-71306'], ['ma-71040', 'ma-71390']]);
  });

  it('stay joined once a place was offered, and say why', async () => {
    const { first, id } = await pair('Dumont', '0641434547', '2025-04-18');
    await agent.get(`/rpe/demandes/${first}`);
    await agent.post(`/rpe/demandes/${first}/prendre-en-charge`, { version: (await request(first)).version });
    await join(id);
    await test.app
      .get(UnitOfWork)
      .run((tx) =>
        test.app
          .get(RequestMoves)
          .move(
            tx,
            {
              kind: 'staff',
              accountId: 'd',
              name: 'd',
              grants: [{ role: 'eaje_director', establishmentId: 'ma-71306' }],
            },
            first,
            'admitUrgently',
          ),
      );
    const refused = await agent.post(`/rpe/doublons/${id}/defaire`);
    expect([refused.status, textOf(refused.html)]).toEqual([
      422,
      expect.stringContaining('Une place a été proposée à la famille depuis la réunion'),
    ]);
    expect(await world.reader.findOne(RequestJoin, { pairId: id })).toMatchObject({ undoneAt: null });
    expect(await saidOf(id)).toEqual(['joined']);
  });

  it('keep the request that is engaged; two that are engaged stay two', async () => {
    const { first, second, id } = await pair('Ferrand', '0651535557', '2025-05-20');
    const director = {
      kind: 'staff' as const,
      accountId: 'd',
      name: 'd',
      grants: [
        { role: 'eaje_director' as const, establishmentId: 'ma-71040' },
        { role: 'eaje_director' as const, establishmentId: 'ma-71306' },
        { role: 'rpe_agent' as const, deskId: 'rpe' },
      ],
    };
    const offer = (requestId: string) =>
      test.app.get(UnitOfWork).run(async (tx) => {
        await test.app.get(RequestMoves).move(tx, director, requestId, 'takeUp');
        await test.app.get(RequestMoves).move(tx, director, requestId, 'admitUrgently');
      });
    await offer(second);
    expect((await join(id)).url).toBe(`/rpe/demandes/${second}`);
    expect(await request(first)).toMatchObject({ state: 'withdrawn', joinedIntoId: second });
    await agent.post(`/rpe/doublons/${id}/defaire`);
    await offer(first);
    const refused = await join(id);
    expect([refused.status, textOf(refused.html)]).toEqual([
      422,
      expect.stringContaining('Les deux demandes sont devant une commission, ont une offre ou une place.'),
    ]);
  });

  it('are set aside with a reason, and looked at again', async () => {
    const { second, id } = await pair('Petit', '0661636567', '2025-06-22');
    const mute = await agent.post(`/rpe/doublons/${id}/ecarter`);
    expect([mute.status, textOf(mute.html)]).toEqual([
      422,
      expect.stringContaining('Choisissez pourquoi ce sont deux enfants.'),
    ]);
    const answer = await agent.post(`/rpe/doublons/${id}/ecarter`, { asideReason: 'siblings' });
    expect([answer.url, textOf(answer.html).includes('Ce doublon est écarté.')]).toEqual(['/rpe/doublons', true]);
    expect(answer.html).not.toContain(id);
    expect((await agent.get('/rpe/doublons?etat=set_aside')).html).toContain(id);
    expect(textOf((await agent.get(`/rpe/demandes/${second}`)).html)).toContain('Doublon écarté');
    expect(await request(second)).toMatchObject({ state: 'submitted', joinedIntoId: null });
    const reopened = await agent.post(`/rpe/doublons/${id}/reprendre`);
    expect(textOf(reopened.html)).toContain('Ce doublon est de nouveau à examiner.');
    expect(await saidOf(id)).toEqual(['set_aside siblings', 'reopened']);
    expect((await agent.get('/rpe/doublons')).html).toContain(id);
  });

  it('are decided once when two agents decide at once', async () => {
    const { second, id } = await pair('Blanchet', '0671737577', '2025-07-24');
    await agent.get(`/rpe/doublons/${id}`);
    await colleague.get(`/rpe/doublons/${id}`);
    const decided = await Promise.all([
      join(id),
      colleague.post(`/rpe/doublons/${id}/ecarter`, { asideReason: 'namesakes' }),
    ]);
    expect(decided.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect(await saidOf(id)).toHaveLength(1);
    expect((await request(second)).state === 'withdrawn').toBe((await saidOf(id))[0] === 'joined');
    if ((await saidOf(id))[0] !== 'joined') await agent.post(`/rpe/doublons/${id}/reprendre`).then(() => join(id));
    const undone = await Promise.all([
      agent.post(`/rpe/doublons/${id}/defaire`),
      colleague.post(`/rpe/doublons/${id}/defaire`),
    ]);
    expect(undone.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect((await saidOf(id)).filter((act) => act === 'undone')).toHaveLength(1);
  });

  it('are found through a rare key, however many children share the name', async () => {
    const known = await world.deposit(
      { surname: 'Martin', phone: '0604040404', email: null },
      { surname: 'Martin', firstName: 'Ada', birthDate: '2025-01-09' },
    );
    await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        world.deposit(
          { surname: 'Martin', firstName: `Parent${index}`, phone: `07${String(10_000_000 + index)}`, email: null },
          {
            surname: 'Martin',
            firstName: `Xy${'abcdefghijklmnop'[index % 16]}${index}`,
            birthDate: null,
            dueDate: null,
          },
        ),
      ),
    );
    const byPhone = await world.deposit(
      { surname: 'Martin', phone: '0604040404', email: null },
      { surname: 'Martin', firstName: 'Ada', birthDate: '2025-01-19' },
    );
    expect(await world.pairOf(byPhone)).toMatchObject({ firstId: known });
    const byNames = await world.deposit(
      { surname: 'Martin', phone: '0655555555', email: null },
      { surname: 'Martin', firstName: 'Ada', birthDate: null, dueDate: null },
    );
    expect(
      (await world.reader.find(PossibleDuplicate, { where: { secondId: byNames } })).map(({ firstId }) => firstId),
    ).toContain(known);
  });

  it('are found once the answer that was missing is given, and closed once it tells them apart', async () => {
    const known = await world.deposit(
      { surname: 'Royer', phone: '0607070707', email: 'x@exemple.fr' },
      { surname: 'Royer', firstName: 'Nino', birthDate: '2025-03-09' },
    );
    const other = await world.deposit(
      { surname: 'Royet', phone: '0607070708', email: 'y@exemple.fr' },
      { surname: 'Royet', firstName: 'Pauline', birthDate: null, dueDate: null },
    );
    expect(await world.pairOf(other)).toBeNull();
    const answer = async (fields: Record<string, string>) => {
      const shown = await agent.get(`/rpe/demandes/${other}/repondre/enfant`);
      const answered = await agent.post(`/rpe/demandes/${other}/repondre/enfant`, {
        version: hiddenValue(shown.html, 'version')!,
        ...TOLD,
        born: 'born',
        surname: 'Royet',
        ...fields,
      });
      // The birth date was all that was missing.
      expect(answered.url).toBe(`/rpe/demandes/${other}`);
    };
    await answer({ firstName: 'Nino', birthDay: '9', birthMonth: '3', birthYear: '2025' });
    expect(await world.pairOf(other)).toMatchObject({ firstId: known, state: 'open', level: 'probable' });
    await answer({ firstName: 'Pauline', birthDay: '9', birthMonth: '3', birthYear: '2025' });
    expect(await world.pairOf(other)).toMatchObject({ state: 'set_aside' });
    expect(await saidOf((await world.pairOf(other)).id)).toEqual(['set_aside no_longer_alike']);
  });

  describe('that are certain', () => {
    const same = (wish = 'ma-71306') =>
      world.deposit(
        { surname: 'Noir', phone: '0606060606', email: null },
        { surname: 'Noir', firstName: 'Ines', birthDate: '2025-03-03', wishes: [wishFor(wish)] },
      );

    it('join by themselves, even deposited at the same moment', async () => {
      expect(new Set(await Promise.all([same(), same(), same(), same()])).size).toBe(1);
    });

    it('are taken out again by a person: the child has a request of its own, with what was sent', async () => {
      const kept = await same('ma-71390');
      expect(await wished(kept)).toEqual(['ma-71306', 'ma-71390']);
      const [, , , last] = await world.reader.find(RequestJoin, { where: { keptId: kept }, order: { id: 'ASC' } });
      const shown = await agent.get(`/rpe/demandes/${kept}`);
      expect(textOf(shown.html)).toContain('Reçue plusieurs fois');
      const separated = await agent.post(`/rpe/doublons/arrivees/${kept}/${last!.id}/separer`);
      expect(textOf(separated.html)).toContain('L’envoi est séparé');
      expect(await wished(kept)).toEqual(['ma-71306']);
      const { dossierId } = await request(kept);
      const own = (await world.reader.find(ChildRequest, { where: { dossierId } })).find(({ id }) => id !== kept)!;
      expect([own.state, await wished(own.id)]).toEqual(['submitted', ['ma-71390']]);
      const again = await agent.post(`/rpe/doublons/arrivees/${kept}/${last!.id}/separer`);
      expect([again.status, textOf(again.html)]).toEqual([
        422,
        expect.stringContaining('Cette réunion a déjà été défaite.'),
      ]);
    });

    it('begin anew when the request there was is closed', async () => {
      const closed = await world.deposit(
        { surname: 'Gris', phone: '0606060607', email: null },
        { surname: 'Gris', firstName: 'Ines' },
      );
      await agent.get(`/rpe/demandes/${closed}`);
      await agent.post(`/rpe/demandes/${closed}/retirer`, {
        version: (await request(closed)).version,
        withdrawReason: 'moved_away',
      });
      const anew = await world.deposit(
        { surname: 'Gris', phone: '0606060607', email: null },
        { surname: 'Gris', firstName: 'Ines' },
      );
      expect(anew).not.toBe(closed);
      expect(await request(anew)).toMatchObject({ state: 'submitted', dossierId: (await request(closed)).dossierId });
      expect(await world.pairOf(anew)).toBeNull();
    });
  });

  it('of one family in two dossiers hand its links over, and back', async () => {
    const first = await world.deposit(
      { surname: 'Weiss', phone: '0609090909', email: null },
      { surname: 'Weiss', firstName: 'Odile', birthDate: '2025-08-08' },
    );
    // Two phones beside one mail are two homes until a person says otherwise; corrected, they are one family in two
    // dossiers.
    const second = await world.deposit(
      { surname: 'Weiss', phone: '0709090900', email: null },
      { surname: 'Weiss', firstName: 'Odile', birthDate: '2025-08-08' },
    );
    const { dossierId } = await request(second);
    const [adult] = await world.reader.find(Adult, { where: { dossierId } });
    const secret = await test.app.get(UnitOfWork).run(async (tx) => {
      await tx.update(Adult, { id: adult!.id }, { phone: '0609090909' });
      return test.app.get(FamilyAccess).giveLink(tx, { dossierId });
    });
    const opened = async (): Promise<string | null> => {
      const opening = await test.app.get(FamilyAccess).openDossier(secret, '2025-08-08');
      return opening.ok ? opening.dossierId : null;
    };
    const { id } = await world.pairOf(second);
    await test.app.get(UnitOfWork).run((tx) => test.app.get(FamilyReach).recordSpoken(tx, dossierId));
    await join(id);
    const kept = (await request(first)).dossierId;
    expect(await opened()).toBe(kept);
    // It was rung under the other number: nobody rings it anew to tell it of its request.
    const dossier = (await world.reader.findOne(Dossier, { id: kept }))!;
    expect(dossier.heardAt).not.toBeNull();
    await agent.post(`/rpe/doublons/${id}/defaire`);
    expect(await opened()).toBe(dossierId);
  });

  it('leave nothing behind when the family is forgotten', async () => {
    const first = await world.deposit(
      { surname: 'Zimmer', phone: '0610101010', email: null },
      { surname: 'Zimmer', firstName: 'Ulysse', birthDate: '2025-09-19' },
    );
    const second = await world.deposit(
      { surname: 'Zimmer', phone: '0720202020', email: null },
      { surname: 'Zimmer', firstName: 'Ulysse', birthDate: '2025-09-19' },
    );
    const { dossierId } = await request(second);
    await join((await world.pairOf(second)).id);
    const kept = (await request(first)).dossierId;
    await test.app.get(UnitOfWork).run((tx) => test.app.get(Forgetting)['anonymise'](tx, SYSTEM, kept));
    expect(
      (await world.reader.find(Adult, { where: [{ dossierId }, { dossierId: kept }] })).map(({ phone }) => phone),
    ).toEqual([null, null]);
    expect(await world.pairOf(second)).toBeNull();
  });

  it('of two dossiers empty the one, whose adults stay for the day it is undone', async () => {
    const first = await world.deposit(
      { surname: 'Vidal', phone: '0608080808', email: null },
      { surname: 'Vidal', firstName: 'Anouk' },
    );
    const second = await world.deposit(
      { surname: 'Vidal', firstName: 'Paul', phone: '0608080809', email: null },
      { surname: 'Vidal', firstName: 'Anouk' },
    );
    const { dossierId } = await request(second);
    const { id } = await world.pairOf(second);
    await join(id);
    expect(await request(second)).toMatchObject({ dossierId: (await request(first)).dossierId });
    expect(textOf((await agent.get(`/rpe/doublons/${id}`)).html)).toContain(
      'Téléphone à un chiffre près 06 08 08 08 08 06 08 08 08 09',
    );
    await agent.post(`/rpe/doublons/${id}/defaire`);
    expect(await request(second)).toMatchObject({ dossierId });
    expect([
      await world.reader.count(Adult, { dossierId }),
      (await world.reader.findOne(Dossier, { id: dossierId }))!.anonymisedAt,
    ]).toEqual([1, null]);
  });

  it('are gone through page by page, each once, the likeliest first', async () => {
    // Twelve requests a letter apart, of one family: each with each.
    for (const letter of 'abcdefghijkl') {
      await world.deposit(
        { surname: 'Nombreux', phone: '0612141618', email: null },
        { surname: 'Nombreux', firstName: `Rosalind${letter}`, birthDate: '2025-10-10' },
      );
    }
    // Twins without a first name agree in nearly everything, and are less likely than a name a letter apart.
    for (const _twin of ['one', 'other'])
      await world.deposit(
        { surname: 'Jumeaux', phone: '0612141619', email: null },
        { surname: 'Jumeaux', firstName: null, birthDate: '2025-11-11', multipleBirth: true },
      );
    for (const firstName of ['Balthazar', 'Balthasar'])
      await world.deposit({ surname: 'Discret', phone: null, email: null }, { surname: 'Discret', firstName });
    const seen: string[] = [];
    const readOn = async (url: string): Promise<void> => {
      const { html } = await agent.get(url);
      seen.push(...[...html.matchAll(/href="\/rpe\/doublons\/([0-9a-f-]{36})"/g)].map((match) => match[1]!));
      const next = /href="([^"]*after=[^"]*)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
      if (next) await readOn(next);
    };
    await readOn('/rpe/doublons');
    const open = await world.reader.find(PossibleDuplicate, {
      where: { state: 'open' },
      order: { level: 'DESC', score: 'DESC', id: 'DESC' },
    });
    const scores = (level: string): number[] => open.filter((one) => one.level === level).map(({ score }) => score);
    expect(Math.max(...scores('possible'))).toBeGreaterThan(Math.min(...scores('probable')));
    expect(open.length).toBeGreaterThan(66);
    expect(seen).toEqual(open.map(({ id }) => id));
    const refused = await agent.get('/rpe/doublons?after=hier');
    expect([refused.status, textOf(refused.html)]).toEqual([
      422,
      expect.stringContaining('Cette page de la liste n’existe pas : revenez au début.'),
    ]);
  });
});
