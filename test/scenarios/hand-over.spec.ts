import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Dossier } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { Offers } from '../../src/places/placement/index.js';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { DATABASES } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { aForm, wishFor } from '../support/forms.js';
import { readPdf } from '../support/pdf.js';
import { PlacementWorld } from '../support/placement-world.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const HERE = '/eaje/ma-71306/transmission';
const SINCE = '?du=2027-01-01';
const MON_TUE_MORNING = 0b101;

describe.each(DATABASES)('handing the admitted children over (%s)', (kind) => {
  let world: PlacementWorld;
  let director: Browser;
  const signedIn = async (key: string): Promise<Browser> => {
    const browser = new Browser(world.app);
    await browser.signIn(STAFF[key]!.email, PASSWORD);
    return browser;
  };
  const admitted = async (firstName: string, from: string): Promise<string> => {
    const child = { firstName, wishes: [wishFor('ma-71306')], birthDate: '2025-03-01' };
    const request = await world.listed(child);
    const place = { sectionId: 'ma-71306:older', slots: MON_TUE_MORNING, from, to: '2027-08-31' };
    const offer = await world.admit(request, place);
    const family = { kind: 'family', dossierId: request.dossierId, draftId: null } as const;
    await world.run((tx) => world.app.get(Offers).acceptOffer(tx, family, offer.id));
    return request.dossierId;
  };
  const rowsOf = async (query = SINCE): Promise<Record<string, string>[]> =>
    parse((await director.get(`${HERE}.csv${query}`)).bytes, { columns: true, delimiter: ';', bom: true });
  const agree = (dossierId: string, shareWithProviders: boolean | null) =>
    world.run((tx) => tx.update(Dossier, { id: dossierId }, { consents: { ...aForm().consents, shareWithProviders } }));

  beforeAll(async () => {
    world = await PlacementWorld.open(kind);
    director = await signedIn('director');
    await agree(await admitted('Zoé', '2027-02-01'), true);
    await agree(await admitted('Tom', '2027-01-04'), null);
    await admitted('Avant', '2026-12-01');
  });
  afterAll(() => world.close());

  it('is one step from the children, and lists what is missing of each who comes', async () => {
    const children = await director.opens('/eaje/ma-71306/accueils');
    expect(children.hasLinkTo(HERE)).toBe(true);
    const page = await director.opens(`${HERE}${SINCE}`);
    expect(page.table('Enfants accueillis à partir du 1er janvier 2027').map(([child]) => child)).toEqual([
      expect.stringContaining('Tom'),
      expect.stringContaining('Zoé'),
    ]);
    expect(page.text).toContain('2 enfants à partir du 1er janvier 2027.');
    expect(page.text).toContain('l’accord de la famille pour ses coordonnées');
    expect(page.text).toContain('le premier jour, à convenir avec la famille');
    expect((await director.opens(`${HERE}?du=2028-01-01`)).text).toContain('Aucun enfant admis');
  });

  it('is a file for the nursery’s own software: days, hours, and contacts where the family agreed', async () => {
    const [tom, zoe] = await rowsOf();
    expect(zoe).toMatchObject({
      enfant_prenom: 'Zoé',
      naissance: '2025-03-01',
      premier_jour: '2027-02-01',
      dernier_jour: '2027-08-31',
      lundi_matin: '1',
      lundi_apres_midi: '',
      mardi_matin: '1',
      responsable1_adresse: aForm().adults[0]!.addressLine,
      manque: 'le premier jour, à convenir avec la famille',
    });
    expect(zoe!['responsable1_telephone']).toMatch(/^06\s/);
    expect([tom!['responsable1_telephone'], tom!['responsable1_nom'], tom!['responsable1_adresse']]).toEqual([
      '',
      '',
      '',
    ]);
    expect(tom!['manque']).toContain('l’accord de la famille');
    expect((await rowsOf('')).map((row) => row['enfant_prenom'])).toContain('Avant');
  });

  it('is printed, tagged, with the same words', async () => {
    const { bytes } = await director.get(`${HERE}.pdf${SINCE}`);
    const { tagged, text } = await readPdf(bytes);
    expect(tagged).toBe(true);
    expect(text).toContain('lundi matin, mardi matin');
    expect(text).toContain('l’accord de la famille pour ses coordonnées');
  });

  it('each reading of a family is in the journal, and each file that leaves', async () => {
    const count = (action: string) => world.reader.count(AuditEvent, { action });
    const before = [await count('request.read'), await count('file.read')];
    await rowsOf();
    expect([await count('request.read'), await count('file.read')]).toEqual([before[0]! + 2, before[1]! + 1]);
  });

  it('another director, a desk and a stranger find nothing; no day at all is the usual one', async () => {
    const others = [await signedIn('otherDirector'), await signedIn('agent'), await signedIn('coordinator')];
    for (const other of others)
      for (const file of ['', '.csv', '.pdf']) expect((await other.get(`${HERE}${file}`)).status).toBe(404);
    expect((await director.opens(`${HERE}?du=garbage`)).status).toBe(200);
    expect((await director.opens(`${HERE}?duDay=31&duMonth=2&duYear=2027`)).status).toBe(200);
  });
});
