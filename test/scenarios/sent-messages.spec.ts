import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { Outbox } from '../../src/foundation/platform/outbox/index.js';
import { DATABASES } from '../support/app.js';
import { Browser, textOf } from '../support/browser.js';
import { OutboxWorld } from '../support/outbox.js';
import { PASSWORD, STAFF } from '../support/seed.js';

/** Rows of the first table: one cell after the other. */
const rowsOf = (html: string): string[][] =>
  [...(/<tbody[\s\S]*?<\/tbody>/.exec(html)?.[0] ?? '').matchAll(/<tr[\s\S]*?<\/tr>/g)].map(([row]) =>
    [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map((cell) => textOf(cell[1]!)),
  );
/** Figures of the second table, by the name of its line. */
const figuresOf = (html: string): Record<string, string[]> =>
  Object.fromEntries(rowsOf(html.slice(html.indexOf('</tbody>') + 8)).map(([name, ...figures]) => [name!, figures]));

describe.each(DATABASES)('what became of messages (%s)', (kind) => {
  let world: OutboxWorld;
  let refused: Awaited<ReturnType<OutboxWorld['family']>>;
  let unreached: Awaited<ReturnType<OutboxWorld['family']>>;
  const browsers = new Map<string, Browser>();
  const shown = async (who: string, path = '/messages') => (await browsers.get(who)!.get(path)).html;

  beforeAll(async () => {
    world = await OutboxWorld.open(kind);
    for (const who of ['agent', 'otherAgent', 'administrator', 'director']) {
      browsers.set(who, new Browser(world.test.app));
      await browsers.get(who)!.signIn(STAFF[who]!.email, PASSWORD);
    }
    await world.family();
    refused = await world.family();
    unreached = await world.family({ phone: '', addressLine: '3 rue X' });
    world.mails.refusals.set(refused.email, { code: 550, text: `5.1.1 <${refused.email}> no` });
    await world.runJobs();
    world.mails.refusals.set(unreached.email, { code: 550, text: '5.1.1 no' });
    const [message] = await world.messages(unreached.dossierId);
    world.clock.travelTo('2026-11-25T10:00:00.000Z');
    await world.test.app.get(Outbox).recordBounce(message!.id, '5.2.2');
  });
  afterAll(() => world.close());

  it('a desk sees by channel and state, and each failure with the number of its dossier and the way on', async () => {
    const html = await shown('agent');
    expect(figuresOf(html)).toMatchObject({
      'En attente d’envoi': ['0', '0', '0', '0'],
      'À imprimer, à dire': ['0', '0', '1', '0'],
      Remis: ['1', '1', '0', '0'],
      'Pas arrivés': ['2', '0', '0', '0'],
    });
    const rows = rowsOf(html);
    expect(rows.map(([what, , next, why]) => [what, why, next])).toEqual([
      [
        expect.stringMatching(/^Accusé de réception\s*E-mail$/),
        expect.stringMatching(/^Revenu après l’envoi\s*5\.2\.2$/),
        'renvoyé',
      ],
      [
        expect.stringMatching(/^Accusé de réception\s*E-mail$/),
        expect.stringMatching(/^Refusé à l’envoi\s*550 5\.1\.1$/),
        'renvoyé',
      ],
    ]);
    expect(html).toContain(`/rpe/demandes/${refused.requestId}`);
  });

  it('offers to send again what nothing replaced', async () => {
    const lost = await world.family({ phone: '' });
    await world.runJobs();
    const [message] = await world.messages(lost.dossierId);
    await world.test.app
      .get(UnitOfWork)
      .run((tx) =>
        tx.update(Message, { id: message!.id }, { state: 'failed', failure: 'bounced', failedAt: world.clock.now() }),
      );
    const link = `/rpe/demandes/${lost.requestId}/messages/${message!.id}`;
    expect(await shown('agent')).toContain(`href="${link}"`);
    expect((await browsers.get('agent')!.get(link)).status).toBe(200);
    expect(await shown('administrator')).not.toContain(link);
  });

  it('an administrator sees every one, and no family behind it', async () => {
    const html = await shown('administrator');
    expect(rowsOf(html)).toHaveLength(3);
    expect(html).not.toMatch(/\/rpe\/demandes|@exemple\.fr/);
    for (const { number } of await world.reader.sql<{ number: string }>('SELECT number FROM dossier'))
      expect(html).not.toContain(number);
  });

  it('another desk sees nothing of it, and who has no such task no page', async () => {
    const html = await shown('otherAgent');
    expect(textOf(html)).toContain('Aucun message n’a échoué.');
    expect((await browsers.get('director')!.get('/messages')).status).toBe(404);
  });

  it('says no address and no word of a message, to anybody', async () => {
    for (const who of ['agent', 'administrator'])
      expect(await shown(who)).not.toMatch(/@exemple\.fr|06 70|\+336|Famille[a-rt-z]\b|\/suivre\//);
  });

  it('goes on page after page, each failure once', async () => {
    const [message] = await world.messages(refused.dossierId);
    // Ids of one moment: the order goes on inside it.
    await world.test.app.get(UnitOfWork).run(async (tx) => {
      for (let n = 0; n < 120; n += 1) {
        const id = `0198c0de-0000-7000-8000-${String(n).padStart(12, '0')}`;
        await tx.insert(Message, { ...message!, id, failureCode: `code-${n}` });
      }
    });
    const seen: string[] = [];
    let html = await shown('agent');
    for (;;) {
      seen.push(...rowsOf(html).map(([, , , why]) => /code-\d+/.exec(why!)?.[0] ?? 'other'));
      const next = /href="(\/messages\?apres=[^"]+)" rel="next"/.exec(html)?.[1];
      if (!next) break;
      html = await shown('agent', next.replaceAll('&amp;', '&'));
    }
    expect(seen).toHaveLength(123);
    expect(new Set(seen.filter((one) => one !== 'other')).size).toBe(120);
    const wrong = await browsers.get('agent')!.get('/messages?apres=hier');
    expect([wrong.status, textOf(wrong.html)]).toEqual([
      422,
      expect.stringContaining('L’adresse de la suite de la liste n’est pas lisible'),
    ]);
  });

  it('is read without the body once the family is forgotten', async () => {
    await world.test.app.get(UnitOfWork).run((tx) => world.test.app.get(Outbox).emptyOf(tx, unreached.dossierId, []));
    expect(await shown('agent')).not.toContain(unreached.requestId);
  });
});
