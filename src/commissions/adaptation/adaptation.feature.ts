import { In } from 'typeorm';
import { DossierModule, keepsOfFamily, tellsDesk } from '../../dossier/dossier/index.js';
import { feature, join } from '../../foundation/platform/feature/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { SupplyModule } from '../../offer/supply/index.js';
import { mayFollowAtDesk } from './adaptation.policy.js';
import { Adaptations } from './adaptations.js';
import { AdaptationStep } from './persistence/adaptation-step.entity.js';
import { ADAPTATION_PAGES } from './staff-pages.js';
import { AdaptationPresenter } from './web/adaptation.presenter.js';
import { DeskAdaptation, NurseryAdaptation } from './web/adaptation.pages.js';
import { DayOfDeskAdaptations, DayOfNurseryAdaptations } from './web/day-of-adaptations.js';

/** Adaptation of a place: who was asked, what was agreed, what the nursery changes. Never what the child has. */
export const adaptation = feature('adaptation', {
  uses: [DossierModule, SupplyModule],
  tables: [AdaptationStep],
  services: [Adaptations],
  own: [AdaptationPresenter, DayOfDeskAdaptations, DayOfNurseryAdaptations],
  pages: [DeskAdaptation, NurseryAdaptation],
  sends: [],
  joins: [
    join([Navigation], (navigation) => navigation.add(...ADAPTATION_PAGES)),
    keepsOfFamily('adaptation deletes its steps', [Adaptations], (steps) => ({
      forget: (tx, requestIds) => tx.delete(AdaptationStep, { requestId: In([...requestIds]) }),
      exported: { name: 'adaptation', read: (requestIds) => steps.listOfAll(requestIds) },
    })),
    tellsDesk('adaptation tells the last step of a child who needs one', [Adaptations], (steps) => ({
      may: mayFollowAtDesk,
      read: (requestIds) => steps.listNotices(requestIds),
    })),
  ],
});
