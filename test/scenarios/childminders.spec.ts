import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { Childminder } from '../../src/places/childminders/persistence/childminders.entities.js';
import { jobType } from '../../src/foundation/kernel/job-type.js';
import { Queue } from '../../src/foundation/platform/queue/index.js';
import { Provider, ProviderChange } from '../../src/offer/supply/persistence/supply.entities.js';
import { DATABASES } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { outboxOf, runDueJobs } from '../support/kept.js';
import { linkOf } from '../support/links.js';
import { dayFields, expectRefusal, type Page } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { PlacementWorld } from '../support/placement-world.js';

const CIRY = '71132';
const [NOW, TODAY] = ['2027-02-03T09:00:00.000Z', '2027-02-03'];
const EVERY_DAY = jobType('childminders.every-day');
/** One free place on each morning from Monday to Friday, in the order of the fields: mornings and afternoons in turn. */
const MORNINGS = ['1', '', '1', '', '1', '', '1', '', '1', '', '', ''];
const THANKS = 'Merci, c’est enregistré.';

describe.each(DATABASES)('childminders (%s)', (kind) => {
  let world: PlacementWorld;
  let agent: Browser;
  let nth = 0;

  const adds = async (fields: Record<string, string> = {}): Promise<Page> => {
    nth += 1;
    const page = await agent.opens((await agent.opens('/assistantes-maternelles')).link('Ajouter').href);
    return agent.presses(page.button('Ajouter'), {
      name: `Martine Durand ${nth}`,
      commune: CIRY,
      capacity: '3',
      email: `martine${nth}@exemple.fr`,
      phone: '06 11 22 33 44',
      address: '4 rue des Lilas, 71420 Ciry-le-Noble',
      ...fields,
    });
  };
  /** A childminder with a record. @returns the address of her page at the desk */
  const recorded = async (fields: Record<string, string | string[]> = {}): Promise<string> => {
    const page = await adds();
    const saved = await agent.presses(page.button('Enregistrer'), {
      channel: 'email',
      ...dayFields('toldOn', TODAY),
      ...fields,
    });
    return saved.url.split('?')[0]!;
  };
  const idOf = (url: string): string => url.split('/').at(-1)!;
  const asksNow = async (url: string): Promise<string> => {
    await agent.presses((await agent.opens(url)).button('Lui envoyer son lien'));
    const [latest] = (await outboxOf(world.app, { opens: `childminder:${idOf(url)}` })).slice(-1);
    return (await linkOf(world.app, latest!)).pathname;
  };
  const runsTheDay = async (): Promise<void> => {
    await world.run((tx) => world.app.get(Queue).plan(tx, EVERY_DAY, {}, { at: world.clock.now(), key: EVERY_DAY }));
    await runDueJobs(world.app);
  };
  const askedOf = async (url: string): Promise<number> =>
    (await outboxOf(world.app, { opens: `childminder:${idOf(url)}`, kind: 'childminder-ask' })).length;
  const says = async (browser: Browser, link: string, seats: readonly string[], from = TODAY): Promise<Page> =>
    browser.presses((await browser.opens(link)).button('Enregistrer les disponibilités'), {
      'seats[]': [...seats],
      ...dayFields('from', from),
    });

  beforeAll(async () => {
    world = await PlacementWorld.open(kind, NOW);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    world.clock.travelTo(NOW);
    agent = await signedIn(world.app, 'agent');
  });

  it('the desk adds one, records her agreement, finds her by name and state; the history keeps each change', async () => {
    const page = await adds();
    expect(page.text).toContain('Notez maintenant son agrément');
    const saved = await agent.presses(page.button('Enregistrer'), {
      ...dayFields('agreementFrom', '2022-06-01'),
      ...dayFields('agreementTo', '2027-05-31'),
      age1From: '0',
      age1To: '18',
      age1Places: '1',
      birthYear: '1970',
      channel: 'email',
      shown: ['phone'],
      ...dayFields('toldOn', TODAY),
    });
    for (const said of ['1 enfant de 0 à 18 mois', 'À renouveler', 'Avec son accord : son téléphone', '1970'])
      expect(saved.text).toContain(said);
    const found = await agent.opens(`/assistantes-maternelles?texte=durand+${nth}&etat=to_renew`);
    expect(found.hasLinkTo(saved.url.split('?')[0]!)).toBe(true);
    const history = await agent.opens(saved.link('Historique').href);
    expect(history.text).toContain('Places par âge : 1 enfant de 0 à 18 mois (avant : rien)');
    expect(history.text).not.toContain('1970');
  });

  it('what does not fit is refused beside its field and kept', async () => {
    const empty = await adds({ name: '', capacity: '' });
    expect([empty.status, Object.keys(empty.errors).sort()]).toEqual([422, ['capacity', 'name']]);
    const facts = `${await recorded()}/fiche`;
    const refused = await agent.presses((await agent.opens(facts)).button('Enregistrer'), {
      age1From: '0',
      age1To: '18',
      age1Places: '4',
    });
    expectRefusal(refused, 'le nombre d’enfants aller de 1 à 3');
    expect(refused.button('Enregistrer').form.value('age1Places')).toBe('4');
    const half = await agent.presses((await agent.opens(facts)).button('Enregistrer'), {
      age2From: '3',
      birthYear: '12',
      agreementToDay: '40',
    });
    expect(Object.keys(half.errors).sort()).toEqual(['age2From', 'agreementTo', 'birthYear']);
  });

  it('two at once: one wins, the other keeps its input', async () => {
    const facts = `${await recorded()}/fiche`;
    const [first, second] = [await agent.opens(facts), await agent.opens(facts)];
    await agent.presses(first.button('Enregistrer'), { birthYear: '1980' });
    const late = await agent.presses(second.button('Enregistrer'), { birthYear: '1981' });
    expect([late.status, late.button('Enregistrer').form.value('birthYear')]).toEqual([409, '1981']);
  });

  it('another desk, a director and a stranger find nothing of her', async () => {
    const url = await recorded();
    for (const name of ['otherAgent', 'director', 'administrator']) {
      const browser = await signedIn(world.app, name);
      for (const path of ['', '/fiche', '/disponibilites'])
        expect((await browser.opens(`${url}${path}`)).status).toBe(404);
    }
    expect((await (await signedIn(world.app, 'otherAgent')).opens('/assistantes-maternelles')).hasLinkTo(url)).toBe(
      false,
    );
    expect((await (await signedIn(world.app, 'coordinator')).opens(url)).status).toBe(200);
  });

  it('she says her free places by her link, confirms them in one tap, and families read them', async () => {
    const url = await recorded({ shown: ['phone'] });
    const link = await asksNow(url);
    const she = new Browser(world.app);
    const first = await she.opens(link);
    expect(first.text).toContain('Vous n’avez pas encore dit vos places libres');
    expect(first.forms.flatMap(({ buttons }) => buttons).map(({ text }) => text)).not.toContain('C’est toujours exact');
    const said = await says(she, link, MORNINGS);
    expect(said.text).toContain(THANKS);
    expect(said.text).toContain(
      '1 place libre : lundi matin, mardi matin, mercredi matin, jeudi matin et vendredi matin',
    );
    const directory = `/modes-d-accueil/${idOf(url)}`;
    const anybody = new Browser(world.app);
    const shown = await anybody.opens(directory);
    for (const words of ['Places libres à partir du 3 février 2027', '06 11 22 33 44', 'L214-2-2'])
      expect(shown.text).toContain(words);
    for (const kept of ['rue des Lilas', `martine${nth}@exemple.fr`]) expect(shown.text).not.toContain(kept);
    // Nobody confirms for 45 days: what was free is not told as free any more.
    world.clock.travelTo('2027-03-21T09:00:00.000Z');
    const silent = await anybody.opens(directory);
    expect(silent.text).toContain('Non confirmé depuis le 3 février 2027');
    expect(silent.text).not.toContain('Places libres à partir');
    await she.presses((await she.opens(link)).button('C’est toujours exact'));
    expect((await anybody.opens(directory)).text).toContain('Confirmé le 21 mars 2027');
  });

  it('nobody finds her name before she was told what is published', async () => {
    const url = await recorded({ toldOnDay: '', toldOnMonth: '', toldOnYear: '' });
    const anybody = new Browser(world.app);
    expect((await anybody.opens(`/modes-d-accueil/${idOf(url)}`)).status).toBe(404);
    const list = await anybody.opens(`/modes-d-accueil?mode=childminder&commune=${CIRY}`);
    expect(list.text).not.toContain(`Martine Durand ${nth}`);
  });

  it('a form that was left open overwrites nothing: 409, the input kept', async () => {
    const link = await asksNow(await recorded());
    const she = new Browser(world.app);
    const left = await she.opens(link);
    await says(she, link, MORNINGS);
    const late = await she.presses(left.button('Enregistrer les disponibilités'), {
      'seats[]': MORNINGS.map(() => '2'),
      ...dayFields('from', TODAY),
    });
    expectRefusal(late, 'Les disponibilités ont changé entre-temps', 409);
    expect(late.button('Enregistrer les disponibilités').form.value('seats[]')).toContain('2, 2');
    // Sent again, it counts.
    const again = await she.presses(late.button('Enregistrer les disponibilités'));
    expect(again.text).toContain('2 places libres');
    const refused = await says(she, link, ['9', ...MORNINGS.slice(1)], '2027-01-01');
    expectRefusal(refused, 'Écrivez une date à partir d’aujourd’hui');
    expectRefusal(await says(she, link, ['9', ...MORNINGS.slice(1)]), '3 au plus');
  });

  it('a link opens her own page alone; closed, ended or invented it opens nothing', async () => {
    const [one, other] = [await recorded(), await recorded()];
    const [link, others] = [await asksNow(one), await asksNow(other)];
    const she = new Browser(world.app);
    const [mine, hers] = [await she.opens(link), await she.opens(others)];
    expect(mine.heading).not.toBe(hers.heading);
    expect(mine.text).not.toContain(hers.heading);
    expect((await she.opens('/am/invented')).status).toBe(404);
    await agent.presses((await agent.opens(one)).button('Fermer tous ses liens'));
    const closed = await she.presses(mine.button('Enregistrer les disponibilités'), {
      'seats[]': MORNINGS,
      ...dayFields('from', TODAY),
    });
    expectRefusal(closed, 'Ce lien ne fonctionne plus', 404);
    world.clock.travelTo('2027-06-30T09:00:00.000Z');
    expect((await she.opens(others)).status).toBe(404);
  });

  it('she is asked once a month and twice before 1 June, not when she has answered; the desk learns of renewals once', async () => {
    const url = await recorded(dayFields('agreementTo', '2027-09-30'));
    const renewals = () => outboxOf(world.app, { kind: 'agreement-renewal', recipient: 'agent@test.example' });
    await runsTheDay();
    expect(await askedOf(url)).toBe(0);
    const before = (await renewals()).length;
    for (const [day, count] of [
      ['2027-02-15', 1],
      ['2027-02-16', 1],
      ['2027-03-15', 2],
      ['2027-05-15', 3],
      ['2027-05-25', 4],
      ['2027-05-26', 4],
    ] as const) {
      world.clock.travelTo(`${day}T09:00:00.000Z`);
      await runsTheDay();
      expect([day, await askedOf(url)]).toEqual([day, count]);
    }
    const [last] = (await outboxOf(world.app, { opens: `childminder:${idOf(url)}` })).slice(-1);
    expect(last!.body).toContain('avant le 1er juin 2027');
    const link = (await linkOf(world.app, last!)).pathname;
    await says(new Browser(world.app), link, MORNINGS, '2027-05-26');
    world.clock.travelTo('2027-06-15T09:00:00.000Z');
    await runsTheDay();
    expect(await askedOf(url)).toBe(5);
    const told = await renewals();
    expect([told.length - before, told.at(-1)!.body]).toEqual([
      1,
      expect.stringContaining('/assistantes-maternelles?etat=to_renew'),
    ]);
  });

  it('retirements are one figure of the territory, for the coordinator, and none about a few', async () => {
    const coordinator = await signedIn(world.app, 'coordinator');
    expect((await agent.opens('/assistantes-maternelles/departs')).status).toBe(404);
    const page = await coordinator.opens((await coordinator.opens('/assistantes-maternelles')).link('Départs').href);
    expect(page.text).toContain('non montré');
    for (const birthYear of [...Array<string>(5).fill('1965'), ...Array<string>(6).fill('1990')])
      await recorded({ birthYear });
    expect((await coordinator.opens(page.url)).text).toMatch(/\b[5-9] ont 55 ans ou plus/);
  });

  it('who stopped working is no longer found, her link is over, and her name goes a year later', async () => {
    const url = await recorded({ birthYear: '1960' });
    const link = await asksNow(url);
    const close = await agent.opens((await agent.opens(url)).link('Elle ne travaille plus').href);
    await agent.presses(close.button('Fermer'), { reason: 'Retraite', ...dayFields('from', TODAY) });
    const name = `Martine Durand ${nth}`;
    expect((await new Browser(world.app).opens(link)).status).toBe(404);
    expect((await new Browser(world.app).opens(`/modes-d-accueil/${idOf(url)}`)).status).toBe(404);
    const retention = jobType('childminders.retention');
    const runs = async (at: string): Promise<void> => {
      world.clock.travelTo(at);
      await world.run((tx) => world.app.get(Queue).plan(tx, retention, {}, { at, key: retention }));
      await runDueJobs(world.app);
    };
    const kept = async () => ({
      name: (await world.reader.findOne(Provider, { id: idOf(url) }))!.name,
      rows: await world.reader.count(Childminder, { providerId: idOf(url) }),
      changes: await world.reader.count(ProviderChange, { providerId: idOf(url) }),
      messages: (await outboxOf(world.app, { opens: `childminder:${idOf(url)}` })).length,
    });
    await runs('2028-02-03T09:00:00.000Z');
    expect(await kept()).toMatchObject({ name, rows: 1 });
    await runs('2028-02-04T09:00:00.000Z');
    expect(await kept()).toEqual({ name: '–', rows: 0, changes: 0, messages: 0 });
  });
});
