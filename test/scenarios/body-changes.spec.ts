import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import {
  anOrientedRequest,
  aThursday,
  clockOf,
  listFor,
  openSession,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { expectRefusal, type Button, type FieldValues, type Page } from '../support/page.js';
import { signedIn } from '../support/people.js';
import * as previewed from '../support/previewed.js';

const PAGE = '/commissions/instances/montceau';
const RULES = '/commissions/regles/montceau';

describe.each(DATABASES)('a change of a commission (%s)', (kind) => {
  let test: TestApp;
  let coordinator: Browser;
  let minutes = 0;
  /** A minute goes by before each press, so that changes have an order. */
  const confirms = (preview: Page): Promise<Page> => {
    clockOf(test.app).travelTo(`2026-11-24T08:${String((minutes += 1)).padStart(2, '0')}:00.000Z`);
    return previewed.confirms(coordinator, preview);
  };
  const changes = async (pressed: Button, filled: FieldValues): Promise<Page> =>
    confirms(await coordinator.presses(pressed, filled));
  const asks = async (address: string, button: string, filled: FieldValues): Promise<Page> =>
    coordinator.presses((await coordinator.opens(address)).button(button), filled);
  const history = async () => (await coordinator.opens(PAGE)).table('Derniers changements');
  /** The page of taking back the latest change that can be. */
  const takesBack = async (): Promise<Page> => {
    const link = (await coordinator.opens(PAGE)).linkTo(/retour/);
    return coordinator.opens(link.href);
  };
  const setting = async (name: string) => (await coordinator.opens(PAGE)).form('/montceau').value(name);

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
  });
  beforeEach(async () => {
    coordinator = await signedIn(test.app, 'coordinator');
  });
  afterAll(() => test.close());

  it('says what it makes different and for whom before it is made, and writes nothing until then', async () => {
    const { requestId } = await anOrientedRequest(test.app);
    const { id } = await planSession(test.app, { day: aThursday(test.app, 60) });
    await listFor(test.app, requestId, id);
    const before = await setting('offerDays');
    const preview = await asks(PAGE, 'Enregistrer', { offerDays: '12', quorum: '2' });
    expect(preview.heading).toContain('Ce qui va changer');
    expect(preview.text).toContain(`${before} jours → 12 jours`);
    expect(preview.text).toContain('Quorum : rien → 2');
    expect(preview.text).toContain('1 séance est à venir. 1 famille y est inscrite.');
    expect(preview.text).toContain('Celles déjà proposées gardent leur date.');
    expect(await setting('offerDays')).toBe(before);
    expect((await coordinator.opens(PAGE)).text).toContain('Aucun changement.');
    await confirms(preview);
    expect(await setting('offerDays')).toBe('12');
    // The same press again finds it so, and writes nothing.
    expect((await confirms(preview)).text).toContain('Les réglages sont enregistrés');
    expect(await history()).toHaveLength(1);
  });

  it('is taken back on the same page: what changed otherwise since then stays', async () => {
    await changes((await coordinator.opens(PAGE)).button('Enregistrer'), { offerDays: '14' });
    const [latest] = await history();
    expect(latest![2]).toContain('12 jours → 14 jours');
    const back = await takesBack();
    await changes((await coordinator.opens(PAGE)).button('Enregistrer'), { noticeDays: '9' });
    expectRefusal(await confirms(back), 'Quelqu’un d’autre a modifié cette commission', 409);
    const again = await coordinator.opens(back.url);
    expect(again.text).toContain('14 jours → 12 jours');
    expect((await confirms(again)).text).toContain('Les réglages sont enregistrés');
    expect([await setting('offerDays'), await setting('noticeDays')]).toEqual(['12', '9']);
    expect((await coordinator.opens(back.url)).text).toContain('C’est déjà ainsi');
  });

  it('of a member is seen and taken back, and a quorum that nobody could reach is refused with its reason', async () => {
    const members = async () => (await coordinator.opens(PAGE)).table('membres').map(([name]) => name);
    const added = await asks(`${PAGE}/membres/nouveau`, 'Ajouter', { label: 'M. Petit, adjoint', role: 'elected' });
    expect(added.text).toContain('M. Petit, adjoint siège.');
    expect(added.text).toContain('Cette personne est convoquée aux séances à venir.');
    expect(await members()).not.toContain('M. Petit, adjoint');
    await confirms(added);
    expect(await members()).toContain('M. Petit, adjoint');
    expectRefusal(await confirms(added), 'Quelqu’un d’autre a modifié', 409);

    const gone = await confirms(await takesBack());
    expect(gone.text).toContain('cette personne ne siège plus');
    expect(await members()).not.toContain('M. Petit, adjoint');
    const again = await takesBack();
    expect(again.text).toContain('M. Petit, adjoint siège de nouveau.');
    await confirms(again);
    const count = (await members()).length;
    expect(await members()).toContain('M. Petit, adjoint');

    await changes((await coordinator.opens(PAGE)).button('Enregistrer'), { quorum: String(count) });
    const page = await coordinator.opens(PAGE);
    const member = await coordinator.opens(page.linkTo(/membres\/(?!nouveau)/).href);
    const refused = await coordinator.presses(member.form('/fin'));
    expect(refused.text).toContain(`Donnez un quorum d’au plus ${count - 1}`);
    expect(refused.hasForm('/fin')).toBe(false);
    await changes((await coordinator.opens(PAGE)).button('Enregistrer'), { quorum: '' });
  });

  it('of the rules says which sessions keep theirs, and what a fixed list forbids is said where it is taken back', async () => {
    const form = (await coordinator.opens(`${PAGE}/identite`)).button('Enregistrer').form;
    const preview = await coordinator.presses(form, { establishments: ['ma-71306'] });
    expect(preview.text).toContain('La direction d’un établissement retiré ne siège plus.');
    expect(preview.text).toContain('sur cet établissement');
    await confirms(preview);

    const { id } = await planSession(test.app, { day: aThursday(test.app, 40) });
    await openSession(test.app, id);
    const impossible = await takesBack();
    expect(impossible.text).toContain('Ce changement n’est pas possible');
    expect(impossible.text).toContain('sa liste de dossiers est arrêtée');
    expect(impossible.forms.flatMap(({ buttons }) => buttons).some(({ text }) => text.includes('Confirmer'))).toBe(
      false,
    );

    const rules = await asks(RULES, 'Enregistrer', { insertion: '7' });
    expect(rules.text).toContain('Familles en parcours d’insertion : 0 % → 7 %');
    expect(rules.text).toContain('garde les règles d’avant : sa liste de dossiers est arrêtée.');
    await confirms(rules);
    await confirms(await takesBack());
    expect((await coordinator.opens(RULES)).button('Enregistrer').form.value('insertion')).toBe('0');
  });

  it('is its coordinator’s alone', async () => {
    const { href } = (await coordinator.opens(PAGE)).linkTo(/retour/);
    for (const name of ['member', 'director', 'agent', 'administrator'])
      expect((await (await signedIn(test.app, name)).opens(href)).status).toBe(404);
    expect((await coordinator.opens(`${PAGE}/retour/nothing`)).status).toBe(404);
    expect((await coordinator.opens(href.replace('montceau', 'intercommunale'))).status).toBe(404);
  });
});
