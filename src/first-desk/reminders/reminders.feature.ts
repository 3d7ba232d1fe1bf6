import { In } from 'typeorm';
import { DossierModule, keepsOfFamily, tellsDesk } from '../../dossier/dossier/index.js';
import { feature, join } from '../../foundation/platform/feature/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { Reminder } from './persistence/reminder.entity.js';
import { Reminders } from './reminders.js';
import { mayKeepReminders } from './reminders.policy.js';
import { REMINDER_PAGES } from './staff-pages.js';
import { DayOfReminders } from './web/day-of-reminders.js';
import { DeskReminders, RequestReminders } from './web/reminders.pages.js';

/** Rappels: what an agent wants to come back to about a request, on a day. */
export const reminders = feature('reminders', {
  uses: [DossierModule],
  tables: [Reminder],
  services: [Reminders],
  own: [DayOfReminders],
  pages: [RequestReminders, DeskReminders],
  sends: [],
  joins: [
    join([Navigation], (navigation) => navigation.add(...REMINDER_PAGES)),
    keepsOfFamily('reminders deletes what the desk noted', [Reminders], (kept) => ({
      forget: (tx, requestIds) => tx.delete(Reminder, { requestId: In([...requestIds]) }),
      exported: { name: 'reminders', read: (requestIds) => kept.listOfAll(requestIds) },
    })),
    tellsDesk('reminders tells what comes back', [Reminders], (kept) => ({
      may: mayKeepReminders,
      read: (requestIds) => kept.listNotices(requestIds),
    })),
  ],
});
