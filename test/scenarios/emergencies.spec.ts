import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ChildRequest } from '../../src/dossier/persistence/dossier.entities.js';
import { Reader } from '../../src/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { clockOf, seedCommissions } from '../support/commission.js';
import { dayFields, textOf } from '../support/page.js';
import { ADULT, BORN, NEED, Parent } from '../support/parent.js';

describe.each(DATABASES)('an emergency filed on 30 November for 7 December (%s)', (kind) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    clockOf(test.app).travelTo('2026-11-30T09:00:00.000Z');
  });
  afterAll(() => test.close());

  it('reads that it is answered within a day, and whom to call', async () => {
    const parent = new Parent(test.app);
    await parent.start();
    await parent.family(ADULT);
    await parent.fill('enfant/1', BORN);
    await parent.fill('besoin/1', { ...NEED, kind: 'emergency', ...dayFields('wantedFrom', '2026-12-07') });
    await parent.fill('voeux/1', { action: 'add:ma-71306' });
    const said = textOf((await parent.send()).html);
    expect(said).toContain('Accueil d’urgence : sous un jour, le guichet lit votre demande et vous contacte.');
    expect(said).toMatch(/appelez [^,]+, 0\d/);
    expect(said).not.toContain('Sous 3 jours');
    const [request] = await test.app.get(Reader).find(ChildRequest, { where: { surname: BORN.surname } });
    expect(request).toMatchObject({ nextAct: 'take_up', nextActDue: '2026-12-01' });
  });
});
