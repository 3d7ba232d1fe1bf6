import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { INTRODUCTION_INTERESTED } from '../../src/places/childminders/message-kinds.js';
import { FamilyMessages } from '../../src/dossier/dossier/index.js';
import { jobType } from '../../src/foundation/kernel/job-type.js';
import { instantAt, type Day } from '../../src/foundation/kernel/time.js';
import { PlacementEnds } from '../../src/places/placement/index.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Queue } from '../../src/foundation/platform/queue/index.js';
import { DATABASES } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { anOrientedRequest } from '../support/commission.js';
import { duplicatesWorld } from '../support/duplicates.js';
import { aChild } from '../support/forms.js';
import { historyOf, openOfferTo, outboxOf, placeOf, requestOf, runDueJobs, solutionsOf } from '../support/kept.js';
import { linkOf } from '../support/links.js';
import { ENTRY, MONTCEAU, OfferedFamilies, type Family } from '../support/offered-families.js';
import { dayFields, expectRefusal } from '../support/page.js';
import { directorOf } from '../support/placement-world.js';
import { familyOf, signedIn } from '../support/people.js';
import { STAFF } from '../support/seed.js';

const DUE: Day = '2026-12-28';
const EXPECTED = { firstName: null, birthDate: null, dueDate: DUE };

describe.each(DATABASES)('a child who was expected (%s)', (kind) => {
  let world: OfferedFamilies;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    world = await OfferedFamilies.open(kind);
    app = world.app;
  });
  beforeEach(() => world.startAnew());
  afterAll(() => world.close());

  /** The night's questions are asked, and the jobs due by then are done. */
  const theMorningOf = async (day: Day) => {
    const at = instantAt(day, '08:00');
    world.itIs(at);
    const everyDay = jobType('family.births');
    await app.get(UnitOfWork).run((tx) => app.get(Queue).plan(tx, everyDay, {}, { at, key: everyDay }));
    await runDueJobs(app);
  };
  const pageOf = ({ requestId }: Family, page = 'naissance') => `/mon-dossier/demandes/${requestId}/${page}`;
  const aWaitingFamily = (siblings: object[] = []) => anOrientedRequest(app, { child: EXPECTED, siblings });
  const aFamilyOffered = async () => (await world.offered(1, 1, {}, EXPECTED))[0]!;
  const anOfferedAndANext = async () => {
    const [offered, next] = await world.offered(1, 2, {}, EXPECTED);
    return { offered: offered!, next: next! };
  };
  const tells = async (browser: Browser, family: Family, born: Day, firstName = '') =>
    browser.presses((await browser.opens(pageOf(family))).form('/naissance'), {
      ...dayFields('birth', born),
      firstName,
    });
  const accepts = async (family: Family): Promise<Browser> => {
    const browser = await familyOf(app, family, DUE);
    await browser.presses((await browser.opens(await world.offerPage(family))).button('J’accepte cette place'));
    return browser;
  };
  const messagesTo = async ({ dossierId }: Family) => (await outboxOf(app, { dossierId })).map((one) => one.kind);

  it('is asked about on the day it is due, once; "not yet" asks again after a week', async () => {
    const family = await aWaitingFamily();
    await theMorningOf(DUE);
    expect(await messagesTo(family)).toEqual(['birth']);

    const browser = await familyOf(app, family, DUE);
    expect((await browser.opens('/mon-dossier')).text).toContain('Votre enfant est né ?');
    const answered = await browser.presses((await browser.opens(pageOf(family))).button('Pas encore'));
    expect(answered.text).toContain('Nous vous le redemanderons dans une semaine.');

    await theMorningOf('2026-12-30');
    expect(await messagesTo(family)).toEqual(['birth']);
    await theMorningOf('2027-01-04');
    expect(await messagesTo(family)).toEqual(['birth', 'birth']);
  });

  it('is told born from the link of the message: its name and its date follow, and both dates open the dossier', async () => {
    const family = await aWaitingFamily();
    await theMorningOf(DUE);
    const [message] = await outboxOf(app, { dossierId: family.dossierId });
    const link = await linkOf(app, message!);
    expect(link.searchParams.get('vers')).toBe('naissance');
    const browser = await familyOf(app, family, DUE);
    await browser.get(link.pathname + link.search);
    const asked = await browser.post(link.pathname + link.search, dayFields('date', DUE));
    expect(asked.url).toBe(pageOf(family));

    world.itIs('2027-01-05T08:00:00.000Z');
    const told = await tells(await familyOf(app, family, DUE), family, '2027-01-03', 'Nour');
    expect(told.text).toContain('La naissance est enregistrée.');
    expect(told.text).toContain('Nour');
    expect(await requestOf(app, family.requestId)).toMatchObject({ birthDate: '2027-01-03', dueDate: DUE });
    for (const date of [DUE, '2027-01-03'] as const)
      expect((await (await familyOf(app, family, date)).opens('/mon-dossier')).text).toContain('Nour');
  });

  it('is refused a date that cannot be, and keeps what was typed', async () => {
    const family = await aWaitingFamily();
    world.itIs('2027-01-05T08:00:00.000Z');
    const browser = await familyOf(app, family, DUE);
    const wrong: [born: Day, sentence: string][] = [
      ['2027-01-06', 'La date de naissance est dans le futur.'],
      ['2026-03-02', 'Cette date est loin de celle qui était prévue.'],
    ];
    for (const [born, sentence] of wrong) {
      const refused = await tells(browser, family, born, 'Nour');
      expectRefusal(refused, sentence);
      expect(refused.form('/naissance').value('firstName')).toBe('Nour');
    }
    const form = (await browser.opens(pageOf(family))).form('/naissance');
    expectRefusal(await browser.presses(form, { firstName: 'Nour' }), 'Indiquez la date de naissance');
    expect((await requestOf(app, family.requestId)).birthDate).toBeNull();
  });

  it('while a place is offered: the end of its path follows, and the director is told', async () => {
    const family = await aFamilyOffered();
    expect(await openOfferTo(app, family.requestId)).toMatchObject({ pathTo: '2029-08-31' });
    world.itIs('2027-01-05T08:00:00.000Z');
    await tells(await familyOf(app, family, DUE), family, '2027-01-03');
    // Born in 2027: three years old, and at school, a year later than was expected.
    expect(await openOfferTo(app, family.requestId)).toMatchObject({ pathTo: '2030-08-31' });
    expect(await outboxOf(app, { kind: 'child-born' })).toMatchObject([{ recipient: STAFF['director']!.email }]);
  });

  it('moves no last day that the director has noted', async () => {
    const family = await aFamilyOffered();
    await accepts(family);
    const { id } = await placeOf(app, family.requestId);
    await app
      .get(UnitOfWork)
      .run((tx) => app.get(PlacementEnds).recordDeparture(tx, directorOf(MONTCEAU), id, '2029-06-29'));
    world.itIs('2027-01-05T08:00:00.000Z');
    await tells(await familyOf(app, family, DUE), family, '2027-01-03');
    expect((await placeOf(app, family.requestId)).pathTo).toBe('2029-06-29');
  });

  it('is told by two people at once: the second one reads what was written meanwhile', async () => {
    const family = await aWaitingFamily();
    world.itIs('2027-01-05T08:00:00.000Z');
    const [one, two] = [await familyOf(app, family, DUE), await familyOf(app, family, DUE)];
    const late = (await two.opens(pageOf(family))).form('/naissance');
    await tells(one, family, '2027-01-03', 'Nour');
    const refused = await two.presses(late, { ...dayFields('birth', '2027-01-02'), firstName: 'Noor' });
    expect(refused.status).toBe(409);
    expect(refused.form('/naissance').value('firstName')).toBe('Noor');
    expect((await requestOf(app, family.requestId)).firstName).toBe('Nour');
  });

  it('is asked of each twin by itself: by its rank, and by its first name once it has one', async () => {
    const family = await aWaitingFamily([EXPECTED]);
    const second = { ...family, requestId: family.siblingIds[0]! };
    const browser = await familyOf(app, family, DUE);
    expect([(await browser.opens(pageOf(family))).heading, (await browser.opens(pageOf(second))).heading]).toEqual([
      'La naissance de l’enfant 1 sur 2, attendus le même jour',
      'La naissance de l’enfant 2 sur 2, attendus le même jour',
    ]);
    world.itIs('2027-01-05T08:00:00.000Z');
    await tells(await familyOf(app, family, DUE), second, '2027-01-03', 'Nino');
    const again = await familyOf(app, family, DUE);
    expect((await again.opens(pageOf(second))).heading).toBe('La naissance : Nino');
  });

  it('is found by no other family, and by nobody once its request has ended', async () => {
    const [family, other] = [await aWaitingFamily(), await aWaitingFamily()];
    const stranger = await familyOf(app, other, DUE);
    for (const page of ['naissance', 'arreter']) expect((await stranger.opens(pageOf(family, page))).status).toBe(404);
    expect((await stranger.sends(`${pageOf(family)}/pas-encore`)).status).toBe(404);
    const born = await anOrientedRequest(app, { child: { birthDate: DUE } });
    expect((await (await familyOf(app, born, DUE)).opens(pageOf(born))).status).toBe(404);
  });

  it('is no duplicate of its twin once one of them is told born', async () => {
    const twin = { ...EXPECTED, multipleBirth: true };
    const family = await anOrientedRequest(app, { child: twin, siblings: [twin] });
    world.itIs('2027-01-05T08:00:00.000Z');
    await tells(await familyOf(app, family, DUE), family, '2027-01-03', 'Nour');
    const agent = await signedIn(app, 'agent');
    const { surname } = await requestOf(app, family.requestId);
    const { links } = await agent.opens(`/rpe/demandes/${family.requestId}`);
    expect(links.filter(({ text }) => text.startsWith('Comparer avec') && text.endsWith(surname!))).toEqual([]);
  });

  it('while a place is offered: the follow-up tells the last day that the message tells', async () => {
    const family = await aFamilyOffered();
    const shown = await (await familyOf(app, family, DUE)).opens('/mon-dossier');
    const [message] = await outboxOf(app, { dossierId: family.dossierId, kind: 'offer' });
    const told = /au plus tard le ([^.:]+?20\d\d)/.exec(message!.body)![1]!;
    expect(shown.text).toContain(`au plus tard le ${told}, par vous`);
  });

  it('no longer expected: one act stops everything, keeps no reason, and nothing is written any more', async () => {
    const family = await anOrientedRequest(app, {
      child: EXPECTED,
      siblings: [{ ...aChild(), birthDate: '2025-05-02' }],
    });
    await theMorningOf(DUE);
    const browser = await familyOf(app, family, DUE);
    const asked = await browser.opens((await browser.opens(pageOf(family))).linkTo('/arreter').href);
    expect(asked.text).toContain('Aucune raison n’est demandée, ni notée.');
    const stopped = await browser.presses(asked.form('/arreter'));
    expect(stopped.text).toContain('Nous ne vous écrirons plus au sujet de cette demande.');
    expect(stopped.text).not.toContain('attendu');

    expect((await requestOf(app, family.requestId)).state).toBe('withdrawn');
    expect(await historyOf(app, family.requestId, 'withdraw')).toMatchObject([{ reason: 'unsaid', facts: null }]);
    expect((await requestOf(app, family.siblingIds[0]!)).state).not.toBe('withdrawn');
    await theMorningOf('2027-01-06');
    expect(await messagesTo(family)).toEqual(['birth']);
    // What is written about the other child, or about the dossier, does not speak of it either.
    await app
      .get(UnitOfWork)
      .run((tx) =>
        app
          .get(FamilyMessages)
          .writeMessage(tx, { dossierId: family.dossierId, kind: INTRODUCTION_INTERESTED, args: () => ({}) }),
      );
    const [written] = await outboxOf(app, { dossierId: family.dossierId, kind: 'introduction-interested' });
    expect(written!.body).toContain('Alba');
  });

  it('no longer expected while its place is kept: the place goes to the next, and its family is not written to', async () => {
    const { offered, next } = await anOfferedAndANext();
    const browser = await familyOf(app, offered, DUE);
    await browser.presses((await browser.opens(await world.offerPage(offered))).button('J’accepte cette place'));
    expect((await requestOf(app, offered.requestId)).state).toBe('placed');
    const before = await messagesTo(offered);
    await browser.presses((await browser.opens(pageOf(offered, 'arreter'))).form('/arreter'));
    await runDueJobs(app);
    expect((await requestOf(app, offered.requestId)).state).toBe('withdrawn');
    expect((await solutionsOf(app, offered.requestId)).every(({ endedAt }) => endedAt !== null)).toBe(true);
    expect(await openOfferTo(app, next.requestId)).toMatchObject({ from: ENTRY });
    expect(await messagesTo(offered)).toEqual(before);
  });

  it('its desk notes the birth of a placed child, and stops a request in the same two pages', async () => {
    const { offered, next } = await anOfferedAndANext();
    await accepts(offered);
    world.itIs('2027-01-05T08:00:00.000Z');
    const agent = await signedIn(app, 'agent');
    const shown = await agent.opens(`/rpe/demandes/${offered.requestId}`);
    const asked = await agent.opens(shown.linkTo('/naissance').href);
    const noted = await agent.presses(asked.form('/naissance'), {
      ...dayFields('birth', '2027-01-03'),
      firstName: 'Nour',
    });
    expect(noted.text).toContain('La naissance est notée.');
    expect(await placeOf(app, offered.requestId)).toMatchObject({ from: ENTRY, pathTo: '2030-08-31' });
    expect(await solutionsOf(app, offered.requestId)).toMatchObject([{ from: ENTRY, to: '2030-08-31' }]);

    for (const page of ['naissance', 'arreter']) {
      const url = `/rpe/demandes/${next.requestId}/${page}`;
      expectRefusal(await agent.sends(url, { version: '1', intrus: 'oui' }), 'Le champ « intrus » n’est pas attendu.');
      expectRefusal(await agent.sends(url, { version: 'hier' }), 'Rechargez la page');
    }
    const stop = await agent.opens(`/rpe/demandes/${next.requestId}/arreter`);
    expect((await agent.presses(stop.form('/arreter'))).text).toContain('La demande est arrêtée.');
    expect((await requestOf(app, next.requestId)).state).toBe('withdrawn');
  });

  it('of what may be the same child, ended once: its birth is not asked about until the desk has judged', async () => {
    const deposit = duplicatesWorld(world).deposit;
    const adult = { surname: 'Retenue', phone: '0699110022', email: 'retenue@exemple.fr' };
    const child = { ...EXPECTED, surname: 'Retenue' };
    const [ended, other] = [
      await deposit(adult, child),
      await deposit({ ...adult, surname: 'Retenu' }, { ...child, multipleBirth: null }),
    ];
    const { dossierId } = await requestOf(app, other);
    const before = await signedIn(app, 'agent');
    await before.presses((await before.opens(`/rpe/demandes/${ended}/arreter`)).form('/arreter'));
    await theMorningOf(DUE);
    expect(await outboxOf(app, { dossierId, kind: 'birth' })).toEqual([]);

    const agent = await signedIn(app, 'agent');
    expect((await agent.opens('/rpe/doublons')).text).toContain('Retenue');
    const shown = await agent.opens(
      (await agent.opens(`/rpe/demandes/${other}`)).linkTo(/\/rpe\/doublons\/[0-9a-f-]+$/).href,
    );
    expect(shown.text).toContain('Rien n’est écrit sur la naissance à la famille de l’autre demande');
    expect(shown.linkTo(`/rpe/demandes/${other}/arreter`).text).toContain('arrêter aussi l’autre demande');
    expect(shown.hasForm('/joindre')).toBe(false);
    const judged = await agent.presses(shown.form('/ecarter'), { asideReason: 'still_expected' });
    expect(judged.text).toContain('Ce doublon est écarté.');
    expect((await agent.opens(shown.url)).text).toContain('la naissance est toujours attendue');
    await theMorningOf('2026-12-30');
    expect(await outboxOf(app, { dossierId, kind: 'birth' })).toHaveLength(1);
  });
});
