import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { findDossier, Forgetting } from '../../src/dossier/dossier/index.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { EnquiryFigures } from '../../src/first-desk/triage/index.js';
import { Enquiry } from '../../src/first-desk/triage/persistence/triage.entities.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { anOrientedRequest, clockOf, seedCommissions } from '../support/commission.js';
import { expectRefusal } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { COORDINATOR } from '../support/placement-world.js';

const DESK = '/rpe/sollicitations';
const NOTE = `${DESK}/noter`;

describe.each(DATABASES)('what the desk notes of a contact (%s)', (kind) => {
  let test: TestApp;
  let reader: Reader;
  let agent: Browser;
  let family: Awaited<ReturnType<typeof anOrientedRequest>>;
  let number: string;

  beforeAll(async () => {
    test = await startApp(kind);
    reader = test.app.get(Reader);
    await seedCommissions(test.app);
    agent = await signedIn(test.app, 'agent');
  });
  beforeEach(async () => {
    clockOf(test.app).travelTo('2026-11-24T09:00:00.000Z');
    family = await anOrientedRequest(test.app);
    number = (await findDossier(reader, family.dossierId))!.number;
  });
  afterAll(() => test.close());

  const notes = async (browser: Browser, filled: Record<string, string>) =>
    browser.presses((await browser.opens(NOTE)).form(DESK), { channel: 'phone', subject: 'cost', ...filled });
  const kept = (subject: string) => reader.find(Enquiry, { where: { subject, dossierId: family.dossierId } });

  it('its minutes and its dossier are kept, shown in the list and on the request', async () => {
    const listed = await notes(agent, { minutes: '12', dossierNumber: number.toLowerCase().replace('-', ' ') });
    expect(listed.text).toContain('12 minutes');
    expect(listed.hasLinkTo(`/rpe/demandes/${family.requestId}`)).toBe(true);
    expect((await agent.opens(`/rpe/demandes/${family.requestId}`)).text).toContain('12 minutes');
    expect(await kept('cost')).toMatchObject([{ minutes: 12, requestId: family.requestId, communeCode: '71306' }]);
  });

  it('a call that is noted on a request has its minutes too', async () => {
    const screen = await agent.opens(`/rpe/demandes/${family.requestId}`);
    const call = screen.form('/appel');
    const wrong = await agent.presses(call.buttons[0]!, { callMinutes: '999' });
    expectRefusal(wrong, 'Écrivez les minutes passées en chiffres, de 1 à 480.');
    await agent.presses(call.buttons[0]!, { callMinutes: '7' });
    expect(await kept('call_answered')).toMatchObject([{ minutes: 7 }]);
  });

  it('a note that was begun stays beside another form by script; without it, the page says to send it first', async () => {
    const path = `/rpe/demandes/${family.requestId}`;
    const { source } = await agent.opens(path);
    expect(source).toContain(`action="${path}/appel" data-beside="${path}"`);
    expect(source).toMatch(/<noscript>[^]*Notez l’appel avant d’utiliser un autre bouton[^]*<\/noscript>/);
  });

  it('what cannot be read is refused at its field, and the input is kept', async () => {
    for (const minutes of ['0', '481', 'dix', '-5', '1.5']) {
      const refused = await notes(agent, { minutes, note: 'Gardé' });
      expectRefusal(refused, 'Écrivez les minutes passées en chiffres, de 1 à 480.');
      expect(refused.form(DESK).value('note')).toBe('Gardé');
    }
    expectRefusal(
      await notes(agent, { dossierNumber: 'K7MX-42PD' }),
      'Aucun dossier de votre guichet ne porte ce numéro',
    );
    expect(await kept('cost')).toEqual([]);
  });

  it('a dossier of another desk is refused in the words of one that does not exist', async () => {
    const other = await signedIn(test.app, 'otherAgent');
    expectRefusal(await notes(other, { dossierNumber: number }), 'Aucun dossier de votre guichet ne porte ce numéro');
    expect(await kept('cost')).toEqual([]);
  });

  it('the link goes when the family is forgotten; the contact stays counted', async () => {
    await notes(agent, { minutes: '30', dossierNumber: number, note: 'Une note sur la famille' });
    const [before] = await kept('cost');
    await test.app
      .get(UnitOfWork)
      .run((tx) => test.app.get(Forgetting).eraseDossier(tx, COORDINATOR, family.dossierId, () => null));
    expect(await reader.findOne(Enquiry, { id: before!.id })).toMatchObject({
      minutes: 30,
      note: null,
      dossierId: null,
      requestId: null,
    });
    expectRefusal(await notes(agent, { dossierNumber: number }), 'Aucun dossier de votre guichet ne porte ce numéro');
  });

  it('figures read it without the family, in slices', async () => {
    clockOf(test.app).travelTo('2026-11-24T15:00:00.000Z');
    await notes(agent, { subject: 'urgent', minutes: '5', dossierNumber: number });
    const counted = [];
    for await (const slice of test.app
      .get(EnquiryFigures)
      .listCounted('2026-11-24T15:00:00.000Z', '2026-11-25T00:00:00.000Z'))
      counted.push(...slice);
    expect(counted).toEqual([
      {
        id: expect.any(String),
        at: expect.stringMatching(/^2026-11-24T15:00/),
        // Noted as it happened, and not brought by a list later.
        recordedAt: null,
        channel: 'phone',
        deskId: 'rpe',
        subject: 'urgent',
        minutes: 5,
        communeCode: '71306',
      },
    ]);
  });
});
