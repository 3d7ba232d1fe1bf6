import { Controller } from '@nestjs/common';
import { childForStaff } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import { dayOf, type Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, Permission } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  DatePart,
  dayPartOf,
  emptyForm,
  ListsFamilies,
  page,
  Press,
  readDay,
  redirect,
  refusedField,
  Show,
  submitForm,
  Text,
  Visit,
  type Page,
  type Redirect,
} from '../../../foundation/platform/web/index.js';
import { LONGEST_TEXT } from '../domain/reminder.js';
import type { Reminder } from '../persistence/reminder.entity.js';
import { Reminders, type OpenReminder } from '../reminders.js';

class ReminderForm {
  @Text('reminder.errors.text', LONGEST_TEXT, 'reminder.errors.long') text?: string;
  @DatePart('reminder.errors.day') backDay?: string;
  @DatePart('reminder.errors.day') backMonth?: string;
  @DatePart('reminder.errors.day') backYear?: string;
}

type Model = Record<string, unknown>;

/** The field that each refusal is about. */
const FIELDS: Readonly<Record<string, string>> = { 'reminder.saysNothing': 'text' };
/** The parts of the list, as the day of the desk has them; what is due after this week comes last. */
const TURNS = { late: 'danger', today: 'action', week: 'info', later: 'neutral' } as const;
/** So many are on one page; the first days come first. */
const MOST_SHOWN = 100;

const turnOf = (due: Day, today: Day): keyof typeof TURNS => dayPartOf(due, today) ?? 'later';

const turnTag = ({ t }: Translator, turn: keyof typeof TURNS): Model => ({
  text: t(`reminder.turn.${turn}`),
  tone: TURNS[turn],
});

/** What the desk wants to be reminded of about one request. */
@Controller('rpe/demandes/:requestId/rappels')
@Allow(Permission.TriageRequests)
export class RequestReminders {
  constructor(
    private readonly reminders: Reminders,
    private readonly clock: Clock,
  ) {}

  @Show()
  async showReminders(visit: Visit): Promise<Page> {
    return page('reminders/request', { ...(await this.model(visit)), form: emptyForm() });
  }

  @Press('', ReminderForm)
  async writeReminder(visit: Visit<ReminderForm>): Promise<Page | Redirect> {
    const requestId = visit.id('requestId');
    const model = await this.model(visit);
    const day = readDay(visit.form.values, 'back');
    return submitForm(
      alsoWrong(visit.form, [
        ...(String(visit.form.values['text'] ?? '').trim() === ''
          ? [{ field: 'text', message: 'reminder.errors.text' }]
          : []),
        ...(day === null || day === 'invalid' ? [{ field: 'back', message: 'reminder.errors.day' }] : []),
      ]),
      {
        view: 'reminders/request',
        model: () => model,
        refused: ({ refusal }) => refusedField(FIELDS[refusal.code] ?? 'back', refusal),
      },
      async ({ text = '' }) => {
        await this.reminders.writeReminder(visit.actor, requestId, { text, day: day as string });
        return redirect(`/rpe/demandes/${requestId}/rappels`, 'reminder.notice.written');
      },
    );
  }

  @Press(':reminderId/fait')
  async closeReminder({ actor, id }: Visit): Promise<Redirect> {
    const requestId = await this.reminders.closeReminder(actor, id('reminderId'));
    return redirect(`/rpe/demandes/${requestId}/rappels`, 'reminder.notice.closed');
  }

  @Press(':reminderId/reporter')
  async postponeReminder({ actor, id }: Visit): Promise<Redirect> {
    const requestId = await this.reminders.postponeReminder(actor, id('reminderId'));
    return redirect(`/rpe/demandes/${requestId}/rappels`, 'reminder.notice.postponed');
  }

  private async model({ words, actor, id }: Visit<object>): Promise<Model> {
    const { request, reminders } = await this.reminders.readAtDesk(actor, id('requestId'));
    const today = this.clock.today();
    return {
      title: words.t('reminder.ofChild', { child: childForStaff(words, request) }),
      base: `/rpe/demandes/${request.id}`,
      open: reminders
        .filter(({ doneAt }) => doneAt === null)
        .map(({ id, text, day }) => ({ id, text, day: words.day(day), tag: turnTag(words, turnOf(day, today)) })),
      closed: reminders.flatMap((one) => closedLine(one, words)),
    };
  }
}

const closedLine = ({ text, doneAt }: Reminder, { t, day }: Translator): string[] =>
  doneAt === null ? [] : [t('reminder.closedOn', { text, day: day(dayOf(doneAt)) })];

/** What comes back to a desk, whichever request it is about. */
@Controller('rpe/rappels')
@Allow(Permission.TriageRequests)
export class DeskReminders {
  constructor(
    private readonly reminders: Reminders,
    private readonly clock: Clock,
  ) {}

  @Show()
  @ListsFamilies('reminders', ['parts.reminders'])
  async listReminders({ words, actor }: Visit): Promise<Page> {
    const found = await this.reminders.listOpen(actor, { until: null, most: MOST_SHOWN + 1 });
    const today = this.clock.today();
    const turns = groupedBy(found.slice(0, MOST_SHOWN), ({ day }) => turnOf(day, today));
    return page('reminders/desk', {
      title: words.t('pages.reminders.name'),
      parts: [...turns].map(([turn, reminders]) => ({
        id: turn,
        title: words.t('reminder.part', { turn: words.t(`reminder.turn.${turn}`), count: reminders.length }),
        reminders: reminders.map((one) => reminderLine(one, words)),
      })),
      more: found.length > MOST_SHOWN ? words.t('reminder.more', { most: MOST_SHOWN }) : null,
    });
  }

  @Press(':reminderId/fait')
  async closeReminder({ actor, id }: Visit): Promise<Redirect> {
    await this.reminders.closeReminder(actor, id('reminderId'));
    return redirect('/rpe/rappels', 'reminder.notice.closed');
  }
}

const reminderLine = ({ id, text, day, request }: OpenReminder, words: Translator): Model => ({
  id,
  text,
  href: `/rpe/demandes/${request.id}`,
  child: childForStaff(words, request),
  day: words.day(day),
});
