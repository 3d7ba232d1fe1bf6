import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { ChoiceEntry } from '../../src/foundation/platform/choices/choice-entry.entity.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Offer } from '../../src/places/placement/persistence/placement.entities.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { SharedMemory } from '../../src/foundation/platform/settings/index.js';
import { DATABASES } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { stateOf } from '../support/commission.js';
import { openOfferTo, recordedOf } from '../support/kept.js';
import { OfferedFamilies, type Family } from '../support/offered-families.js';
import { expectRefusal, type FieldValues, type Page } from '../support/page.js';
import { signedIn } from '../support/people.js';

const HOME = '/administration/listes';
const ENQUIRIES = '/rpe/sollicitations';

describe.each(DATABASES)('the lists of reasons and subjects (%s)', (database) => {
  let world: OfferedFamilies;
  let coordinator: Browser;
  const opens = (code: string, list = 'reason'): Promise<Page> => coordinator.opens(`${HOME}/${list}/${code}`);
  const changes = async (code: string, filled: FieldValues, list = 'reason'): Promise<Page> =>
    coordinator.presses((await opens(code, list)).button('Enregistrer'), filled);
  const adds = async (filled: FieldValues, list = 'reason'): Promise<Page> =>
    coordinator.presses((await opens('nouveau', list)).button('Ajouter'), filled);
  const rows = async (caption: string): Promise<string[][]> => (await coordinator.opens(HOME)).table(caption);
  const answering = async (family: Family): Promise<{ browser: Browser; page: Page }> => {
    const browser = await world.familyOf(family);
    return { browser, page: await browser.opens(await world.offerPage(family)) };
  };
  const reasonsOf = (page: Page): Map<string, string> => page.form('/refuser').choices('reason')!;

  beforeAll(async () => {
    world = await OfferedFamilies.open(database);
  });
  beforeEach(async () => {
    await world.startAnew();
    await world.app.get(UnitOfWork).run(async (tx) => {
      for (const list of ['reason', 'subject']) await tx.delete(ChoiceEntry, { list });
      await world.app.get(SharedMemory).markChanged(tx, 'choices');
    });
    coordinator = await signedIn(world.app, 'coordinator');
  });
  afterAll(() => world.close());

  it('call an entry as people want, in both languages, wherever it is said', async () => {
    await changes('distance', { french: 'C’est trop loin de chez nous', english: 'It is too far from home' });
    const family = await world.aFamilyThatIsOffered();
    const { browser, page } = await answering(family);
    expect([...reasonsOf(page).keys()]).toContain('C’est trop loin de chez nous');
    expect((await browser.opens(`${page.url}?langue=en`)).text).toContain('It is too far from home');
    const agent = await signedIn(world.app, 'agent');
    expect((await agent.opens(`/rpe/demandes/${family.requestId}`)).text).toContain('C’est trop loin de chez nous');
    expect(await recordedOf(world.app, 'reason:distance', 'choice.change')).toHaveLength(1);
    await changes('distance', { french: 'L’établissement est trop loin', english: 'The nursery is too far away' });
    expect((await world.app.get(Reader).findOne(ChoiceEntry, { code: 'distance' }))!.labels).toBeNull();
  });

  it('offer an entry that people added where the one is that it is counted with, and keep what was chosen', async () => {
    expect((await adds({ french: 'Pas de cantine', english: 'No canteen', group: 'hours' })).text).toContain(
      'L’entrée est ajoutée.',
    );
    expect(await rows('Raisons')).toContainEqual([
      'Pas de cantine Comptée avec « Les horaires ne conviennent pas »',
      'No canteen',
      'Proposée',
    ]);
    const family = await world.aFamilyThatIsOffered();
    const { browser, page } = await answering(family);
    const labels = [...reasonsOf(page).keys()];
    expect(labels.indexOf('Pas de cantine')).toBe(labels.indexOf('Les horaires ne conviennent pas') + 1);
    const { id } = await openOfferTo(world.app, family.requestId);
    await browser.presses(page.form('/refuser'), { reason: 'hours~1', choice: 'wait' });
    expect(await stateOf(world.app, family.requestId)).toBe('waiting_list');
    expect((await world.app.get(Reader).findOne(Offer, { id }))!.declineReason).toBe('hours~1');
    // Hidden, it is not offered any more; what was chosen keeps its label.
    await changes('hours~1', { hidden: 'yes' });
    const agent = await signedIn(world.app, 'agent');
    expect((await agent.opens(`/rpe/demandes/${family.requestId}`)).text).toContain('Pas de cantine');
    const other = await world.aFamilyThatIsOffered();
    expect([...reasonsOf((await answering(other)).page).keys()]).not.toContain('Pas de cantine');
  });

  it('do not take what was hidden while a family was answering, nor what nobody added', async () => {
    const family = await world.aFamilyThatIsOffered();
    const { browser, page } = await answering(family);
    await changes('price', { hidden: 'yes' });
    for (const reason of ['price', 'hours~7', 'session_cancelled', 'hours~']) {
      const refused = await browser.sends(page.form('/refuser').action, { reason, choice: 'wait' });
      expect([reason, refused.status]).toEqual([reason, 422]);
      expect(await stateOf(world.app, family.requestId)).toBe('offered');
    }
    await browser.presses((await browser.opens(page.url)).form('/refuser'), { reason: 'other', choice: 'wait' });
    expect(await stateOf(world.app, family.requestId)).toBe('waiting_list');
  });

  it('of subjects of enquiries are changed likewise', async () => {
    await adds({ french: 'Crèche familiale', english: 'Family nursery', group: 'find_care' }, 'subject');
    await changes('cost', { hidden: 'yes' }, 'subject');
    const agent = await signedIn(world.app, 'agent');
    const page = await agent.opens(`${ENQUIRIES}/noter`);
    const form = page.forms.find((one) => one.has('subject'))!;
    expect([...form.choices('subject')!.keys()]).toContain('Crèche familiale');
    expect([...form.choices('subject')!.values()]).not.toContain('cost');
    const filled = { channel: 'phone', note: 'Un appel' };
    expectRefusal(await agent.sends(form.action, { ...filled, subject: 'cost' }), 'Choisissez');
    expect((await agent.presses(form, { ...filled, subject: 'find_care~1' })).text).toContain('Crèche familiale');
  });

  it.each<[string, FieldValues, string]>([
    ['no label', { french: '' }, 'Écrivez le libellé en français'],
    ['markup', { english: '<b>Too far</b>' }, 'Le libellé en anglais doit tenir sur une ligne'],
    ['a variable', { french: 'Loin {x}' }, 'Le libellé en français doit tenir sur une ligne'],
    [
      'the label of another',
      { french: 'Le tarif ne convient pas', otherSeen: 'yes' },
      'Une autre entrée de cette liste a déjà ce libellé',
    ],
    ['another French and the same English', { french: 'Trop loin' }, 'Le français change et l’anglais non'],
  ])('refuse %s, and keep what was typed', async (_, filled, sentence) => {
    const refused = await changes('distance', filled);
    expectRefusal(refused, sentence);
    for (const [name, value] of Object.entries(filled))
      expect(refused.button('Enregistrer').form.value(name)).toBe(value);
  });

  it('keep the answers that everybody must be able to give, and those that follow a rule', async () => {
    expect((await opens('other')).text).toContain('Cette entrée reste toujours proposée');
    expect((await opens('outside_area')).text).toContain('seul son libellé se change');
    for (const code of ['other', 'unsaid', 'outside_area']) {
      const form = (await opens(code)).button('Enregistrer').form;
      expect(form.has('hidden')).toBe(false);
      const refused = await coordinator.sends(form.action, { ...form.fields, hidden: 'yes' });
      expectRefusal(refused, 'Cette entrée ne peut pas être masquée.');
    }
    const form = (await opens('nouveau')).button('Ajouter').form;
    expect([...form.choices('group')!.values()]).not.toContain('outside_area');
    const forced = await coordinator.sends(form.action, { french: 'A', english: 'B', group: 'outside_area' });
    expectRefusal(forced, 'Choisissez une entrée avec laquelle celle-ci peut être comptée.');
  });

  it('changed by two at once are changed by one; pressed twice, an entry is added once', async () => {
    const admin = await signedIn(world.app, 'administrator');
    const [mine, theirs] = [await opens('price'), await admin.opens(`${HOME}/reason/price`)];
    await coordinator.presses(mine.button('Enregistrer'), { french: 'Trop cher', english: 'Too dear' });
    const refused = await admin.presses(theirs.button('Enregistrer'), { french: 'Le prix', english: 'The price' });
    expectRefusal(refused, 'Quelqu’un a changé cette entrée', 409);
    expect(refused.button('Enregistrer').form.value('french')).toBe('Le prix');
    const page = await opens('nouveau');
    const filled = { french: 'Pas de cantine', english: 'No canteen', group: 'other' };
    await coordinator.presses(page.button('Ajouter'), filled);
    expectRefusal(await coordinator.presses(page.button('Ajouter'), filled), 'a déjà ce libellé');
    expect((await rows('Raisons')).filter(([label]) => label!.startsWith('Pas de cantine'))).toHaveLength(1);
  });

  it('are the coordinator’s and the administrator’s; what does not exist is not found', async () => {
    for (const path of [`${HOME}/reason/nothing`, `${HOME}/nothing/other`, `${HOME}/nothing/nouveau`])
      expect((await coordinator.opens(path)).status).toBe(404);
    for (const key of ['agent', 'director', 'member']) {
      const browser = await signedIn(world.app, key);
      for (const path of [HOME, `${HOME}/reason/price`, `${HOME}/reason/nouveau`])
        expect((await browser.opens(path)).status).toBe(404);
    }
  });
});
