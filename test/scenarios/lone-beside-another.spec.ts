import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { DATABASES } from '../support/app.js';
import { anOrientedRequest, seedCommissions } from '../support/commission.js';
import { aForm, TOLD } from '../support/forms.js';
import { importList, importWorld, list, type ImportWorld } from '../support/imports.js';
import { familyOf } from '../support/people.js';

const GAP = 'Un parent seul, et un autre responsable à la même adresse';
/** The same, as the family reads it. */
const OWN_GAP = 'Vous avez dit élever seul ou seule vos enfants, et noté un autre adulte à la même adresse';
const LONE_POINTS = 'Parent seul qui travaille';

describe.each(DATABASES)('a lone parent beside a second adult at the same home (%s)', (kind) => {
  let test: ImportWorld;

  beforeAll(async () => {
    test = await importWorld(kind);
    await seedCommissions(test.app);
  });
  afterAll(() => test.close());

  const asksItsDesk = async (id: string): Promise<void> => {
    const request = await test.agent.opens(`/rpe/demandes/${id}`);
    expect(request.link(GAP).href).toBe(`/rpe/demandes/${id}/repondre/foyer#loneParent`);
    expect((await test.agent.opens(`/rpe/demandes/${id}/points`)).text).not.toContain(LONE_POINTS);
    const page = (await test.agent.opens(`/rpe/demandes/${id}/repondre/foyer`)).form('/foyer');
    await test.agent.presses(page, { ...TOLD, loneParent: 'no' });
    expect((await test.agent.opens(`/rpe/demandes/${id}`)).text).not.toContain(GAP);
  };

  it('is asked about by its desk where a list says both', async () => {
    await importList(
      test,
      list(
        'seule.csv',
        'Nom enfant;Prénom;Date de naissance;Responsable 1;Responsable 2;Tél;Commune;Date d’entrée souhaitée;Jours;Monoparental',
        'Aubert;Lou;11/03/2026;Anna Aubert;Marc Aubert;0611111101;Montceau-les-Mines;01/03/2027;lundi;oui',
      ),
    );
    const [request] = await test.app.get(Reader).find(ChildRequest, { where: { surname: 'Aubert' } });
    await asksItsDesk(request!.id);
  });

  it('is asked about where it came of two arrivals, for the family too', async () => {
    const [first] = aForm().adults;
    const adult = { ...first!, situation: 'working' as const, addressLine: '12, av. de la Gare', postalCode: '71300' };
    const family = await anOrientedRequest(test.app, {
      child: { birthDate: '2026-03-11' },
      form: {
        adults: [
          { ...adult, surname: 'Perrin', phone: '0711223344', email: 'perrin@exemple.fr' },
          {
            ...adult,
            surname: 'Perrin',
            firstName: 'Yann',
            phone: null,
            email: null,
            addressLine: '12 avenue de la Gare',
          },
        ],
      },
    });
    const parent = await familyOf(test.app, family, '2026-03-11');
    const answers = await parent.opens(`/mon-dossier/demandes/${family.requestId}/reponses`);
    expect(answers.link(OWN_GAP).href).toContain('/reponses/foyer#loneParent');
    await asksItsDesk(family.requestId);
  });
});
