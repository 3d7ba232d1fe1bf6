import { adaptation } from './commissions/adaptation/index.js';
import { askedFirstDays } from './commissions/asked-first-days/index.js';
import { deskQuestions } from './commissions/desk-questions/index.js';
import { shorterWeeks } from './commissions/shorter-weeks/index.js';
import { appointments } from './first-desk/appointments/index.js';
import { cellule } from './first-desk/cellule/index.js';
import { counter } from './first-desk/counter/index.js';
import { deskWords } from './first-desk/desk-words/index.js';
import { offerList } from './first-desk/offer-list/index.js';
import { opinions } from './first-desk/opinions/index.js';
import { referrals } from './first-desk/referrals/index.js';
import { reminders } from './first-desk/reminders/index.js';
import { receptionPoints } from './first-desk/reception-points/index.js';
import { requestAgents } from './first-desk/request-agents/index.js';
import { nurserySheets } from './lists/nursery-sheets/index.js';
import type { Feature } from './foundation/platform/feature/index.js';
import { longerDelays } from './places/longer-delays/index.js';
import { otherDays } from './places/other-days/index.js';
import { savedViews } from './territory/saved-views/index.js';

/** The features that declare themselves, in the order in which they join the moments of others. */
export const FEATURES: readonly Feature[] = [
  longerDelays,
  otherDays,
  deskQuestions,
  adaptation,
  shorterWeeks,
  askedFirstDays,
  cellule,
  reminders,
  deskWords,
  requestAgents,
  savedViews,
  appointments,
  opinions,
  counter,
  offerList,
  receptionPoints,
  referrals,
  nurserySheets,
];
