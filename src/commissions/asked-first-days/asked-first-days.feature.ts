import { In } from 'typeorm';
import { AccountsModule } from '../../territory/accounts/index.js';
import { DossierModule, keepsOfFamily, RequestMoves, tellsDesk, tellsFamilyOnce } from '../../dossier/dossier/index.js';
import { feature, join } from '../../foundation/platform/feature/index.js';
import { JobHandlers } from '../../foundation/platform/queue/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { SupplyModule } from '../../offer/supply/index.js';
import { PlacementModule } from '../../places/placement/index.js';
import { CommissionModule } from '../commission/index.js';
import { AskedFirstDays } from './asked-first-days.js';
import { answersFirstDay, mayNoteFirstDay } from './asked-first-days.policy.js';
import { FirstDayAnswers } from './first-day-answers.js';
import { FirstDayEnds } from './first-day-ends.js';
import { REVIEW } from './jobs.js';
import { FIRST_DAY_ASKED, FIRST_DAY_ENDED, FIRST_DAY_OVER } from './message-kinds.js';
import { AskedFamily, AskedFirstDay } from './persistence/asked-first-days.entities.js';
import { FIRST_DAY_PAGES } from './staff-pages.js';
import { FirstDayWords } from './web/first-day-words.js';
import { DeskFirstDays, FamilyFirstDays } from './web/first-days.pages.js';
import { CoordinatorFreeingPlaces, DirectorFreeingPlaces } from './web/freeing.pages.js';
import { FreeingPresenter } from './web/freeing.presenter.js';

/** Places that free later and for which nobody can wait: a director asks the families who could come. */
export const askedFirstDays = feature('asked-first-days', {
  uses: [AccountsModule, SupplyModule, DossierModule, PlacementModule, CommissionModule],
  tables: [AskedFirstDay, AskedFamily],
  services: [AskedFirstDays, FirstDayAnswers, FirstDayEnds],
  own: [FirstDayWords, FreeingPresenter],
  pages: [DirectorFreeingPlaces, CoordinatorFreeingPlaces, FamilyFirstDays, DeskFirstDays],
  sends: [FIRST_DAY_ASKED, FIRST_DAY_OVER, FIRST_DAY_ENDED],
  joins: [
    join([Navigation], (navigation) => navigation.add(...FIRST_DAY_PAGES)),
    join([JobHandlers, FirstDayEnds], (handlers, ends) =>
      handlers.register({ type: REVIEW, handle: (tx, { askedId }) => ends.review(tx, askedId) }),
    ),
    join([RequestMoves, FirstDayEnds], ({ moved }, ends) =>
      moved.join('asked-first-days looks again at what it asked the family', (tx, moves) =>
        ends.reviewMoved(tx, moves),
      ),
    ),
    keepsOfFamily('asked-first-days deletes what was asked of the family', [FirstDayAnswers], (answers) => ({
      forget: (tx, requestIds) => tx.delete(AskedFamily, { requestId: In([...requestIds]) }),
      exported: { name: 'askedFirstDays', read: (requestIds) => answers.listRows(requestIds) },
    })),
    tellsDesk('asked-first-days counts the questions that wait for the family', [FirstDayAnswers], (answers) => ({
      may: mayNoteFirstDay,
      read: (requestIds) => answers.listDeskNotices(requestIds),
    })),
    tellsFamilyOnce('asked-first-days counts the questions that wait for the family', [FirstDayAnswers], (answers) => ({
      may: answersFirstDay,
      read: (_dossierId, requestIds) => answers.findFamilyNotice(requestIds),
    })),
  ],
});
