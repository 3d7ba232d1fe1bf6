import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Draft, FamilySession } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { DATABASES } from '../support/app.js';
import { Browser, hiddenValue, textOf } from '../support/browser.js';
import { OutboxWorld } from '../support/outbox.js';
import { ADULT, BORN, Parent } from '../support/parent.js';

describe.each(DATABASES)('a link to a draft (%s)', (kind) => {
  let world: OutboxWorld;
  beforeAll(async () => {
    world = await OutboxWorld.open(kind, { MESSAGES_AN_HOUR: '3' });
  });
  afterAll(() => world.close());

  const mailed = async (email: string): Promise<string[]> => {
    await world.runJobs();
    return world.mails.to(email).map(({ mail }) => new URL(/https?:\/\/\S+/.exec(mail.text!)![0]).pathname);
  };
  const shownLink = (html: string): string => /\/dossier\/reprendre\/[\w-]{43}/.exec(html)![0];
  const isOpen = async (browser: Browser, parent: Parent): Promise<boolean> =>
    (await browser.get(parent.draft)).url === parent.draft;
  const started = async (email: string): Promise<Parent> => {
    const parent = new Parent(world.test.app);
    await parent.start();
    await parent.fill('responsable/1', { ...ADULT, email });
    return parent;
  };
  const later = (parent: Parent) =>
    parent.browser.get(parent.draft).then(() => parent.browser.post(`${parent.draft}/plus-tard`));

  it('opens once, by a press, on a page that says where it was sent', async () => {
    const parent = await started('nadia.un@exemple.fr');
    const left = await later(parent);
    expect([
      left.html.includes('/dossier/reprendre/'),
      textOf(left.html).includes('Nous envoyons un lien à nadia.un@exemple.fr'),
    ]).toEqual([false, true]);
    const [link] = await mailed('nadia.un@exemple.fr');
    const phone = new Browser(world.test.app);
    // A program that reads mails first spends nothing.
    for (let reads = 0; reads < 3; reads += 1)
      expect(textOf((await phone.get(link!)).html)).toContain('Ce lien a été envoyé à n…n@exemple.fr');
    expect(await isOpen(phone, parent)).toBe(false);
    await phone.get(link!);
    expect((await phone.post(link!)).url).toBe(parent.draft);
    // There it leads on; elsewhere it has ended.
    expect((await phone.get(link!)).url).toBe(parent.draft);
    const second = new Browser(world.test.app);
    const ended = await second.get(link!);
    expect(textOf(ended.html)).toContain('Il ne sert plus');
    expect((await second.post(link!)).url).toBe(link);
    expect(await isOpen(second, parent)).toBe(false);
    // Whoever has it gets a new one where it went, and nowhere else.
    expect(textOf((await second.post(`${link}/nouveau`)).html)).toContain(
      'Nous envoyons un lien à nadia.un@exemple.fr',
    );
    const [, next] = await mailed('nadia.un@exemple.fr');
    await second.get(next!);
    expect((await second.post(next!)).url).toBe(parent.draft);
    expect(await Promise.all([parent.browser, phone, second].map((browser) => isOpen(browser, parent)))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('of two presses at once, one opens', async () => {
    const parent = await started('nadia.deux@exemple.fr');
    await later(parent);
    const [link] = await mailed('nadia.deux@exemple.fr');
    const browsers = [new Browser(world.test.app), new Browser(world.test.app), new Browser(world.test.app)];
    for (const browser of browsers) await browser.get(link!);
    const opened = await Promise.all(browsers.map((browser) => browser.post(link!)));
    expect(opened.filter(({ url }) => url === parent.draft)).toHaveLength(1);
  });

  it('that was planted shows its planter nothing once the family writes its own address', async () => {
    const planter = new Parent(world.test.app);
    await planter.start();
    const shown = shownLink((await planter.fill('responsable/1', { firstName: 'Piège', later: 'yes' })).html);
    const spare = shownLink((await later(planter)).html);
    const family = new Parent(world.test.app);
    const page = textOf((await family.browser.get(shown)).html);
    for (const said of [
      'à la personne qui a commencé ce dossier',
      'Ce dossier est aussi ouvert sur un autre appareil',
      'Vous n’avez pas commencé ce dossier ?',
    ])
      expect(page).toContain(said);
    await family.browser.post(shown);
    family.draft = planter.draft;
    await family.fill('responsable/1', { ...ADULT, email: 'vraie.famille@exemple.fr' });
    expect([await isOpen(planter.browser, planter), await isOpen(family.browser, family)]).toEqual([false, true]);
    const again = new Browser(world.test.app);
    await again.get(spare);
    await again.post(spare);
    expect(await isOpen(again, planter)).toBe(false);
    expect((await again.post(`${spare}/nouveau`)).url).toBe(spare);
    // Nor does a link that was on its way to the planter when the address changed.
    const late = await started('piege@exemple.fr');
    await later(late);
    await late.fill('responsable/1', { ...ADULT, email: 'vraie.famille@exemple.fr' });
    const [sent] = await mailed('piege@exemple.fr');
    const thief = new Browser(world.test.app);
    await thief.get(sent!);
    await thief.post(sent!);
    expect(await isOpen(thief, late)).toBe(false);
  });

  /** A browser elsewhere that has the cookies of another one: what a planter keeps of what it planted. */
  const plantedIn = (browser: Browser, remoteAddress: string): Browser => {
    const { app } = world.test;
    const copy = new Browser({ inject: ((asked: InjectOptions) => app.inject({ remoteAddress, ...asked })) as never });
    for (const [name, value] of browser.jar) copy.setCookie(name, value);
    return copy;
  };

  it('that was planted as a cookie shows its planter no child that the family typed', async () => {
    const family = await started('piege.cookie@exemple.fr');
    const planter = plantedIn(family.browser, '198.51.100.7');
    const neighbour = plantedIn(family.browser, '127.0.0.1');
    expect(await isOpen(planter, family)).toBe(true);
    const before = await family.browser.get(`${family.draft}/enfant/1`);
    await family.fill('enfant/1', BORN);
    expect([await isOpen(planter, family), await isOpen(family.browser, family)]).toEqual([false, true]);
    // An answer may be lost on its way: for some minutes the old cookie opens the draft from the same network.
    expect(await isOpen(neighbour, family)).toBe(true);
    await world.test.app
      .get(UnitOfWork)
      .run((tx) =>
        tx.update(
          FamilySession,
          { draftId: family.draft.split('/').at(-1)! },
          { turnedAt: '2026-01-01T00:00:00.000Z' },
        ),
      );
    expect([await isOpen(neighbour, family), await isOpen(family.browser, family)]).toEqual([false, true]);
    // A page that was open before is still sent, as a family does that goes back.
    const version = hiddenValue((await family.browser.get(`${family.draft}/enfant/1`)).html, 'version')!;
    const again = await family.press(
      `${family.draft}/enfant/1`,
      { ...BORN, firstName: 'Albane', version },
      hiddenValue(before.html, '_csrf'),
    );
    expect(again.statusCode).toBe(303);
  });

  it('asks for the date of a child once the draft names one, five times at most', async () => {
    const parent = await started('nadia.cinq@exemple.fr');
    await parent.fill('enfant/1', BORN);
    await later(parent);
    const [link] = await mailed('nadia.cinq@exemple.fr');
    const thief = new Browser(world.test.app);
    expect(textOf((await thief.get(link!)).html)).toContain('Date de naissance d’un enfant du dossier');
    for (const [wrong, said] of [
      [{}, 'Écrivez la date de naissance d’un enfant du dossier'],
      [{ dateDay: '40', dateMonth: '3', dateYear: '2026' }, 'Écrivez la date de naissance d’un enfant du dossier'],
      [{ dateDay: '12', dateMonth: '3', dateYear: '2026' }, 'Il vous reste 4 essais'],
      [{ dateDay: '13', dateMonth: '3', dateYear: '2026' }, 'Il vous reste 3 essais'],
    ] as const) {
      const refused = await thief.post(link!, wrong);
      expect([refused.status, textOf(refused.html).includes(said)]).toEqual([422, true]);
    }
    const phone = new Browser(world.test.app);
    await phone.get(link!);
    expect((await phone.post(link!, { dateDay: '11', dateMonth: '3', dateYear: '2026' })).url).toBe(parent.draft);
    // Another link has no tries of its own.
    await later(parent);
    const [, next] = await mailed('nadia.cinq@exemple.fr');
    await thief.get(next!);
    for (let day = 14; day < 17; day += 1)
      await thief.post(next!, { dateDay: String(day), dateMonth: '3', dateYear: '2026' });
    expect(textOf((await thief.get(next!)).html)).toContain('trop de dates fausses ont été essayées');
    expect((await thief.post(next!, { dateDay: '11', dateMonth: '3', dateYear: '2026' })).url).toBe(next);
    expect([await isOpen(thief, parent), await isOpen(phone, parent)]).toEqual([false, true]);
    expect((await thief.post(`${next}/nouveau`)).url).toBe(next);
    // The family, which has the draft open, is not shut out by who tried: its next link opens, the earlier ones do not.
    await phone.get(parent.draft);
    await phone.post(`${parent.draft}/plus-tard`);
    const [, , own] = await mailed('nadia.cinq@exemple.fr');
    const table = new Browser(world.test.app);
    await table.get(own!);
    expect((await table.post(own!, { dateDay: '11', dateMonth: '3', dateYear: '2026' })).url).toBe(parent.draft);
    await thief.get(next!);
    expect((await thief.post(next!, { dateDay: '11', dateMonth: '3', dateYear: '2026' })).url).toBe(next);
  });

  it('closes the other browsers when asked to', async () => {
    const parent = await started('nadia.trois@exemple.fr');
    await later(parent);
    const [link] = await mailed('nadia.trois@exemple.fr');
    const phone = new Browser(world.test.app);
    await phone.get(link!);
    await phone.post(link!, { alone: 'yes' });
    expect([await isOpen(phone, parent), await isOpen(parent.browser, parent)]).toEqual([true, false]);
  });

  it('asked for too often is never a closed door: the page says where the last one went', async () => {
    const parent = await started('nadia.quatre@exemple.fr');
    for (let times = 0; times < 3; times += 1)
      expect(textOf((await later(parent)).html)).toContain('Nous envoyons un lien');
    expect(await mailed('nadia.quatre@exemple.fr')).toHaveLength(3);
    const fourth = await later(parent);
    expect([fourth.status, textOf(fourth.html)]).toEqual([
      200,
      expect.stringContaining('Le dernier est parti à n…e@exemple.fr, le'),
    ]);
    expect(await mailed('nadia.quatre@exemple.fr')).toHaveLength(3);
    // Nor does another draft send more to that address.
    const other = await started('nadia.quatre@exemple.fr');
    expect(textOf((await later(other)).html)).toContain('Plusieurs liens viennent de partir à n…e@exemple.fr');
    await world.wait(1);
    expect(textOf((await later(parent)).html)).toContain('Nous envoyons un lien');
    expect(await world.reader.count(Message, { recipient: 'nadia.quatre@exemple.fr' })).toBe(4);
    expect(await world.reader.count(Draft, {})).toBeGreaterThan(4);
  });
});
