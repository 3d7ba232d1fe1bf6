import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { kindWords, openingLines } from '../../../offer/supply/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { LIST_FILES } from '../../waiting-lists/index.js';
import type { SheetNursery, SheetProblem, SheetSection } from '../domain/read-nurseries.js';
import type { CutSheet, JudgedNursery } from '../nursery-sheets.js';
import { SHEET_COLUMNS } from './sheet-template.js';

type Model = Record<string, unknown>;

/** Lines that cannot be read, and columns, of which a page tells the numbers and names. */
const MOST_TOLD = 20;

/** The page on which nurseries are added from a sheet. */
@Injectable()
export class NurserySheetPresenter {
  constructor(private readonly territory: Territory) {}

  formModel({ t }: Translator): Model {
    return { title: t('nurserySheet.title'), files: LIST_FILES, columns: SHEET_COLUMNS.join(', ') };
  }

  /** @param rows as the page carries them to the next press */
  foundModel(
    words: Translator,
    judged: readonly JudgedNursery[],
    rows: string,
    chosen: readonly string[] | null,
  ): Model {
    const { t } = words;
    const those = (state: JudgedNursery['state']): JudgedNursery[] => judged.filter((one) => one.state === state);
    const [ready, known, wrong] = [those('ready'), those('known'), those('wrong')];
    return {
      ...this.formModel(words),
      title: t('nurserySheet.titleFound'),
      found: {
        rows,
        lead: t('nurserySheet.foundLead', { count: ready.length }),
        boxes: ready.map(({ line, nursery }) => ({
          value: String(line),
          text: t('nurserySheet.item', { name: nursery!.name, commune: this.communeName(nursery!.communeCode) }),
          hint: { text: this.factsOf(words, nursery!) },
          checked: chosen === null || chosen.includes(String(line)),
        })),
        known:
          known.length === 0 ? null : t('nurserySheet.known', { names: words.list(known.map(({ name }) => name)) }),
        wrongTitle: t('nurserySheet.wrong', { count: wrong.length }),
        wrong: wrong.map(({ line, name, problems }) => ({
          title: t('nurserySheet.wrongItem', { line, name: name || t('nurserySheet.unnamed') }),
          problems: problems.map((problem) => this.problemWords(words, problem)),
        })),
      },
    };
  }

  /** What of the file was not read at all. */
  leftOutModel({ t, list }: Translator, { leftOut, unread, sheet }: CutSheet): Model {
    const shown = <Item>(items: readonly Item[]): Item[] => items.slice(0, MOST_TOLD);
    const beyond = (items: readonly unknown[]): number => Math.max(0, items.length - MOST_TOLD);
    return {
      notes: [
        sheet && t('nurserySheet.sheet', { sheet }),
        leftOut.length > 0 &&
          t('nurserySheet.leftOut', {
            ...{ count: leftOut.length, lines: list(shown(leftOut).map(String)), more: beyond(leftOut) },
          }),
        unread.length > 0 &&
          t('nurserySheet.unread', { ...{ count: unread.length, columns: list(shown(unread)), more: beyond(unread) } }),
      ].filter(Boolean),
    };
  }

  private factsOf(words: Translator, nursery: SheetNursery): string {
    const { t } = words;
    const { kind, manager, capacity, week, sections, funding } = nursery;
    return [
      kindWords(words, { kind: 'establishment', establishmentKind: kind }),
      funding,
      manager && t('nurserySheet.manager', { manager }),
      t('nurserySheet.capacity', { count: capacity }),
      week ? words.list(openingLines(words, week)) : t('nurserySheet.noHours'),
      sections.length === 0
        ? t('nurserySheet.noSection')
        : sections.map((section) => this.sectionWords(words, section)).join(' ; '),
    ]
      .filter(Boolean)
      .join(' · ');
  }

  private sectionWords(
    { t }: Translator,
    { name, ageGroup, ageFromMonths, ageToMonths, places }: SheetSection,
  ): string {
    return t('nurserySheet.section', {
      name: name ?? t(`supply.section.${ageGroup}`),
      ...{ from: ageFromMonths, to: ageToMonths, count: places },
    });
  }

  private problemWords({ t }: Translator, { line, field, value, reason }: SheetProblem): string {
    return t('nurserySheet.problem', {
      ...{ line, column: t(`nurserySheet.column.${field}`), isSaid: value ? 'yes' : 'no', value },
      why: t(`nurserySheet.reason.${reason}`),
    });
  }

  private communeName(code: string): string {
    return this.territory.commune(code)?.name ?? code;
  }
}
