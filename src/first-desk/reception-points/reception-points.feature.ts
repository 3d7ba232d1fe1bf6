import { DossierModule, Drafts, keepsOfFamily, tellsDesk, tellsFamilyOnce } from '../../dossier/dossier/index.js';
import { feature, join } from '../../foundation/platform/feature/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { AccountsModule, RolePlaces } from '../../territory/accounts/index.js';
import { TerritoryModule } from '../../territory/territory/index.js';
import { TriageModule } from '../triage/index.js';
import { FamilyProofs } from './family-proofs.js';
import { PointFiling, ReceptionPoint } from './persistence/reception-points.entities.js';
import { PointFigures } from './point-figures.js';
import { PointFilings } from './point-filings.js';
import { mayHideFromPoints, mayReadFiler } from './reception-points.policy.js';
import { ReceptionPoints } from './reception-points.js';
import { RECEPTION_POINT_PAGES } from './staff-pages.js';
import { DayOfPoint } from './web/day-of-point.js';
import { FamilyPoints, RequestFilers } from './web/filers.pages.js';
import { FiguresPages, OwnFiguresPages } from './web/figures.pages.js';
import { FilingsPages } from './web/filings.pages.js';
import { FilingsPresenter } from './web/filings.presenter.js';
import { FoundFilings } from './web/found-filings.js';
import { PointEnquiryPages } from './web/point-enquiries.pages.js';
import { PointsAdministration } from './web/points.pages.js';
import { ProofPages } from './web/proof.pages.js';

/** Points d'accueil: town halls, France Services, nurseries file dossiers for families present, and follow these alone. */
export const receptionPoints = feature('reception-points', {
  uses: [DossierModule, AccountsModule, TerritoryModule, TriageModule],
  tables: [ReceptionPoint, PointFiling],
  services: [ReceptionPoints, PointFilings],
  own: [FamilyProofs, PointFigures, FilingsPresenter, DayOfPoint, FoundFilings],
  pages: [
    FilingsPages,
    ProofPages,
    PointEnquiryPages,
    OwnFiguresPages,
    FiguresPages,
    PointsAdministration,
    RequestFilers,
    FamilyPoints,
  ],
  sends: [],
  joins: [
    join([Navigation], (navigation) => navigation.add(...RECEPTION_POINT_PAGES)),
    join([RolePlaces, ReceptionPoints], ({ known }, points) =>
      known.join('door', 'reception-points names the points d’accueil', () => points.listPoints()),
    ),
    join([Drafts, PointFilings], ({ sent }, filings) =>
      sent.join('reception-points notes which point filed it', (...deposit) => filings.noteFiling(...deposit)),
    ),
    keepsOfFamily('reception-points keeps a number of each deposit', [PointFilings], (filings) => ({
      forget: (tx, requestIds) => filings.forgetFamily(tx, requestIds),
      exported: { name: 'filedAt', read: (requestIds) => filings.listOfAll(requestIds) },
    })),
    tellsDesk('reception-points tells where it was filed', [PointFilings], (filings) => ({
      may: mayReadFiler,
      read: async (requestIds) =>
        new Map(
          (await filings.listFilers(requestIds)).map(({ requestId, point }) => [
            requestId,
            {
              says: { key: 'receptionPoint.filedAt', args: { point } },
              isForDesk: false,
              path: 'point-d-accueil',
              link: 'receptionPoint.seeFiler',
            },
          ]),
        ),
    })),
    tellsFamilyOnce('reception-points leads to the points that follow it', [PointFilings], (filings) => ({
      may: mayHideFromPoints,
      read: async (_dossierId, requestIds) =>
        (await filings.listFilers(requestIds)).length === 0
          ? null
          : { waits: null, path: 'points-d-accueil', link: 'receptionPoint.familyLink' },
    })),
  ],
});
