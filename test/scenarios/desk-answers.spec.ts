import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { seedGrid } from '../../src/commissions/admission/index.js';
import {
  DossierIntake,
  EMPTY_NEED,
  GAPS,
  pathOfGap,
  TriageActs,
  type DossierForm,
} from '../../src/dossier/dossier/index.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { addMonths } from '../../src/foundation/kernel/time.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { FactRecord } from '../../src/dossier/dossier/persistence/fact-record.entity.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { clockOf, seedCommissions } from '../support/commission.js';
import { aChild, aForm, TOLD } from '../support/forms.js';
import { importList, importWorld, list } from '../support/imports.js';
import { dossierOf, requestOf } from '../support/kept.js';
import { dayFields, expectRefusal, type FieldValues, type Page } from '../support/page.js';
import { familyOf, signedIn } from '../support/people.js';

type Gap = (typeof GAPS)[number];
const TODAY = '2026-11-24T09:00:00.000Z';

/** What an imported list left out, for each gap, and what the family says when the desk rings. */
const WALK: Record<Gap, { readonly lacks: Partial<DossierForm>; readonly says: FieldValues }> = {
  'child.surname': { lacks: { children: [aChild({ surname: null })] }, says: { surname: 'Ferreira' } },
  'child.birthDate': {
    lacks: { children: [aChild({ birthDate: null })] },
    says: { born: 'born', ...dayFields('birth', '2026-03-11') },
  },
  'child.firstName': { lacks: { children: [aChild({ firstName: null })] }, says: { firstName: 'Alba' } },
  'child.twin': { lacks: { children: [aChild({ multipleBirth: true })] }, says: { multipleBirth: 'no' } },
  'adult.surname': { lacks: withAdult({ surname: null }), says: { surname: 'Ferreira' } },
  'adult.contact': {
    lacks: withAdult({ phone: null, email: null, addressLine: null, preferredChannel: null }),
    says: { phone: '06 12 34 56 78' },
  },
  'household.commune': {
    lacks: withAdult({ communeCode: null, communeName: null, postalCode: null }),
    says: { communeCode: '71306' },
  },
  'household.loneParent': {
    lacks: { household: { ...aForm().household, loneParent: null } },
    says: { loneParent: 'no' },
  },
  'household.loneWithAnother': {
    lacks: { adults: [aForm().adults[0]!, { ...aForm().adults[0]!, firstName: 'Yann', phone: null, email: null }] },
    says: { loneParent: 'no' },
  },
  'adult.second': { lacks: { household: { ...aForm().household, loneParent: false } }, says: { situation: 'working' } },
  'adult.situation': { lacks: withAdult({ situation: null }), says: { situation: 'working' } },
  'adult.returnsOn': {
    lacks: withAdult({ situation: 'parental_leave', returnsOn: null }),
    says: dayFields('returnsOn', '2027-03-01'),
  },
  'need.kind': { lacks: withNeed({ kind: null }), says: { kind: 'regular' } },
  'need.wantedFrom': { lacks: withNeed({ wantedFrom: null }), says: dayFields('wantedFrom', '2027-03-01') },
  'need.week': {
    lacks: withNeed({ week: null, daysPerWeek: 2, daysWanted: ['mon', 'thu'] }),
    // The days of the list stand ticked: only the hours are asked.
    says: { commonStart: '8:00', commonEnd: '17:30' },
  },
  wishes: { lacks: { children: [aChild({ wishes: [] })] }, says: { areaMode: 'childminder' } },
  'wishes.provider': {
    lacks: { children: [aChild({ wishes: [{ mode: 'establishment', providerId: 'ma-00000', communeCode: null }] })] },
    says: {},
  },
};

function withAdult(adult: Partial<DossierForm['adults'][number]>): Partial<DossierForm> {
  return { adults: [{ ...aForm().adults[0]!, ...adult }] };
}
function withNeed(need: Partial<typeof EMPTY_NEED>): Partial<DossierForm> {
  return { children: [aChild({ need: { ...aChild().need, ...need } })] };
}

describe.each(DATABASES)('what the desk notes for a family (%s)', (kind) => {
  let test: TestApp;
  let reader: Reader;
  let agent: Browser;

  /** A family of an imported list. Each is another one, so that no two are joined. */
  let families = 0;
  const imported = async (lacks: Partial<DossierForm> = {}): Promise<string> => {
    families += 1;
    const form = { ...aForm({ consents: { shareWithProviders: null, reminders: null } }), ...lacks };
    const own: DossierForm = {
      ...form,
      adults: form.adults.map((adult) => ({
        ...adult,
        email: adult.email && `famille${families}@exemple.fr`,
        phone: adult.phone && `07000000${String(families).padStart(2, '0')}`,
      })),
      children: form.children.map((child) => ({
        ...child,
        surname: child.surname && `Ferreira ${'abcdefghijklmnopqrstuvwxyz'[families]}`,
      })),
    };
    const { children } = await test.app
      .get(UnitOfWork)
      .run((tx) =>
        test.app.get(DossierIntake).submitForm(tx, { kind: 'import', accountId: null }, own, { origin: 'import' }),
      );
    return children[0]!.requestId;
  };
  const request = (id: string): Promise<ChildRequest> => requestOf(test.app, id);
  const pageOf = (id: string, topic = ''): string => `/rpe/demandes/${id}/repondre${topic && `/${topic}`}`;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    clockOf(test.app).travelTo(TODAY);
    reader = test.app.get(Reader);
    agent = await signedIn(test.app, 'agent');
  });
  afterAll(() => test.close());

  it.each(GAPS)('closes by telephone what an imported list left out: %s', async (gap) => {
    const { lacks, says } = WALK[gap];
    const id = await imported(lacks);
    expect((await request(id)).gaps).toContain(gap);
    const shown = await agent.opens(`/rpe/demandes/${id}`);
    // On a telephone: whom to ring and what to ask come before what was answered.
    expect(shown.text).toMatch(/À faire .* Réponses qui manquent .* Besoin .* Vœux.* Famille .* Foyer .* Historique/);
    const own = shown.links.find(({ href }) => /\/repondre\/[a-z]+(\/[12])?#/.test(href));
    const asked = await agent.opens(
      own && gap !== 'child.twin' ? own.href : pageOf(id, pathOfGap(gap, aForm().adults).split('#')[0]),
    );
    const pressed = asked.button(gap === 'wishes.provider' ? 'Retirer' : 'Enregistrer');
    expect((await agent.presses(pressed, { ...says, ...TOLD })).status).toBe(200);
    expect((await request(id)).gaps).not.toContain(gap);
  });

  it('takes the days of the list as they stand ticked, before the hours are known', async () => {
    const id = await imported(WALK['need.week'].lacks);
    const asked = await agent.opens(pageOf(id, 'besoin/1'));
    expect(asked.button('Enregistrer').form.fields['days']).toEqual(['mon', 'thu']);
    await agent.presses(asked.button('Enregistrer'), { ...TOLD, days: ['mon', 'tue', 'thu'] });
    expect((await request(id)).need).toMatchObject({ week: null, daysPerWeek: 3, daysWanted: ['mon', 'tue', 'thu'] });
    expect((await agent.opens(`/rpe/demandes/${id}`)).text).toContain('lundi, mardi et jeudi, horaires à demander');
  });

  it('asks what gives points and what the family agrees to: a missing answer is not a "no"', async () => {
    const id = await imported();
    const list = await agent.opens(pageOf(id));
    expect(list.text).toContain('Un proche qui vit avec la famille a-t-il un handicap ? (jusqu’à 20 points)');
    expect(list.text).toContain('Des accords n’ont pas été demandés');
    const points = await agent.opens(list.linkTo('/points').href);
    await agent.presses(points.button('Enregistrer'), {
      ...TOLD,
      relative_handicap: 'yes',
      priority_trade_in_town: 'no',
    });
    const agreed = await agent.opens(pageOf(id, 'accords'));
    await agent.presses(agreed.button('Enregistrer'), { ...TOLD, shareWithProviders: 'yes' });
    const { criterionFacts, consents } = await dossierOf(test.app, (await request(id)).dossierId);
    expect(criterionFacts).toEqual({ relative_handicap: true, priority_trade_in_town: false });
    expect(consents).toEqual({ shareWithProviders: true, reminders: null });
    const shown = await agent.opens(`/rpe/demandes/${id}`);
    expect(shown.text).toMatch(/handicap Oui .* commune Non .* lire le dossier Oui .* Rappels acceptés Pas de réponse/);
  });

  it('is asked about the family, in both languages: the questions speak to the family only in its own form', async () => {
    const id = await imported();
    const list = await agent.opens(pageOf(id));
    expect(list.text).toContain('Responsable 1 : Laura');
    for (const topic of ['responsable/1', 'foyer', 'enfant/1', 'besoin/1', 'voeux', 'points', 'accords']) {
      expect((await agent.opens(`${pageOf(id, topic)}?langue=en`)).text).not.toMatch(/\b(you|your)\b/i);
      expect((await agent.opens(`${pageOf(id, topic)}?langue=fr`)).text).not.toMatch(
        /(?<!\p{L})(vous|votre|vos)(?!\p{L})/iu,
      );
    }
  });

  it('is spoken of on every page of a dossier that is filled in at the counter, and of a birth', async () => {
    const reads = async (path: string, topic: string): Promise<Page> => {
      const english = await agent.opens(`${path}?langue=en`);
      expect([topic, english.text]).toEqual([topic, expect.not.stringMatching(/\b(you|your)\b/i)]);
      const french = await agent.opens(`${path}?langue=fr`);
      expect([topic, french.text]).toEqual([
        topic,
        expect.not.stringMatching(/(?<!\p{L})(vous|votre|vos|mon|mes)(?!\p{L})(?! espace)/iu),
      ]);
      return french;
    };
    await reads('/rpe/saisie', 'the page of the counter');
    const tasks = await agent.presses((await agent.opens('/rpe/saisie')).button('Toutes les questions'));
    const fills = async (topic: string, fields: FieldValues): Promise<void> => {
      await agent.presses((await agent.opens(`${tasks.url}/${topic}`)).button('Enregistrer et continuer'), fields);
    };
    await fills('responsable/1', {
      firstName: 'Rosa',
      surname: 'Salah',
      phone: '06 12 34 00 00',
      situation: 'working',
    });
    await fills('enfant/1', { born: 'expected', surname: 'Salah', ...dayFields('due', '2027-02-01') });
    await reads(tasks.url, 'tasks');
    await reads(`${tasks.url}/verifier`, 'check');
    await fills('foyer', { loneParent: 'yes', dependentChildren: '1' });
    await reads(tasks.url.replace('/dossier/', '/rpe/saisie/'), 'the entry');
    await reads(`${tasks.url.replace('/dossier/', '/rpe/saisie/')}/verifier`, 'before sending');
    const later = await agent.presses((await agent.opens(tasks.url)).button('Revenir plus tard'));
    expect(later.heading).toBe('Le dossier de la famille est gardé');
    const check = await reads(`${tasks.url}/verifier`, 'check');
    expect(check.text).toContain('Les points de la famille avec ces réponses');
    const receipt = await agent.presses(check.button('Envoyer le dossier de la famille'));
    await reads(receipt.url, 'receipt');
    await reads(receipt.link('Lire la copie').href, 'copy');
    const { id } = (await reader.findOne(ChildRequest, { surname: 'Salah' }))!;
    await reads(`/rpe/demandes/${id}/naissance`, 'birth');
    await reads(`/rpe/demandes/${id}/arreter`, 'stop');
    await reads(`/rpe/demandes/${id}/retirer`, 'withdraw');
    const far = (await agent.opens(`/rpe/demandes/${id}/naissance`)).form('/naissance');
    expectRefusal(await agent.presses(far, dayFields('birth', '2025-11-02')), 'parmi les réponses sur l’enfant');
    await agent.presses(far, dayFields('birth', '2026-11-20'));
    await reads(`/rpe/demandes/${id}/naissance`, 'birth told');
  });

  it('has a page for a second parent whom the list does not name', async () => {
    const id = await imported({ household: { ...aForm().household, loneParent: false } });
    const second = await agent.opens((await agent.opens(pageOf(id))).linkTo('/responsable/2').href);
    await agent.presses(second.button('Enregistrer'), { ...TOLD, firstName: 'Rui', situation: 'working' });
    const { form } = await test.app.get(TriageActs).formOf(reader, id);
    expect(form.adults.map(({ firstName, situation }) => [firstName, situation])).toEqual([
      ['Laura', 'working'],
      ['Rui', 'working'],
    ]);
    // Who is not there any more is removed once that was asked.
    const asked = await agent.opens((await agent.opens(pageOf(id))).link('Retirer Rui').href);
    expectRefusal(await agent.presses(asked.button('Retirer'), { toldBy: '', knownBy: '' }), 'Dites qui a donné');
    await agent.presses(asked.button('Retirer'), TOLD);
    expect((await test.app.get(TriageActs).formOf(reader, id)).form.adults).toHaveLength(1);
    expect((await agent.opens(`${pageOf(id, 'responsable/2')}/retirer`)).status).toBe(404);
    expect((await agent.opens(`/rpe/demandes/${id}`)).text).toContain('Prénom et nom : Rui → Pas de réponse');
  });

  it('asks what the second parent does where a parent is not alone, with the points at stake', async () => {
    const id = await imported({ household: { ...aForm().household, loneParent: false } });
    const request = await agent.opens(`/rpe/demandes/${id}`);
    expect(request.text).toContain('Le second parent : son nom, s’il est connu, et sa situation – jusqu’à 60 points');
    // What nobody answered is no opinion that an expert has still to give.
    const points = (await agent.opens(`/rpe/demandes/${id}/points`)).text;
    expect(points).toContain('pas de réponse');
    const list = await agent.opens(pageOf(id));
    expect(list.text).toContain('Il manque : Le second parent');
    const second = await agent.opens(list.linkTo('/responsable/2').href);
    await agent.presses(second.button('Enregistrer'), { ...TOLD, situation: 'working' });
    expect((await agent.opens(`/rpe/demandes/${id}`)).text).not.toContain('Le second parent');
  });

  it('lists every answer without which points are lost, and calls no page done that lacks one', async () => {
    const id = await imported({ children: [aChild({ multipleBirth: null, adaptationNeed: null })] });
    const shown = await agent.opens(`/rpe/demandes/${id}`);
    expect(shown.text).toMatch(/Réponses qui manquent .*jumeau.* jusqu’à \d+ points/);
    const tasks = (await agent.opens(pageOf(id))).sentences('.govuk-task-list__item');
    expect(tasks.find((task) => task.includes('L’identité'))).toMatch(/Sans réponse.*Jumeaux.*À compléter/);
    await agent.presses((await agent.opens(pageOf(id, 'enfant/1'))).button('Enregistrer'), {
      ...TOLD,
      multipleBirth: 'no',
      adaptationNeed: 'no',
      siblingReceived: 'no',
    });
    const after = (await agent.opens(pageOf(id))).sentences('.govuk-task-list__item');
    expect(after.find((task) => task.includes('L’identité'))).not.toContain('Sans réponse');
  });

  it('adds the twin whom a list left unnamed, which is missing until then', async () => {
    const id = await imported({ children: [aChild({ multipleBirth: true })] });
    const before = await agent.opens(`/rpe/demandes/${id}`);
    const asked = await agent.opens(before.linkTo('/enfant/ajouter').href);
    expectRefusal(await agent.presses(asked.button('Ajouter l’enfant'), { toldBy: '', knownBy: '' }), 'Dites qui');
    const who = await agent.presses(asked.button('Ajouter l’enfant'), TOLD);
    const added = await agent.presses(who.button('Enregistrer'), { ...TOLD, firstName: 'Zoé' });
    expect(added.status).toBe(200);
    const requests = await reader.find(ChildRequest, { where: { dossierId: (await request(id)).dossierId } });
    expect(
      requests.map(({ firstName, birthDate, gaps }) => [firstName, birthDate, gaps.includes('child.twin')]),
    ).toEqual(
      expect.arrayContaining([
        ['Alba', '2026-03-11', false],
        ['Zoé', '2026-03-11', false],
      ]),
    );
    expect(new Set(requests.map(({ submittedAt }) => submittedAt)).size).toBe(1);
  });

  it('keeps who said it and how it is known, and supposes it for the next page of the same call', async () => {
    const id = await imported();
    const page = await agent.opens(pageOf(id, 'foyer'));
    expect([page.button('Enregistrer').form.value('toldBy'), page.button('Enregistrer').form.value('knownBy')]).toEqual(
      ['', ''],
    );
    await agent.presses(page.button('Enregistrer'), { toldBy: 'other', knownBy: 'document', regime: 'msa' });
    const kept = await reader.find(FactRecord, { where: { subjectId: (await request(id)).dossierId, kind: 'family' } });
    expect(kept.map(({ toldBy, knownBy }) => [toldBy, knownBy])).toEqual([
      [null, 'list'],
      ['other', 'document'],
    ]);
    expect((await agent.opens(`/rpe/demandes/${id}`)).text).toMatch(
      /Informations modifiées .* Agent du RPE Dit par quelqu’un d’autre – Connu par : Document vu De quelle caisse la famille dépend-elle \? La Caf .* → La MSA/,
    );
    const next = (await agent.opens(pageOf(id, 'enfant/1'))).button('Enregistrer').form;
    expect([next.value('toldBy'), next.value('knownBy')]).toEqual(['other', 'document']);
    clockOf(test.app).travelTo('2026-11-24T09:45:00.000Z');
    expect((await agent.opens(pageOf(id, 'enfant/1'))).button('Enregistrer').form.value('toldBy')).toBe('');
    clockOf(test.app).travelTo(TODAY);
  });

  it('closes the completion with the last answer that was asked for, and not before', async () => {
    const id = await imported({
      ...withAdult({ situation: null }),
      children: [aChild({ wishes: [] })],
      criterionFacts: { relative_handicap: false, priority_trade_in_town: false },
      consents: { shareWithProviders: true, reminders: true },
    });
    expect((await request(id)).state).toBe('incomplete');
    await agent.presses((await agent.opens(pageOf(id, 'responsable/1'))).button('Enregistrer'), {
      ...TOLD,
      situation: 'working',
    });
    expect((await request(id)).state).toBe('incomplete');
    const wishes = await agent.opens(pageOf(id, 'voeux'));
    const done = await agent.presses(wishes.button('Enregistrer'), { ...TOLD, areaMode: 'childminder' });
    expect([done.url, (await request(id)).state]).toEqual([`/rpe/demandes/${id}`, 'in_triage']);
    expect(done.text).toContain('la demande est complète');

    // One that waits for nothing is said to be whole too, and no other page is proposed.
    const again = await agent.opens(pageOf(id, 'responsable/1'));
    const corrected = await agent.presses(again.button('Enregistrer'), { ...TOLD, situation: 'studying' });
    expect([corrected.url, (await request(id)).state]).toEqual([`/rpe/demandes/${id}`, 'in_triage']);
    expect(corrected.text).toContain('Les réponses sont enregistrées. Il ne manque plus rien.');
  });

  it('what only gives points and what is agreed to can be asked for, and holds the request until it is there', async () => {
    const id = await imported(withNeed({ kind: null }));
    const shown = await agent.presses((await agent.opens(`/rpe/demandes/${id}`)).form('/prendre-en-charge'));
    const form = shown.form('/demander');
    expect([...form.choices('gaps')!.values()]).toEqual(
      expect.arrayContaining(['need.kind', 'points.relative_handicap', 'agreements']),
    );
    // A family that came with a list is told of it by the same message.
    const asked = await agent.presses(form, { gaps: ['points.relative_handicap', 'agreements'] });
    const [message] = await reader.find(Message, { where: { dossierId: (await request(id)).dossierId } });
    expect(message!.body).toContain('– Si un proche qui vit avec vous a un handicap\n– Vos accords');
    expect(asked.text).toMatch(/Demandé : Si un proche qui vit avec la famille a un handicap et Les accords/i);

    const early = await agent.presses(asked.button('Les réponses sont là'));
    expectRefusal(early, '2 réponses demandées à la famille manquent encore');
    const points = await agent.opens(pageOf(id, 'points'));
    await agent.presses(points.button('Enregistrer'), { ...TOLD, relative_handicap: 'no' });
    expect((await request(id)).state).toBe('incomplete');
    const agreements = await agent.opens(pageOf(id, 'accords'));
    await agent.presses(agreements.button('Enregistrer'), { ...TOLD, shareWithProviders: 'yes', reminders: 'no' });
    const whole = await agent.opens(`/rpe/demandes/${id}`);
    await agent.presses(whole.button('Les réponses sont là'));
    expect((await request(id)).state).toBe('in_triage');
  });

  it('until when it can wait is asked with what is missing, holds nothing back, and is noted where it stands', async () => {
    const id = await imported(withNeed({ kind: null, currentCare: null }));
    const shown = await agent.presses((await agent.opens(`/rpe/demandes/${id}`)).form('/prendre-en-charge'));
    const unsaid = 'Jusqu’à quand elle peut attendre une place (facultatif)';
    expect(shown.text).toContain(unsaid);
    expectRefusal(await agent.presses(shown.form('/demander'), { gaps: 'waits' }), 'Personne n’est obligé de dire');
    const asked = await agent.presses(shown.form('/demander'), { gaps: ['need.kind', 'waits'] });
    const [message] = await reader.find(Message, { where: { dossierId: (await request(id)).dossierId } });
    expect(message!.body).toContain('Vous pouvez aussi nous dire jusqu’à quand vous pouvez attendre une place.');
    expect([(await request(id)).state, asked.text]).toEqual(['incomplete', expect.stringContaining(unsaid)]);
    const family = await familyOf(test.app, { dossierId: (await request(id)).dossierId }, aChild().birthDate!);
    const answers = await family.opens(`/mon-dossier/demandes/${id}/reponses`);
    expect(answers.text).toContain('Vous pouvez y dire jusqu’à quand vous pouvez attendre une place');

    const need = await agent.opens(pageOf(id, 'besoin'));
    await agent.presses(need.button('Enregistrer'), { ...TOLD, kind: 'regular' });
    // It has not said until when it can wait: nothing is missing for that.
    expect((await request(id)).state).toBe('in_triage');
    const after = await agent.opens(`/rpe/demandes/${id}`);
    expect(after.text).toContain(unsaid);
    await agent.presses(after.button('Enregistrer les réponses'), { ...TOLD, 'besoin1-latest': '2' });
    const { need: said } = await request(id);
    expect(said.latestFrom).toBe(addMonths(said.wantedFrom!, 2));
    expect((await agent.opens(`/rpe/demandes/${id}`)).form('/reponses').has('besoin1-latest')).toBe(false);
  });

  it('stays on the page of wishes, and never says that nothing is missing while points or agreements are unasked', async () => {
    const id = await imported({ children: [aChild({ wishes: [] })] });
    const page = await agent.opens(pageOf(id, 'voeux'));
    // The first thing to say is who answers: nothing is noted without it.
    const added = await agent.presses(page.button('Ajouter – Multi-accueil de Blanzy'), TOLD);
    expect(added.url).toContain('/repondre/voeux');
    expect([(await request(id)).state, added.sentences('.app-wishes__name')[0]]).toEqual([
      'in_triage',
      expect.stringContaining('Multi-accueil de Blanzy'),
    ]);
    expect(added.text).not.toContain('Il ne manque plus rien');
    expect(added.text).toContain('Ce qui peut encore être demandé');
    const list = await agent.presses(added.button('Enregistrer'), TOLD);
    expect(list.text).toContain('jusqu’à 20 points');

    const other = await imported({ children: [aChild({ wishes: [] })] });
    const wishes = await agent.opens(pageOf(other, 'voeux'));
    const noted = await agent.presses(wishes.button('Enregistrer'), { ...TOLD, areaMode: 'childminder' });
    expect(noted.url).toBe(pageOf(other));
    expect(noted.text).not.toContain('Il ne manque plus rien');
    expect(noted.text).toContain('la demande revient en étude');
  });

  it('offers the establishments of the family’s own commune first', async () => {
    const id = await imported({ ...withAdult({ communeCode: '71040', communeName: 'Blanzy' }) });
    const offered = (await agent.opens(pageOf(id, 'voeux'))).sentences('.app-wishes--offer .app-wishes__name');
    expect(offered[0]).toContain('Blanzy');
  });

  it('keeps a wish that was pressed before it was said who told it', async () => {
    const id = await imported({ children: [aChild({ wishes: [] })] });
    clockOf(test.app).travelTo('2026-11-24T10:00:00.000Z');
    const page = await agent.opens(pageOf(id, 'voeux'));
    const refused = await agent.presses(page.button('Ajouter – Multi-accueil de Blanzy'));
    expectRefusal(refused, 'Dites qui a donné');
    expect(refused.sentences('.app-wishes__name')[0]).toContain('Multi-accueil de Blanzy');
    const twice = await agent.presses(refused.button('Ajouter – Multi-accueil de Montceau-les-Mines'));
    const up = await agent.presses(twice.button('Monter – Multi-accueil de Montceau-les-Mines'));
    await agent.presses(up.button('Enregistrer'), TOLD);
    const { form } = await test.app.get(TriageActs).formOf(reader, id);
    expect(form.children[0]!.wishes.map(({ providerId }) => providerId)).toEqual(['ma-71306', 'ma-71040']);
    clockOf(test.app).travelTo(TODAY);
  });

  it('of two agents at once, one is written; the other keeps what was typed and reads what changed', async () => {
    const id = await imported();
    const colleague = await signedIn(test.app, 'colleague');
    const [mine, theirs] = [await agent.opens(pageOf(id, 'foyer')), await colleague.opens(pageOf(id, 'foyer'))];
    await agent.presses(mine.button('Enregistrer'), { ...TOLD, regime: 'caf' });
    const late = await colleague.presses(theirs.button('Enregistrer'), {
      ...TOLD,
      regime: 'msa',
      dependentChildren: '3',
    });
    expect([late.status, late.button('Enregistrer').form.value('dependentChildren')]).toEqual([409, '3']);
    expect(late.text).toContain('Pendant que vous lisiez');
    expect((await dossierOf(test.app, (await request(id)).dossierId)).household.regime).toBe('caf');
  });

  it('stays on the way back and in another language, with who told it; a page that was only looked at asks nothing', async () => {
    const id = await imported({ ...withNeed({ week: null, daysPerWeek: 2, daysWanted: ['mon', 'thu'] }) });
    const { version } = await request(id);
    for (const topic of [
      'responsable/1',
      'responsable/2',
      'foyer',
      'enfant/1',
      'besoin/1',
      'voeux',
      'points',
      'accords',
    ]) {
      const left = await agent.presses((await agent.opens(pageOf(id, topic))).button('Retour'));
      expect([topic, left.url]).toEqual([topic, pageOf(id)]);
      const english = await agent.presses((await agent.opens(pageOf(id, topic))).button('English'));
      expect([topic, english.status]).toEqual([topic, 200]);
      await agent.opens(`${pageOf(id)}?langue=fr`);
    }
    expect((await request(id)).version).toBe(version);
    const untold = await agent.presses((await agent.opens(pageOf(id, 'foyer'))).button('Retour'), { regime: 'msa' });
    expectRefusal(untold, 'Dites qui a donné');
    expect(untold.link('Quitter cette page sans garder').href).toBe(pageOf(id));
    const list = await agent.presses(untold.button('Retour'), TOLD);
    expect([list.url, (await dossierOf(test.app, (await request(id)).dossierId)).household.regime]).toEqual([
      pageOf(id),
      'msa',
    ]);
    const english = await agent.presses((await agent.opens(pageOf(id, 'foyer'))).button('English'), {
      dependentChildren: '3',
    });
    expect([english.url, english.form('/foyer').value('dependentChildren')]).toEqual([pageOf(id, 'foyer'), '3']);
    await agent.presses(english.button('Français'));
    const wishes = await agent.opens(pageOf(id, 'voeux'));
    await agent.presses(wishes.button('Retour'), { areaMode: 'mam' });
    expect((await test.app.get(TriageActs).formOf(reader, id)).form.children[0]!.wishes).toHaveLength(2);
  });

  it('is no page of another desk', async () => {
    const id = await imported();
    const other = await signedIn(test.app, 'otherAgent');
    const { version } = await request(id);
    for (const topic of ['', 'foyer', 'voeux', 'accords', 'responsable/1'])
      expect((await other.opens(pageOf(id, topic))).status).toBe(404);
    for (const topic of ['foyer', 'voeux', 'accords'])
      expect((await other.sends(pageOf(id, topic), { version: String(version), ...TOLD })).status).toBe(404);
    expect((await request(id)).version).toBe(version);
  });
});

describe.each(DATABASES)('the history of an imported request (%s)', (kind) => {
  it('names the list, its line and the day on which it was imported', async () => {
    const world = await importWorld(kind);
    await importList(
      world,
      list('blanzy.csv', 'Nom;Prénom;Naissance;Tél;Ville;Entrée', 'SUREAU;Ana;01/02/2026;0611000001;Blanzy;01/09/2027'),
    );
    const [request] = await world.reader.find(ChildRequest);
    // The agent who sent the list answers for the family: the line of the list keeps its author.
    const page = await world.agent.opens(`/rpe/demandes/${request!.id}/repondre/foyer`);
    await world.agent.presses(page.button('Enregistrer'), { ...TOLD, regime: 'msa' });
    expect((await world.agent.opens(`/rpe/demandes/${request!.id}`)).text).toMatch(
      /Demande déposée [\d/: ]+ · Import d’une liste Ligne 2 de la liste « blanzy » ?, importée le 24 novembre 2026/,
    );
    await world.close();
  });
});

describe.each(DATABASES)('what a list says of health (%s)', (kind) => {
  it('is not read in the line that is kept', async () => {
    const world = await importWorld(kind);
    await importList(
      world,
      list(
        'blanzy.csv',
        'Nom;Prénom;Naissance;Tél;Ville;Entrée;Observations',
        'SUREAU;Ana;01/02/2026;0611000001;Blanzy;01/09/2027;AEEH demandée',
      ),
    );
    const [request] = await world.reader.find(ChildRequest);
    expect(request!.adaptationNeed).toBe(true);
    const shown = (await world.agent.opens(`/rpe/demandes/${request!.id}`)).text;
    expect(shown).toContain('SUREAU;Ana;01/02/2026');
    expect(shown).not.toContain('AEEH');
    await world.close();
  });
});

describe.each(DATABASES)('an imported family that gets its first link (%s)', (kind) => {
  it('is rung by somebody who reads which days the letters of its list may stand for', async () => {
    const world = await importWorld(kind);
    await importList(
      world,
      list('lettres.csv', 'Nom;Prénom;Naissance;Tél;Ville;Jours', 'LETTRE;Ana;01/02/2026;0611000077;Blanzy;L M J'),
    );
    const [request] = await world.reader.find(ChildRequest);
    const need = await world.agent.opens(`/rpe/demandes/${request!.id}/repondre/besoin/1`);
    expect(need.text).toContain('Jours écrits « L M J » dans la liste : lundi, mardi ou mercredi et jeudi.');
    await world.close();
  });

  it('is asked what gives points and what it agrees to, as others were, and answers', async () => {
    const world = await importWorld(kind);
    await world.app.get(UnitOfWork).run((tx) => seedGrid(tx, 'data', world.clock.now()));
    await importList(
      world,
      list('blanzy.csv', 'Nom;Prénom;Naissance;Tél;Ville;Entrée', 'SUREAU;Ana;01/02/2026;0611000001;Blanzy;01/09/2027'),
    );
    const [request] = await world.reader.find(ChildRequest);
    const family = await familyOf(world.app, request!, '2026-02-01');
    const answers = `/mon-dossier/demandes/${request!.id}/reponses`;
    const asked = await family.opens(answers);
    expect(asked.text).toMatch(/un handicap \? – jusqu’à 20 points Pas de réponse/);
    expect(asked.text).toContain('Dites qui peut lire votre dossier');
    const points = await family.opens(asked.linkTo('/points').href);
    await family.presses(points.button('Enregistrer'), { relative_handicap: 'yes', priority_trade_in_town: 'no' });
    const agreed = await family.opens(asked.linkTo('/accords').href);
    await family.presses(agreed.button('Enregistrer'), { shareWithProviders: 'yes', reminders: 'no' });
    const { criterionFacts, consents } = await dossierOf(world.app, request!.dossierId);
    expect([criterionFacts, consents]).toEqual([
      { relative_handicap: true, priority_trade_in_town: false },
      { shareWithProviders: true, reminders: false },
    ]);
    expect((await family.opens(answers)).text).not.toContain('Dites qui peut lire');
    await world.close();
  });
});
