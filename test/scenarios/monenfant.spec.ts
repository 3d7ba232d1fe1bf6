import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import type { Day } from '../../src/foundation/kernel/time.js';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { Enquiry } from '../../src/first-desk/triage/persistence/triage.entities.js';
import { VacancyFile } from '../../src/places/vacancies/persistence/vacancies.entities.js';
import { DATABASES } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { givePlaces } from '../support/commission.js';
import { list, type ListFixture } from '../support/imports.js';
import { expectRefusal, Page } from '../support/page.js';
import { PlacementWorld } from '../support/placement-world.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const HERE = '/disponibilites';
const UPLOAD = '/rpe/sollicitations/monenfant';
const BABIES = 'ma-71306:babies';
const MIA = {
  firstName: 'Mia',
  surname: 'Saule',
  ...{ birthDay: '1', birthMonth: '7', birthYear: '2026' },
  ...{ fromDay: '1', fromMonth: '10', fromYear: '2026' },
  slots: ['mon-am', 'mon-pm'],
};
const FILE = list(
  'demandes.csv',
  'Référence;Date;Nom;Téléphone;Commune;Objet;Message',
  'A1;12/11/2026;Durand;06 12 34 56 78;Montceau-les-Mines;Crèche;"Pour janvier; deux jours"',
  'A2;2026-11-13;Petit;;71486;Assistante maternelle;',
  'A3;31/02/2026;Roux;;Blanzy;Crèche;',
  'A4;14/11/2026;Blanc;;Lyon;Tarif;',
  ';;;;;;',
);

describe.each(DATABASES)('monenfant.fr (%s)', (kind) => {
  let world: PlacementWorld;
  let coordinator: Browser;
  let agent: Browser;
  const signedIn = async (key: string): Promise<Browser> => {
    const browser = new Browser(world.app);
    await browser.signIn(STAFF[key]!.email, PASSWORD);
    return browser;
  };
  const enterMia = async (): Promise<void> => {
    const director = await signedIn('director');
    await director.get('/eaje/ma-71306/presents');
    await director.post('/eaje/ma-71306/presents', MIA);
  };
  /** Another day: everybody signs in again. */
  const travelTo = async (instant: string): Promise<void> => {
    world.clock.travelTo(instant);
    [coordinator, agent] = [await signedIn('coordinator'), await signedIn('agent')];
  };
  const files = () => world.reader.find(VacancyFile, { order: { madeAt: 'DESC' } });
  const makes = async (): Promise<Page> => {
    const page = await coordinator.opens(HERE);
    return coordinator.presses(page.button('Refaire le fichier maintenant'));
  };
  const upload = async (browser: Browser, file: ListFixture): Promise<Page> => {
    await browser.get(UPLOAD);
    return new Page(await browser.upload(UPLOAD, 'list', file));
  };

  beforeAll(async () => {
    world = await PlacementWorld.open(kind);
    await givePlaces(world.app, BABIES, 2);
    coordinator = await signedIn('coordinator');
    agent = await signedIn('agent');
  });
  afterAll(() => world.close());

  describe('is told which places are free', () => {
    it('but of no nursery that has not said which children are there: its places only look free', async () => {
      const page = await makes();
      expect(page.text).toContain('Le fichier des places libres est fait.');
      expect(page.text).toContain('établissements ne sont pas dans le fichier');
      const [file] = await files();
      expect([file!.groups, file!.untold.some(({ providerId }) => providerId === 'ma-71306')]).toEqual([[], true]);
    });

    it('by age group and half-day, from the third day on, in a file that a spreadsheet reads', async () => {
      await enterMia();
      world.clock.travelTo('2026-11-25T09:10:00.000Z');
      const page = await makes();
      expect(page.text).toContain('nouveau dans le fichier');
      const link = (await files())[0]!.id;
      const answer = await coordinator.get(`${HERE}/${link}.csv`);
      const rows: Record<string, string>[] = parse(answer.bytes, { columns: true, delimiter: ';', bom: true });
      const babies = rows.filter((row) => row['etablissement'] === 'ma-71306' && row['age_debut_mois'] === '2');
      const on = (date: Day, half: string) =>
        babies.find((row) => row['date'] === date && row['demi_journee'] === half)?.['places_libres'];
      expect(rows.map(({ date }) => date).sort()[0]).toBe('2026-11-30');
      expect([on('2026-11-30', 'matin'), on('2026-11-30', 'apres-midi'), on('2026-12-01', 'matin')]).toEqual([
        '1',
        '1',
        '2',
      ]);
      // Christmas is a holiday, and the nursery is closed on Sundays.
      expect([on('2026-12-25', 'matin'), on('2026-12-06', 'matin')]).toEqual([undefined, undefined]);
      expect(new Set(rows.map(({ etablissement }) => etablissement))).toEqual(new Set(['ma-71306']));
      expect(await world.reader.count(AuditEvent, { action: 'vacancies.make' })).toBe(2);
    });

    it('every week by itself, with what changed since', async () => {
      const made = (await files()).length;
      await travelTo('2026-11-26T09:00:00.000Z');
      await world.runJobs();
      expect(await files()).toHaveLength(made);
      await givePlaces(world.app, BABIES, 1);
      await travelTo('2026-12-02T09:00:00.000Z');
      await world.runJobs();
      expect(await files()).toHaveLength(made + 1);
      expect((await files())[0]).toMatchObject({ firstDay: '2026-12-05', lastDay: '2027-01-01', madeBy: 'system' });
      const page = await coordinator.opens(HERE);
      expect(page.text).toContain('lundi 7 décembre 2026 au matin : plus de place libre au lieu de 1');
      await world.runJobs();
      expect(await files()).toHaveLength(made + 1);
    });

    it('by the coordinator alone', async () => {
      const [file] = await files();
      for (const path of [HERE, `${HERE}/${file!.id}.csv`]) expect((await agent.get(path)).status).toBe(404);
      expect((await coordinator.get(`${HERE}/${file!.id.replace(/.$/, 'x')}.csv`)).status).toBe(404);
    });
  });

  describe('sends what families ask there', () => {
    const notes = () => world.reader.find(Enquiry, { where: { channel: 'monenfant' }, order: { at: 'ASC' } });

    it('which the desk of each commune notes, without who asked', async () => {
      const page = await upload(agent, FILE);
      expect(page.text).toMatch(/3\s*demandes notées/);
      expect(page.text).toContain('Colonnes laissées de côté, dont rien n’est gardé : Nom, Téléphone.');
      expect(page.text).toContain('Date « 31/02/2026 » : Ce n’est pas un jour du calendrier.');
      expect(
        (await notes()).map(({ communeCode, subject, note, deskId }) => [communeCode, subject, note, deskId]),
      ).toEqual([
        ['71306', 'find_care', 'Pour janvier; deux jours', 'rpe'],
        ['71486', 'childminder', null, expect.any(String)],
        [null, 'cost', null, 'rpe'],
      ]);
      expect(JSON.stringify(await notes())).not.toMatch(/Durand|06 12/);
      expect((await agent.opens('/rpe/sollicitations')).text).toContain('monenfant.fr');
    });

    it('once, however often the file is sent; a line mended is noted then', async () => {
      const mended = { ...FILE, bytes: Buffer.from(Buffer.from(FILE.bytes).toString().replace('31/02', '28/02')) };
      const page = await upload(agent, mended);
      expect(page.text).toMatch(/1\s*demande notée/);
      expect(page.text).toMatch(/3\s*demandes déjà notées/);
      expect(await notes()).toHaveLength(4);
      const both = await Promise.all([upload(agent, mended), upload(await signedIn('colleague'), mended)]);
      for (const one of both) expect(one.text).toMatch(/4\s*demandes déjà notées/);
      expect(await notes()).toHaveLength(4);
    });

    it('and a file that is no list, or says no date, is refused with what to do', async () => {
      expectRefusal(
        await upload(agent, list('x.csv', 'Nom;Commune', 'Durand;Blanzy')),
        'Aucune colonne de ce fichier ne dit la date des demandes',
      );
      expectRefusal(await upload(agent, { name: 'x.xlsx', bytes: Buffer.from('504b0304', 'hex') }), 'classeur');
      expect((await coordinator.get(UPLOAD)).status).toBe(404);
    });
  });
});
