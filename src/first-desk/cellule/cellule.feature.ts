import { In } from 'typeorm';
import { DossierModule, keepsOfFamily, tellsDesk } from '../../dossier/dossier/index.js';
import { feature } from '../../foundation/platform/feature/index.js';
import { CelluleDecisions } from './cellule-decisions.js';
import { mayFollowDecision } from './cellule.policy.js';
import { FamilyUnmaskings } from './family-unmaskings.js';
import { CelluleDecision } from './persistence/cellule-decision.entity.js';
import { DeskCellule } from './web/cellule.pages.js';

/** Cellule sans solution: what people decide for families without a solution, followed until it is done. */
export const cellule = feature('cellule', {
  uses: [DossierModule],
  tables: [CelluleDecision],
  services: [CelluleDecisions, FamilyUnmaskings],
  own: [],
  pages: [DeskCellule],
  sends: [],
  joins: [
    keepsOfFamily('cellule deletes what was decided for the family', [], () => ({
      forget: (tx, requestIds) => tx.delete(CelluleDecision, { requestId: In([...requestIds]) }),
      exported: null,
    })),
    tellsDesk('cellule counts its decisions that wait for the desk', [CelluleDecisions], (decisions) => ({
      may: mayFollowDecision,
      read: (requestIds) => decisions.listNotices(requestIds),
    })),
  ],
});
