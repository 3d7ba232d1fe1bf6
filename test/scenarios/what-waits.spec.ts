import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { RequestMoves, TriageActs } from '../../src/dossier/dossier/index.js';
import { addDays, dayOf, instantAt, type Day } from '../../src/foundation/kernel/time.js';
import { slotsToMask } from '../../src/foundation/kernel/week-schedule.js';
import { DATABASES } from '../support/app.js';
import { outboxOf, requestOf, runDueJobs } from '../support/kept.js';
import type { Page } from '../support/page.js';
import { familyOf } from '../support/people.js';
import { AGENT, PlacementWorld } from '../support/placement-world.js';

const BORN = '2026-03-11';
const START = '2026-11-25T09:00:00.000Z';
type Family = Awaited<ReturnType<PlacementWorld['oriented']>>;

describe.each(DATABASES)('what a family reads while something waits (%s)', (kind) => {
  let world: PlacementWorld;
  beforeAll(async () => {
    world = await PlacementWorld.open(kind, START);
  });
  beforeEach(() => world.clock.travelTo(START));
  afterAll(() => world.close());

  /** The day that many days after the act of the request is due, before any job of that day has run. */
  const daysAfterTheAct = async ({ requestId }: Family, days: number): Promise<Day> => {
    const { nextActDue } = await requestOf(world.app, requestId);
    world.clock.travelTo(instantAt(addDays(nextActDue!, days), '07:00'));
    return nextActDue!;
  };
  const follows = async (family: Family, language = 'fr'): Promise<Page> =>
    (await familyOf(world.app, family, BORN, language)).opens('/mon-dossier');
  const column = (page: Page): string => page.sentences('.app-page__aside').join(' ');

  /** A family that its desk asks when care is to begin. */
  const asked = async (): Promise<Family> => {
    const family = await world.oriented();
    await world.run(async (tx) => {
      const { form } = await world.app.get(TriageActs).formOf(tx, family.requestId);
      const need = { ...form.children[0]!.need, wantedFrom: null };
      await world.app.get(TriageActs).writeAnswers(tx, AGENT, family.requestId, { child: { need } });
      await world.app.get(RequestMoves).move(tx, AGENT, family.requestId, 'askForCompletion');
    });
    return family;
  };
  const partlyOffered = async () => {
    const family = await world.listed();
    const offer = await world.admit(family, { slots: slotsToMask(['mon-am', 'mon-pm', 'tue-am']), coversNeed: false });
    return { family, offer };
  };

  describe('and is late', () => {
    it('by its desk: that it is no fault of the family, and whom to ring', async () => {
      const family = await world.oriented();
      await daysAfterTheAct(family, 0);
      expect((await follows(family)).text).toMatch(/Ensuite : inscrire la demande à une commission, avant le/);
      await daysAfterTheAct(family, 1);
      const page = await follows(family);
      expect(page.text).toMatch(
        /Le guichet devait inscrire la demande à une commission avant le 9 décembre 2026 : il est en retard, ce n’est pas de votre faute et vous n’avez rien à faire\. Vous pouvez l’appeler : 01 99 00 71 30/,
      );
      expect(page.text).toContain('le guichet est en retard : il devait le faire avant le 9 décembre 2026');
      expect((await follows(family, 'en')).text).toMatch(/it is late/);
    });

    it('by itself: what is left to it, and that it still may', async () => {
      const family = await asked();
      await daysAfterTheAct(family, 1);
      expect((await follows(family)).text).toMatch(
        /Il vous reste à compléter vos réponses\. C’était attendu avant le 5 décembre 2026, mais vous pouvez encore le faire/,
      );
    });

    it('by its commission: that there is nothing to do', async () => {
      const family = await world.listed();
      await daysAfterTheAct(family, 1);
      const { text } = await follows(family);
      expect(text).toMatch(
        /La séance était prévue le 9 décembre 2026 et sa décision n’est pas encore écrite\. Vous n’avez rien à faire/,
      );
      expect(text).not.toContain('ce n’est pas de votre faute');
    });

    it('by mail, twice: which answers, until when, and what becomes of the request without them', async () => {
      const family = await asked();
      const mails = () => outboxOf(world.app, { dossierId: family.dossierId, kind: 'silence-complete' });
      for (const [days, until] of [
        [11, '20 décembre 2026'],
        [26, '4 janvier 2027'],
      ] as const) {
        world.clock.travelTo(instantAt(addDays(dayOf(START), days), '07:30'));
        await runDueJobs(world.app);
        const mail = (await mails()).at(-1)!;
        expect(mail.subject).toMatch(/^Il manque toujours des réponses à la demande pour Enfant\d+ – dossier /);
        expect(mail.body).toContain('– La date d’entrée souhaitée');
        expect(mail.body).toContain(`Donnez-les au plus tard le ${until}.`);
        expect(mail.body).toContain(
          'nous essaierons de vous joindre, puis la demande sera fermée. Elle pourra être rouverte.',
        );
        expect(mail.body).not.toMatch(/retard|faute/);
      }
      expect(await mails()).toHaveLength(2);
    });
  });

  describe('in the column beside its dossier', () => {
    it('each act that waits for it leads to its page, and the desk is named', async () => {
      const page = await follows(await asked());
      expect(column(page)).toMatch(/Nous attendons de vous Compléter mes réponses : Enfant\d+ .*Relais petite enfance/);
      const browser = await familyOf(world.app, await asked(), BORN);
      const link = (await browser.opens('/mon-dossier')).link('Compléter mes réponses : Enfant');
      expect((await browser.opens(link.href)).text).toContain('La date d’entrée souhaitée');
    });

    it('the place to answer stands there as well', async () => {
      const { family, offer } = await partlyOffered();
      const page = await follows(family);
      expect(column(page)).toMatch(/Nous attendons de vous Voir la place proposée : Enfant\d+/);
      expect(page.link('Voir la place proposée : Enfant').href).toBe(`/mon-dossier/offres/${offer.id}`);
    });

    it('nothing waits for a family whose desk has the next act', async () => {
      const page = await follows(await world.oriented());
      expect(column(page)).toContain('Relais petite enfance');
      expect(column(page)).not.toContain('Nous attendons de vous');
    });
  });

  describe('for the rest of a week', () => {
    it('the offer names the days that are not in it, and that the search goes on', async () => {
      const { family, offer } = await partlyOffered();
      for (const [language, sentence] of [
        [
          'fr',
          'Jours demandés qui ne sont pas dans cette place : mardi après-midi, jeudi et vendredi. Si vous l’acceptez, nous continuons',
        ],
        ['en', 'Days asked for that are not in this place: Tuesday afternoon, Thursday and Friday.'],
      ] as const) {
        const browser = await familyOf(world.app, family, BORN, language);
        expect((await browser.opens(`/mon-dossier/offres/${offer.id}`)).text).toContain(sentence);
      }
      const browser = await familyOf(world.app, family, BORN);
      const page = await browser.opens(`/mon-dossier/offres/${offer.id}`);
      await browser.presses(page.form('/accepter'));
      expect((await requestOf(world.app, family.requestId)).state).toBe('partly_placed');
      expect((await browser.opens('/mon-dossier')).text).toContain('chercher le reste de l’accueil');
    });

    it('a place that covers the whole week says nothing of a rest', async () => {
      const family = await world.listed();
      const offer = await world.admit(family);
      const whole = await (await familyOf(world.app, family, BORN)).opens(`/mon-dossier/offres/${offer.id}`);
      expect(whole.text).not.toMatch(/nous continuons à chercher le reste|Jours demandés qui/);
    });
  });
});
