import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { ChildRequest, Dossier, Wish } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { PossibleDuplicate } from '../../src/dossier/dossier/persistence/duplicate.entities.js';
import type { Reader } from '../../src/foundation/platform/database/index.js';
import { SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import { Enquiry } from '../../src/first-desk/triage/persistence/triage.entities.js';
import { SealedFile } from '../../src/foundation/platform/sealed-files/sealed-file.entity.js';
import { ListImport } from '../../src/lists/waiting-lists/index.js';
import { ImportBatch, ImportRow } from '../../src/lists/waiting-lists/persistence/import.entities.js';
import { DATABASES } from '../support/app.js';
import { textOf } from '../support/browser.js';
import type { Page } from '../support/page.js';
import { batchOf, csv, importList, importWorld, list, LISTS, send, type ImportWorld } from '../support/imports.js';

/** Everything an import writes but its ids: who it made, in which state, with which wishes, and from which line. */
async function made({ reader }: { reader: Reader }): Promise<unknown> {
  const rows = await reader.find(ImportRow, { order: { fingerprint: 'ASC' } });
  // By the first line that tells of each: ids made in the same millisecond have no order.
  const order = new Map([...new Set(rows.flatMap(({ requestId }) => requestId ?? []))].map((id, index) => [id, index]));
  const requests = (await reader.find(ChildRequest)).sort((one, other) => order.get(one.id)! - order.get(other.id)!);
  const dossiers = new Map([...new Set(requests.map(({ dossierId }) => dossierId))].map((id, index) => [id, index]));
  const wishes = await reader.find(Wish, { order: { rank: 'ASC' } });
  return {
    requests: requests.map(({ id, dossierId, confirmedAt: _, ...request }) => ({
      ...request,
      dossier: dossiers.get(dossierId),
      wishes: wishes.filter((wish) => wish.requestId === id).map(({ rank, providerId }) => [rank, providerId]),
    })),
    rows: rows.map(({ line, raw, fingerprint, outcome, problems, requestId }) => ({
      line,
      raw,
      fingerprint,
      outcome,
      problems,
      request: requestId && order.get(requestId),
    })),
    dossiers: await reader.count(Dossier),
    enquiries: await reader.count(Enquiry),
    pairs: await reader.count(PossibleDuplicate),
  };
}

describe.each(DATABASES)('importing a list from the page (%s)', (kind) => {
  let test: ImportWorld;
  beforeAll(async () => {
    test = await importWorld(kind);
  });
  afterAll(() => test.close());

  it('shows what would be done, and writes nothing before "Importer"', async () => {
    const preview = await send(test.agent, LISTS[0]!);
    expect(test.agent.url).toMatch(/\/apercu$/);
    expect(textOf(preview.html)).toContain('99 lignes ont été lues. Rien n’est encore créé.');
    expect(textOf(preview.html)).toMatch(
      /73 demandes nouvelles, complètes 26 demandes nouvelles, à compléter 2 doublons possibles/,
    );
    expect(textOf(preview.html)).toContain('au guichet de leur commune : Service petite enfance de Pouilloux');
    expect(preview.html).toContain('Nour Gauthier');
    expect([
      await test.reader.count(ImportRow),
      await test.reader.count(ChildRequest),
      await test.reader.count(Enquiry),
    ]).toEqual([0, 0, 0]);
  });

  it('shows every line, page by page', async () => {
    await send(test.agent, LISTS[0]!);
    const first = await test.agent.opens(test.agent.url);
    const linesOf = (page: Page, caption: string): string[][] =>
      page.table(caption).filter((cells) => cells.length > 1);
    expect(linesOf(first, 'de 1 à 25 sur 99')).toHaveLength(25);
    const last = await test.agent.opens(`${test.agent.url}?page=4`);
    expect(linesOf(last, 'de 76 à 99 sur 99')).toHaveLength(24);
    expect(last.text).toContain('99 lignes ont été lues');
    const third = await test.agent.opens(last.link('Page précédente').href);
    expect(linesOf(third, 'de 51 à 75 sur 99')).toHaveLength(25);
    for (const page of ['0', '99', 'x', '1&page=2'])
      expect((await test.agent.opens(`${first.url}?page=${page}`)).status).toBe(200);
  });

  it('brings what the command brings, row for row, and foresees it', async () => {
    const command = await importWorld(kind);
    try {
      const reports = await command.app.get(ListImport).importFiles(LISTS);
      for (const [index, file] of LISTS.entries()) {
        const { counts } = reports[index]!;
        const preview = textOf((await send(test.agent, file)).html);
        const spoken = (count: number, words: string): void =>
          count > 0 ? expect(preview).toContain(`${count} ${words}`) : expect(preview).not.toContain(words);
        spoken(counts.created, 'demandes nouvelles, complètes');
        spoken(counts.incomplete, 'demandes nouvelles, à compléter');
        spoken(counts.joined, 'lignes du même enfant');
        spoken(counts.possibleDuplicates, 'doublons possibles');
        spoken(counts.repeated, counts.repeated === 1 ? 'ligne déjà connue' : 'lignes déjà connues');
        const id = batchOf(test.agent.url);
        const progress = await test.agent.post(`/rpe/imports/${id}/importer`);
        expect(textOf(progress.html)).toContain(`0 lignes sur ${counts.rows}`);
        await test.app.get(SqlQueueDriver).runDue();
        expect(textOf((await test.agent.get(`/rpe/imports/${id}`)).html)).toContain(
          `Liste « ${file.name.replace('.csv', '')} »`,
        );
      }
      expect(await made(test)).toEqual(await made(command));
    } finally {
      await command.close();
    }
  }, 180_000);

  it('adds nothing the second time, and says which lines are known', async () => {
    const before = await made(test);
    const preview = await send(test.agent, LISTS[1]!);
    expect(textOf(preview.html)).toContain('Toutes ces lignes sont déjà connues');
    const id = batchOf(test.agent.url);
    await test.agent.post(`/rpe/imports/${id}/importer`);
    await test.app.get(SqlQueueDriver).runDue();
    expect(await made(test)).toEqual(before);
    const known = await test.agent.get(`/rpe/imports/${id}?resultat=connues`);
    expect(textOf(known.html)).toContain('Rmy Lreoy,2025-04-30');
    expect(known.html).toMatch(/href="\/rpe\/demandes\/[0-9a-f-]{36}"/);
    expect(textOf((await test.agent.get(`/rpe/imports/${id}?resultat=toutes&page=2`)).html)).toContain(
      'Page précédente',
    );
  });

  it('takes each row once when two people import the same list at the same time, and one says yes twice', async () => {
    const file = list(
      'Liste commune.csv',
      'Nom;Prénom;Naissance;Tél;Ville;Entrée',
      ...Array.from(
        { length: 45 },
        (_, index) => `JUMELLE${index};Ana;01/02/2026;06330000${String(index).padStart(2, '0')};Blanzy;01/09/2027`,
      ),
    );
    const before = await test.reader.count(ChildRequest);
    await send(test.agent, file);
    await test.agent.post(test.agent.url, {
      establishment: 'none',
      ...Object.fromEntries(
        ['childSurname', 'childFirstName', 'birthDate', 'phone', 'commune', 'wantedFrom'].map((use, index) => [
          `column${index}`,
          use,
        ]),
      ),
    });
    const ids = [batchOf(test.agent.url)];
    await send(test.agent, file);
    ids.push(batchOf(test.agent.url));
    for (const id of [...ids, ids[0]!]) await test.agent.post(`/rpe/imports/${id}/importer`);
    const driver = test.app.get(SqlQueueDriver);
    await Promise.all([driver.runDue(), driver.runDue()]);
    await driver.runDue();
    expect((await test.reader.count(ChildRequest)) - before).toBe(45);
    for (const id of ids)
      expect(await test.reader.findOne(ImportBatch, { id })).toMatchObject({ state: 'done', taken: 45 });
  });

  it('keeps a list to the desk that imported it, and sends each family to the desk of its commune', async () => {
    const answer = await importList(
      test,
      list(
        'pouilloux.csv',
        'Nom;Prénom;Naissance;Tél;Ville;Entrée',
        'LOIN;Ana;01/02/2026;0644000001;Blanzy;01/09/2027',
        'PRES;Bob;01/03/2026;0644000002;Pouilloux;01/09/2027',
      ),
      test.other,
    );
    // No establishment is named for that commune: the page asks, and nothing is done without an answer.
    expect(answer.status).toBe(200);
    const id = batchOf(test.other.url);
    for (const path of ['', '/apercu', '/colonnes'])
      expect((await test.agent.get(`/rpe/imports/${id}${path}`)).status).toBe(404);
    for (const path of ['/importer', '/abandonner', '/colonnes', '/relancer'])
      expect((await test.agent.post(`/rpe/imports/${id}${path}`)).status).toBe(404);
    const far = (await test.reader.findOne(ChildRequest, { surname: 'Loin' }))!;
    const near = (await test.reader.findOne(ChildRequest, { surname: 'Pres' }))!;
    expect([far.deskId, near.deskId]).toEqual(['rpe', 'mairie-pouilloux']);
    const lines = await test.other.get(`/rpe/imports/${id}?resultat=toutes`);
    expect([lines.html.includes(far.id), lines.html.includes(near.id)]).toEqual([false, true]);
  });

  it('answers a form that holds something else with a sentence, and does nothing', async () => {
    await send(test.agent, LISTS[2]!);
    const id = batchOf(test.agent.url);
    for (const path of ['', `/${id}/colonnes`, `/${id}/importer`, `/${id}/abandonner`, `/${id}/relancer`]) {
      const answer = await test.agent.post(`/rpe/imports${path}`, { intrus: 'oui' });
      expect([path, answer.status, textOf(answer.html)]).toEqual([
        path,
        422,
        expect.stringContaining('Le champ « intrus » n’est pas attendu.'),
      ]);
    }
    expect(await test.reader.findOne(ImportBatch, { id })).toMatchObject({ state: 'draft', taken: 0 });
  });

  it('drops a list nobody wants, with its file', async () => {
    await send(test.agent, list('montceau.csv', 'Nom;Prénom;Naissance', 'JAMAIS;Ana;01/02/2026'));
    const id = batchOf(test.agent.url);
    expect(await test.reader.count(SealedFile, { ownerId: id })).toBe(1);
    const after = await test.agent.post(`/rpe/imports/${id}/abandonner`);
    expect(textOf(after.html)).toContain('La liste n’est pas importée ; son fichier est effacé.');
    expect([
      await test.reader.count(SealedFile, { ownerId: id }),
      await test.reader.count(ImportBatch, { id }),
    ]).toEqual([0, 0]);
  });
});

describe.each(DATABASES)('columns whose headers say nothing (%s)', (kind) => {
  let test: ImportWorld;
  const HEADER = 'Le petit;Famille de;Né;Joindre;Divers';
  const USES = {
    column0: 'childFirstName',
    column1: 'childSurname',
    column2: 'birthDate',
    column3: 'contact',
    column4: 'ignore',
    establishment: 'ma-71306',
  };
  beforeAll(async () => {
    test = await importWorld(kind);
  });
  afterAll(() => test.close());

  it('are asked with what they hold, and the answer is named when it is missing or said twice', async () => {
    const asked = await send(
      test.agent,
      list(
        'montceau.csv',
        HEADER,
        'Ana;ROUGE;01/02/2026;0611000001;cousine du maire',
        'Bob;VERT;02/02/2026;0611000002;',
      ),
    );
    expect(test.agent.url).toMatch(/\/colonnes$/);
    expect(textOf(asked.html)).toContain('Par exemple : ROUGE · VERT');
    const wrong = await test.agent.post(test.agent.url, { ...USES, column1: '', column2: 'childFirstName' });
    expect(wrong.status).toBe(422);
    expect(textOf(wrong.html)).toContain('Choisissez ce que contient la colonne « Famille de ».');
    expect(textOf(wrong.html)).toContain('« Né » et « Le petit » ne peuvent pas contenir la même chose');
    const noChild = await test.agent.post(test.agent.url, {
      ...USES,
      column0: 'note',
      column1: 'note',
      column2: 'note',
    });
    expect([noChild.status, textOf(noChild.html).includes('Dites quelle colonne donne le nom de l’enfant')]).toEqual([
      422,
      true,
    ]);
    expect((await test.agent.get(test.agent.url.replace('colonnes', 'apercu'))).status).toBe(200);
    expect(test.agent.url).toMatch(/\/colonnes$/);
  });

  it('are read as the person said, and remembered for the next list with these headers, at this desk', async () => {
    const preview = await test.agent.post(test.agent.url, USES);
    expect(test.agent.url).toMatch(/\/apercu$/);
    expect(textOf(preview.html)).toContain('Ana Rouge');
    await test.agent.post(test.agent.url.replace('apercu', 'importer'));
    await test.app.get(SqlQueueDriver).runDue();
    expect(await test.reader.findOne(ChildRequest, { surname: 'Rouge' })).toMatchObject({
      firstName: 'Ana',
      birthDate: '2026-02-01',
    });
    expect((await test.reader.findOne(ChildRequest, { surname: 'Rouge' }))!.deskNote ?? '').not.toContain('cousine');
    const next = await send(
      test.agent,
      list('montceau.csv', 'Divers;Né;Famille de;Le petit;Joindre', ';03/02/2026;BLEU;Cléo;0611000003'),
    );
    expect(test.agent.url).toMatch(/\/apercu$/);
    expect(textOf(next.html)).toContain('Cléo Bleu');
    await send(test.other, list('montceau.csv', HEADER, 'Dan;JAUNE;04/02/2026;0611000004;'));
    expect(test.other.url).toMatch(/\/colonnes$/);
  });

  it('are remembered for the command too', async () => {
    const report = await test.app
      .get(ListImport)
      .importFile('montceau.csv', csv(HEADER, 'Eva;NOIR;05/02/2026;0611000005;rien'));
    expect([report.counts.unreadable, report.unknownColumns]).toEqual([0, []]);
    expect(await test.reader.findOne(ChildRequest, { surname: 'Noir' })).toMatchObject({ firstName: 'Eva' });
  });
});

describe.each(DATABASES)('what is no list (%s)', (kind) => {
  let test: ImportWorld;
  beforeAll(async () => {
    test = await importWorld(kind);
  });
  afterAll(() => test.close());

  const zip = Buffer.from('504b0304140006000800000021', 'hex');
  it.each([
    ['no file', null, 'Choisissez le fichier de la liste.'],
    ['an empty file', { name: 'vide.csv', bytes: csv('') }, 'Ce fichier est vide.'],
    ['a file of blank lines', { name: 'blanc.csv', bytes: csv('', ' ', '') }, 'Ce fichier est vide.'],
    ['headers alone', { name: 'titres.csv', bytes: csv('Nom;Prénom;Naissance') }, 'il n’y a rien à importer'],
    ['an Excel file', { name: 'liste.xlsx', bytes: zip }, 'Ce classeur est abîmé ou incomplet.'],
    ['an archive', { name: 'liste.csv', bytes: zip }, 'Ce fichier est une archive, pas une liste.'],
    [
      'text with the name of a workbook',
      { name: 'liste.xlsx', bytes: csv('Nom;Prénom', 'ROUX;Zoé') },
      'n’en est pas un',
    ],
    [
      'an old Excel file',
      { name: 'liste.xls', bytes: Buffer.from('d0cf11e0a1b11ae1', 'hex') },
      'Ce fichier est d’un ancien format d’Office (« .xls »).',
    ],
    ['a PDF', { name: 'liste.pdf', bytes: Buffer.from('%PDF-1.7') }, 'Ce fichier est un document'],
    [
      'bytes that are no text',
      { name: 'liste.csv', bytes: Uint8Array.from({ length: 400 }, (_, index) => (index * 7) % 256) },
      'n’est pas du texte',
    ],
    ['one column', { name: 'noms.csv', bytes: csv('Nom', 'ROUX', 'PETIT') }, 'n’a qu’une colonne'],
    [
      'too many columns',
      {
        name: 'large.csv',
        bytes: csv(Array.from({ length: 80 }, (_, index) => `c${index}`).join(';'), 'x;'.repeat(79)),
      },
      'a 80 colonnes',
    ],
    [
      'too many rows',
      { name: 'longue.csv', bytes: csv('Nom;Prénom', ...Array.from({ length: 2001 }, (_, index) => `A${index};B`)) },
      'nous en prenons 2 000 à la fois',
    ],
    ['a huge file', { name: 'enorme.csv', bytes: Buffer.alloc(3 * 1024 * 1024, 'a;b\n') }, 'Ce fichier dépasse 2 Mo.'],
  ])('%s is refused with a sentence that says what to do', async (_what, file, sentence) => {
    const answer = await test.agent.upload('/rpe/imports', 'list', file);
    expect([answer.status, textOf(answer.html)]).toEqual([422, expect.stringContaining(sentence)]);
    expect(answer.html).toContain('href="#list"');
    expect([await test.reader.count(ImportBatch), await test.reader.count(SealedFile)]).toEqual([0, 0]);
  });

  it('quotes that are never closed are read line by line', async () => {
    const answer = await send(
      test.agent,
      list(
        'montceau.csv',
        'Nom;Prénom;Naissance;Tél;Ville',
        'ROUX;"Ana;01/02/2026;0655000001;Blanzy',
        'PETIT;Léo;02/02/2026;0655000002;Blanzy',
      ),
    );
    expect(textOf(answer.html)).toContain('2 lignes ont été lues');
  });

  // @asvs 5.1.1
  it('a file is taken by the form of lists alone, with its token', async () => {
    await test.agent.get('/rpe/imports');
    const forged = await test.agent.raw({
      method: 'POST',
      url: '/rpe/imports',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      payload:
        '--x\r\nContent-Disposition: form-data; name="list"; filename="a.csv"\r\n\r\nNom;Prenom\r\nA;B\r\n--x--\r\n',
    });
    expect(forged.statusCode).toBe(403);
    const elsewhere = await test.agent.upload('/rpe/saisie', 'list', LISTS[0]!);
    expect(elsewhere.status).toBe(415);
    const broken = await test.agent.raw({
      method: 'POST',
      url: '/rpe/imports',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      payload: '--x\r\nContent-Disposition: form-data',
    });
    expect(broken.statusCode).toBe(400);
    expect(
      (
        await test.agent.raw({
          method: 'POST',
          url: '/rpe/imports',
          headers: { 'content-type': 'multipart/form-data' },
          payload: 'x',
        })
      ).statusCode,
    ).toBeLessThan(500);
  });
});
