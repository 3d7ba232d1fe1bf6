import { Controller } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { dayOf } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, Permission } from '../../../foundation/platform/security/index.js';
import {
  emptyForm,
  ListsFamilies,
  page,
  Press,
  redirect,
  refusedField,
  Show,
  submitForm,
  Visit,
  type ListColumn,
  type ListRow,
  type Page,
  type Redirect,
  type WorkList,
} from '../../../foundation/platform/web/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { ReferralIntake } from '../referral-intake.js';
import { ReferralReading, type ListedReferral } from '../referral-reading.js';
import { checkReferral, NotedReferralForm, readReferral, REFERRAL_FIELDS } from './referral.form.js';
import { ReferralWords, type Model } from './referral-words.js';

export const REFERRALS = '/rpe/orientations';
/** So many are on the page; those whose day is the nearest come first. */
export const MOST_SHOWN = 200;
const FORM = 'referrals/note';

/** The families that services sent to a desk: whom it calls, and how it ended. */
@Controller('rpe/orientations')
@Allow(Permission.LogEnquiry)
export class DeskReferrals {
  constructor(
    private readonly reading: ReferralReading,
    private readonly intake: ReferralIntake,
    private readonly say: ReferralWords,
    private readonly territory: Territory,
    private readonly clock: Clock,
  ) {}

  @Show()
  @ListsFamilies('referrals', ['open', 'ended'])
  async listReferrals({ words, actor }: Visit): Promise<Page> {
    const { t } = words;
    const open = await this.reading.listOpen(actor, MOST_SHOWN);
    const ended = await this.reading.listEnded(actor);
    return page('referrals/desk', {
      title: t('pages.referrals.name'),
      lead: t('referral.lead', { days: await this.intake.callDays() }),
      open: this.list(words, t('referral.open'), t('referral.noneOpen'), open, (one) => this.dueCell(words, one)),
      ended: this.list(words, t('referral.endedOnes'), t('referral.noneEnded'), ended, (one) => ({
        text: words.shortDay(dayOf(one.row.endedAt!)),
        marks: [this.say.outcomeTag(words, one.row)],
      })),
    });
  }

  @Show('noter')
  async showForm({ words }: Visit): Promise<Page> {
    return page(FORM, { ...(await this.formModel(words)), form: emptyForm() });
  }

  @Press('', NotedReferralForm)
  async noteReferral(visit: Visit<NotedReferralForm>): Promise<Page | Redirect> {
    return submitForm(
      checkReferral(visit.form, this.territory),
      {
        view: FORM,
        model: () => this.formModel(visit.words),
        refused: ({ refusal }) => refusedField(REFERRAL_FIELDS[refusal.code] ?? 'surname', refusal),
      },
      async (form) => {
        const told = readReferral(form, visit.form.values);
        const taken = await this.intake.note(visit.actor, { kind: form.kind, service: form.service ?? null }, told);
        return redirect(REFERRALS, `referral.notice.${taken}`);
      },
    );
  }

  private async formModel(words: Translator): Promise<Model> {
    const { t } = words;
    return {
      title: t('pages.noteReferral.name'),
      lead: t('referral.noteLead', { days: await this.intake.callDays() }),
      choices: this.say.choices(words),
    };
  }

  private list(
    words: Translator,
    caption: string,
    empty: string,
    referrals: readonly ListedReferral[],
    last: (one: ListedReferral) => ListRow['cells'][number],
  ): WorkList {
    const { t } = words;
    const column = (name: string, width: ListColumn['width']): ListColumn => ({
      text: t(`referral.column.${name}`),
      width,
      plain: true,
    });
    const today = this.clock.today();
    return {
      caption,
      empty,
      columns: [column('who', 'name'), column('origin', 'second'), column('topic', 'rest'), column('when', 'due')],
      rows: referrals.map((one) => ({
        cells: [
          {
            text: this.say.who(words, one.row),
            href: `${REFERRALS}/${one.row.id}`,
            about: [this.say.origin(words, one), words.shortDay(dayOf(one.row.receivedAt))].join(', '),
            hint: this.say.contact(one.row),
          },
          { text: this.say.origin(words, one), hint: words.shortDay(dayOf(one.row.receivedAt)) },
          { text: t(`referral.topic.${one.row.topic}`), hint: this.say.commune(words, one.row.communeCode) },
          last(one),
        ],
        tone: one.row.dueOn !== null && one.row.dueOn <= today ? 'action' : '',
        families: [one.row.id],
      })),
    };
  }

  private dueCell({ t, shortDay }: Translator, { row }: ListedReferral): ListRow['cells'][number] {
    const late = row.dueOn! < this.clock.today();
    return {
      text: t('referral.callBy', { day: shortDay(row.dueOn!) }),
      hint: [
        t(`referral.callTime.${row.callTime}`),
        ...(row.tries > 0 ? [t('referral.tried', { tries: row.tries })] : []),
      ].join(' · '),
      marks: late ? [{ text: t('referral.late'), tone: 'action' }] : [],
    };
  }
}
