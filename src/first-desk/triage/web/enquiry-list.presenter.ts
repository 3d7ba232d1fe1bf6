import { Injectable } from '@nestjs/common';
import { MOST_COUNTED } from '../../../dossier/dossier/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { dayOf, type Day } from '../../../foundation/kernel/time.js';
import { ChoiceLists } from '../../../foundation/platform/choices/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import {
  filled,
  LIST_FORMS,
  numberFound,
  placeWritten,
  sortsBy,
  titleOfList,
  type ListCell,
  type ListColumn,
  type ListFile,
  type ListRow,
  type SheetCell,
} from '../../../foundation/platform/web/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { MOST_CLOSED } from '../domain/enquiry-closing.js';
import { CALL_SUBJECTS, ENQUIRY_SUBJECTS, isCall, SUBJECT_LIST } from '../domain/enquiry-words.js';
import { familyOf, type EnquiryOrder, type EnquiryPage } from '../enquiry-list.js';
import type { Enquiry } from '../persistence/triage.entities.js';
import { CALL_BACKS, enquiriesAddress, LISTED_CHANNELS, type EnquiryListQuery } from './enquiry-list.form.js';
import { EnquiryWords } from './enquiry-words.js';

const FILE_COLUMNS = [
  'noted',
  'channel',
  'subject',
  'who',
  'phone',
  'commune',
  'minutes',
  'note',
  'linked',
  'callBack',
  'answer',
] as const;

/** The list of enquiries as its page shows it, and as a file has it. */
@Injectable()
export class EnquiryListPresenter {
  constructor(
    private readonly say: EnquiryWords,
    private readonly territory: Territory,
    private readonly choices: ChoiceLists,
  ) {}

  /** @param behind the request that each enquiry leads to */
  listModel(
    words: Translator,
    query: EnquiryListQuery,
    found: EnquiryPage,
    behind: ReadonlyMap<Id, Id>,
    today: Day,
  ): Record<string, unknown> {
    const { t } = words;
    const { apres, avant, ...filters } = query;
    const active = this.active(words, filters).map(([name, text]) => ({
      text,
      href: enquiriesAddress({ ...filters, [name]: undefined }),
    }));
    return {
      title: t('triage.enquiry.title'),
      titleShown: titleOfList(words, active, apres !== undefined || avant !== undefined),
      options: this.options(words),
      counts: this.counts(words, filters, found),
      found: t('enquiry.found', numberFound(found.found)),
      active,
      files:
        found.rows.length === 0
          ? null
          : {
              text: t('enquiry.file.take'),
              links: LIST_FORMS.map((form) => ({
                text: t(`enquiry.file.${form}`),
                href: enquiriesAddress(filters, `/rpe/sollicitations/fichier.${form}`),
              })),
            },
      many: {
        filters: filled({ ...filters }).map(([name, value]) => ({ name, value })),
        all:
          found.found > MOST_CLOSED
            ? t('enquiry.closing.allOf', { most: MOST_CLOSED })
            : t('enquiry.closing.all', { count: found.found }),
      },
      list: {
        caption: t('triage.enquiry.title'),
        chooses: 'many',
        empty: t('triage.enquiry.none'),
        columns: this.columns(words, filters),
        rows: found.rows.map((row) => this.row(words, row, behind.get(row.id) ?? null, today)),
      },
      start: apres || avant ? enquiriesAddress(filters) : null,
      previous: found.previous && enquiriesAddress({ ...filters, avant: placeWritten(found.previous) }),
      next: found.next && enquiriesAddress({ ...filters, apres: placeWritten(found.next) }),
    };
  }

  private options(words: Translator): Record<string, unknown> {
    const { t } = words;
    const item = (value: string, text: string): { value: string; text: string } => ({ value, text });
    return {
      channels: LISTED_CHANNELS.map((value) => item(value, t(`triage.enum.enquiryChannel.${value}`))),
      subjects: [
        ...this.choices.itemsOf(words, SUBJECT_LIST, ENQUIRY_SUBJECTS),
        ...CALL_SUBJECTS.map((value) => item(value, t(`triage.enum.subject.${value}`))),
      ],
      communes: this.territory.communes().map(({ code, name }) => item(code, name)),
      callBacks: CALL_BACKS.map((value) => item(value, t(`enquiry.callBacks.${value}`))),
      answers: [item('owed', t('enquiry.owed'))],
      agents: [item('me', t('enquiry.mine'))],
      orders: (['latest', 'oldest', 'callBack'] as const).map((value) => item(value, t(`enquiry.order.${value}`))),
    };
  }

  private counts({ t, number }: Translator, filters: EnquiryListQuery, { counts }: EnquiryPage): object[] {
    const alone = { ordre: filters.ordre };
    const count = (name: keyof EnquiryPage['counts'], query: EnquiryListQuery): object => ({
      number: counts[name] > MOST_COUNTED ? t('enquiry.moreThan', { most: MOST_COUNTED }) : number(counts[name]),
      label: t(`enquiry.count.${name}`),
      href: enquiriesAddress(query),
      current: enquiriesAddress(filters) === enquiriesAddress(query),
    });
    return [
      count('all', alone),
      count('callBack', { ...alone, rappel: 'open' }),
      count('unanswered', { ...alone, reponse: 'owed' }),
      count('mine', { ...alone, agent: 'me' }),
    ];
  }

  /** Each filter that is on, in its words. */
  private active(words: Translator, { canal, sujet, commune, rappel, reponse, agent, ordre }: EnquiryListQuery) {
    const { t } = words;
    return filled({
      canal: canal && t(`triage.enum.enquiryChannel.${canal}`),
      sujet: sujet && this.subject(words, sujet),
      commune: commune && this.say.commune(words, commune),
      rappel: rappel && t(`enquiry.callBacks.${rappel}`),
      reponse: reponse && t('enquiry.owed'),
      agent: agent && t('enquiry.mine'),
      ordre: ordre && t('web.list.ordered', { order: t(`enquiry.order.${ordre}`) }),
    });
  }

  /** An address may name a subject that is on no list. */
  private subject(words: Translator, code: string): string {
    const known = this.options(words)['subjects'] as { value: string; text: string }[];
    return known.find(({ value }) => value === code)?.text ?? words.t('enquiry.otherSubject');
  }

  private columns({ t }: Translator, filters: EnquiryListQuery): ListColumn[] {
    const { ordre } = filters;
    const sortBy = sortsBy<EnquiryOrder>(ordre, 'latest', (order) => enquiriesAddress({ ...filters, ordre: order }));
    const column = (name: string, width: ListColumn['width'], more: Partial<ListColumn> = {}): ListColumn => ({
      text: t(`enquiry.column.${name}`),
      width,
      plain: true,
      ...more,
    });
    // Both orders are of this column: pressing it again turns it around.
    const turned = ordre === 'oldest' ? undefined : ('oldest' as const);
    const direction = ordre === 'oldest' ? 'ascending' : ordre === 'callBack' ? undefined : 'descending';
    return [
      column('who', 'name'),
      column('subject', 'mark'),
      column('note', 'rest'),
      column('commune', 'place'),
      column('noted', 'day', {
        sort: { href: enquiriesAddress({ ...filters, ordre: turned }), ...(direction ? { direction } : {}) },
      }),
      column('todo', 'due', sortBy('callBack')),
    ];
  }

  private row(words: Translator, enquiry: Enquiry, requestId: Id | null, today: Day): ListRow {
    const { t, shortDay, shortInstant } = words;
    const subject = t(`triage.enum.subject.${enquiry.subject}`);
    return {
      cells: [
        {
          text: this.say.who(words, enquiry),
          href: `/rpe/sollicitations/${enquiry.id}`,
          about: `${subject}, ${shortInstant(enquiry.at)}`,
          hint: t(`triage.enum.enquiryChannel.${enquiry.channel}`),
        },
        subject,
        this.said(words, enquiry, requestId),
        this.say.commune(words, enquiry.communeCode),
        shortDay(dayOf(enquiry.at)),
        this.todo(words, enquiry),
      ],
      tone: enquiry.callBackOn !== null && enquiry.callBackOn <= today ? 'action' : '',
      choice: { value: enquiry.id, text: t('enquiry.closing.pick', { who: this.about(words, enquiry) }) },
      families: familyOf(enquiry),
    };
  }

  /** What was said, with the way to the family where it is known. */
  private said(words: Translator, enquiry: Enquiry, requestId: Id | null): ListCell {
    const { t } = words;
    const minutes = this.say.minutes(words, enquiry);
    if (requestId === null) return { text: enquiry.note ?? '', hint: minutes ?? '' };
    return {
      text: t('triage.enquiry.request'),
      href: `/rpe/demandes/${requestId}`,
      about: this.about(words, enquiry),
      hint: [enquiry.note, minutes].filter(Boolean).join(' – '),
    };
  }

  /** What is to be done first: call back, answer, say which family it is. */
  private todo(words: Translator, enquiry: Enquiry): ListCell | null {
    const { t, shortDay } = words;
    const act = (text: string, part: string): ListCell => ({
      act: { text, about: this.about(words, enquiry), href: `/rpe/sollicitations/${enquiry.id}#${part}` },
    });
    if (enquiry.callBackOn !== null) return act(t('enquiry.callOn', { day: shortDay(enquiry.callBackOn) }), 'rappel');
    if (enquiry.awaitsAnswer) return act(t('enquiry.toAnswer'), 'reponse');
    const { subject, dossierId, who, phone, note } = enquiry;
    const isKnown = who !== null || phone !== null || note !== null;
    return isKnown && dossierId === null && !isCall(subject) ? act(t('enquiry.toLink'), 'dossier') : null;
  }

  private about(words: Translator, enquiry: Enquiry): string {
    return `${this.say.who(words, enquiry)}, ${words.shortInstant(enquiry.at)}`;
  }

  /** All that the filters find, as a spreadsheet reads them. */
  file(words: Translator, query: EnquiryListQuery, enquiries: readonly Enquiry[], today: Day): ListFile {
    const { t } = words;
    return {
      name: 'sollicitations',
      sheet: t('triage.enquiry.title'),
      columns: FILE_COLUMNS.map((name) => ({ text: t(`enquiry.fileColumn.${name}`), width: 24 })),
      rows: this.fileRows(words, enquiries),
      about: {
        definition: t('enquiry.file.definition'),
        narrowed: this.active(words, { ...query, ordre: undefined }).map(([, text]) => text),
        day: today,
      },
    };
  }

  private fileRows(words: Translator, enquiries: readonly Enquiry[]): SheetCell[][] {
    const { t, day, instant } = words;
    return enquiries.map((enquiry) => [
      instant(enquiry.at),
      t(`triage.enum.enquiryChannel.${enquiry.channel}`),
      t(`triage.enum.subject.${enquiry.subject}`),
      enquiry.who,
      this.say.phone(enquiry),
      this.say.commune(words, enquiry.communeCode),
      enquiry.minutes,
      enquiry.note,
      t(enquiry.dossierId === null ? 'enquiry.no' : 'enquiry.yes'),
      enquiry.callBackOn && day(enquiry.callBackOn),
      [this.say.answered(words, enquiry), enquiry.answer].filter(Boolean).join(' – ') || null,
    ]);
  }
}
