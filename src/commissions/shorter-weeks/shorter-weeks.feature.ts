import { In } from 'typeorm';
import { AccountsModule } from '../../territory/accounts/index.js';
import { CommissionModule } from '../commission/index.js';
import { DossierModule, keepsOfFamily, tellsDesk, tellsFamilyOnce } from '../../dossier/dossier/index.js';
import { feature } from '../../foundation/platform/feature/index.js';
import { SupplyModule } from '../../offer/supply/index.js';
import { ShorterWeek } from './persistence/shorter-week.entity.js';
import { answersWeek, mayNoteWeek } from './shorter-week.policy.js';
import { SHORTER_WEEK, SHORTER_WEEK_ANSWER, ShorterWeeks } from './shorter-weeks.js';
import { ShorterWeekWords } from './web/shorter-week-words.js';
import { DeskShorterWeeks, FamilyShorterWeeks } from './web/shorter-weeks.pages.js';

/** Fewer days, proposed to families by directors who prepare a session. */
export const shorterWeeks = feature('shorter-weeks', {
  uses: [AccountsModule, SupplyModule, DossierModule, CommissionModule],
  tables: [ShorterWeek],
  services: [ShorterWeeks, ShorterWeekWords],
  own: [],
  pages: [FamilyShorterWeeks, DeskShorterWeeks],
  sends: [SHORTER_WEEK, SHORTER_WEEK_ANSWER],
  joins: [
    keepsOfFamily('shorter-weeks deletes what was proposed to the family', [ShorterWeeks], (weeks) => ({
      forget: (tx, requestIds) => tx.delete(ShorterWeek, { requestId: In([...requestIds]) }),
      exported: { name: 'shorterWeeks', read: (requestIds) => weeks.listRows(requestIds) },
    })),
    tellsDesk('shorter-weeks counts the weeks that wait for the family', [ShorterWeeks], (weeks) => ({
      may: mayNoteWeek,
      read: (requestIds) => weeks.listDeskNotices(requestIds),
    })),
    tellsFamilyOnce('shorter-weeks counts the weeks that wait for the family', [ShorterWeeks], (weeks) => ({
      may: answersWeek,
      read: (_dossierId, requestIds) => weeks.findFamilyNotice(requestIds),
    })),
  ],
});
