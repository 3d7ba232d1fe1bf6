import { Injectable } from '@nestjs/common';
import { groupOfCode, isOwnCode } from '../../../foundation/kernel/own-code.js';
import type { Labels, ReadEntry } from '../../../foundation/platform/choices/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { ReadList } from '../choice-wordings.js';

type Model = Record<string, unknown>;

const HOME = '/administration/listes';

@Injectable()
export class ChoicesPresenter {
  listModel(words: Translator, lists: readonly ReadList[]): Model {
    const { t } = words;
    return {
      title: t('choices.title'),
      lists: lists.map(({ list, entries }) => ({
        addHref: `${HOME}/${list.name}/nouveau`,
        addText: t('choices.addTo', { list: t(`choices.list.${list.name}`) }),
        table: {
          caption: t(`choices.list.${list.name}`),
          columns: ['french', 'english', 'state'].map((name) => ({ text: t(`choices.column.${name}`) })),
          rows: entries.map((entry) => [
            {
              text: entry.labels.fr,
              href: `${HOME}/${list.name}/${entry.code}`,
              lang: 'fr',
              ...this.groupHint(words, entry, entries),
            },
            { text: entry.labels.en, lang: 'en' },
            { tag: this.stateTag(words, entry) },
          ]),
        },
      })),
    };
  }

  private groupHint({ t, lang }: Translator, { code }: ReadEntry, entries: readonly ReadEntry[]): { hint?: string } {
    const group = isOwnCode(code) ? entries.find((known) => known.code === groupOfCode(code)) : undefined;
    return group ? { hint: t('choices.countedAs', { group: group.labels[lang] }) } : {};
  }

  private stateTag({ t }: Translator, { hidden, rule }: ReadEntry): Model {
    if (hidden) return { text: t('choices.state.hidden'), tone: 'neutral' };
    return rule === 'bound'
      ? { text: t('choices.state.bound'), tone: 'info' }
      : { text: t('choices.state.offered'), tone: 'success' };
  }

  newModel({ t, lang }: Translator, { list, entries }: ReadList): Model {
    return {
      title: t('choices.newTitle'),
      list: t(`choices.list.${list.name}`),
      action: `${HOME}/${list.name}/nouveau`,
      groups: entries
        .filter(({ code, rule }) => !isOwnCode(code) && rule !== 'bound')
        .map(({ code, labels }) => ({ value: code, text: labels[lang] })),
    };
  }

  entryModel(words: Translator, { list, entry, own }: ReadList & { entry: ReadEntry; own: Labels }): Model {
    const { t } = words;
    return {
      title: t('choices.entryTitle'),
      list: t(`choices.list.${list.name}`),
      action: `${HOME}/${list.name}/${entry.code}`,
      version: String(entry.version),
      own: isOwnCode(entry.code) ? null : own,
      hidable: entry.rule === 'free',
      why: entry.rule === 'free' ? null : t(`choices.why.${entry.rule}`),
    };
  }
}
