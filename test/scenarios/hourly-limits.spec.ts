import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { HourlyLimits } from '../../src/dossier/dossier/intake/hourly-limits.js';
import { Dossier, Draft } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { Conflict, refuse } from '../../src/foundation/kernel/refusal.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { deposit, depositBody, newClient } from '../support/api.js';
import { DATABASES } from '../support/app.js';
import { hiddenValue, textOf, type Answer } from '../support/browser.js';
import { OutboxWorld } from '../support/outbox.js';
import { ADULT, BORN, HOUSEHOLD, Parent } from '../support/parent.js';
import { PASSWORD, STAFF } from '../support/seed.js';

type Asked = Exclude<Parameters<NestFastifyApplication['inject']>[0], string>;

describe.each(DATABASES)('what one network, one portal and one address may cause in an hour (%s)', (kind) => {
  let world: OutboxWorld;
  let families = 0;
  beforeAll(async () => {
    world = await OutboxWorld.open(kind, {
      DRAFTS_AN_HOUR: '3',
      DEPOSITS_AN_HOUR: '2',
      API_DEPOSITS_AN_HOUR: '2',
      RECEIPTS_AN_HOUR: '2',
    });
  });
  afterAll(() => world.close());

  /** The application as it is seen from this address. */
  const from = (remoteAddress: string): Pick<NestFastifyApplication, 'inject' | 'get'> => ({
    get: world.test.app.get.bind(world.test.app),
    inject: ((asked: Asked) => world.test.app.inject({ ...asked, remoteAddress })) as NestFastifyApplication['inject'],
  });
  const begun = async (address: string, language?: string): Promise<Parent> => {
    const parent = new Parent(from(address), language);
    await parent.start();
    return parent;
  };
  const drafts = (): Promise<number> => world.reader.count(Draft);
  const retryOf = ({ headers }: Answer): number =>
    (Date.parse(String(headers['retry-after'])) - Date.parse(world.clock.now())) / 60_000;
  /** A whole dossier of another family each time, ready to be sent. */
  const ready = async (address: string, email?: string): Promise<Parent> => {
    const n = (families += 1);
    const surname = `Limite${String.fromCharCode(96 + n)}`;
    const parent = await begun(address);
    await parent.family({
      ...ADULT,
      surname,
      email: email ?? `limite${n}@exemple.fr`,
      phone: `06 81 00 00 ${String(n).padStart(2, '0')}`,
    });
    await parent.child(1, { ...BORN, firstName: `Bébé${surname}`, surname });
    return parent;
  };

  describe('drafts', () => {
    it('of a subscriber who has thousands of networks are counted together', async () => {
      const tries = [];
      for (let nth = 0; nth < 13; nth += 1)
        tries.push((await (await begun(`2001:db8:77:${nth}::1`)).fill('responsable/1', ADULT)).status);
      expect(tries).toEqual([...Array<number>(12).fill(200), 429]);
      expect((await (await begun('2001:db8:78:1::1')).fill('responsable/1', ADULT)).status).toBe(200);
    });

    it('beyond the limit keep what was typed, and say when and whom to ask', async () => {
      for (let times = 0; times < 3; times += 1)
        expect((await (await begun('192.0.2.1')).fill('responsable/1', ADULT)).status).toBe(200);
      const parent = await begun('192.0.2.1');
      const before = await drafts();
      const refused = await parent.fill('responsable/1', ADULT);
      expect([refused.status, Math.round(retryOf(refused))]).toEqual([429, 60]);
      for (const kept of ['value="Ferreira"', 'value="3 rue des Écoles"']) expect(refused.html).toContain(kept);
      expect(textOf(refused.html)).toMatch(
        /Rien de ce que vous avez écrit n’est perdu : enregistrez de nouveau dans 60 minutes, ou appelez le guichet au \d\d /,
      );
      expect((await parent.fill('voeux/1', { action: 'add:ma-71306' })).status).toBe(429);
      for (const what of ['adult', 'child']) {
        const { status, html } = await parent.part('ajouter', { what });
        // The page of steps again, with its buttons: an error page would say nothing of what is kept.
        expect([status, textOf(html), html.includes(`action="${parent.draft}/ajouter"`)]).toEqual([
          429,
          expect.stringContaining('enregistrez de nouveau dans 60 minutes'),
          true,
        ]);
      }
      expect(textOf((await (await begun('192.0.2.1', 'en')).fill('foyer', HOUSEHOLD)).html)).toContain(
        'Nothing you have written is lost: save again in 60 minutes',
      );
      expect(await drafts()).toBe(before);
      // Another network, and the counter, begin as before; what is begun goes on.
      expect((await (await begun('192.0.2.2')).fill('foyer', HOUSEHOLD)).status).toBe(200);
      const agent = new Parent(from('192.0.2.1'));
      await agent.browser.signIn(STAFF['agent']!.email, PASSWORD);
      for (let times = 0; times < 4; times += 1) {
        await agent.start();
        expect((await agent.fill('foyer', HOUSEHOLD)).status).toBe(200);
      }
      await world.wait(1);
      expect((await parent.fill('responsable/1', ADULT)).status).toBe(200);
      expect((await parent.fill('foyer', HOUSEHOLD)).status).toBe(200);
    });

    // @asvs 2.3.2 2.4.1
    it('of many at once, as many are written as are allowed', async () => {
      const parents = await Promise.all(Array.from({ length: 12 }, () => begun('2001:db8::1')));
      const before = await drafts();
      const answers = await Promise.all(parents.map((parent) => parent.fill('foyer', HOUSEHOLD)));
      expect(answers.map(({ status }) => status).sort()).toEqual([
        ...Array.from({ length: 3 }, () => 200),
        ...Array.from({ length: 9 }, () => 429),
      ]);
      expect(await drafts()).toBe(before + 3);
    });

    it('pressed twice counts once', async () => {
      const parent = await begun('192.0.2.3');
      const shown = await parent.browser.get(`${parent.draft}/foyer`);
      const again = await Promise.all(
        [1, 2].map(() =>
          parent.browser.post(`${parent.draft}/foyer`, {
            version: /name="version" value="(\d+)"/.exec(shown.html)![1]!,
            ...HOUSEHOLD,
          }),
        ),
      );
      expect(again.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(
        (await Promise.all([1, 2, 3].map(async () => (await begun('192.0.2.3')).fill('foyer', HOUSEHOLD))))
          .map(({ status }) => status)
          .sort(),
      ).toEqual([200, 200, 429]);
    });
  });

  describe('dossiers', () => {
    it('beyond the limit wait on the check page, and leave from there', async () => {
      for (let times = 0; times < 2; times += 1)
        expect(textOf((await (await ready('192.0.2.4')).send()).html)).toContain('Votre dossier est bien reçu');
      const parent = await ready('192.0.2.4');
      const before = await world.reader.count(Dossier);
      const refused = await parent.send();
      expect([
        refused.status,
        retryOf(refused) > 55,
        refused.html.includes(`action="${parent.draft}/envoyer"`),
      ]).toEqual([429, true, true]);
      for (const said of [
        'le vôtre n’est pas encore parti',
        'Rien n’est perdu',
        'appelez le guichet au',
        '3 rue des Écoles',
      ])
        expect(textOf(refused.html)).toContain(said);
      expect(await world.reader.count(Dossier)).toBe(before);
      await world.wait(1);
      expect(textOf((await parent.send()).html)).toContain('Votre dossier est bien reçu');
      expect(await world.reader.count(Dossier)).toBe(before + 1);
    });

    it('the last one that is allowed, pressed twice at once, ends on its receipt both times', async () => {
      expect((await (await ready('192.0.2.14')).send()).status).toBe(200);
      const parent = await ready('192.0.2.14');
      const shown = await parent.browser.get(`${parent.draft}/verifier`);
      const fields = { version: hiddenValue(shown.html, 'version')! };
      const before = await world.reader.count(Dossier);
      const answers = await Promise.all([1, 2, 3].map(() => parent.press(`${parent.draft}/envoyer`, fields)));
      expect(answers.map(({ headers }) => headers.location)).toEqual(answers.map(() => `${parent.draft}/recu`));
      expect(await world.reader.count(Dossier)).toBe(before + 1);
      // It was one deposit, and the last: another family's waits.
      expect((await (await ready('192.0.2.14')).send()).status).toBe(429);
    });

    it('count once when the press that was not counted is the one that sends', async () => {
      const address = '192.0.2.15';
      expect((await (await ready(address)).send()).status).toBe(200);
      const parent = await ready(address);
      const shown = await parent.browser.get(`${parent.draft}/verifier`);
      const draft = (await world.reader.findOne(Draft, { id: parent.draft.split('/')[2]! }))!;
      await expect(
        world.test.app.get(HourlyLimits).limitSending(address, draft, async () => {
          await parent.press(`${parent.draft}/envoyer`, { version: hiddenValue(shown.html, 'version')! });
          throw new Conflict(refuse('draft.alreadySent'));
        }),
      ).rejects.toThrow(Conflict);
      expect((await world.reader.findOne(Draft, { id: draft.id }))!.dossierId).not.toBeNull();
      expect((await (await ready(address)).send()).status).toBe(429);
    });

    it('that are incomplete, or sent twice, count for nothing more', async () => {
      const empty = await begun('192.0.2.5');
      for (let times = 0; times < 3; times += 1) expect((await empty.send()).status).toBe(422);
      const parent = await ready('192.0.2.5');
      expect((await parent.send()).status).toBe(200);
      expect((await parent.browser.post(`${parent.draft}/envoyer`, { version: '9' })).status).toBe(200);
      expect(textOf((await (await ready('192.0.2.5')).send()).html)).toContain('Votre dossier est bien reçu');
    });
  });

  // @asvs 2.4.1
  it('a portal’s dossiers: a problem document says so, and an answer given once more costs nothing', async () => {
    const { app } = world.test;
    const [token, other] = [await newClient(app), await newClient(app, 'Autre portail')];
    const first = await deposit(app, token, 'hourly-key-1', depositBody(901));
    expect(first.statusCode).toBe(201);
    for (let times = 0; times < 3; times += 1)
      expect((await deposit(app, token, 'hourly-key-1', depositBody(901))).json()).toEqual(first.json());
    expect((await deposit(app, token, 'hourly-key-2', depositBody(902))).statusCode).toBe(201);
    const refused = await deposit(app, token, 'hourly-key-3', depositBody(903));
    expect([refused.statusCode, refused.headers['content-type'], refused.headers['retry-after'] !== undefined]).toEqual(
      [429, expect.stringContaining('application/problem+json'), true],
    );
    expect(refused.json<{ detail: string }>().detail).toContain('Ce portail a déposé 2 dossiers en une heure');
    expect((await deposit(app, token, 'hourly-key-1', depositBody(901))).json()).toEqual(first.json());
    expect((await deposit(app, other, 'hourly-key-3', depositBody(904))).statusCode).toBe(201);
    await world.wait(1);
    // The same key: nothing was kept of the refusal.
    expect((await deposit(app, token, 'hourly-key-3', depositBody(903))).statusCode).toBe(201);
  });

  it('receipts to one address leave a few an hour, and all of them leave', async () => {
    const receipts = (recipient: string, state: 'handed_over' | 'waiting'): Promise<number> =>
      world.reader.count(Message, { recipient, state, kind: 'receipt' });
    const [victim, other] = ['victime@exemple.fr', 'autre@exemple.fr'];
    for (let times = 0; times < 5; times += 1) await (await ready(`198.51.100.${times}`, victim)).send();
    await (await ready('198.51.100.9', other)).send();
    await world.runJobs();
    expect([
      await receipts(victim, 'handed_over'),
      await receipts(victim, 'waiting'),
      await receipts(other, 'handed_over'),
    ]).toEqual([2, 3, 1]);
    // The sink has one more: the notice of arrivals for a known family, which is told once.
    expect(world.mails.to(victim)).toHaveLength(3);
    await world.wait(1);
    expect([await receipts(victim, 'handed_over'), await receipts(victim, 'waiting')]).toEqual([4, 1]);
    await world.wait(1);
    expect([await receipts(victim, 'handed_over'), await receipts(victim, 'waiting')]).toEqual([5, 0]);
    expect(world.mails.to(victim)).toHaveLength(6);
  });
});
