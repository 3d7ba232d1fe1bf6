import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { RequestMoves } from '../../src/dossier/dossier/index.js';
import { addDays, instantAt } from '../../src/foundation/kernel/time.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import {
  aFreeThursday,
  anOrientedRequest,
  clockOf,
  DESK,
  emptySeats,
  givePlaces,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { candidaciesOf, requestOf } from '../support/kept.js';
import { aChild } from '../support/forms.js';
import { expectRefusal, type Form, type Page } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { Secretary } from '../support/secretary.js';

const MA = 'ma-71306';
const BABIES = `${MA}:babies`;
const HOURS = { start: '08:00', end: '17:00' };

/** The form that holds the boxes of the requests; the other one chooses what is shown. */
function boxes(page: Page): Form {
  const form = page.forms.find((one) => one.has('request[]'));
  if (!form) throw new Error(`No box at ${page.url}`);
  return form;
}

describe.each(DATABASES)('a director prepares a session (%s)', (kind) => {
  let test: TestApp;
  let director: Browser;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    await emptySeats(test.app);
    await givePlaces(test.app, BABIES, 1);
  });
  beforeEach(async () => {
    clockOf(test.app).travelTo('2026-11-24T08:00:00.000Z');
    director = await signedIn(test.app, 'director');
  });
  afterAll(() => test.close());

  const session = async (away = 40) => {
    const day = await aFreeThursday(test.app, away);
    const { id } = await planSession(test.app, { day, time: '09:00', entryFrom: addDays(day, 45) });
    return { id, day, url: `/eaje/${MA}/seances/${id}/preparation` };
  };
  const asking = (days: readonly string[], more: object = {}) =>
    anOrientedRequest(test.app, {
      child: {
        birthDate: addDays(clockOf(test.app).today(), -150),
        need: { ...aChild().need, week: Object.fromEntries(days.map((day) => [day, HOURS])), ...more },
      },
    });

  it('reads who asks for the nursery, how each fits its seats, and lists those it ticks at one press', async () => {
    const { id, url } = await session();
    const families = [await asking(['mon', 'tue']), await asking(['mon', 'sat']), await asking(['sat'])];
    expect((await director.opens(`/eaje/${MA}`)).hasLinkTo(url)).toBe(true);
    const page = await director.opens(url);
    expect(page.hasLinkTo(`/eaje/${MA}/annee`)).toBe(true);
    const order = ['Semaine possible', 'Une partie des jours', 'Aucun jour possible'].map((fit) =>
      page.text.indexOf(fit, page.text.indexOf('Les demandes qui vous nomment')),
    );
    expect(order.every((at) => at > 0)).toBe(true);
    expect(page.text).toContain('Possible : lundi. Complet ou fermé : samedi');
    // Two of them want the one seat of Monday.
    expect(page.text).toContain('Le plus disputé : lundi matin, 2 demandes pour une place libre');
    // So a week that is possible does not read as if it were sure.
    expect(page.text).toContain('Semaine possible, disputée');
    expect(page.text).not.toContain('en dehors de vos heures d’ouverture');
    // Nobody reads points beside a name.
    expect(page.text).not.toMatch(/\d+ points/);

    const form = boxes(page);
    expectRefusal(await director.presses(form), 'Cochez au moins une demande à inscrire.');
    const chosen = await Promise.all(
      families
        .slice(0, 2)
        .map(async ({ requestId }) => `${requestId}:${(await requestOf(test.app, requestId)).version}`),
    );
    const done = await director.presses(form, { 'request[]': chosen });
    expect(done.text).toContain('Les demandes sont inscrites à la séance.');
    const states = await Promise.all(
      families.map(async ({ requestId }) => (await requestOf(test.app, requestId)).state),
    );
    expect(states).toEqual(['before_commission', 'before_commission', 'oriented']);
    expect((await candidaciesOf(test.app, families[0]!.requestId)).map(({ sessionId }) => sessionId)).toEqual([id]);
  });

  it('counts who names it as the home page does, and says which of them a session can judge', async () => {
    const { url } = await session(50);
    await asking(['mon']);
    const waiting = await asking(['tue']);
    await test.app
      .get(UnitOfWork)
      .run((tx) => test.app.get(RequestMoves).move(tx, DESK, waiting.requestId, 'askForCompletion'));
    const home = await director.opens(`/eaje/${MA}`);
    const [, named, judged] = /(\d+) demandes en cours vous nomment dont (\d+) qu’une séance peut juger/.exec(
      home.text,
    )!;
    expect(Number(named)).toBe(Number(judged) + 1);
    const page = await director.opens(url);
    expect(page.text).toContain(
      `${named} demandes en cours vous nomment, dont ${judged} qu’une séance peut juger aujourd’hui : `,
    );
    expect(page.text).toContain('L’autre attend encore le guichet');
    const all = await director.opens(page.link('Voir toutes les demandes qui vous nomment').href);
    expect(all.sentences('.app-counts')[0]).toContain(`${named} en cours`);
  });

  it('a request that moved meanwhile is said on its line, and the others are listed', async () => {
    const { url } = await session(60);
    const [moved, other] = [await asking(['mon']), await asking(['tue'])];
    const page = await director.opens(url);
    const chosen = await Promise.all(
      [moved, other].map(async ({ requestId }) => `${requestId}:${(await requestOf(test.app, requestId)).version}`),
    );
    await test.app.get(UnitOfWork).run((tx) => test.app.get(RequestMoves).move(tx, DESK, moved.requestId, 'confirm'));
    const shown = await director.presses(boxes(page), { 'request[]': chosen });
    expectRefusal(shown, 'Quelqu’un a modifié cette demande');
    expect((await requestOf(test.app, moved.requestId)).state).toBe('oriented');
    expect((await requestOf(test.app, other.requestId)).state).toBe('before_commission');
    // The box of the one that was refused is ticked still, with the version that the page now shows.
    const again = await director.presses(boxes(shown));
    expect(again.text).toContain('Les demandes sont inscrites à la séance.');
  });

  it('lists all that a page shows at one press, as they were shown', async () => {
    const { id, url } = await session(70);
    const families = [await asking(['mon']), await asking(['tue'])];
    const page = await director.opens(`${url}?accord=whole&inscription=open&tri=since`);
    const unseen = await asking(['mon']);
    const done = await director.presses(page.button('demandes de cette page'));
    expect(done.text).toContain('sont inscrites à la séance.');
    expect(done.url).toContain('accord=whole&inscription=open&tri=since');
    for (const { requestId } of families)
      expect((await candidaciesOf(test.app, requestId)).map(({ sessionId }) => sessionId)).toEqual([id]);
    expect((await requestOf(test.app, unseen.requestId)).state).toBe('oriented');
  });

  it('a list of several pages is shown whole, to be printed', async () => {
    const { url } = await session(90);
    for (let nth = 0; nth < 26; nth += 1) await asking(['mon']);
    const page = await director.opens(url);
    const whole = await director.opens(page.link('Toute la liste sur une page').href);
    const listed = /dont (\d+) qu’une séance peut juger/.exec(page.text)![1]!;
    expect(page.text).toContain(`${listed} demandes correspondent, sur ${listed}.`);
    const shown = (one: Page): number => one.table('Les demandes qui vous nomment').length;
    expect([shown(page), shown(whole) > 25]).toEqual([25, true]);
    expect(whole.links.some(({ text }) => text.includes('Toute la liste'))).toBe(false);
  });

  it('chooses and orders the list, also as a file that a spreadsheet reads', async () => {
    const { url } = await session(80);
    const accepts = await asking(['mon', 'sat'], { acceptsShorterWeek: true, minimumDays: 1 });
    const { firstName } = await requestOf(test.app, accepts.requestId);
    const shorter = await director.opens(`${url}?accord=shorter`);
    expect(shorter.text).toContain(firstName!);
    expect((await director.opens(`${url}?accord=shorter&inscription=listed`)).text).not.toContain(firstName!);
    const { bytes } = await director.get(`${url}.csv?accord=shorter&tri=since`);
    const rows = parse(bytes.toString('utf8'), { bom: true, delimiter: ';', columns: false }) as string[][];
    expect(rows[0]).toEqual(expect.arrayContaining(['Section', 'Arrivée', 'Besoin', 'Vœu', 'Accord avec vos places']));
    expect(rows.slice(1).every((row) => row.includes('Semaine plus courte, acceptée'))).toBe(true);
    expect(rows.slice(1).some((row) => row[0]!.includes(firstName!))).toBe(true);
  });

  it('reads which weeks go beyond opening hours', async () => {
    const { url } = await session(90);
    await asking([], { week: { mon: { start: '05:30', end: '13:30' } } });
    expect((await director.opens(url)).text).toContain('Une partie des heures demandées est en dehors de vos heures');
  });

  it('reads the fixed list without names, with points and fit', async () => {
    const { id, url, day } = await session(100);
    const family = await asking(['mon']);
    const { firstName, version } = await requestOf(test.app, family.requestId);
    await director.presses(boxes(await director.opens(url)), { 'request[]': [`${family.requestId}:${version}`] });
    await (await Secretary.of(test.app, id)).takes('places', 'freeze', 'prepare');
    const page = await director.opens(url);
    expect(page.text).toMatch(/La liste est arrêtée\. Un dossier demande votre établissement\./);
    expect(page.text).toMatch(/1 Dossier n° 1 \d+ Bébés .* Semaine possible/);
    expect(page.text).toMatch(
      /Si la commission ne donnait que vos places, un enfant entrerait.*Ce n’est ni la proposition/,
    );
    expect(page.source).not.toContain(firstName!);
    expect(page.forms.some((one) => one.has('request[]'))).toBe(false);
    clockOf(test.app).travelTo(instantAt(day, '08:00'));
  });

  it('is nobody else’s', async () => {
    const { url } = await session(120);
    for (const name of ['otherDirector', 'agent', 'member', 'coordinator']) {
      const other = await signedIn(test.app, name);
      expect([name, (await other.opens(url)).status]).toEqual([name, 404]);
      expect((await other.get(`${url}.csv`)).status).toBe(404);
      expect((await other.sends(url, { 'request[]': [] })).status).toBe(404);
    }
  });
});
