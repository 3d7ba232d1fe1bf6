import { DossierModule, tellsDesk, triagesRequest } from '../../dossier/dossier/index.js';
import { feature } from '../../foundation/platform/feature/index.js';
import { PlacementModule } from '../placement/index.js';
import { LongerDelays, OFFER_EXTENDED } from './longer-delays.js';
import { LongerDelayPages } from './web/longer-delays.pages.js';

/** More days to answer an offer, given once by the desk. */
export const longerDelays = feature('longer-delays', {
  uses: [DossierModule, PlacementModule],
  tables: [],
  services: [LongerDelays],
  own: [],
  pages: [LongerDelayPages],
  sends: [OFFER_EXTENDED],
  joins: [
    tellsDesk('longer-delays leads to more days to answer an offer', [LongerDelays], (delays) => ({
      may: triagesRequest,
      read: (requestIds) => delays.listNotices(requestIds),
    })),
  ],
});
