import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { dayOf } from '../../../foundation/kernel/time.js';
import { SLOTS, WEEKDAYS } from '../../../foundation/kernel/week-schedule.js';
import type { EntryFate, Exceeded, PresentEntry } from '../../../places/placement/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { LARGEST_UPLOAD_BYTES, type FieldError } from '../../../foundation/platform/web/index.js';
import { Supply, type Provider } from '../../../offer/supply/index.js';
import { LIST_FILES, MOST_ROWS, sheetModel, sheetWords, type ListedSheet } from '../../../lists/waiting-lists/index.js';
import { PRESENT_USES, type PresentUse } from '../domain/present-columns.js';
import type { LineProblem } from '../domain/read-present.js';
import type { PresenceStanding } from '../nobody-present.js';
import type { OpenList, PresentLine } from '../present-lists.js';
import type { PresentList } from '../persistence/present-list.entities.js';
import { EajeWords } from './eaje-words.js';

type Model = Record<string, unknown>;
/** Reasons that only these lists have; the others are those of waiting lists. */
const OWN_REASONS = [
  'not_exact',
  'missing',
  'unknown_section',
  'which_section',
  'no_days',
  'half_days',
  'hours_elsewhere',
  'name_order',
  'struck',
];
const TONES = {
  entered: 'success',
  placed: 'info',
  known: 'neutral',
  full: 'warning',
  blank: 'neutral',
  beside: 'neutral',
} as const;

/** The pages by which a director enters the children who are there already. */
@Injectable()
export class PresentPresenter {
  constructor(
    private readonly say: EajeWords,
    private readonly supply: Supply,
    private readonly clock: Clock,
  ) {}

  entryModel(words: Translator, provider: Provider, lists: readonly PresentList[]): Model {
    const { t } = words;
    const base = `/eaje/${provider.id}/presents`;
    return {
      ...this.say.frame(words, provider, '/accueils', t('eaje.present.title')),
      back: `/eaje/${provider.id}/accueils`,
      here: base,
      accept: LIST_FILES,
      limits: t('eaje.present.limits', { rows: MOST_ROWS, megabytes: LARGEST_UPLOAD_BYTES / 1024 / 1024 }),
      sections: this.supply
        .sectionsOf(provider.id)
        .map((section) => ({
          value: section.id,
          text: `${this.say.sectionName(words, section)} (${this.say.ages(words, section)})`,
        })),
      days: WEEKDAYS.slice(0, 6).map((weekday, index) => ({
        name: words.weekday(weekday),
        halves: (['am', 'pm'] as const).map((half) => ({
          id: index === 0 && half === 'am' ? 'slots' : `slots-${weekday}-${half}`,
          morning: half === 'am',
          value: `${weekday}-${half}`,
        })),
      })),
      exceeded: [],
      lists: {
        caption: t('eaje.present.lists'),
        columns: ['file', 'sent', 'rows', 'state'].map((name) => ({ text: t(`eaje.present.column.${name}`) })),
        rows: lists.map((list) => [
          { text: list.fileName, href: `${base}/listes/${list.id}` },
          words.shortInstant(list.at),
          list.rows,
          t(`eaje.present.listState.${list.state}`),
        ]),
        empty: t('eaje.present.noList'),
      },
    };
  }

  /** The declaration that nobody is there: who made it, or whether it can be made. */
  nobodyModel({ t, day }: Translator, provider: Provider, { isSomebodyHere, nobody }: PresenceStanding): Model {
    const said = nobody && !isSomebodyHere ? { by: nobody.by ?? '–', day: day(dayOf(nobody.at)) } : null;
    return {
      nobody: {
        action: `/eaje/${provider.id}/presents/aucun`,
        said: said && t('eaje.present.nobodySaid', said),
        mayDeclare: !isSomebodyHere && nobody === null,
      },
    };
  }

  /** `le mardi matin, du 5 janvier au 29 juin : une place de trop` */
  exceeded(words: Translator, exceeded: readonly Exceeded[]): string[] {
    return exceeded.map(({ slot, from, to, days }) =>
      words.t('eaje.present.exceeds', {
        slot: this.say.slot(words, slot),
        from: words.shortDay(from),
        to: words.shortDay(to),
        days,
      }),
    );
  }

  listModel(words: Translator, provider: Provider, { list, file, uses, lines }: OpenList): Model {
    const { t } = words;
    const here = `/eaje/${provider.id}/presents/listes/${list.id}`;
    const count = (state: PresentLine['state']): number => lines.filter((line) => line.state === state).length;
    const full = lines.filter(({ state }) => state === 'full');
    return {
      ...this.say.frame(words, provider, '/accueils', t('eaje.present.listTitle', { file: list.fileName })),
      back: `/eaje/${provider.id}/presents`,
      here,
      state: list.state,
      isErased: file === null,
      sheet: sheetWords(words, list.workbook, file?.said),
      otherSheet: list.state === 'draft' && (list.workbook?.lists.length ?? 0) > 1 ? `${here}/feuille` : null,
      ready: count('placed'),
      figures: (['placed', 'full', 'wrong', 'known', 'entered'] as const)
        .filter((state) => count(state) > 0)
        .map((state) => ({ number: count(state), label: t(`eaje.present.figure.${state}`, { count: count(state) }) })),
      columns: (file?.headers ?? []).map((header, index) => ({ field: `cell${index}`, header })),
      uses: PRESENT_USES.map((use) => ({ value: use, text: this.fieldName(words, use) })),
      unread: (file?.headers ?? []).filter((_, index) => uses[index] === 'ignore'),
      chosen: Object.fromEntries(uses.map((use, index) => [`cell${index}`, use])),
      table: {
        caption: t('eaje.present.linesCaption'),
        columns: ['line', 'child', 'what', 'outcome'].map((name) => ({ text: t(`eaje.present.column.${name}`) })),
        rows: lines.map((line) => ({ families: [`${list.id} ${line.line}`], cells: this.lineRow(words, here, line) })),
        empty: t('eaje.present.noLine'),
      },
      exceeding: full.map((line) => ({
        value: String(line.line),
        text: t('eaje.present.exceedingChild', { line: line.line, child: this.nameOf(line) }),
        hint: { text: line.fate?.fate === 'full' ? this.exceeded(words, line.fate.exceeded).join(' ; ') : '' },
      })),
    };
  }

  sheetModel(words: Translator, provider: Provider, list: PresentList, sheets: readonly ListedSheet[]): Model {
    const base = `/eaje/${provider.id}/presents`;
    const action = `${base}/listes/${list.id}/feuille`;
    const asked = { fileName: list.fileName, back: base, action, choice: list.workbook!, sheets };
    return { ...this.say.frame(words, provider, '/accueils', list.fileName), ...sheetModel(words, asked) };
  }

  lineModel(words: Translator, provider: Provider, { list, file, uses }: OpenList, line: PresentLine): Model {
    const here = `/eaje/${provider.id}/presents/listes/${list.id}`;
    return {
      ...this.say.frame(words, provider, '/accueils', words.t('eaje.present.lineTitle', { line: line.line })),
      back: here,
      here: `${here}/lignes/${line.line}`,
      why: this.whyOf(words, line),
      mayBeMended: line.state !== 'entered',
      cells: (file?.headers ?? []).map((header, index) => ({
        name: `cell${index}`,
        header,
        hint: this.fieldName(words, uses[index] ?? 'ignore'),
      })),
      form: { values: Object.fromEntries(line.cells.map((cell, index) => [`cell${index}`, cell])), errors: [] },
    };
  }

  /** The cells of a line that are wrong, as errors of its form. */
  whyOf(words: Translator, { problems, fate }: PresentLine): string[] {
    const refused = fate?.fate === 'refused' ? [this.refusalOf(words, fate)] : [];
    const full = fate?.fate === 'full' ? this.exceeded(words, fate.exceeded) : [];
    return [...problems.map((problem) => this.problemOf(words, problem)), ...refused, ...full];
  }

  /** What is wrong with a line, each at the cell that it is about. */
  errorsOf(words: Translator, { uses }: OpenList, { problems, fate }: PresentLine): FieldError[] {
    const refused = fate?.fate === 'refused' ? [this.refusalOf(words, fate)] : [];
    return [
      ...problems.map((problem) => ({ field: cellOf(uses, problem.field), text: this.problemOf(words, problem) })),
      ...refused.map((text) => ({ field: 'cell0', text })),
    ].map(({ field, text }) => ({ field, message: 'eaje.present.error', args: { text } }));
  }

  refusalOf(words: Translator, { refusal }: Extract<EntryFate, { fate: 'refused' }>): string {
    const facts = Object.entries(refusal.facts ?? {}).filter(
      (fact): fact is [string, string | number] => fact[1] !== undefined,
    );
    return words.t(`refusal.${refusal.code}`, Object.fromEntries(facts));
  }

  private problemOf(words: Translator, { field, value, reason }: LineProblem): string {
    const why = words.t(
      OWN_REASONS.includes(reason) ? `eaje.present.reason.${reason}` : `triage.import.reason.${reason}`,
    );
    if (field === 'line') return why;
    const name = this.fieldName(words, field);
    return value === ''
      ? words.t('eaje.present.problemEmpty', { field: name, why })
      : words.t('eaje.present.problem', { field: name, value, why });
  }

  private lineRow(words: Translator, here: string, line: PresentLine): unknown[] {
    const { t } = words;
    const mendable = line.state !== 'entered';
    const label = t('eaje.present.mendLine', { line: line.line });
    return [
      mendable ? { text: String(line.line), href: `${here}/lignes/${line.line}`, label } : line.line,
      this.nameOf(line) || '–',
      line.entry ? this.entryWords(words, line) : '',
      line.state === 'wrong' || line.state === 'refused'
        ? { tag: { text: t('eaje.present.state.wrong'), tone: 'danger' }, hint: this.whyOf(words, line).join(' ') }
        : { tag: { text: t(`eaje.present.state.${line.state}`), tone: TONES[line.state] } },
    ];
  }

  private entryWords(words: Translator, { entry, fate }: PresentLine): string {
    const { birthDate, slots, sectionId, since, to } = entry as PresentEntry;
    const placed = fate && 'sectionId' in fate ? fate.sectionId : sectionId;
    const last = to ?? (fate?.fate === 'placed' ? fate.last : null);
    return [
      words.t('eaje.children.bornOn', { birth: words.shortDay(birthDate) }),
      placed === null ? '' : this.say.sectionById(words, placed),
      this.say.weekWords(words, slots),
      last === null || since > this.clock.today() ? words.t('eaje.present.since', { from: words.shortDay(since) }) : '',
      last === null ? '' : words.t('eaje.present.untilDay', { to: words.shortDay(last) }),
    ]
      .filter((part) => part !== '')
      .join(', ');
  }

  private nameOf({ entry, cells }: PresentLine): string {
    return entry
      ? `${entry.firstName} ${entry.surname}`
      : cells
          .filter((cell) => cell !== '')
          .join(' ')
          .slice(0, 60);
  }

  /** `lundi`, `mardi matin`, or the name of a field. */
  private fieldName(words: Translator, use: PresentUse): string {
    const weekday = WEEKDAYS.find((day) => day === use);
    if (weekday) return words.weekday(weekday);
    const slot = SLOTS.find((one) => one === use);
    return slot ? this.say.slot(words, slot) : words.t(`eaje.present.field.${use}`);
  }
}

/** The cell of a field on the page of a line; the first one when the file has no such column. */
const cellOf = (uses: readonly PresentUse[], field: LineProblem['field']): string =>
  `cell${Math.max(
    0,
    uses.findIndex((use) => use === field),
  )}`;
