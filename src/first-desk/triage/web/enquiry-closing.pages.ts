import { Controller } from '@nestjs/common';
import { IsOptional, IsUUID, Matches } from 'class-validator';
import { Sentences } from '../../../commissions/commission/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, Permission } from '../../../foundation/platform/security/index.js';
import {
  emptyForm,
  ListsFamilies,
  OneOf,
  page,
  Press,
  redirect,
  refusedPage,
  Show,
  TakesFields,
  Text,
  Ticked,
  Visit,
  type Page,
  type Redirect,
  type WorkList,
} from '../../../foundation/platform/web/index.js';
import { MOST_CLOSED } from '../domain/enquiry-closing.js';
import { ANSWER_MEANS, type AnswerMeans } from '../domain/enquiry-words.js';
import type { SeenEnquiry } from '../enquiry-acts.js';
import { EnquiryClosing, type ClosingLine } from '../enquiry-closing.js';
import { EnquiryList, familyOf } from '../enquiry-list.js';
import { enquiriesAddress, EnquiryListQuery, enquiriesWanted } from './enquiry-list.form.js';
import { EnquiryWords } from './enquiry-words.js';
import { listed } from './versioned.form.js';

/** Those that are ticked, or all that the filters of the list find. */
class ChosenEnquiriesForm extends EnquiryListQuery {
  @IsOptional() @IsUUID('all', { each: true, message: 'web.errors.unreadable' }) chosen?: string | string[];
  @Ticked('web.errors.unreadable') all?: string;
}

class ClosingForm {
  @OneOf(ANSWER_MEANS, 'enquiry.errors.means') means: AnswerMeans;
  @Text('enquiry.errors.answer', 1000) answer?: string;
  /** Each with the version that was shown. */
  @IsOptional()
  @Matches(/^[0-9a-f-]{36}~\d{1,9}$/, { each: true, message: 'web.errors.unreadable' })
  seen?: string | string[];
}

type Model = Record<string, unknown>;

const VIEW = 'triage/enquiry-closing';
const LIST = '/rpe/sollicitations';

const seenIn = (form: Readonly<Record<string, unknown>>): SeenEnquiry[] =>
  listed(form['seen'] as string | string[] | undefined).map((one) => {
    const [id, version] = one.split('~');
    return { id: id!, version: Number(version) };
  });

/** Many enquiries closed at once: chosen in the list, shown, closed, and told one by one. */
@Controller('rpe/sollicitations/clore')
@ListsFamilies('enquiry-closing', ['groups.list'])
@Allow(Permission.LogEnquiry)
export class EnquiryClosingPages {
  constructor(
    private readonly closing: EnquiryClosing,
    private readonly list: EnquiryList,
    private readonly say: EnquiryWords,
    private readonly sentences: Sentences,
    private readonly clock: Clock,
  ) {}

  /** An address that was loaded again, for example in another language. */
  @Show()
  showNothing(): Promise<Redirect> {
    return Promise.resolve(redirect(LIST));
  }

  /** Nothing is closed yet: the page says what would be. */
  @Press('', ChosenEnquiriesForm)
  async chooseEnquiries(visit: Visit<ChosenEnquiriesForm>): Promise<Page | Redirect> {
    const { actor, form } = visit;
    if (!form.ok) return refusedPage(VIEW, { title: visit.words.t('enquiry.closing.title'), groups: [] }, form);
    const { chosen, all, ...query } = form.value;
    const ids = all
      ? await this.list.findAll(actor, enquiriesWanted(query, actor, this.clock.today()), MOST_CLOSED)
      : listed(chosen);
    if (ids.length === 0) return redirect(enquiriesAddress(query), 'enquiry.notice.nobody');
    return page(VIEW, { ...(await this.preview(visit, ids)), form: emptyForm() });
  }

  @TakesFields(MOST_CLOSED + 10)
  @Press('faire', ClosingForm)
  async closeEnquiries(visit: Visit<ClosingForm>): Promise<Page | Redirect> {
    const { actor, words, form } = visit;
    const seen = seenIn(form.values);
    if (!form.ok)
      return refusedPage(
        VIEW,
        await this.preview(
          visit,
          seen.map(({ id }) => id),
        ),
        form,
      );
    const { means, answer } = form.value;
    const lines = await this.closing.closeEnquiries(actor, seen, { means, answer: answer ?? null });
    const closed = lines.filter(({ refusal }) => refusal === null);
    return page(VIEW, {
      title: words.t('enquiry.closing.title'),
      lead: words.t('enquiry.closing.done', { count: closed.length, refused: lines.length - closed.length }),
      groups: this.groups(words, lines, 'closed'),
      form: emptyForm(),
    });
  }

  private async preview({ actor, words }: Visit<object>, ids: readonly Id[]): Promise<Model> {
    const lines = await this.closing.previewClosing(actor, ids);
    const open = lines.filter(({ refusal }) => refusal === null);
    const { t } = words;
    return {
      title: t('enquiry.closing.title'),
      lead: t('enquiry.closing.preview', { count: open.length, refused: lines.length - open.length }),
      closes: open.length > 0 ? t('enquiry.closing.close', { count: open.length }) : null,
      seen: open.map(({ enquiry }) => `${enquiry.id}~${enquiry.version}`),
      means: ANSWER_MEANS.map((value) => ({ value, text: t(`enquiry.means.${value}`) })),
      groups: this.groups(words, lines, 'open'),
    };
  }

  private groups(words: Translator, lines: readonly ClosingLine[], done: 'open' | 'closed'): object[] {
    const refused = lines.filter(({ refusal }) => refusal !== null);
    return [
      ...this.group(words, refused, words.t('enquiry.closing.refused', { count: refused.length })),
      ...this.group(
        words,
        lines.filter(({ refusal }) => refusal === null),
        words.t(`enquiry.closing.${done}`, { count: lines.length - refused.length }),
      ),
    ];
  }

  private group(words: Translator, lines: readonly ClosingLine[], title: string): object[] {
    if (lines.length === 0) return [];
    const { t, shortInstant } = words;
    const column = (name: string, width: 'name' | 'mark' | 'rest'): WorkList['columns'][number] => ({
      text: t(`enquiry.column.${name}`),
      width,
      plain: true,
    });
    const list: WorkList = {
      caption: title,
      columns: [column('who', 'name'), column('subject', 'mark'), column('todo', 'rest')],
      rows: lines.map(({ enquiry, refusal }) => ({
        families: familyOf(enquiry),
        cells: [
          {
            text: this.say.who(words, enquiry),
            href: `${LIST}/${enquiry.id}`,
            about: shortInstant(enquiry.at),
            hint: shortInstant(enquiry.at),
          },
          t(`triage.enum.subject.${enquiry.subject}`),
          refusal ? this.sentences.refusalSentence(words, refusal) : this.waits(words, enquiry),
        ],
      })),
    };
    return [{ title, list }];
  }

  /** What waits of an enquiry, or how it was answered once nothing does. */
  private waits(words: Translator, enquiry: ClosingLine['enquiry']): string {
    const { t, shortDay, list } = words;
    const waits = [
      ...(enquiry.callBackOn === null ? [] : [t('enquiry.callOn', { day: shortDay(enquiry.callBackOn) })]),
      ...(enquiry.awaitsAnswer ? [t('enquiry.toAnswer')] : []),
    ];
    return waits.length > 0 ? list(waits) : (this.say.answered(words, enquiry) ?? '');
  }
}
