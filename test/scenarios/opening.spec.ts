import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterEach, beforeEach, describe, expect, it } from '../support/runner.js';
import { StaffAccounts } from '../../src/territory/accounts/index.js';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { keyOf, Opening } from '../../src/foundation/platform/opening/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { inventDemonstrationData, loadReferenceData } from '../../src/commands/reference-data.js';
import { Supply } from '../../src/offer/supply/index.js';
import { Territory } from '../../src/territory/territory/index.js';
import { Dossier } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { deposit, depositBody, newClient } from '../support/api.js';
import { createTestApp, DATABASES, migratedDatabase, type TestDatabase } from '../support/app.js';
import { Browser, textOf } from '../support/browser.js';
import { ADULT, Parent } from '../support/parent.js';

const PAGE = '/administration/ouverture';
const CLOSED = 'Le guichet n’est pas encore ouvert';

/** A new place, before its first family: the application as production runs it. */
describe.each(DATABASES)('before families come (%s)', (kind) => {
  let database: TestDatabase;
  let app: NestFastifyApplication;
  let opening: Opening;
  let coordinator: Browser;

  beforeEach(async () => {
    database = await migratedDatabase(kind, { SMTP_URL: 'smtp://127.0.0.1:9' });
    Object.assign(database.config, { mode: 'production' });
    app = await createTestApp(database.config);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    opening = app.get(Opening);
    const grants = [{ role: 'coordinator' }, { role: 'administrator' }] as const;
    const account = { email: 'claire@exemple.fr', name: 'Claire', grants: [...grants] };
    const password = await app.get(StaffAccounts).createAccount(SYSTEM, account);
    coordinator = new Browser(app);
    await coordinator.signIn(account.email, password);
  });
  afterEach(async () => {
    await app.close();
    await database.drop();
  });

  const seed = () => loadReferenceData(app, database.config);
  const missing = async (): Promise<string[]> => (await opening.readStanding()).missing.map(keyOf);
  const kinds = async (): Promise<string[]> => [
    ...new Set((await opening.readStanding()).missing.map((one) => one.kind)),
  ];
  const waiveAll = async (): Promise<void> =>
    opening.waive(SYSTEM, await kinds(), 'Claire, coordination', 'essai avant l’ouverture');
  const dossiers = async (): Promise<number> => (await app.get(Reader).find(Dossier)).length;
  const sendByApi = async (key: string) => deposit(app, await newClient(app, key), `key-of-${key}`, depositBody());

  it('refuses deposits by page and by API, says so in plain words, and lists what is missing', async () => {
    expect(await kinds()).toEqual(
      expect.arrayContaining(['desks', 'establishments', 'grid', 'silence', 'court', 'publisher', 'data-protection']),
    );
    await seed();
    const family = new Browser(app);
    const home = await family.opens('/');
    expect(home.text).toContain(CLOSED);
    expect(home.source).not.toContain('/dossier/commencer');
    const started = await family.post('/dossier/commencer');
    expect([started.status, textOf(started.html)]).toEqual([503, expect.stringContaining(CLOSED)]);
    const refused = await sendByApi('closed');
    expect(refused.statusCode).toBe(503);
    expect(refused.json()).toMatchObject({ status: 503, detail: expect.stringContaining(CLOSED) });
    expect(await dossiers()).toBe(0);

    const shown = await coordinator.opens(PAGE);
    expect(shown.text).toContain('les familles ne peuvent pas envoyer de dossier');
    for (const href of [`${PAGE}/mentions`, '/offre/ma-71306', '/commissions/regles/montceau'])
      expect([href, (await coordinator.opens(shown.linkTo(href).href)).status]).toEqual([href, 200]);
    // Only the director opens the page of the children: whoever may not is told who does it, without a link.
    expect([shown.text.includes('À compléter par la direction'), shown.hasLinkTo('/accueils')]).toEqual([true, false]);
    expect((await coordinator.opens('/personnel/menu/organisation')).source).toContain(`href="${PAGE}"`);
    for (const step of ['le réglage SMS_URL', 'npm run backup -- --key', 'npm run operate -- waive'])
      expect(shown.text).toContain(step);
  });

  it('opens once each lack is mended or waived by name, and stays open when something goes missing later', async () => {
    await seed();
    const texts = (await coordinator.opens(`${PAGE}/mentions`)).form('/mentions');
    const nameless = await coordinator.presses(texts, { publisher: 'Commune de Montceau', silenceValidated: 'yes' });
    expect([nameless.status, nameless.text]).toEqual([422, expect.stringContaining('Écrivez la ville du tribunal')]);
    const filled = { publisher: 'Commune de Montceau', dataProtection: 'Mme R.', courtTown: 'Dijon' };
    await coordinator.presses(texts, { ...filled, silenceValidated: 'yes' });
    const desk = (await coordinator.opens('/administration/territoire/guichets/rpe')).button('Enregistrer');
    const bad = await coordinator.presses(desk, { address: '1 rue du Marché, 71300 Montceau', phone: 'x', email: 'x' });
    expect([bad.status, bad.text]).toEqual([422, expect.stringContaining('Écrivez le numéro de téléphone du guichet')]);
    const reached = { address: '1 rue du Marché, 71300 Montceau', phone: '03 85 11 22 33', email: 'rpe@exemple.fr' };
    await coordinator.presses((await coordinator.presses(desk, reached)).button('Confirmer le changement'));
    expect((await new Browser(app).opens('/mentions-legales')).text).toContain('Mme R.');
    for (const mended of ['silence', 'court', 'publisher', 'data-protection', 'desk-telephone:rpe', 'desk-mail:rpe'])
      expect(await missing()).not.toContain(mended);

    expect((await sendByApi('half')).statusCode).toBe(503);
    await waiveAll();
    const shown = await coordinator.opens(PAGE);
    for (const said of ['Il ne manque rien', 'Claire, coordination', 'essai avant l’ouverture'])
      expect(shown.text).toContain(said);
    const audited = (await app.get(Reader).find(AuditEvent)).filter(({ action }) => action === 'opening.waive');
    expect(audited.map(({ subjectId }) => subjectId)).toContain('sms');
    expect((await sendByApi('open')).statusCode).toBe(201);
    expect((await coordinator.opens('/personnel')).source).not.toContain(`href="${PAGE}"`);
    expect((await coordinator.opens('/personnel/menu/organisation')).source).not.toContain(`href="${PAGE}"`);

    await coordinator.opens(`${PAGE}/mentions`);
    await coordinator.sends(`${PAGE}/mentions`, { publisher: '' });
    expect(await missing()).toContain('publisher');
    expect((await coordinator.opens(PAGE)).text).toContain('Le guichet est ouvert, et il le reste');
    await new Parent(app).deposit();
    expect(await dossiers()).toBe(2);
  });

  it('keeps what somebody typed when the desk closes before it is sent', async () => {
    await seed();
    await waiveAll();
    const parent = new Parent(app);
    await parent.start();
    await parent.family();
    await parent.child(1);
    expect(await opening.unwaive(SYSTEM, 'sms')).toBe(true);
    const refused = await parent.send();
    expect([refused.status, textOf(refused.html)]).toEqual([503, expect.stringContaining('Vos réponses sont gardées')]);
    expect(textOf((await parent.browser.get(`${parent.draft}/verifier`)).html)).toContain(ADULT.firstName);
    expect(await dossiers()).toBe(0);
    await waiveAll();
    expect((await parent.send()).url).toBe(`${parent.draft}/recu`);

    expect(await opening.unwaive(SYSTEM, 'sms')).toBe(true);
    expect((await sendByApi('taken-back')).statusCode).toBe(503);
  });

  it('loads nothing invented by itself, names what was invented, and says so on every page and in every table', async () => {
    await seed();
    const supply = app.get(Supply);
    expect(supply.providers().filter((one) => one.kind !== 'establishment' || one.phone || one.address)).toEqual([]);
    expect(
      app
        .get(Territory)
        .desks()
        .filter(({ phone, address, email }) => phone + address + email),
    ).toEqual([]);
    expect(await kinds()).not.toContain('demonstration');
    expect((await new Browser(app).opens('/accessibilite')).text).not.toContain('Données de démonstration');

    expect(await inventDemonstrationData(app, database.config)).toBeGreaterThan(100);
    expect(await kinds()).toContain('demonstration');
    expect(await kinds()).not.toContain('desk-telephone');
    for (const url of ['/', PAGE, '/rapport'])
      expect((await coordinator.opens(url)).text).toContain('Données de démonstration');
    const table = (await coordinator.get('/rapport.csv')).bytes.toString();
    expect(table.trimEnd().split('\r\n').at(-1)).toBe('Données de démonstration');
    expect((await sendByApi('invented')).statusCode).toBe(503);
  });
});
