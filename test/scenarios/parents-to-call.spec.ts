import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { PresentChild } from '../../src/places/placement/persistence/placement.entities.js';
import { DATABASES } from '../support/app.js';
import { Queue } from '../../src/foundation/platform/queue/index.js';
import { CrisisWorld, HOME, NEIGHBOUR, TUESDAYS } from '../support/crisis.js';
import { dayFields, expectRefusal, type Page } from '../support/page.js';
import { PlacementWorld } from '../support/placement-world.js';
import { list } from '../support/imports.js';
import { anyJob } from '../support/jobs.js';
import { maskToSlots } from '../../src/foundation/kernel/week-schedule.js';

const HERE = `/eaje/${HOME}/presents`;
const PARENT = { name: 'Rosa Beltrami', phone: '0612345678' };
/** As it is read aloud, its spaces as the page of a test gives them. */
const SAID = '06 12 34 56 78';

describe.each(DATABASES)('the parents of a child without a dossier are called (%s)', (kind) => {
  let world: PlacementWorld;
  let crisis: CrisisWorld;

  beforeAll(async () => {
    world = await PlacementWorld.open(kind);
    crisis = new CrisisWorld(world);
  });
  beforeEach(async () => {
    await crisis.begin();
    crisis.director = await crisis.signedIn('director');
  });
  afterAll(() => world.close());

  const entered = () => world.reader.find(PresentChild, { order: { surname: 'ASC' } });
  const parentOf = async (surname: string) => {
    const child = (await entered()).find((one) => one.surname === surname)!;
    return [child.parentName, child.parentPhone];
  };

  it('their number is written when the child is entered, and mended on its page', async () => {
    const form = (await crisis.director.opens(HERE)).form('/presents');
    const child = {
      firstName: 'Nour',
      surname: 'Beltrami',
      ...dayFields('birth', '2026-03-10'),
      ...dayFields('from', '2026-11-03'),
      ...dayFields('to', '2027-06-30'),
      slots: maskToSlots(TUESDAYS),
      parentName: 'Rosa Beltrami',
    };
    expectRefusal(
      await crisis.director.presses(form, { ...child, parentPhone: '06 12' }),
      'pas un numéro de téléphone',
    );
    await crisis.director.presses(form, { ...child, parentPhone: '06.12.34.56.78' });
    expect(await parentOf('Beltrami')).toEqual([PARENT.name, PARENT.phone]);

    const children = await crisis.director.opens(`/eaje/${HOME}/accueils`);
    const page = await crisis.director.opens(children.link('Nour Beltrami').href);
    const parents = page.form('/parents');
    expect([parents.value('parentName'), parents.value('parentPhone')]).toEqual([PARENT.name, PARENT.phone]);
    await crisis.director.presses(parents, { parentPhone: '07 98 76 54 32' });
    expect(await parentOf('Beltrami')).toEqual([PARENT.name, '0798765432']);
    await crisis.director.presses(parents, { parentName: '', parentPhone: '' });
    expect(await parentOf('Beltrami')).toEqual([null, null]);
    // Nobody else writes them.
    const other = await crisis.signedIn('otherDirector');
    expect((await other.sends(parents.action, { parentPhone: '0798765432' })).status).toBe(404);
    expect(await parentOf('Beltrami')).toEqual([null, null]);
  });

  it('their number comes by the list; one that nobody can call is said at its cell', async () => {
    const file = list(
      'presents.csv',
      'Prénom;Nom;Né le;Section;Mardi;Du;Au;Mère;Téléphone mère;Portable père',
      'Nour;Beltrami;10/03/2026;Bébés;x;03/11/2026;30/06/2027;Rosa BELTRAMI;;tél : 06 12 34 56 78',
      'Ivo;Cormier;12/03/2026;Bébés;x;03/11/2026;30/06/2027;;06 12 34;',
    );
    await crisis.director.upload(`${HERE}/listes`, 'list', file);
    const page = await crisis.director.opens(crisis.director.url);
    expect(page.text).toContain('Téléphone du parent « 06 12 34 » : Ce n’est pas un numéro de téléphone.');
    await crisis.director.presses(page.form('/ajouter'));
    expect((await entered()).map(({ surname }) => surname)).toEqual(['Beltrami']);
    expect(await parentOf('Beltrami')).toEqual(['Rosa Beltrami', PARENT.phone]);
  });

  it('a closure shows whom to call to its director and desk alone, and is played to what the parents answer', async () => {
    await crisis.enteredBaby('Nour', 'Beltrami', PARENT);
    await crisis.enteredBaby('Ivo', 'Cormier');
    await crisis.morning();
    const declared = await crisis.declare();
    const preview = await crisis.director.opens(declared.linkTo('/prevenir').href);
    expect(preview.text).toContain(`Nour Beltrami – Bébés – Rosa Beltrami, ${SAID}`);
    expect(preview.text).toContain('Ivo Cormier – Bébés – Numéro pas noté');
    expect(preview.hasLinkTo(`tel:${PARENT.phone}`)).toBe(true);
    const closure = await crisis.director.presses(preview.button('Confirmer la fermeture'));
    const seenBy = async (name: string): Promise<Page> => (await crisis.signedIn(name)).opens(closure.url);
    expect([closure.source, (await seenBy('agent')).source].every((page) => page.includes(PARENT.phone))).toBe(true);
    expect((await seenBy('coordinator')).source).not.toMatch(/Beltrami|0612345678/);

    await crisis.neighbourLends(closure, 2);
    const sent = await crisis.send(await crisis.compute(closure));
    // Nothing was written to them: their answer comes by telephone alone.
    expect(sent.text).toContain('Parents à appeler, réponse à noter');
    expect(sent.text).not.toContain('Réponse attendue');
    const answer = async (name: string, said: string): Promise<Page> => {
      const at = await crisis.director.opens((await crisis.director.opens(closure.url)).link(name).href);
      return crisis.director.presses(at.form('/reponse'), { answer: said });
    };
    const child = await crisis.director.opens((await crisis.director.opens(closure.url)).link('Nour Beltrami').href);
    expect(child.text).toContain('Parents à appeler, réponse à noter');
    expect(child.text).toContain(`Parents à appeler Rosa Beltrami, ${SAID}`);
    await answer('Nour Beltrami', 'accepted');
    await answer('Ivo Cormier', 'other_way');
    expect((await crisis.offers()).map(({ state }) => state).sort()).toEqual(['accepted', 'other_way']);
    const rows = (await crisis.director.opens(closure.url)).table('Enfants sans dossier').map((row) => row.join(' '));
    expect(rows.sort()).toEqual([
      expect.stringMatching(/^Ivo Cormier.*Numéro pas noté.*Autre solution trouvée/),
      expect.stringMatching(/^Nour Beltrami.*Rosa Beltrami.*Acceptée/),
    ]);
    // The nursery that lends reads who comes, and not the number that nobody allowed it to have.
    const lender = await (await crisis.signedIn('otherDirector')).opens(`${closure.url}/prets/${NEIGHBOUR}`);
    expect([lender.text.includes('Nour Beltrami'), lender.source.includes(PARENT.phone)]).toEqual([true, false]);
    expect(lender.text).not.toContain('Ivo Cormier');
    expect(await world.inconsistencies()).toEqual([]);
  });

  it('their number is forgotten a month after the child has left, long before the child', async () => {
    await crisis.enteredBaby('Nour', 'Beltrami', PARENT);
    // The nights begin anew: a scenario cancels the jobs of those before it.
    const night = anyJob('placement.present-retention');
    const tomorrow = { at: '2026-11-26T02:45:00.000Z', key: night };
    await world.run((tx) => world.app.get(Queue).plan(tx, night, {}, tomorrow));
    const at = async (day: string) => {
      world.clock.travelTo(`${day}T09:00:00.000Z`);
      await world.runJobs();
      return parentOf('Beltrami');
    };
    expect(await at('2027-07-15')).toEqual([PARENT.name, PARENT.phone]);
    await at('2027-08-01');
    expect(await at('2027-08-02')).toEqual([null, null]);
    expect(await entered()).toHaveLength(1);
  });
});
