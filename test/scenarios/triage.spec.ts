import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Candidacy, CommissionSession, seedBodies } from '../../src/commission/index.js';
import { ChildRequest, DossierIntake, Draft, EMPTY_ADULT, EMPTY_NEED, FamilyAccess, RequestHistory, Wish, type DossierForm } from '../../src/dossier/index.js';
import { Clock } from '../../src/kernel/clock.js';
import { newId } from '../../src/kernel/ids.js';
import { slotsToMask } from '../../src/kernel/week-schedule.js';
import { Offer, Offers, Solution } from '../../src/placement/index.js';
import { AuditEvent } from '../../src/platform/audit/index.js';
import { Reader, UnitOfWork } from '../../src/platform/database/index.js';
import { Message } from '../../src/platform/mail/index.js';
import { RouteAudit } from '../../src/platform/security/index.js';
import type { TravellingClock } from '../../src/platform/time/clocks.js';
import { Enquiry, ListImport } from '../../src/triage/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, hiddenValue, textOf } from '../support/browser.js';
import { aChild, aForm } from '../support/forms.js';
import { PASSWORD, seedWorld, STAFF } from '../support/seed.js';

const TODAY = '2026-11-24T09:00:00.000Z';

describe.each(DATABASES)('the RPE’s desk (%s)', (kind) => {
  let test: TestApp;
  let reader: Reader;
  let clock: TravellingClock;
  let agent: Browser;
  let colleague: Browser;
  let other: Browser;

  const signedIn = async (who: keyof typeof STAFF): Promise<Browser> => {
    const browser = new Browser(test.app);
    await browser.signIn(STAFF[who]!.email, PASSWORD);
    return browser;
  };
  let phones = 0;
  /** A family of its own, so that no test meets another's. */
  const deposit = async (surname: string, overrides: Partial<DossierForm> = {}, child: Parameters<typeof aChild>[0] = {}): Promise<string> => {
    const base = aForm();
    phones += 1;
    const form: DossierForm = {
      ...base, adults: [{ ...base.adults[0]!, surname, phone: `06000000${String(phones).padStart(2, '0')}`, email: `famille${phones}@exemple.fr` }],
      children: [aChild({ surname, firstName: `Enfant${'abcdefghijklmnopqrstuvwxyz'[phones % 26]}`, ...child })], ...overrides,
    };
    const intake = await test.app.get(UnitOfWork).run((tx) =>
      test.app.get(DossierIntake).submit(tx, { kind: 'client', clientId: 'test', name: 'test' }, form, { origin: 'parent' }));
    return intake.children[0]!.requestId;
  };
  const request = async (id: string): Promise<ChildRequest> => (await reader.findOne(ChildRequest, { id }))!;
  const version = async (id: string): Promise<number> => (await request(id)).version;
  const act = async (id: string, path: string, fields: Record<string, string | string[]> = {}, browser = agent) =>
    browser.post(`/rpe/demandes/${id}/${path}`, { version: await version(id), ...fields });

  beforeAll(async () => {
    test = await startApp(kind);
    clock = test.app.get(Clock) as TravellingClock;
    clock.travelTo(TODAY);
    reader = test.app.get(Reader);
    await seedWorld(test.app);
    await test.app.get(UnitOfWork).run((tx) => seedBodies(tx, 'data'));
    [agent, colleague, other] = [await signedIn('agent'), await signedIn('colleague'), await signedIn('otherAgent')];
  });
  afterAll(() => test.close());

  it('boots', async () => {
    const id = await deposit('Essai');
    const inbox = await agent.get('/rpe');
    expect([inbox.status, textOf(inbox.html).includes('Essai')]).toEqual([200, true]);
    const screen = await agent.get(`/rpe/demandes/${id}`);
    expect(screen.status).toBe(200);
    console.log(textOf(screen.html));
    for (const path of ['repondre/enfant', 'repondre/besoin', 'repondre/famille', 'repondre/voeux', 'accord']) {
      const page = await agent.get(`/rpe/demandes/${id}/${path}`);
      expect([path, page.status]).toEqual([path, 200]);
    }
    for (const path of ['saisie', 'sollicitations', 'doublons', 'imports']) {
      const page = await agent.get(`/rpe/${path}`);
      expect([path, page.status]).toEqual([path, 200]);
    }
  });
  void [Candidacy, CommissionSession, Draft, EMPTY_ADULT, EMPTY_NEED, FamilyAccess, RequestHistory, Wish, newId, slotsToMask, Offer, Offers, Solution, AuditEvent, Message, RouteAudit, Enquiry, ListImport, hiddenValue, act, () => [colleague, other]];
});
