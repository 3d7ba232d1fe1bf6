import { In } from 'typeorm';
import { AccountsModule } from '../../territory/accounts/index.js';
import { DossierModule, keepsOfFamily, tellsDesk, tellsFamily } from '../../dossier/dossier/index.js';
import { feature } from '../../foundation/platform/feature/index.js';
import { asksToChangePlace, PlacementModule } from '../placement/index.js';
import { SupplyModule } from '../../offer/supply/index.js';
import { mayAskDays } from './other-days.policy.js';
import { OTHER_DAYS, OTHER_DAYS_DECLINED, OtherDaysAsked } from './other-days-asked.js';
import { OtherDays } from './persistence/other-days.entity.js';
import { DeskOtherDays, DirectorOtherDays, FamilyOtherDays, OtherDaysModel } from './web/other-days.pages.js';

const WAY = { path: 'autres-jours', link: 'otherDays.link' } as const;

/** Other days, asked by families of children who have a place. */
export const otherDays = feature('other-days', {
  uses: [AccountsModule, SupplyModule, DossierModule, PlacementModule],
  tables: [OtherDays],
  services: [OtherDaysAsked],
  own: [OtherDaysModel],
  pages: [FamilyOtherDays, DeskOtherDays, DirectorOtherDays],
  sends: [OTHER_DAYS, OTHER_DAYS_DECLINED],
  joins: [
    keepsOfFamily('other-days deletes what the family asked for', [OtherDaysAsked], (days) => ({
      forget: (tx, requestIds) => tx.delete(OtherDays, { requestId: In([...requestIds]) }),
      exported: { name: 'otherDays', read: (requestIds) => days.listOf(requestIds) },
    })),
    tellsDesk('other-days leads to the days of its place', [OtherDaysAsked], (days) => ({
      may: mayAskDays,
      read: (requestIds) => days.ofPlaced(requestIds, { says: null, isForDesk: false, ...WAY }),
    })),
    tellsFamily('other-days leads to the days of its place', [OtherDaysAsked], (days) => ({
      may: mayAskDays,
      read: (requestIds) => days.ofPlaced(requestIds, { waits: null, ...WAY }),
    })),
    asksToChangePlace('other-days shows the days that families ask for', [OtherDaysAsked], (days) => ({
      read: (providerId) => days.listChanges(providerId),
    })),
  ],
});
