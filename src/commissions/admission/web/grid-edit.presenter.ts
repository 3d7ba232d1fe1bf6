import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { CRITERIA, GROUP_CODES, shapesOf } from '../domain/criteria.js';
import {
  ACTIVITY_AT,
  EXPERTS,
  isBands,
  isBonus,
  isGroup,
  isRange,
  nameOf,
  shapeOf,
  TIE_BREAKS,
  type CriteriaGrid,
  type GridLine,
} from '../domain/grid.js';
import { judgeGrid } from '../domain/judge-grid.js';
import type { CriteriaGridRow } from '../persistence/admission.entities.js';
import { aloneModel, faultItems, tieBreakWords } from './grid-lines.presenter.js';
import { criterionName } from './grid-words.js';
import { GridsPresenter } from './grids.presenter.js';

interface Choice {
  readonly value: string;
  readonly text: string;
}

/** The orders that a council may choose from. */
const ORDERS = [
  ['request_date', 'lot'],
  ['older_child', 'lot'],
  ['request_date', 'older_child', 'lot'],
  ['older_child', 'request_date', 'lot'],
  ['lot'],
] as const satisfies (typeof TIE_BREAKS)[number][][];

/** A draft as a form. Each line is a fieldset, and each field is named by its path in the grid. */
@Injectable()
export class GridEditPresenter {
  constructor(private readonly grids: GridsPresenter) {}

  model(words: Translator, row: CriteriaGridRow, content: CriteriaGrid): Record<string, unknown> {
    const used = content.items.flatMap((line) => (isGroup(line) ? line.options.map(nameOf) : [nameOf(line)]));
    const faults = judgeGrid(content);
    return {
      ...this.grids.head(words, row),
      faults: faultItems(words, faults),
      alone: aloneModel(words, content),
      lines: content.items.map((line, index) => this.lineModel(words, line, `items.${index}`, String(index + 1))),
      caps: (content.caps ?? []).map((_, index) => ({ at: `caps.${index}`, number: index + 1 })),
      lineChoices: content.items
        .filter((line) => !isBonus(line))
        .map((line) => ({ value: nameOf(line), text: criterionName(words, nameOf(line)) })),
      additions: [...this.additions(words, used, true), ...this.groups(words, content)],
      optionAdditions: this.additions(words, used, false),
      orders: ORDERS.map((order) => ({ value: order.join(' '), text: tieBreakWords(words, order) })),
      days: ACTIVITY_AT.map((at) => ({ value: at, text: words.t(`grid.activityAt.${at}`) })),
      experts: EXPERTS.map((expert) => ({ value: expert, text: words.t(`admission.expert.${expert}`) })),
    };
  }

  private lineModel(words: Translator, line: GridLine, at: string, number: string): Record<string, unknown> {
    const shape = shapeOf(line);
    return {
      at,
      number,
      shape,
      code: nameOf(line),
      name: criterionName(words, nameOf(line)),
      kind: words.t(`grid.shape.${shape}`),
      unit: shape === 'bands' || shape === 'unit' ? words.t(`grid.unit.${nameOf(line)}`) : null,
      provable:
        !isGroup(line) &&
        !isRange(line) &&
        CRITERIA[line.code]?.source !== 'history' &&
        CRITERIA[line.code]?.source !== 'expert',
      bands: isBands(line) ? line.bands.map((_, index) => ({ at: `${at}.bands.${index}`, number: index + 1 })) : [],
      options: isGroup(line)
        ? line.options.map((option, index) =>
            this.lineModel(words, option, `${at}.options.${index}`, `${number}.${index + 1}`),
          )
        : [],
    };
  }

  /** The criteria that the grid does not have yet, in each shape that they can take. */
  private additions(words: Translator, used: readonly string[], withBonuses: boolean): Choice[] {
    const free = Object.keys(CRITERIA).filter((code) => !used.includes(code));
    return free.flatMap((code) =>
      shapesOf(code)
        .filter((shape) => withBonuses || shape !== 'bonus')
        .map((shape) => ({
          value: `${shape}:${code}`,
          text: words.t('grid.edit.addition', {
            criterion: criterionName(words, code),
            shape: words.t(`grid.shape.${shape}`),
          }),
        })),
    );
  }

  private groups(words: Translator, { items }: CriteriaGrid): Choice[] {
    const free = GROUP_CODES.filter((code) => !items.some((line) => isGroup(line) && line.group === code));
    return free.map((code) => ({
      value: `group:${code}`,
      text: words.t('grid.edit.addGroup', { group: criterionName(words, code) }),
    }));
  }
}
