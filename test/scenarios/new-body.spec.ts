import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Bodies } from '../../src/commissions/commission/index.js';
import { Freezing } from '../../src/commissions/commission/freezing/freezing.js';
import { CommissionSession } from '../../src/commissions/commission/persistence/commission.entities.js';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import {
  anOrientedRequest,
  aThursday,
  declarePlaces,
  listFor,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { expectRefusal, type FieldValues, type Page } from '../support/page.js';
import { signedIn } from '../support/people.js';

const LIST = '/commissions/instances';
const [MA, CF] = ['ma-71306', 'cf-71306'];

describe.each(DATABASES)('a commission is set up (%s)', (kind) => {
  let test: TestApp;
  let coordinator: Browser;
  const reader = () => test.app.get(Reader);
  const fills = async (url: string, filled: FieldValues, button = 'Enregistrer'): Promise<Page> =>
    coordinator.presses((await coordinator.opens(url)).button(button), filled);
  /** A change shows first what it changes, and is confirmed there. */
  const changes = async (url: string, filled: FieldValues): Promise<Page> => {
    const shown = await fills(url, filled);
    return shown.status === 200 ? coordinator.presses(shown.button('Confirmer le changement')) : shown;
  };
  const adds = (filled: FieldValues): Promise<Page> => fills(`${LIST}/nouvelle`, filled, 'Ajouter la commission');
  const bodyNamed = async (name: string) =>
    (await test.app.get(Bodies).listBodies()).find((body) => body.name === name);
  const acts = async (action: string) =>
    (await reader().find(AuditEvent)).filter((event) => event.action === action).length;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    coordinator = await signedIn(test.app, 'coordinator');
  });
  afterAll(() => test.close());

  it('an establishment leaves a commission, whose director sits no longer, and a new one takes it', async () => {
    const choices = (await coordinator.opens(`${LIST}/nouvelle`)).button('Ajouter').form.choices('establishments')!;
    expect([...choices.values()]).toContain(CF);
    expectRefusal(await adds({ name: '' }), 'Donnez le nom de la commission');
    const taken = await adds({ name: 'Commission familiale', establishments: CF });
    expectRefusal(taken, 'de « Commission d’admission de Montceau-les-Mines » : une seule commission');
    expect(taken.button('Ajouter').form.value('name')).toBe('Commission familiale');

    const members = async () =>
      (await test.app.get(Bodies).membersOf(reader(), 'montceau')).map((one) => one.personKey);
    expect(await members()).toContain(`director:${CF}`);
    const left = await changes(`${LIST}/montceau/identite`, { establishments: MA });
    expect(left.text).toContain('Les réglages sont enregistrés');
    expect(await members()).not.toContain(`director:${CF}`);
    expect(await members()).toContain(`director:${MA}`);

    const added = await adds({ name: 'Commission familiale', establishments: CF });
    expect(added.text).toContain('La commission est ajoutée');
    expect(await bodyNamed('Commission familiale')).toMatchObject({ establishmentIds: [CF], rules: null, rooms: [] });
    expectRefusal(await adds({ name: 'commission FAMILIALE' }), 'Une commission porte déjà ce nom');
    expect([await acts('body.create'), await acts('body.identity')]).toEqual([1, 1]);
    // Its members may be the head of its nursery, and the first desks.
    const person = (await coordinator.opens(`${added.url.split('?')[0]}/membres/nouveau`)).button('Ajouter').form;
    expect([...person.choices('person')!.values()]).toEqual(expect.arrayContaining([`director:${CF}`, 'rpe']));
  });

  it('two at once: one wins, the other keeps its input and sends it again', async () => {
    const { id } = (await bodyNamed('Commission familiale'))!;
    const page = await coordinator.opens(`${LIST}/${id}/identite`);
    const [shown, alsoShown] = [
      await coordinator.presses(page.button('Enregistrer'), { name: 'Commission des familles' }),
      await coordinator.presses(page.button('Enregistrer'), { name: 'Commission tardive' }),
    ];
    await coordinator.presses(shown.button('Confirmer le changement'));
    const late = await coordinator.presses(alsoShown.button('Confirmer le changement'));
    expectRefusal(late, 'Quelqu’un d’autre a modifié cette commission', 409);
    expect(late.button('Enregistrer').form.value('name')).toBe('Commission tardive');
    const again = await coordinator.presses(late.button('Enregistrer'));
    await coordinator.presses(again.button('Confirmer le changement'));
    expect(await bodyNamed('Commission tardive')).toMatchObject({ id });
  });

  it('keeps an establishment that listed families wish for, and all of them while a list is fixed', async () => {
    const session = await planSession(test.app, { day: aThursday(test.app, 60) });
    const request = await anOrientedRequest(test.app);
    await listFor(test.app, request.requestId, session.id);
    const url = `${LIST}/montceau/identite`;
    expectRefusal(await changes(url, { establishments: [] }), '1 dossier inscrit à une séance à venir le demande');
    await declarePlaces(test.app, session.id);
    // One more nursery: its places are not declared yet.
    const { id } = (await bodyNamed('Commission tardive'))!;
    await changes(`${LIST}/${id}/identite`, { establishments: [] });
    await changes(url, { establishments: [MA, CF] });
    const planned = () => reader().findOne(CommissionSession, { id: session.id });
    expect((await planned())!.placesDeclaredAt).toBeNull();
    await declarePlaces(test.app, session.id);
    await test.app.get(UnitOfWork).run((tx) => test.app.get(Freezing).freezeList(tx, SYSTEM, session.id));
    expectRefusal(await changes(url, { establishments: MA }), 'Attendez la séance du');
    expect((await changes(url, { name: 'Commission de Montceau' })).text).toContain('Les réglages sont enregistrés');
  });

  it('is not for a first desk, a director or an administrator', async () => {
    for (const name of ['member', 'director', 'agent', 'administrator']) {
      const browser = await signedIn(test.app, name);
      for (const path of [`${LIST}/nouvelle`, `${LIST}/montceau/identite`])
        expect((await browser.get(path)).status).toBe(404);
    }
  });
});
