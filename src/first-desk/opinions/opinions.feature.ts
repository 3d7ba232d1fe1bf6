import { AdmissionModule } from '../../commissions/admission/index.js';
import { DossierModule, keepsOfFamily, RequestMoves, tellsDesk, tellsFamilyOnce } from '../../dossier/dossier/index.js';
import { feature, join } from '../../foundation/platform/feature/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { TerritoryModule } from '../../territory/territory/index.js';
import { AskedOpinions } from './asked-opinions.js';
import { ExpertAnswers } from './expert-answers.js';
import { OpinionNights } from './jobs.js';
import { OPINION_ASKED, OPINION_CODE } from './message-kinds.js';
import { OpinionDoors } from './opinion-doors.js';
import { OpinionMessages } from './opinion-messages.js';
import { OpinionReading } from './opinion-reading.js';
import { mayAskOpinions, readsOwnOpinions } from './opinions.policy.js';
import { AskedOpinion, AskedOpinionLink } from './persistence/opinions.entities.js';
import { OPINION_PAGES } from './staff-pages.js';
import { DayOfOpinions } from './web/day-of-opinions.js';
import { DeskOpinions } from './web/desk-opinions.pages.js';
import { ExpertController } from './web/expert.controller.js';
import { FamilyOpinions } from './web/family.pages.js';
import { RequestOpinions } from './web/request-opinions.pages.js';

/** Avis extérieurs: what people outside the desk are asked about a request, and answer by a link and a code. */
export const opinions = feature('opinions', {
  uses: [DossierModule, AdmissionModule, TerritoryModule],
  tables: [AskedOpinion, AskedOpinionLink],
  services: [OpinionReading],
  own: [AskedOpinions, ExpertAnswers, OpinionDoors, OpinionMessages, OpinionNights, DayOfOpinions],
  pages: [RequestOpinions, DeskOpinions, FamilyOpinions, ExpertController],
  sends: [OPINION_ASKED, OPINION_CODE],
  joins: [
    join([Navigation], (navigation) => navigation.add(...OPINION_PAGES)),
    join([RequestMoves, AskedOpinions], ({ moved }, asked) =>
      moved.join('opinions ends what is asked about a request that has ended', (tx, moves) =>
        asked.endMoved(tx, moves),
      ),
    ),
    keepsOfFamily('opinions deletes what was asked of others', [AskedOpinions, OpinionReading], (asked, reading) => ({
      forget: (tx, requestIds) => asked.forget(tx, requestIds),
      exported: { name: 'askedOpinions', read: (requestIds) => reading.listOfAll(requestIds) },
    })),
    tellsDesk('opinions tells what others answered', [OpinionReading], (reading) => ({
      may: mayAskOpinions,
      read: (requestIds) => reading.listNotices(requestIds),
    })),
    tellsFamilyOnce('opinions says of whom an opinion was asked', [OpinionReading], (reading) => ({
      may: readsOwnOpinions,
      read: async (_dossierId, requestIds) =>
        (await reading.hasAny(requestIds))
          ? { waits: null, path: 'avis-demandes', link: 'askedOpinion.family.link' }
          : null,
    })),
  ],
});
