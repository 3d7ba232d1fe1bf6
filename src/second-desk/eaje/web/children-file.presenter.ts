import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { ListFile } from '../../../foundation/platform/web/index.js';
import type { Provider } from '../../../offer/supply/index.js';
import { lastDayOf } from '../../../places/placement/index.js';
import type { ChildHere } from '../children.js';
import { ChildrenPresenter } from './children.presenter.js';
import { EajeWords } from './eaje-words.js';

const COLUMNS = [
  ['child', 26],
  ['section', 22],
  ['week', 34],
  ['from', 12],
  ['to', 12],
  ['hint', 34],
] as const;

/** The children of an establishment as a spreadsheet reads them. */
@Injectable()
export class ChildrenFilePresenter {
  constructor(
    private readonly say: EajeWords,
    private readonly children: ChildrenPresenter,
    private readonly clock: Clock,
  ) {}

  file(words: Translator, provider: Provider, narrowed: readonly string[], found: readonly ChildHere[]): ListFile {
    const { t } = words;
    return {
      name: `accueils-${provider.id}`,
      sheet: t('eaje.children.title'),
      columns: COLUMNS.map(([name, width]) => ({ text: t(`eaje.children.file.${name}`), width })),
      rows: found.map((child) => [
        this.children.nameOf(words, child),
        this.say.sectionById(words, child.placement.sectionId),
        this.say.weekWords(words, child.placement.slots),
        child.placement.from,
        lastDayOf(child.placement),
        this.children.hintOf(words, child) || null,
      ]),
      about: { definition: t('eaje.children.definition', { name: provider.name }), narrowed, day: this.clock.today() },
    };
  }
}
