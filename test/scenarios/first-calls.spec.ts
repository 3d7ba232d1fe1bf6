import { parse } from 'csv-parse/sync';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { AnswerWriter, type DossierForm } from '../../src/dossier/dossier/index.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { DATABASES } from '../support/app.js';
import { Browser, textOf } from '../support/browser.js';
import { aForm } from '../support/forms.js';
import { outboxOf } from '../support/kept.js';
import { linkOf } from '../support/links.js';
import { MONTCEAU, OfferedFamilies, type Family } from '../support/offered-families.js';
import type { Page } from '../support/page.js';
import { signedIn } from '../support/people.js';

const LIST = `/eaje/${MONTCEAU}/a-appeler`;
const FILE = `/eaje/${MONTCEAU}/transmission.csv?du=2027-01-01`;
const STREET = aForm().adults[0]!.addressLine!;
/** The last day to call a family that accepted on Tuesday 24 November 2026. */
const DUE = '1er décembre 2026';

/** A family that did not agree that all nurseries of its wishes read how to reach it. */
const NOT_SHARING: Partial<DossierForm> = { consents: { shareWithProviders: false, reminders: null } };

describe.each(DATABASES)('from the yes of a family to its first day (%s)', (kind) => {
  let world: OfferedFamilies;
  let app: NestFastifyApplication;
  beforeAll(async () => {
    world = await OfferedFamilies.open(kind);
    app = world.app;
  });
  beforeEach(() => world.startAnew());
  afterAll(() => world.close());

  /** The family before its offer, and how it is reached. */
  const offered = async (form: Partial<DossierForm>): Promise<{ family: Family; own: Browser; url: string }> => {
    const family = await world.aFamilyThatIsOffered(form);
    return { family, own: await world.familyOf(family), url: await world.offerPage(family) };
  };
  const accepts = async (own: Browser, url: string, contact: 'yes' | ''): Promise<Page> => {
    const offer = (await own.opens(url)).button('J’accepte cette place');
    return own.presses(offer, contact ? { contact } : {});
  };
  const directorOfMontceau = (): Promise<Browser> => signedIn(app, 'director');
  /** The list of the director, family by family. */
  const readSections = async (): Promise<string[]> =>
    (await (await directorOfMontceau()).opens(LIST)).sentences('main section');

  describe('the family ticks that the nursery may reach it', () => {
    it('the director is told without a name, and reads whom to call, how, until when, which days and what to bring', async () => {
      const { family, own, url } = await offered(NOT_SHARING);
      expect((await own.opens(url)).text).toContain('Transmettre mes coordonnées au Multi-accueil');
      await accepts(own, url, 'yes');

      const [mail] = await outboxOf(app, { kind: 'place-accepted', recipient: 'directrice@test.example' });
      expect(mail!.body).toContain(`au plus tard le ${DUE}`);
      expect(mail!.body).toContain(LIST);
      expect(`${mail!.subject} ${mail!.body}`).not.toMatch(/Enfant\d|Nom\d|@exemple/);

      const director = await directorOfMontceau();
      expect((await director.opens(`/eaje/${MONTCEAU}`)).text).toMatch(/1 famille à appeler/);
      const list = (await director.opens(LIST)).text;
      expect(list).toContain('Une famille a accepté une place chez vous et attend votre appel.');
      expect(list).toContain(`À appeler au plus tard le ${DUE}`);
      expect(list).toContain(family.email);
      expect(list).toMatch(/0\d( \d\d){4}/);
      expect(list).toContain('lundi');
      expect(list).toContain('1er septembre 2027 – à convenir');
      expect(list).not.toContain(STREET);
    });

    it('the family reads who calls it until when, then that it was called; the list says when', async () => {
      const { family, own, url } = await offered(NOT_SHARING);
      await accepts(own, url, 'yes');
      const awaited = `La direction du Multi-accueil de Montceau-les-Mines vous appelle au plus tard le ${DUE}.`;
      expect((await own.opens('/mon-dossier')).text).toContain(awaited);
      expect((await own.opens(url)).text).toContain(awaited);

      world.itIs('2026-11-26T09:00:00.000Z');
      const director = await directorOfMontceau();
      const noted = await director.presses((await director.opens(LIST)).button('J’ai appelé la famille'));
      expect(noted.text).toContain('Appelée le 26 novembre 2026');
      expect(noted.text).toContain('Aucune famille n’attend votre appel.');
      const again = await world.familyOf(family);
      const told = (await again.opens('/mon-dossier')).text;
      expect(told).toContain('a noté vous avoir parlé le 26 novembre 2026');
      expect(told).toContain('Le premier jour reste à convenir.');
      expect(told).not.toContain(awaited);

      await director.presses(noted.button('Annuler : la famille n’a pas été appelée'));
      expect((await again.opens('/mon-dossier')).text).toContain(awaited);
    });

    it('a call that was not made is late for both, and the family reads whom to ring', async () => {
      const { family, own, url } = await offered(NOT_SHARING);
      await accepts(own, url, 'yes');
      world.itIs('2026-12-02T09:00:00.000Z');
      const director = await directorOfMontceau();
      expect((await director.opens(LIST)).text).toContain(`En retard : à appeler depuis le ${DUE}`);
      expect((await director.opens(`/eaje/${MONTCEAU}`)).text).toContain('dont 1 en retard');
      const later = await world.familyOf(family);
      expect((await later.opens('/mon-dossier')).text).toContain(
        `devait vous appeler au plus tard le ${DUE}, et n’a pas noté son appel. Appelez`,
      );
    });

    it('the hand-over has what was agreed to: telephone, days, hours, first day; never the street', async () => {
      const { family, own, url } = await offered(NOT_SHARING);
      await accepts(own, url, 'yes');
      const director = await directorOfMontceau();
      const { bytes } = await director.get(FILE);
      const [row] = parse<Record<string, string>>(bytes, { columns: true, delimiter: ';', bom: true });
      expect(row).toMatchObject({
        responsable1_courriel: family.email,
        responsable1_adresse: '',
        responsable1_code_postal: '',
        lundi_horaires: '08:00-18:00',
        mardi_horaires: '',
        premier_jour: '2027-09-01',
        premier_jour_convenu: '',
        jours_convenus: 'lundi',
      });
      expect(row!['joindre_telephone']).toBe(row!['responsable1_telephone']);
      expect(row!['joindre_telephone']).toMatch(/^0\d(\s\d\d){4}$/);
    });

    it('takes it back: the nursery reads the desk again', async () => {
      const { family, own, url } = await offered(NOT_SHARING);
      await accepts(own, url, 'yes');
      const kept = await own.presses((await own.opens(url)).button('Ne plus transmettre mes coordonnées'));
      expect(kept.text).toContain('L’établissement ne lit plus vos coordonnées.');
      const director = await directorOfMontceau();
      expect((await director.opens(LIST)).text).not.toContain(family.email);
      const passed = await own.presses(kept.button('Transmettre mes coordonnées au Multi-accueil'));
      expect(passed.text).toContain('L’établissement peut maintenant lire vos coordonnées.');
      expect((await director.opens(LIST)).text).toContain(family.email);
    });
  });

  it('an adult who came in the place of another has agreed to nothing, and the link of who left opens nothing', async () => {
    const [first] = aForm().adults;
    const left = { ...first!, firstName: 'Paul', surname: 'Durand', phone: '0612131415', email: 'paul@exemple.fr' };
    const household = { ...aForm().household, loneParent: false };
    const { family, own, url } = await offered({ ...NOT_SHARING, household, adults: [first!, left] });
    await accepts(own, url, 'yes');
    const director = await directorOfMontceau();
    expect((await director.opens(LIST)).text).toContain('paul@exemple.fr');
    const [mail] = await outboxOf(app, { recipient: 'paul@exemple.fr' });
    const link = (await linkOf(app, mail!)).pathname;

    // A list or a new deposit brings answers of the family, of which somebody takes these.
    const writes = (adult: typeof left) =>
      app
        .get(UnitOfWork)
        .run((tx) => app.get(AnswerWriter).writeAnswers(tx, SYSTEM, family.dossierId, { adults: [first!, adult] }));
    await writes({ ...left, surname: 'Durant' });
    expect((await director.opens(LIST)).text).toContain('paul@exemple.fr');
    const other = { firstName: 'Karim', surname: 'Benali', phone: '0655555555', email: 'karim@exemple.fr' };
    await writes({ ...left, ...other });
    const list = (await director.opens(LIST)).text;
    expect(list).toContain(first!.email);
    for (const contact of ['paul@exemple.fr', 'karim@exemple.fr']) expect(list).not.toContain(contact);
    const opened = await new Browser(app).get(link);
    expect(textOf(opened.html)).toContain('Ce lien n’ouvre aucun dossier');
  });

  it('of two families on one list, each is reached as it said', async () => {
    const [passing, keeping] = await world.offered(2, 2, NOT_SHARING);
    await accepts(await world.familyOf(passing!), await world.offerPage(passing!), 'yes');
    await accepts(await world.familyOf(keeping!), await world.offerPage(keeping!), '');
    const sections = await readSections();
    expect(sections).toHaveLength(2);
    const of = ({ email }: Family) => sections.filter((section) => section.includes(email));
    expect(of(passing!)).toEqual([expect.not.stringContaining('Son guichet la joint')]);
    expect(of(keeping!)).toEqual([]);
    expect(sections.filter((section) => section.includes('Son guichet la joint'))).toHaveLength(1);
  });

  it('without a tick no contact is passed on: the director reads the desk, and the family that the desk puts it in touch', async () => {
    const { family, own, url } = await offered(NOT_SHARING);
    await accepts(own, url, '');
    const director = await directorOfMontceau();
    const list = (await director.opens(LIST)).text;
    expect(list).not.toContain(family.email);
    expect(list).toMatch(/Son guichet la joint pour vous : Relais petite enfance intercommunal, 01 99/);
    const { bytes } = await director.get(FILE);
    const [row] = parse<Record<string, string>>(bytes, { columns: true, delimiter: ';', bom: true });
    expect(row).toMatchObject({ responsable1_telephone: '', responsable1_courriel: '', responsable1_nom: '' });
    expect([row!['joindre'], row!['joindre_telephone']]).toEqual([
      'Relais petite enfance intercommunal',
      expect.stringMatching(/^01\s99/),
    ]);
    expect((await own.opens('/mon-dossier')).text).toContain(
      `n’a pas vos coordonnées : Relais petite enfance intercommunal fait le lien au plus tard le ${DUE}.`,
    );
  });

  it('a protected address is passed to nobody, even where every nursery may read how to reach the family', async () => {
    const adult = { ...aForm().adults[0]!, phone: '0687654321', email: 'cachee@exemple.fr', addressProtected: true };
    const { own, url } = await offered({ adults: [adult], consents: { shareWithProviders: true, reminders: null } });
    const offer = await own.opens(url);
    expect(offer.text).not.toContain('Transmettre mes coordonnées');
    expect(offer.text).toContain('lira votre téléphone et votre courriel : vous l’avez permis');
    await accepts(own, url, '');
    const director = await directorOfMontceau();
    expect((await director.opens(LIST)).text).toContain(adult.email);
    const { bytes } = await director.get(FILE);
    expect(bytes.toString('utf8')).toContain(adult.email);
    expect(bytes.toString('utf8')).not.toContain(STREET);
  });

  it('the desk that notes a yes by telephone asks too, and the nursery reads it', async () => {
    const { family } = await offered(NOT_SHARING);
    const agent = await signedIn(app, 'agent');
    const request = await agent.opens(`/rpe/demandes/${family.requestId}`);
    await agent.presses(request.form('/offre/accepter'), { acceptedBy: '1', contact: 'yes' });
    expect((await (await directorOfMontceau()).opens(LIST)).text).toContain(family.email);
  });

  it('another director, an elected member and a desk find nothing, and cannot note a call', async () => {
    const { family, own, url } = await offered(NOT_SHARING);
    await accepts(own, url, 'yes');
    const { action } = (await (await directorOfMontceau()).opens(LIST)).button('J’ai appelé la famille');
    for (const key of ['otherDirector', 'member', 'agent', 'coordinator']) {
      const other = await signedIn(app, key);
      const read = await other.get(LIST);
      expect([key, read.status]).toEqual([key, 404]);
      expect(read.html).not.toContain(family.email);
      expect([key, (await other.sends(action, {})).status]).toEqual([key, 404]);
    }
    const blanzy = await signedIn(app, 'otherDirector');
    expect((await blanzy.sends(action.replace(MONTCEAU, 'ma-71040'), {})).status).toBe(404);
    expect(await outboxOf(app, { kind: 'place-accepted', recipient: 'blanzy@test.example' })).toEqual([]);
    expect((await blanzy.opens('/eaje/ma-71040/a-appeler')).text).toContain('Aucune famille n’attend votre appel.');
    expect((await own.opens('/mon-dossier')).text).toContain('vous appelle au plus tard');
  });

  it('a family cannot speak for another one, and a place that is not accepted passes nothing', async () => {
    const { own, url } = await offered(NOT_SHARING);
    const before = await own.sends(`${url}/coordonnees`, { contact: 'yes' });
    expect(before.text).toContain('Cette place n’est pas acceptée');
    await accepts(own, url, '');
    const stranger = await world.familyOf(await world.aFamilyThatIsOffered(NOT_SHARING));
    expect((await stranger.sends(`${url}/coordonnees`, { contact: 'yes' })).status).toBe(404);
  });
});
