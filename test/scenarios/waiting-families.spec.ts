import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { addDays, instantAt, type Day } from '../../src/foundation/kernel/time.js';
import { SessionCalendar } from '../../src/commissions/commission/index.js';
import { FamilyAccess } from '../../src/dossier/dossier/index.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { linkOf } from '../support/links.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, hiddenValue, textOf } from '../support/browser.js';
import {
  anOrientedRequest,
  aThursday,
  clockOf,
  givePlaces,
  keepAllAndClose,
  listFor,
  messagesTo,
  openSession,
  planSession,
  seedCommissions,
  stateOf,
} from '../support/commission.js';
import { aChild, aForm } from '../support/forms.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const MA = 'ma-71306';
const CF = 'cf-71306';
const hours = { start: '08:00', end: '18:00' };
type Family = Awaited<ReturnType<typeof anOrientedRequest>>;

describe.each(DATABASES)('families who wait (%s)', (kind) => {
  let test: TestApp;
  let far = 60;
  const [birth, entry] = ['2027-02-01', '2027-09-01'];
  const rows = <T>(sql: string, parameters: Record<string, string> = {}): Promise<T[]> =>
    test.app.get(Reader).sql<T>(sql, parameters);
  const runDue = () => test.app.get(SqlQueueDriver).runDue();
  const family = (
    days: readonly string[],
    more: { strong?: boolean; wishes?: string[]; hours?: typeof hours } = {},
  ): Promise<Family> =>
    anOrientedRequest(test.app, {
      wishes: more.wishes ?? [MA],
      child: {
        birthDate: birth,
        adaptationNeed: more.strong ?? false,
        need: {
          ...aChild().need,
          wantedFrom: entry,
          week: Object.fromEntries(days.map((day) => [day, more.hours ?? hours])),
        },
      },
    });
  const planned = async (): Promise<{ id: string; day: Day }> => {
    const day = aThursday(test.app, far);
    far += 14;
    return { id: (await planSession(test.app, { day, entryFrom: entry, room: `Salle ${far}` })).id, day };
  };
  const open = async (link: string, language = 'fr'): Promise<{ browser: Browser; html: string }> => {
    const browser = new Browser(test.app, language);
    await browser.get(link);
    const [dateYear, dateMonth, dateDay] = birth.split('-') as [string, string, string];
    return { browser, html: (await browser.post(link, { dateDay, dateMonth, dateYear })).html };
  };
  const opened = async ({ dossierId }: Family, language = 'fr') =>
    open(
      `/suivre/${await test.app.get(UnitOfWork).run((tx) => test.app.get(FamilyAccess).giveLink(tx, { dossierId }))}`,
      language,
    );
  const staff = async (name: string): Promise<Browser> => {
    const browser = new Browser(test.app);
    await browser.signIn(STAFF[name]!.email, PASSWORD);
    return browser;
  };

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    for (const section of ['toddlers', 'older']) await givePlaces(test.app, `${MA}:${section}`, 0);
  });
  beforeEach(() => clockOf(test.app).travelTo('2026-11-24T08:00:00.000Z'));
  afterAll(() => test.close());

  it('see where they stand: points, what was needed, what they lack, what would change it, the next session; never a rank', async () => {
    await givePlaces(test.app, `${MA}:babies`, 10);
    await givePlaces(test.app, `${CF}:mixed`, 3);
    const strong = [];
    for (let index = 0; index < 10; index += 1) strong.push(await family(['mon'], { strong: true }));
    const waiting = await family(['mon', 'tue']);
    const { id } = await planned();
    for (const { requestId } of [...strong, waiting]) await listFor(test.app, requestId, id);
    // Nothing is said of a session before it is closed.
    expect(textOf((await opened(waiting)).html)).toContain(
      'Aucune séance récente n’a donné de place dans cette section.',
    );
    await openSession(test.app, id);
    await keepAllAndClose(test.app, id);
    expect(await stateOf(test.app, waiting.requestId)).toBe('waiting_list');
    const next = await planned();

    const told = textOf((await opened(waiting)).html);
    for (const said of [
      '100 + 100 = 200 points',
      'Multi-accueil de Montceau-les-Mines Vos points ici : 200.',
      'le dernier enfant accueilli avait 230 points. Il vous manque 30 points.',
      'Aujourd’hui, votre semaine a de la place, sauf le lundi.',
      'Votre demande n’y est pas encore inscrite : le guichet s’en occupe.',
      'questions sans réponse peuvent donner des points',
      'ont aujourd’hui de la place sur toute votre semaine. Vous pouvez les ajouter à vos vœux : Crèche familiale',
      'Ce n’est pas une promesse : des personnes décident.',
    ])
      expect(told).toContain(said);
    expect(told).toContain(`Séance du ${Number(clockOf(test.app).today().slice(8))} `);
    expect(told).not.toMatch(/\b\d+(er|e|ème) sur \d+|rang\b|position/i);
    for (const { email } of strong) expect(told).not.toContain(email);
    expect(textOf((await opened(waiting, 'en')).html)).toContain(
      'the last child received had 230 points. You lack 30 points.',
    );
    await listFor(test.app, waiting.requestId, next.id);
    expect(textOf((await opened(waiting)).html)).toContain('Votre demande y est inscrite.');
    // Who has a place has no standing any more.
    expect(textOf((await opened(strong[0]!)).html)).not.toContain('Où vous en êtes');
  });

  it('whose hours are outside opening hours: no nursery is said to have room for the whole week', async () => {
    const late = await family(['wed'], { wishes: [CF], hours: { start: '13:00', end: '22:15' } });
    const told = textOf((await opened(late)).html);
    expect(told).toContain('il y a de la place aux heures où il est ouvert.');
    expect(told).toContain('Une partie des heures que vous demandez est en dehors de ses heures d’ouverture');
    expect(told).not.toContain('toute votre semaine');
  });

  it('of fewer than ten children the points of the last are nobody’s to read', async () => {
    await givePlaces(test.app, `${CF}:mixed`, 1);
    const [first, second] = [
      await family(['wed'], { strong: true, wishes: [CF] }),
      await family(['wed'], { wishes: [CF] }),
    ];
    const { id } = await planned();
    for (const { requestId } of [first, second]) await listFor(test.app, requestId, id);
    await openSession(test.app, id);
    await keepAllAndClose(test.app, id);
    const told = textOf((await opened(second)).html)
      .split('Où vous en êtes')[1]!
      .split('Ce n’est pas une promesse')[0]!;
    expect(told).toContain('moins de dix enfants accueillis, c’est trop peu pour donner un repère');
    expect(told).not.toMatch(/\b230 points/);
  });

  it.each(['closed', 'cancelled'] as const)(
    'rung because they cannot be written to: the question ends when the session is %s',
    async (end) => {
      const { id, day } = await planned();
      const rung = await anOrientedRequest(test.app, {
        child: { birthDate: birth },
        form: {
          adults: [
            {
              ...aForm().adults[0]!,
              email: null,
              phone: end === 'closed' ? '0385112233' : '0385112234',
              addressLine: null,
            },
          ],
        },
      });
      await listFor(test.app, rung.requestId, id);
      clockOf(test.app).travelTo(instantAt(addDays(day, -20), '10:00'));
      await runDue();
      const calls = () =>
        rows<{ kind: string; state: string }>(
          `SELECT kind, state FROM message WHERE dossier_id = :id AND channel = 'phone' AND kind = 'session-confirm'`,
          { id: rung.dossierId },
        );
      expect(await calls()).toEqual([{ kind: 'session-confirm', state: 'to_do' }]);
      const agent = await staff('agent');
      const screen = async () => textOf((await agent.get(`/rpe/demandes/${rung.requestId}`)).html);
      expect(await screen()).toContain('À faire : Joindre la famille');
      if (end === 'cancelled') await test.app.get(SessionCalendar).cancelSession(SYSTEM, id, 'event');
      else {
        await openSession(test.app, id);
        await keepAllAndClose(test.app, id);
      }
      expect(await calls()).toEqual([{ kind: 'session-confirm', state: 'kept' }]);
      expect(await screen()).toContain('n’est plus à dire');
      // What the end itself has to be told remains to be.
      expect(
        await rows(`SELECT id FROM message WHERE dossier_id = :id AND channel = 'phone' AND state = 'to_do'`, {
          id: rung.dossierId,
        }),
      ).toHaveLength(1);
    },
  );

  it('rung because they cannot be written to: what an agent notes of their answer is the call, made', async () => {
    const { id, day } = await planned();
    const rung = await anOrientedRequest(test.app, {
      child: { birthDate: birth },
      form: { adults: [{ ...aForm().adults[0]!, email: null, phone: '0385112235', addressLine: null }] },
    });
    await listFor(test.app, rung.requestId, id);
    clockOf(test.app).travelTo(instantAt(addDays(day, -20), '10:00'));
    await runDue();
    const agent = await staff('agent');
    const screen = `/rpe/demandes/${rung.requestId}`;
    const before = await agent.get(screen);
    expect(textOf(before.html)).toContain('À faire : Joindre la famille');
    await agent.post(`${screen}/confirmer`, { version: hiddenValue(before.html, 'version')! });
    const after = textOf((await agent.get(screen)).html);
    for (const gone of ['À faire : Joindre la famille', 'Ces messages n’ont pas atteint la famille'])
      expect(after).not.toContain(gone);
    expect(after).toContain('dit à la famille');
    expect(
      await rows(`SELECT id FROM message WHERE dossier_id = :id AND channel = 'phone' AND state = 'to_do'`, {
        id: rung.dossierId,
      }),
    ).toEqual([]);
  });

  it('are asked once whether they still need a place: one button; the coordinator sees how many; silence costs nothing', async () => {
    const { id, day } = await planned();
    const twins = await anOrientedRequest(test.app, {
      child: { birthDate: birth },
      siblings: [{ birthDate: birth, multipleBirth: true }],
      form: { consents: aForm().consents },
    });
    const [confirming, phoned, silent, leaving] = [
      await family(['mon']),
      await family(['mon']),
      await family(['mon']),
      await family(['mon']),
    ];
    for (const requestId of [
      twins.requestId,
      ...twins.siblingIds,
      confirming.requestId,
      phoned.requestId,
      silent.requestId,
      leaving.requestId,
    ])
      await listFor(test.app, requestId, id);
    const coordinator = await staff('coordinator');
    expect(textOf((await coordinator.get(`/commissions/${id}`)).html)).not.toContain('demande confirmée');
    clockOf(test.app).travelTo(instantAt(addDays(day, -20), '10:00'));
    await runDue();
    // One message for a family, whatever its children.
    expect((await messagesTo(test.app, twins.email)).filter((one) => one === 'session-confirm')).toHaveLength(1);
    const asked = async (email: string): Promise<string> => {
      const [mail] = await test.app.get(Reader).find(Message, { where: { kind: 'session-confirm', recipient: email } });
      const { pathname, search } = await linkOf(test.app, mail!);
      return pathname + search;
    };
    const { browser, html } = await open(await asked(confirming.email));
    expect(browser.url).toBe('/mon-dossier/confirmer');
    expect(textOf(html)).toContain(
      'Si vous ne répondez pas Votre demande reste devant la commission, telle que vous l’avez faite. Vous ' +
        'ne perdez ni points ni place dans la liste.',
    );
    const said = await browser.post(`/mon-dossier/demandes/${confirming.requestId}/confirmer`, {
      version: hiddenValue(html, 'version')!,
    });
    expect(textOf(said.html)).toMatch(
      /Merci\. C’est noté le \S+ \S+ \d{4} : vous cherchez toujours une place pour Enfant/,
    );
    expect(textOf((await browser.get('/mon-dossier/confirmer')).html)).toContain('Confirmé le');
    expect((await open(await asked(twins.email))).html.match(/\/confirmer"/g)).toHaveLength(2);

    const agent = await staff('agent');
    const shown = await agent.get(`/rpe/demandes/${phoned.requestId}`);
    await agent.post(`/rpe/demandes/${phoned.requestId}/confirmer`, { version: hiddenValue(shown.html, 'version')! });
    const left = await open(await asked(leaving.email));
    const withdraw = await left.browser.get(`/mon-dossier/demandes/${leaving.requestId}/retirer`);
    await left.browser.post(`/mon-dossier/demandes/${leaving.requestId}/retirer`, {
      version: hiddenValue(withdraw.html, 'version')!,
      reason: 'moved_away',
    });

    const again = await staff('coordinator');
    expect(textOf((await again.get(`/commissions/${id}`)).html)).toContain(
      '2 demandes confirmées, 3 sans réponse, 1 retirée ou résolue',
    );
    // Past its moment the list is fixed, whether or not the job has run: no past day is named as a last day to answer.
    clockOf(test.app).travelTo(instantAt(addDays(day, -1), '10:00'));
    const late = await open(await asked(silent.email));
    expect(textOf(late.html)).toContain('est fixée : la demande y est examinée telle qu’elle est');
    expect(textOf(late.html)).not.toMatch(/Répondez avant|Si vous ne répondez pas/);
    expect(late.html).not.toContain('/confirmer"');
    await openSession(test.app, id);
    expect(
      await rows(`SELECT state FROM candidacy WHERE session_id = :id AND request_id = :requestId`, {
        id,
        requestId: silent.requestId,
      }),
    ).toEqual([{ state: 'frozen' }]);
    const sitting = await late.browser.get('/mon-dossier/confirmer');
    expect(textOf(sitting.html)).toContain('Vous recevrez la réponse après la séance');
  });
});
