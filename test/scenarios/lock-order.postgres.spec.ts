import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { AnswerWriter } from '../../src/dossier/dossier/answers/answer-writer.js';
import {
  Arrivals,
  DossierIntake,
  DuplicateActs,
  FamilyAccess,
  type DossierForm,
  type Intake,
  type Origin,
} from '../../src/dossier/dossier/index.js';
import { ChildRequest, Dossier } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { PossibleDuplicate } from '../../src/dossier/dossier/persistence/duplicate.entities.js';
import { Reader, UnitOfWork, type Tx } from '../../src/foundation/platform/database/index.js';
import type { Actor } from '../../src/foundation/platform/security/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { DESK } from '../support/commission.js';
import { aChild, aForm, wishFor } from '../support/forms.js';
import { sleep } from '../support/queue-world.js';
import { seedWorld } from '../support/seed.js';

/** Enough for two units to meet at the wrong moment, where there is one. */
const FAMILIES = 30;
const LIST: Actor = { kind: 'import', accountId: null };

/** PostgreSQL alone has several writers; it ends a deadlock after a second, and the unit of work begins again. */
describe('two units that meet over one family (postgres)', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await startApp('postgres');
    await seedWorld(test.app);
  });
  afterAll(() => test.close());

  const submit = (form: DossierForm, origin: Origin) => (tx: Tx) =>
    test.app.get(DossierIntake).submitForm(tx, LIST, form, { origin });
  const formOf = (nth: number, firstName: string): DossierForm => {
    const surname = `${'BCDFGHJKLM'.charAt(nth % 10)}${'aio'.charAt(nth / 10)}rnand`;
    return aForm({
      adults: [
        {
          ...aForm().adults[0]!,
          surname,
          phone: `06${firstName.length}71${String(nth).padStart(5, '0')}`,
          email: `${surname}.${nth}@exemple.fr`,
          addressLine: null,
        },
      ],
      children: [aChild({ surname, firstName, birthDate: `2025-${String(1 + (nth % 12)).padStart(2, '0')}-11` })],
    });
  };
  const saidLater = (form: DossierForm): DossierForm => ({
    ...form,
    adults: [{ ...form.adults[0]!, addressLine: '9 rue Neuve' }],
    children: [{ ...form.children[0]!, wishes: [wishFor('ma-71040')] }],
  });

  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => test.app.get(UnitOfWork).run(work);
  async function pairOf(...[one, other]: [Intake, Intake]): Promise<string> {
    const sides = [one, other].map(({ children }) => children[0]!.requestId);
    const pairs = await test.app.get(Reader).find(PossibleDuplicate);
    return pairs.find(({ firstId, secondId }) => sides.includes(firstId) && sides.includes(secondId))!.id;
  }

  /** @returns how often each of two acts, begun at once for each of some families, had to begin */
  async function meet(actsOf: (nth: number) => Promise<((tx: Tx) => Promise<unknown>)[]>): Promise<number[]> {
    const begun: number[] = [];
    for (let nth = 0; nth < FAMILIES; nth += 1) {
      const ended = await Promise.allSettled(
        (await actsOf(nth)).map((act) => {
          const at = begun.push(0) - 1;
          return run((tx) => {
            begun[at]! += 1;
            return act(tx);
          });
        }),
      );
      expect(ended.some(({ status }) => status === 'fulfilled')).toBe(true);
    }
    return begun;
  }
  const once = Array.from({ length: 2 * FAMILIES }, () => 1);

  it('the desk joins a pair, and takes the same child on the page of answers', async () => {
    const begun = await meet(async (nth) => {
      const form = formOf(nth, 'Bob');
      const known = await run(submit(form, 'counter'));
      const pairId = await pairOf(known, await run(submit(saidLater(form), 'parent')));
      return [
        (tx) => test.app.get(DuplicateActs).joinPair(tx, DESK, pairId),
        (tx) => test.app.get(Arrivals).takeAnswers(tx, DESK, known.dossierId, 'all'),
      ];
    });
    expect(begun).toEqual(once);
    expect(await test.app.get(Reader).count(ChildRequest, { state: 'withdrawn' })).toBe(FAMILIES);
  });

  it('the desk undoes what it joined and took, and writes an answer of the same family', async () => {
    const begun = await meet(async (nth) => {
      const form = formOf(nth, 'Lila');
      const known = await run(submit(form, 'counter'));
      const other = await run(
        submit(
          {
            ...saidLater(form),
            adults: [
              {
                ...form.adults[0]!,
                addressLine: '9 rue Neuve',
                phone: `07112${String(nth).padStart(5, '0')}`,
                email: `autre.${nth}@exemple.fr`,
              },
            ],
          },
          'counter',
        ),
      );
      const pairId = await pairOf(known, other);
      await run((tx) => test.app.get(DuplicateActs).joinPair(tx, DESK, pairId));
      await run((tx) => test.app.get(Arrivals).takeAnswers(tx, DESK, known.dossierId, 'all'));
      return [
        (tx) => test.app.get(DuplicateActs).undoJoin(tx, DESK, pairId),
        (tx) =>
          test.app
            .get(AnswerWriter)
            .writeAnswers(tx, DESK, known.dossierId, { household: { ...form.household, dependentChildren: 4 } }),
      ];
    });
    expect(begun).toEqual(once);
  });

  it('what refers to a locked dossier is written without waiting for it', async () => {
    const { dossierId } = await run(submit(formOf(0, 'Zoé'), 'counter'));
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const holding = run(async (tx) => {
      await tx.lock(Dossier, { id: dossierId });
      await released;
      return 'held';
    });
    const given = run((tx) => test.app.get(FamilyAccess).giveLink(tx, { dossierId })).then(() => 'given');
    expect(await Promise.race([given, holding, sleep(3000)]).finally(release)).toBe('given');
    await Promise.all([given, holding]);
  });
});
