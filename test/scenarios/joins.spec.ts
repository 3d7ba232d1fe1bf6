import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { ChildRequest, Dossier, RequestHistory } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { PossibleDuplicate } from '../../src/dossier/dossier/persistence/duplicate.entities.js';
import { ProposedChange } from '../../src/dossier/dossier/persistence/proposed-change.entities.js';
import { dayOf } from '../../src/foundation/kernel/time.js';
import { DATABASES } from '../support/app.js';
import { importList, importWorld, list, send, type ImportWorld } from '../support/imports.js';

const HEADER =
  'Nom;Prénom;Naissance;Parent 1;Parent 2;Tél;Mail;Ville;Entrée;Jours;Horaires;Situation;Date de la demande;Jumeaux';

describe.each(DATABASES)('children taken for each other (%s)', (kind) => {
  let test: ImportWorld;
  beforeAll(async () => {
    test = await importWorld(kind);
  });
  afterAll(() => test.close());

  const imports = (name: string, ...rows: string[]) => importList(test, list(`${name}.csv`, HEADER, ...rows));
  /** The text of the preview of a list, which is then left as it is. */
  const previews = async (name: string, ...rows: string[]): Promise<string> => {
    await send(test.agent, list(`${name}.csv`, HEADER, ...rows));
    return (await test.agent.opens(test.agent.url)).text;
  };
  const requestsOf = (surname: string): Promise<ChildRequest[]> =>
    test.reader.find(ChildRequest, { where: { surname }, order: { id: 'ASC' } });
  const pairsAmong = async (surname: string): Promise<PossibleDuplicate[]> => {
    const ids = (await requestsOf(surname)).map(({ id }) => id);
    return (await test.reader.find(PossibleDuplicate, {})).filter(({ firstId }) => ids.includes(firstId));
  };
  const openChanges = (requestId: string): Promise<ProposedChange[]> =>
    test.reader.find(ProposedChange, { where: { requestId, state: 'open' }, order: { field: 'ASC' } });
  const numberOf = async ({ dossierId }: ChildRequest): Promise<string> =>
    (await test.reader.findOne(Dossier, { id: dossierId }))!.number;

  it('an unborn child without a first name joins its named twin neither within one list nor across lists', async () => {
    const twin = (firstName: string, rest: string) =>
      `Jumelot;${firstName};prévue le 15/02/2027;Ana Jumelot;;0644100001;ana.jumelot@exemple.fr;Blanzy;${rest}`;
    await imports(
      'montceau',
      twin('Zoé', '01/09/2027;lundi;8h-17h;1 emploi;03/05/2026;'),
      twin('', '01/09/2027;lundi;8h-17h;1 emploi;03/05/2026;'),
    );
    await imports('blanzy', twin('', '01/10/2027;mardi;8h-17h;1 emploi;04/06/2026;'));
    const requests = await requestsOf('Jumelot');
    expect(requests.map(({ firstName }) => firstName)).toEqual(['Zoé', null, null]);
    expect(new Set(requests.map(({ dossierId }) => dossierId)).size).toBe(1);
    expect((await pairsAmong('Jumelot')).map(({ state }) => state)).toEqual(['open', 'open', 'open']);
  });

  it('a child born under its full name joins by itself, and another date, week or entry waits to be confirmed', async () => {
    const child = (rest: string) =>
      `Certain;Léo;14/03/2026;Ana Certain;;0644100002;ana.certain@exemple.fr;Blanzy;${rest}`;
    await imports('montceau', child('01/09/2027;lundi;8h-17h;1 emploi;03/05/2026;'));
    const [known] = await requestsOf('Certain');
    expect(await previews('blanzy', child('01/10/2027;mardi;8h-17h;1 emploi;04/04/2026;'))).toContain(
      `Rejoint le dossier de la famille Certain (${await numberOf(known!)})`,
    );
    await imports('blanzy', child('01/10/2027;mardi;8h-17h;1 emploi;04/04/2026;'));
    const [held, ...others] = await requestsOf('Certain');
    expect(others).toEqual([]);
    expect([dayOf(held!.submittedAt), held!.wantedFrom, Object.keys(held!.need.week!)]).toEqual([
      '2026-05-03',
      '2027-09-01',
      ['mon'],
    ]);
    expect((await openChanges(held!.id)).map(({ field }) => field)).toEqual(['asked', 'need.wantedFrom', 'need.week']);

    const url = `/rpe/dossiers/${held!.dossierId}/reponses`;
    const shown = await test.agent.opens(url);
    expect(shown.text).toContain('Date de la première demande');
    expect(shown.text).toMatch(/3 mai 2026 4 avril 2026/);
    await test.agent.post(url, { press: 'take:all' });
    const [taken] = await requestsOf('Certain');
    expect([dayOf(taken!.submittedAt), taken!.wantedFrom, Object.keys(taken!.need.week!)]).toEqual([
      '2026-04-04',
      '2027-10-01',
      ['tue'],
    ]);
    expect(
      await test.reader.find(RequestHistory, { where: { requestId: held!.id, action: 'correctDate' } }),
    ).toMatchObject([{ reason: 'dated_by_list' }]);
    const change = (await test.reader.findOne(ProposedChange, { requestId: held!.id, field: 'asked' }))!;
    await test.agent.post(url, { press: `reopen:${change.id}` });
    expect((await requestsOf('Certain'))[0]!.submittedAt).toBe(held!.submittedAt);
  });

  it('two lines of one list go to a person, in the list that adds a line to one that is known, too', async () => {
    const child = (rest: string) =>
      `Deuxfois;Léo;15/03/2026;Ana Deuxfois;;0644100003;ana.deuxfois@exemple.fr;Blanzy;${rest}`;
    const [first, second, third] = [
      child('01/09/2027;lundi;8h-17h;1 emploi;03/05/2026;'),
      child('01/10/2027;mardi;8h-17h;1 emploi;03/05/2026;'),
      child('01/11/2027;jeudi;8h-17h;1 emploi;03/05/2026;'),
    ];
    expect(await previews('montceau', first!, second!)).toContain(
      'Rejoint le dossier de la famille Deuxfois, ligne 2 de cette liste. 1 doublon possible',
    );
    await imports('montceau', first!, second!);
    expect(await requestsOf('Deuxfois')).toHaveLength(2);
    expect(await pairsAmong('Deuxfois')).toHaveLength(1);
    await imports('montceau', third!, first!, second!);
    expect(await requestsOf('Deuxfois')).toHaveLength(3);
    expect(await pairsAmong('Deuxfois')).toHaveLength(3);
  });

  it('twins without names whose lines say the same are two requests, and a list taken again adds nothing', async () => {
    const line =
      'Pareils;;prévue le 16/02/2027;Ana Pareils;;0644100004;;Blanzy;01/09/2027;lundi;8h-17h;1 emploi;03/05/2026;';
    await imports('montceau', line, line);
    await imports('montceau', line, line);
    expect(await requestsOf('Pareils')).toHaveLength(2);
    expect(await pairsAmong('Pareils')).toHaveLength(1);
  });

  it('an unborn child joins by itself once both lists say that it is alone', async () => {
    const line = (wanted: string) =>
      `Seul;;prévue le 17/02/2027;Ana Seul;;0644100005;;Blanzy;${wanted};lundi;8h-17h;1 emploi;03/05/2026;non`;
    await imports('montceau', line('01/09/2027'));
    await imports('blanzy', line('01/10/2027'));
    const requests = await requestsOf('Seul');
    expect(requests.map(({ multipleBirth }) => multipleBirth)).toEqual([false]);
    expect((await openChanges(requests[0]!.id)).map(({ field }) => field)).toEqual(['need.wantedFrom']);
  });

  it('a grandmother’s telephone mixes no two families', async () => {
    const line = (child: string, adults: string, mail: string) =>
      `Cousin;${child};${adults};0644100006;${mail};Blanzy;01/09/2027;lundi;8h-17h;1 emploi;03/05/2026;`;
    await imports('montceau', line('Léo;18/03/2026', 'Ana Cousin;Paul Cousin', 'ana.cousin@exemple.fr'));
    await imports('blanzy', line('Zoé;19/04/2025', 'Ana Martin;Luc Cousin', 'ana.martin@exemple.fr'));
    await imports('saint-vallier', line('Zoé;19/04/2025', 'Ana;Luc Cousin', ''));
    const requests = await requestsOf('Cousin');
    expect(requests.map(({ firstName }) => firstName)).toEqual(['Léo', 'Zoé']);
    expect(new Set(requests.map(({ dossierId }) => dossierId)).size).toBe(2);
    const page = await test.agent.opens(`/rpe/demandes/${requests[1]!.id}`);
    expect(page.text).toContain(await numberOf(requests[0]!));
  });

  it('joining by hand keeps a choice for every differing field, date and week included', async () => {
    const line = (firstName: string, rest: string) =>
      `Choisir;${firstName};20/03/2026;Ana Choisir;;0644100007;ana.choisir@exemple.fr;Blanzy;${rest}`;
    await imports('montceau', line('Romane', '01/09/2027;lundi;8h-17h;1 emploi;03/05/2026;'));
    await imports('blanzy', line('Romanne', '01/10/2027;mardi;9h-16h;1 emploi;04/04/2026;'));
    const [pair] = await pairsAmong('Choisir');
    const before = await requestsOf('Choisir');
    await test.agent.get(`/rpe/doublons/${pair!.id}`);
    await test.agent.post(`/rpe/doublons/${pair!.id}/joindre`);
    const kept = (await requestsOf('Choisir')).find(({ joinedIntoId }) => joinedIntoId === null)!;
    expect((await openChanges(kept.id)).map(({ field }) => field)).toEqual([
      'asked',
      'child.name',
      'need.wantedFrom',
      'need.week',
    ]);
    await test.agent.post(`/rpe/dossiers/${kept.dossierId}/reponses`, { press: 'take:all' });
    expect(dayOf((await requestsOf('Choisir')).find(({ id }) => id === kept.id)!.submittedAt)).toBe('2026-04-04');
    await test.agent.get(`/rpe/doublons/${pair!.id}`);
    await test.agent.post(`/rpe/doublons/${pair!.id}/defaire`);
    const after = await requestsOf('Choisir');
    const said = ({ firstName, wantedFrom, need, submittedAt }: ChildRequest) => [
      firstName,
      wantedFrom,
      need,
      submittedAt,
    ];
    expect(after.map(said)).toEqual(before.map(said));
  });
});
