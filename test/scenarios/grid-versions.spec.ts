import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, hiddenValue, textOf } from '../support/browser.js';
import { seedCommissions } from '../support/commission.js';
import { formOf } from '../support/form-fields.js';
import { PASSWORD, STAFF } from '../support/seed.js';
import { expectDatabaseToRefuse } from '../support/database-refusals.js';

interface Version {
  id: string;
  version: number;
  status: string;
  deliberation: string | null;
  in_force_from: string | null;
  retired_from: string | null;
}

const REFUSED = /never changed/;

describe.each(DATABASES)('versions of the criteria grid (%s)', (kind) => {
  let test: TestApp;
  let coordinator: Browser;
  const versions = () =>
    test.app
      .get(Reader)
      .sql<Version>(
        'SELECT id, version, status, deliberation, in_force_from, retired_from FROM criteria_grid ORDER BY version',
      );
  const audited = async (action: string) =>
    (
      await test.app
        .get(Reader)
        .sql<{ n: number }>('SELECT COUNT(*) AS n FROM audit_event WHERE action = :action', { action })
    ).map(({ n }) => Number(n))[0];
  let draft: string;
  const editor = () => `/grilles/${draft}/modifier`;
  /** Presses a button of the editor, with what the page shows and what was typed over it. */
  const press = async (act: string, typed: Record<string, string | string[]> = {}) =>
    coordinator.post(editor(), { ...formOf((await coordinator.get(editor())).html), ...typed, act });

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    coordinator = new Browser(test.app);
    await coordinator.signIn(STAFF['coordinator']!.email, PASSWORD);
  });
  afterAll(() => test.close());

  it('a new draft starts as a copy of the version in force', async () => {
    const list = await coordinator.get('/grilles');
    expect(textOf(list.html)).toContain('Version 1');
    const [first] = await versions();
    const copied = await coordinator.post(`/grilles/${first!.id}/brouillon`);
    draft = (await versions())[1]!.id;
    expect([copied.status, copied.url]).toEqual([200, editor()]);
    const text = textOf(copied.html);
    for (const said of [
      'Version 2',
      'Brouillon',
      'Rien ne manque',
      '1. Réside sur le territoire',
      '2.3. Aucun des deux parents ne travaille',
    ])
      expect(text).toContain(said);
    expect(await audited('grid.copy')).toBe(1);
  });

  it('each press saves, and says what is missing now, with a link to the field', async () => {
    await press('add', { add: 'bands:income' });
    await press('add', { add: 'unit:seniority' });
    await press('add', { add: 'range:vulnerability_expert' });
    const added = await press('add', { add: 'bonus:sibling_present' });
    const text = textOf(added.html);
    for (const said of [
      'Quotient familial : écrivez au moins une limite de la tranche',
      'Ancienneté de la demande : écrivez les points',
      'Fragilité évaluée par un professionnel : écrivez les deux bouts',
      'dites qui donne ces points',
    ])
      expect(text).toContain(said);
    expect(added.html).toContain('href="#items.8.bands.0.from"');
    expect(added.html).toContain('id="items.8.bands.0.from"');
    await press('band:items.8', { 'items.8.bands.0.to': '500', 'items.8.bands.0.points': '40' });
    const written = await press('save', {
      'items.8.bands.1.points': '-5',
      'items.9.points': '2',
      'items.9.cap': '24',
      'items.10.least': '10',
      'items.10.most': '100',
      'items.10.by': ['pmi', 'rpe'],
      'items.11.points': '15',
      'items.4.proof': 'yes',
      totalCap: '400',
      source: 'Grille du territoire 2027',
    });
    expect(textOf(written.html)).toContain('Rien ne manque');
    expect(hiddenValue(written.html, 'items.8.bands.1.from')).toBeUndefined();
    expect(formOf(written.html)).toMatchObject({
      'items.8.bands.1.from': '501',
      'items.8.bands.1.points': '-5',
      'items.10.by': ['rpe', 'pmi'],
      'items.4.proof': 'yes',
      totalCap: '400',
    });
  });

  it('what cannot be read is said beside its field, kept as typed, and not saved', async () => {
    const before = formOf((await coordinator.get(editor())).html);
    const wrong = await press('save', { 'items.0.points': 'cent', 'items.9.cap': '1,5', source: 'Autre nom' });
    expect(wrong.status).toBe(422);
    for (const said of [
      'Réside sur le territoire : écrivez un nombre entier',
      'Ancienneté de la demande : écrivez un nombre entier',
    ])
      expect(textOf(wrong.html)).toContain(said);
    expect(formOf(wrong.html)).toMatchObject({ 'items.0.points': 'cent', 'items.9.cap': '1,5', source: 'Autre nom' });
    expect(formOf((await coordinator.get(editor())).html)).toEqual(before);
    const nothing = await press('add', { add: '' });
    expect([nothing.status, textOf(nothing.html)]).toEqual([
      422,
      expect.stringContaining('Choisissez ce que vous ajoutez'),
    ]);
    await press('add', { add: 'flat:toString' });
    expect({ ...formOf((await coordinator.get(editor())).html), revision: before['revision'] }).toEqual(before);
  });

  it('lines move and go; a group holds cases, a shared cap holds lines together', async () => {
    await press('down:items.0');
    expect(formOf((await coordinator.get(editor())).html)['items.1.code']).toBe('resident');
    await press('up:items.1');
    await press('add:items.1', { 'items.1.add': 'flat:insertion_path' });
    await press('remove:items.1.options.3');
    await press('cap');
    const capped = await press('save', { 'caps.0.codes': ['child_handicap', 'relative_handicap'], 'caps.0.max': '40' });
    expect(textOf(capped.html)).toContain('Rien ne manque');
    expect(formOf(capped.html)).toMatchObject({
      'items.0.code': 'resident',
      'caps.0.codes': ['child_handicap', 'relative_handicap'],
      'caps.0.max': '40',
    });
  });

  it('two people on one draft: the second is told, with what was typed', async () => {
    const stale = formOf((await coordinator.get(editor())).html);
    await press('save', { source: 'Grille du territoire' });
    const late = await coordinator.post(editor(), { ...stale, source: 'La mienne', act: 'save' });
    expect([late.status, textOf(late.html), formOf(late.html)['source']]).toEqual([
      409,
      expect.stringContaining('Quelqu’un a modifié ce brouillon'),
      'La mienne',
    ]);
  });

  it('warns when one criterion decides alone, with what that means', async () => {
    const alone = await press('save', { 'items.0.points': '900' });
    expect(textOf(alone.html)).toMatch(
      /Un critère décide seul Réside sur le territoire : 900 points, quand tous les autres ensemble en donnent \d+ au plus/,
    );
    expect(textOf(alone.html)).toContain('329076');
    const mended = await press('save', { 'items.0.points': '100' });
    expect(textOf(mended.html)).not.toContain('décide seul');
  });

  it('compares two versions side by side', async () => {
    const [first] = await versions();
    const compared = await coordinator.get(`/grilles/comparer?avant=${first!.id}&apres=${draft}`);
    const text = textOf(compared.html);
    for (const said of [
      'jusqu’à 500 € : 40 points · 501 € et plus : -5 points',
      '2 points par mois depuis la demande, 24 points au plus',
      'de 10 à 100 points',
      '15 points dans cet établissement seulement',
      'Plafond du total',
      'Ajouté',
      'Modifié',
      'Ce qui ne change pas',
    ])
      expect(text).toContain(said);
    const back = await coordinator.get(`/grilles/comparer?avant=${draft}&apres=${first!.id}`);
    expect(textOf(back.html)).toContain('Retiré');
    expect((await coordinator.get('/grilles/comparer?avant=x&apres=y')).status).toBe(404);
  });

  it('is put in force with a deliberation and a date; the former is retired that day', async () => {
    const path = `/grilles/${draft}/en-vigueur`;
    const revision = hiddenValue((await coordinator.get(path)).html, 'revision')!;
    const empty = await coordinator.post(path, { revision });
    expect(empty.status).toBe(422);
    for (const said of [
      'Donnez le numéro de la délibération',
      'Donnez la date de la délibération',
      'Donnez la date à partir de laquelle',
    ])
      expect(textOf(empty.html)).toContain(said);
    const day = (name: string, [year, month, date]: string[]) => ({
      [`${name}Year`]: year!,
      [`${name}Month`]: month!,
      [`${name}Day`]: date!,
    });
    const send = (voted: string, from: string) =>
      coordinator.post(path, {
        revision,
        deliberation: '2026-112',
        ...day('voted', voted.split('-')),
        ...day('from', from.split('-')),
      });
    for (const [voted, from, said] of [
      ['2026-10-01', '2026-11-01', 'après coup'],
      ['2027-02-01', '2027-01-01', 'doit précéder'],
    ] as const) {
      const refused = await send(voted, from);
      expect([refused.status, textOf(refused.html)]).toEqual([422, expect.stringContaining(said)]);
    }
    const done = await send('2026-11-20', '2026-11-24');
    expect([done.status, done.url]).toEqual([200, `/grilles/${draft}`]);
    expect((await versions()).map((row) => [row.status, row.in_force_from, row.retired_from])).toEqual([
      ['in_force', '2026-11-24', '2026-11-24'],
      ['in_force', '2026-11-24', null],
    ]);
    expect(await audited('grid.putInForce')).toBe(1);
    expect(textOf((await coordinator.get('/grilles')).html)).toMatch(
      /Version 2 Grille du territoire En vigueur 24 novembre 2026 2026-112 20 novembre 2026/,
    );
  });

  it('is then published with its bands, caps, bonuses and points taken away', async () => {
    const text = textOf((await new Browser(test.app).get('/comment-ca-marche')).html);
    for (const said of [
      'jusqu’à 500 € : 40 points · 501 € et plus : -5 points',
      '24 points au plus',
      'retire des points',
      'ne comptent que dans un établissement',
      'Ensemble, ces critères donnent au plus 40 points',
      'Le total ne dépasse jamais 400 points',
      'un justificatif sera demandé',
      'délibération 2026-112',
      'ce que le guichet a noté',
    ])
      expect(text).toContain(said);
    expect(text).not.toContain('celle d’une autre ville');
  });

  it('never changes again: not by a page, not by a statement', async () => {
    const refused = await coordinator.post(editor(), { source: 'x', act: 'save', revision: '9' });
    expect([refused.status, textOf(refused.html)]).toEqual([422, expect.stringContaining('elle ne change plus')]);
    const write = (sql: string) => test.app.get(UnitOfWork).run((tx) => tx.write(sql, { id: draft }));
    for (const change of [
      `content = '{}'`,
      `status = 'draft'`,
      `deliberation = 'x'`,
      `in_force_from = '2020-01-01'`,
      'version = 7',
    ]) {
      await expectDatabaseToRefuse(write(`UPDATE criteria_grid SET ${change} WHERE id = :id RETURNING id`), REFUSED);
    }
    await expectDatabaseToRefuse(write('DELETE FROM criteria_grid WHERE id = :id RETURNING id'), REFUSED);
  });

  it('a draft can be deleted, and put in force only when nothing is missing; a later date counts from that day', async () => {
    const copied = await coordinator.post(`/grilles/${draft}/brouillon`);
    const next = copied.url.split('/')[2]!;
    draft = next;
    await press('add', { add: 'flat:adoption' });
    const blocked = await coordinator.get(`/grilles/${next}/en-vigueur`);
    expect([
      textOf(blocked.html).includes('Corrigez d’abord le brouillon'),
      blocked.html.includes('name="deliberation"'),
    ]).toEqual([true, false]);
    const forced = await coordinator.post(`/grilles/${next}/en-vigueur`, {
      revision: formOf((await coordinator.get(editor())).html)['revision'] as string,
      deliberation: '1',
      votedYear: '2026',
      votedMonth: '11',
      votedDay: '20',
      fromYear: '2027',
      fromMonth: '1',
      fromDay: '1',
    });
    expect(forced.status).toBe(422);
    await press('save', { 'items.12.points': '5' });
    await coordinator.post(`/grilles/${next}/en-vigueur`, {
      revision: formOf((await coordinator.get(editor())).html)['revision'] as string,
      deliberation: '2026-130',
      votedYear: '2026',
      votedMonth: '11',
      votedDay: '23',
      fromYear: '2027',
      fromMonth: '1',
      fromDay: '1',
    });
    expect((await versions()).map((row) => row.retired_from)).toEqual(['2026-11-24', '2027-01-01', null]);
    expect(textOf((await coordinator.get('/grilles')).html)).toContain('Votée, à venir');
    expect(textOf((await new Browser(test.app).get('/comment-ca-marche')).html)).toContain(
      'Grille en vigueur, version 2',
    );
    const again = await coordinator.post(`/grilles/${next}/brouillon`);
    const last = again.url.split('/')[2]!;
    await coordinator.post(`/grilles/${last}/supprimer`, { revision: 1 });
    expect((await versions()).length).toBe(3);
  });
});
