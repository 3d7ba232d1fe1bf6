import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { Config } from '../../src/foundation/config/index.js';
import { DossierIntake, Forgetting, TriageActs, type DossierForm } from '../../src/dossier/dossier/index.js';
import { AccessLink, ChildRequest, Dossier } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { SolutionChanges, Solutions, type NewSolution } from '../../src/places/placement/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { DATABASES } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { DepositedFamilies, MORNING, type DepositedFamily } from '../support/deposited-families.js';
import { aChild, aForm } from '../support/forms.js';
import { requestOf } from '../support/kept.js';
import { dayFields, expectRefusal, type FieldValues, type Form } from '../support/page.js';
import { Parent } from '../support/parent.js';
import { signedIn } from '../support/people.js';
import { AGENT } from '../support/placement-world.js';
import { sleep } from '../support/queue-world.js';
import { everyWord } from '../support/sql.js';

const ERASED = 'Les données de cette famille sont effacées';
const FOUND: NewSolution = {
  kind: 'childminder',
  providerId: null,
  providerLabel: 'Chez Zqxsuzanne',
  week: null,
  from: '2027-03-01',
  to: null,
};

/** A family is erased once. What is written about it afterwards would be there for ever. */
describe.each(DATABASES)('after a family is erased (%s)', (kind) => {
  let world: DepositedFamilies;
  beforeAll(async () => {
    world = await DepositedFamilies.open(kind);
  });
  beforeEach(() => world.itIs(MORNING));
  afterAll(() => world.close());

  const words = (): Promise<string> => everyWord(world.app.get(Config));
  const erase = async ({ parent }: DepositedFamily): Promise<void> => {
    const asked = await parent.browser.opens('/mon-dossier/effacement');
    expect((await parent.browser.presses(asked.form('/effacement'), { sure: 'yes' })).url).toBe('/');
  };
  const eraseDossier = (dossierId: string) =>
    world.run((tx) => world.app.get(Forgetting).eraseDossier(tx, SYSTEM, dossierId, () => null));

  it('no page that stayed open writes about it, nor gives an access to it', async () => {
    const family = await world.oriented();
    const { id, dossierId } = family.request;
    const [agent, director, coordinator] = [
      await signedIn(world.app, 'agent'),
      await signedIn(world.app, 'director'),
      await signedIn(world.app, 'coordinator'),
    ];
    const shown = async (browser: Browser, url: string, form: string): Promise<[Browser, Form]> => [
      browser,
      (await browser.opens(url)).form(form),
    ];
    const [request, points] = [`/rpe/demandes/${id}`, `/rpe/demandes/${id}/points`];
    const opinion = `${points}/avis/vulnerability`;
    const held: [opened: [Browser, Form], typed: FieldValues][] = [
      [await shown(agent, request, '/appel'), { callNote: 'Zqxcall' }],
      [
        await shown(agent, opinion, '/vulnerability'),
        { expert: 'pmi', reason: 'isolation', ...dayFields('on', '2026-11-20') },
      ],
      [await shown(agent, points, '/vu'), {}],
      [await shown(agent, request, '/acces'), {}],
      [await shown(director, `/eaje/demandes/${id}/questions`, '/questions'), { subject: 'days', words: 'Zqxasked' }],
      [
        await shown(coordinator, `/rapport/cellule/${id}`, `/cellule/${id}`),
        { kind: 'place_elsewhere', note: 'Zqxdecided', ...dayFields('due', '2026-12-20') },
      ],
    ];
    await erase(family);
    for (const [[browser, form], typed] of held) {
      const page = await browser.presses(form, typed);
      expect([form.action, page.status]).toEqual([form.action, 422]);
      if (!form.action.endsWith('/questions')) expectRefusal(page, ERASED);
    }
    // Whole words: three letters stand in a random secret now and then.
    expect(await words()).not.toMatch(/zqx(call|asked|decided)/i);
    expect(await world.reader.count(AccessLink, { dossierId })).toBe(0);
  });

  it('what it sent once more under its own contacts and nobody judged goes too, and what another contact sent stays', async () => {
    const { surname, adult, child } = world.identity();
    const parent = new Parent(world.app);
    await parent.deposit(adult, child);
    const request = (await world.reader.findOne(ChildRequest, { surname }))!;
    await new Parent(world.app).deposit({ ...adult, firstName: 'Zqxagain' }, child);
    const other = { ...adult, firstName: 'Zqxother', email: 'quelqu.un@exemple.fr' };
    await new Parent(world.app).deposit(other, child);
    const arrived = await world.reader.find(Dossier, { where: { arrivedForId: request.dossierId } });
    expect(arrived).toHaveLength(2);
    await erase({ parent, request, surname });
    const left = await words();
    expect([left.includes('Zqxagain'), left.includes('Zqxother')]).toEqual([false, true]);
    const states = await Promise.all(
      arrived.map(async ({ id }) => {
        const [dossier, request] = [
          await world.reader.findOne(Dossier, { id }),
          await world.reader.findOne(ChildRequest, { dossierId: id }),
        ];
        return [dossier!.anonymisedAt !== null, dossier!.arrivedForId, request!.state];
      }),
    );
    expect(states.sort()).toEqual([
      [false, null, 'submitted'],
      [true, null, 'withdrawn'],
    ]);
  });

  it('its desk corrects neither the solution that it had, nor its consents', async () => {
    const { request } = await world.oriented();
    const [solutions, changes] = [world.app.get(Solutions), world.app.get(SolutionChanges)];
    const solutionId = await world.run((tx) =>
      solutions.recordAgreement(tx, AGENT, request.id, { ...FOUND, providerLabel: 'Chez Suzanne' }, true),
    );
    await eraseDossier(request.dossierId);
    const { version, state } = await requestOf(world.app, request.id);
    expect(state).toBe('placed');
    const ids = { requestId: request.id, solutionId };
    await expect(world.run((tx) => changes.correct(tx, AGENT, ids, FOUND, true, version))).rejects.toThrow(
      'request.forgotten',
    );
    const { consents } = aForm();
    const agreed = { consents, language: 'en' } as const;
    await expect(
      world.run((tx) => world.app.get(TriageActs).writeAgreements(tx, AGENT, request.id, agreed, {})),
    ).rejects.toThrow('request.forgotten');
    expect(await words()).not.toContain('Zqxsuzanne');
  });

  it.each(['parent', 'counter'] as const)(
    'what it sends again meanwhile (%s) is of a new family, which can be erased in its turn',
    async (origin) => {
      const surname = origin === 'parent' ? 'Zqxparent' : 'Zqxcounter';
      const [adult] = aForm().adults;
      const form: DossierForm = {
        ...aForm({ children: [aChild({ surname })] }),
        adults: [{ ...adult!, surname, email: `${surname}@exemple.fr`.toLowerCase(), phone: null }],
      };
      const send = () => world.run((tx) => world.app.get(DossierIntake).submitForm(tx, AGENT, form, { origin }));
      const before = await send();
      // What is sent finds the family, and waits until its erasure has ended.
      let erasing = Promise.resolve();
      await new Promise<void>((erased) => {
        erasing = world.run(async (tx) => {
          await world.app.get(Forgetting).eraseDossier(tx, SYSTEM, before.dossierId, () => null);
          erased();
          await sleep(300);
        });
      });
      const { dossierId } = await send();
      await erasing;
      expect(dossierId).not.toBe(before.dossierId);
      expect(await world.reader.findOne(Dossier, { id: dossierId })).toMatchObject({
        anonymisedAt: null,
        arrivedForId: null,
      });
      expect(await world.reader.count(ChildRequest, { surname, dossierId })).toBe(1);
      await eraseDossier(dossierId);
      expect((await words()).toLowerCase()).not.toContain(surname.toLowerCase());
    },
  );
});
