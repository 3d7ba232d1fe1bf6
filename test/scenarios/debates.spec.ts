import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { BodyMember } from '../../src/commissions/commission/persistence/commission.entities.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { aSessionThatSits, clockOf, givePlaces, seedCommissions } from '../support/commission.js';
import { caseOf } from '../support/kept.js';
import { expectRefusal } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { expectNobodyNamed, Secretary } from '../support/secretary.js';
import { confirms } from '../support/previewed.js';

describe.each(DATABASES)('what is noted of debates (%s)', (kind) => {
  let test: TestApp;
  let secretary: Secretary;
  let caseId: string;
  let members: string[];

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    await givePlaces(test.app, 'ma-71306:babies', 5);
    members = (await test.app.get(Reader).find(BodyMember, { where: { bodyId: 'montceau' } })).map(({ id }) => id);
  });
  beforeEach(async () => {
    clockOf(test.app).travelTo('2026-11-24T08:00:00.000Z');
    const { id, families } = await aSessionThatSits(test.app, 2);
    secretary = await Secretary.of(test.app, id);
    caseId = (await caseOf(test.app, id, families[0]!.requestId)).id;
  });
  afterAll(() => test.close());

  const theBodyNotes = async (rule: string): Promise<void> => {
    const form = (await secretary.browser.opens('/commissions/instances/montceau')).form('/montceau');
    const shown = await secretary.browser.presses(form, { debates: rule });
    if (shown.heading.startsWith('Ce qui va changer')) await confirms(secretary.browser, shown);
  };
  const debate = async () =>
    (await secretary.browser.opens(`${secretary.caseUrl(caseId)}/debat`)).form(`${caseId}/debat`);
  const notes = async (filled: Record<string, string | string[]>) => secretary.browser.presses(await debate(), filled);

  it('nothing is asked where the body notes nothing', async () => {
    await theBodyNotes('none');
    const page = await secretary.browser.opens(secretary.caseUrl(caseId));
    expect(page.text).not.toContain('Noter le débat');
    expect((await secretary.browser.opens(`${secretary.caseUrl(caseId)}/debat`)).status).toBe(404);
  });

  it('votes are counted, with what was discussed; the minutes say both, and who voted how is nowhere', async () => {
    await theBodyNotes('counted');
    await secretary.notesPresent(members);
    const said = await notes({ for: '2', against: '2', abstained: '1', points: ['hours', 'siblings'] });
    expect(said.text).toContain('2 pour, 2 contre, 1 abstention : partage des voix.');
    expect(said.text).toContain('Discuté : les horaires et la fratrie.');
    expectNobodyNamed(said);

    await notes({ for: '4', against: '1', abstained: '0' });
    await secretary.keepsTheRest();
    await secretary.closes();
    const minutes = await secretary.browser.opens(`${secretary.sheetUrl}/compte-rendu`);
    expect(minutes.text).toContain(
      'Dossier n° 1 : 4 pour, 1 contre, 0 abstention. Discuté : les horaires et la fratrie.',
    );
  });

  it('votes are noted by name; whoever stepped aside or has left has none', async () => {
    await theBodyNotes('named');
    await secretary.notesPresent(members);
    await secretary.notesRecusal(caseId, members[0]!);
    const form = await debate();
    const voters = Object.keys(Object.fromEntries(members.map((_, line) => [`v${line}`, line]))).filter((name) =>
      form.has(name),
    );
    expect(voters).toHaveLength(members.length - 1);
    const choose = (line: string, text: string): string => form.choices(line)!.get(text)!;
    const said = await secretary.browser.presses(form, { v0: choose('v0', 'Pour'), v1: choose('v1', 'Contre') });
    expect(said.text).toContain('1 pour, 1 contre');
    const late = await secretary.browser.sends(`${secretary.caseUrl(caseId)}/debat`, {
      version: (await debate()).value('version'),
      v0: `${members[0]!}:for`,
    });
    expectRefusal(late, 'Un membre qui ne peut plus voter a une voix');

    await secretary.keepsTheRest();
    await secretary.closes();
    const minutes = await secretary.browser.opens(`${secretary.sheetUrl}/compte-rendu`);
    expect(minutes.text).toMatch(/Dossier n° 1 : 1 pour, 1 contre.* Pour : .+\. Contre : .+\./);
  });

  it('more votes than voters, and votes before anybody is there, are refused with what was typed', async () => {
    await theBodyNotes('counted');
    expectRefusal(await notes({ for: '1' }), 'Personne n’est noté présent');
    await secretary.notesPresent(members.slice(0, 2));
    const tooMany = await notes({ for: '2', against: '1' });
    expectRefusal(tooMany, 'Il y a 3 voix pour 2 membres qui peuvent voter.');
    expect(tooMany.form('/debat').value('for')).toBe('2');
    expectRefusal(await notes({ for: 'deux' }), 'Écrivez un nombre de voix');
  });

  it('an old page overwrites nothing, and only who runs the session notes', async () => {
    await theBodyNotes('points');
    const [first, second] = [await debate(), await debate()];
    expect(first.has('for')).toBe(false);
    await secretary.browser.presses(first, { points: ['days'] });
    expect((await secretary.browser.presses(second, { points: ['start'] })).status).toBe(409);
    expect((await secretary.browser.opens(secretary.caseUrl(caseId))).text).toContain('Discuté : les jours demandés.');
    const director = await signedIn(test.app, 'director');
    expect((await director.opens(`${secretary.caseUrl(caseId)}/debat`)).status).toBe(404);
  });
});
