import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Job } from '../../src/foundation/platform/queue/job.entity.js';
import { AccountProposal, StaffAccount } from '../../src/territory/accounts/persistence/accounts.entities.js';
import { DATABASES } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { anOrientedRequest, listFor, planSession, theChairHasASignIn } from '../support/commission.js';
import { MONTCEAU, OfferedFamilies } from '../support/offered-families.js';
import { parsed, textOf, type Page } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { STAFF } from '../support/seed.js';

const ROLES = ['agent', 'director', 'coordinator', 'member', 'administrator', 'auditor'];

/** The number with which a sentence begins, in figures or as a word; null for a sentence that counts nothing. */
function numberIn(text: string): number | null {
  const figures = /^(?:plus de )?(\d[\d\s\u00a0\u202f]*)/.exec(text)?.[1];
  if (figures) return Number(figures.replace(/\D/g, ''));
  return /^(Une?) /.test(text) ? 1 : /^Aucune? /.test(text) ? 0 : null;
}

const countOf = (page: Page, selector: string): number => [...parsed(page.source).querySelectorAll(selector)].length;

/** How many things a page holds, counted by this test as a person would: rows, sections, buttons. */
const COUNTED: readonly (readonly [RegExp, (page: Page) => number])[] = [
  [/^\/rpe(\?|$)/, (page) => countOf(page, '[data-row]')],
  [/^\/rpe\/doublons/, (page) => countOf(page, 'main tbody tr')],
  [/a-appeler$/, (page) => page.sentences('#calls section').filter((one) => one.includes('appelé la famille')).length],
  [/\/demandes$/, (page) => countOf(page, 'main tbody tr')],
  [/\/preparation$/, (page) => countOf(page, 'main tbody tr')],
  [/^\/personnel\/accords/, (page) => page.forms.filter(({ action }) => action.endsWith('/accepter')).length],
  [
    /^\/administration\/taches/,
    (page) => page.forms.filter(({ action }) => /taches\/[\w-]+\/relancer$/.test(action)).length,
  ],
  [/^\/commissions$/, (page) => /Aucune séance à venir : ([^.]*)\./.exec(page.text)?.[1]?.split(/, | et /).length ?? 0],
];

describe.each(DATABASES)('what each role reads of its day (%s)', (kind) => {
  let world: OfferedFamilies;
  const people = new Map<string, Browser>();
  const as = async (who: string): Promise<Browser> => {
    const known = people.get(who) ?? (await signedIn(world.app, who));
    people.set(who, known);
    return known;
  };
  const homeOf = async (who: string): Promise<Page> => (await as(who)).opens('/personnel');
  /** The lines of a part of the page. */
  const linesIn = (page: Page, part: string): string[] =>
    [...parsed(page.source).querySelectorAll('table')]
      .filter((table) => textOf(table.querySelector('caption')!.outerHTML) === part)
      .flatMap((table) => [...table.querySelectorAll('tbody tr')].map((row) => textOf(row.outerHTML)));

  beforeAll(async () => {
    world = await OfferedFamilies.open(kind);
    await world.startAnew();
    const { app } = world;
    for (const family of await world.offered(4, 4)) await world.accepts(family);
    await theChairHasASignIn(app);
    // A session of Montceau on 10 December: no establishment has declared, two of five requests are listed.
    const session = await planSession(app, { day: '2026-12-10' });
    for (let index = 0; index < 5; index += 1) {
      const { requestId } = await anOrientedRequest(app, { requestedAt: '2026-11-01T08:00:00.000Z' });
      if (index < 2) await listFor(app, requestId, session.id);
      if (index === 4)
        await (
          await as('director')
        ).presses((await (await as('director')).opens(`/eaje/demandes/${requestId}/questions`)).form('/questions'), {
          subject: 'other',
          words: 'La famille a-t-elle une voiture ?',
        });
    }
    world.itIs('2026-12-08T08:00:00.000Z');
    people.clear();
    const at = app.get(Clock).now();
    const accounts = await app.get(Reader).find(StaffAccount);
    const idOf = (who: string): string => accounts.find(({ email }) => email === STAFF[who]!.email)!.id;
    await app.get(UnitOfWork).run(async (tx) => {
      for (let index = 0; index < 2; index += 1)
        await tx.insert(Job, {
          id: newId(),
          type: 'outbox.deliver',
          payload: {},
          key: null,
          runAt: at,
          publishedAt: null,
          state: 'failed',
          attempts: 9,
          lastError: 'mail EENVELOPE 550',
          createdAt: at,
          finishedAt: at,
        });
      const asked = { id: newId(), accountId: idOf('member'), kind: 'factor' as const, grants: null, askedAt: at };
      await tx.insert(AccountProposal, { ...asked, askedBy: idOf('administrator') });
    });
  });
  afterAll(() => world.close());

  it.each(ROLES)('%s: every number is that of the list to which it leads', async (who) => {
    const browser = await as(who);
    const home = await homeOf(who);
    expect(home.status).toBe(200);
    const seen: string[] = [];
    for (const { text, href } of home.links.filter(({ href }) => !href.startsWith('/administration/ouverture'))) {
      const count = COUNTED.find(([address]) => address.test(href))?.[1];
      const number = numberIn(text);
      if (!count || number === null) continue;
      const page = await browser.opens(href);
      expect([text, page.status, count(page)]).toEqual([text, 200, number]);
      seen.push(text);
    }
    const least: Record<string, number> = { agent: 4, director: 3, coordinator: 2, administrator: 1 };
    expect({ who, seen: seen.length >= (least[who] ?? 0) }).toEqual({ who, seen: true });
  });

  it('a director reads whom to call late, and for which session to declare', async () => {
    const late = linesIn(await homeOf('director'), 'En retard');
    expect(late).toHaveLength(2);
    expect(late[0]).toContain('4 familles à appeler, en retard');
    expect(late[1]).toContain('Places à déclarer');
    expect(late[1]).toContain('10 décembre 2026');
  });

  it('whoever runs a session reads its next step and who has not declared, and not the families', async () => {
    const page = await homeOf('coordinator');
    const late = linesIn(page, 'En retard');
    expect(late.some((line) => line.includes('Arrêter la liste'))).toBe(true);
    expect(late.some((line) => /Places non déclarées/.test(line))).toBe(true);
    expect(page.text).toContain('2 demandes inscrites ; la liste était à arrêter le 5 décembre 2026');
    expect(page.source).not.toMatch(/Enfant\d/);
  });

  it('a chair reads when to sit and what to sign; another member what is its own', async () => {
    const page = await homeOf('member');
    expect(linesIn(page, 'Cette semaine').some((line) => line.includes('Vous siégez'))).toBe(true);
    expect(page.text).toContain('Compte rendu à signer');
    expect((await homeOf('otherMember')).text).not.toContain('Compte rendu à signer');
  });

  it('a desk reads the question that came back, and how many are to be listed', async () => {
    const page = await homeOf('agent');
    expect(linesIn(page, 'Revenu vers vous')[0]).toContain('Une demande avec une question');
    expect(page.text).toContain('3 demandes à inscrire nomment une de ses crèches');
  });

  it('an administrator reads what failed and waits for a second person, an auditor how the journal stands', async () => {
    const administrator = linesIn(await homeOf('administrator'), 'Vous attend');
    expect(administrator.some((line) => line.includes('2 tâches de fond'))).toBe(true);
    // Who asked is not the second person.
    expect(administrator.some((line) => line.includes('compte'))).toBe(false);
    expect(linesIn(await homeOf('coordinator'), 'Vous attend').some((line) => line.includes('compte'))).toBe(true);
    expect((await homeOf('auditor')).text).toContain('Le journal n’a pas encore été vérifié en entier.');
    expect((await homeOf('auditor')).source).not.toContain(MONTCEAU);
  });
});
