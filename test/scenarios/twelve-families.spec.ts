import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { RequestMoves, TriageActs } from '../../src/dossier/dossier/index.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { deposit, depositBody, newClient } from '../support/api.js';
import { DATABASES } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import {
  aThursday,
  DESK,
  keepAllAndClose,
  listFor,
  openSession,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { TOLD } from '../support/forms.js';
import { importList, importWorld, list, type ImportWorld } from '../support/imports.js';
import { casesOf, requestOf } from '../support/kept.js';
import type { Page } from '../support/page.js';
import { CONSENTS, Parent } from '../support/parent.js';
import { textOfPdf } from '../support/pdf.js';
import { familyOf, signedIn } from '../support/people.js';
import { adultOf, childOf, LINES, TWELVE, type WorkedOut } from '../support/twelve-families.js';

const BIRTH = '2026-03-11';
const HEADERS = [
  ...['Nom enfant', 'Prénom', 'Date de naissance', 'Responsable 1', 'Responsable 2', 'Tél', 'Commune'],
  ...['Date d’entrée souhaitée', 'Jours', 'Horaires', 'Situation', 'Reprise'],
];

/** The lines as a family reads them, with their sum. */
const read = ({ lines, sum }: Pick<WorkedOut, 'lines' | 'sum'>): string[] => [
  ...lines.map((line) => `${LINES[line][0]} : ${LINES[line][2]} points`),
  sum,
];
/** The day on which the activity of a parent on leave was judged is not of the table. */
const withoutDays = (text: string): string => text.replace(/, à la date d’entrée \(1er mars 2027\)/g, '');

describe.each(DATABASES)('the points of twelve families, worked out by hand (%s)', (kind) => {
  let test: ImportWorld;
  let desk: Browser;
  let sessionId: string;
  /** By family, what was read before sending and the request of its child. */
  const checks = new Map<string, string>();
  const requests = new Map<string, string>();

  const fill = async ({ family, filled = {} }: WorkedOut, index: number): Promise<void> => {
    const parent = new Parent(test.app);
    await parent.start();
    await parent.fill('responsable/1', adultOf(family, index, filled.adult));
    if (filled.second) {
      await parent.part('ajouter', { what: 'adult' });
      await parent.fill('responsable/2', filled.second);
    }
    await parent.fill('foyer', {
      dependentChildren: '1',
      custody: 'one_home',
      regime: 'caf',
      loneParent: 'yes',
      ...filled.household,
    });
    await parent.child(1, childOf(family, filled.twin ? { multipleBirth: 'yes' } : filled.child));
    if (filled.twin) {
      await parent.part('ajouter', { what: 'child' });
      await parent.child(2, childOf(family, { firstName: `Jumelle${family}`, multipleBirth: 'yes' }));
    }
    await parent.fill('points', filled.facts ?? {});
    await parent.fill('accords', filled.consents ?? CONSENTS);
    checks.set(family, (await parent.browser.opens(`${parent.draft}/verifier`)).text);
    await parent.send();
    for (const [topic, changed] of Object.entries(filled.later ?? {})) {
      const overview = await parent.browser.opens('/mon-dossier');
      const answers = await parent.browser.opens(overview.linkTo(/\/reponses$/).href);
      const page = await parent.browser.opens(answers.linkTo(`/${topic}`).href);
      await parent.browser.presses(page.form(`/${topic}`), changed);
    }
  };

  const send = async ({ family, sent }: WorkedOut): Promise<void> => {
    const body = depositBody(900);
    const [adult] = body['adults'] as object[];
    const [child] = body['children'] as object[];
    const token = await newClient(test.app);
    const answer = await deposit(test.app, token, `twelve-families-${family}`, {
      ...body,
      adults: sent!.adults.map((said, index) => ({
        ...adult,
        surname: family,
        ...(index > 0 ? { firstName: 'Yann', phone: null, email: null } : {}),
        ...said,
      })),
      household: { ...(body['household'] as object), ...sent!.household },
      children: [{ ...child, firstName: `Enfant${family}`, surname: family, ...sent!.child }],
    });
    expect(answer.statusCode).toBe(201);
  };

  const importRows = async (families: readonly WorkedOut[]): Promise<void> => {
    await importList(
      test,
      list(
        'douze.csv',
        HEADERS.join(';'),
        ...families.map(({ family, row }, index) =>
          [
            ...[family, `Enfant${family}`, '11/03/2026', `Anna ${family}`, row!.second ?? '', `065500009${index}`],
            ...['Montceau-les-Mines', '01/03/2027', 'lundi, mardi', '8h-17h', row!.situation, row!.back ?? ''],
          ].join(';'),
        ),
      ),
    );
    for (const { family, row } of families) {
      const id = await requestNamed(family);
      const household = await desk.opens(`/rpe/demandes/${id}/repondre/foyer`);
      await desk.presses(household.button('Enregistrer'), { ...row!.noted, ...TOLD });
      const wishes = await desk.opens(`/rpe/demandes/${id}/repondre/voeux/1`);
      await desk.presses(wishes.button('Ajouter – Multi-accueil de Montceau-les-Mines'), TOLD);
    }
  };

  const requestNamed = async (family: string): Promise<string> =>
    (await test.app.get(Reader).find(ChildRequest, { where: { surname: family, firstName: `Enfant${family}` } }))[0]!
      .id;
  const idOf = (family: string): string => requests.get(family)!;
  const familyPage = async (family: string): Promise<Page> => {
    const browser = await familyOf(test.app, await requestOf(test.app, idOf(family)), BIRTH);
    return browser.opens('/mon-dossier');
  };
  const caseOf = async (family: string) =>
    (await casesOf(test.app, sessionId)).find(({ requestId }) => requestId === idOf(family))!;

  beforeAll(async () => {
    test = await importWorld(kind);
    await seedCommissions(test.app);
    desk = await signedIn(test.app, 'agent');
    for (const [index, one] of TWELVE.entries()) if (one.by === 'page') await fill(one, index + 1);
    for (const one of TWELVE) if (one.by === 'api') await send(one);
    await importRows(TWELVE.filter(({ by }) => by === 'list'));
    for (const { family } of TWELVE) requests.set(family, await requestNamed(family));
  });
  afterAll(() => test.close());

  it.each(TWELVE.filter(({ by, filled }) => by === 'page' && !filled?.later?.['points']))(
    'before sending: $family, $sum',
    (one) => {
      for (const said of read(one)) expect(withoutDays(checks.get(one.family)!)).toContain(said);
    },
  );

  it.each(TWELVE)('on the page of the family: $family, $sum', async (one) => {
    expect(withoutDays((await familyPage(one.family)).text)).toContain(read(one).join(' '));
  });

  it.each(TWELVE)('at its desk: $family, $sum', async (one) => {
    const { text } = await desk.opens(`/rpe/demandes/${idOf(one.family)}/points`);
    expect(text).toContain(one.sum);
    for (const line of one.lines)
      expect(withoutDays(text)).toMatch(new RegExp(`${LINES[line][1]} Oui ${LINES[line][2]} `));
  });

  describe('once a session has judged them', () => {
    beforeAll(async () => {
      const { id } = await planSession(test.app, { day: aThursday(test.app, 30) });
      sessionId = id;
      for (const { family } of TWELVE) {
        await test.app.get(UnitOfWork).run(async (tx) => {
          const request = await requestOf(test.app, idOf(family));
          if (request.state === 'submitted') await test.app.get(RequestMoves).move(tx, DESK, request.id, 'takeUp');
          if (request.state === 'incomplete') await test.app.get(RequestMoves).move(tx, DESK, request.id, 'complete');
          await test.app.get(TriageActs).orientRequest(tx, DESK, request.id, ['commission']);
        });
        await listFor(test.app, idOf(family), id);
      }
      await openSession(test.app, id);
    });

    it.each(TWELVE)('in the session: $family, $sum', async (one) => {
      const { agendaNumber } = await caseOf(one.family);
      const member = await signedIn(test.app, 'member');
      const rows = (await member.opens(`/commissions/${sessionId}/ordre-du-jour`)).table('');
      const [, , , points = ''] = rows.find(([number]) => number === String(agendaNumber))!;
      const total = one.lines.reduce((sum, line) => sum + LINES[line][2], 0);
      expect(points).toMatch(new RegExp(`^${total} points`));
      for (const line of one.lines)
        expect(withoutDays(points)).toContain(`${LINES[line][1]} : ${LINES[line][2]} points`);
    });

    it('and to each family when it is closed, on its page and in its minutes', async () => {
      await keepAllAndClose(test.app, sessionId);
      for (const one of TWELVE) {
        const browser = await familyOf(test.app, await requestOf(test.app, idOf(one.family)), BIRTH);
        const page = await browser.opens('/mon-dossier');
        // What the commission answered stands after its name and day.
        const [, ...told] = withoutDays(page.text).split('séance du ');
        expect([one.family, told.join(' ')]).toEqual([one.family, expect.stringContaining(read(one).join(' '))]);
        const { bytes } = await browser.get(page.linkTo(/compte-rendu\.pdf$/).href);
        const minutes = await textOfPdf(bytes);
        for (const said of read(one)) expect(withoutDays(minutes)).toContain(said);
      }
    });
  });
});
