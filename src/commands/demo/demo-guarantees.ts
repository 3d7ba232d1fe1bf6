import type { Clock } from '../../foundation/kernel/clock.js';
import type { UnitOfWork } from '../../foundation/platform/database/index.js';
import { SYSTEM } from '../../foundation/platform/security/index.js';
import type { GuaranteeSetting, InsertionGuarantees } from '../../offer/supply/index.js';

/**
 * Invented settings: an AVIP nursery that already receives children of families in insertion, a nursery that guarantees
 * more than the law asks, and one that meets its duty together with its neighbour.
 */
const SET: Readonly<Record<string, Omit<GuaranteeSetting, 'from'>>> = {
  'ma-71306': { places: 11, way: 'own', reason: null, otherChildren: 6 },
  'ma-71040': { places: 3, way: 'own', reason: null, otherChildren: 1 },
  'cf-71306': {
    places: 0,
    way: 'together',
    reason: 'Avec le multi-accueil de Montceau-les-Mines, qui garantit plus que sa part.',
    otherChildren: 0,
  },
};

/** @returns how many establishments have a setting; for the others the legal minimum applies */
export async function setDemoGuarantees(
  guarantees: InsertionGuarantees,
  unitOfWork: UnitOfWork,
  clock: Clock,
): Promise<number> {
  const all = Object.entries(SET);
  await unitOfWork.run(async (tx) => {
    for (const [id, setting] of all) await guarantees.setGuarantee(tx, SYSTEM, id, { ...setting, from: clock.today() });
  });
  return all.length;
}
