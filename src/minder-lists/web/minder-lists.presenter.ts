import { Injectable } from '@nestjs/common';
import type { Translator } from '../../platform/i18n/index.js';
import { LARGEST_UPLOAD_BYTES } from '../../platform/web/index.js';
import { MOST_ROWS } from '../../waiting-lists/index.js';
import type { MinderLine, OpenMinderList } from '../minder-lists.js';
import type { MinderList } from '../persistence/minder-list.entity.js';

type Model = Record<string, unknown>;
export const HERE = '/assistantes-maternelles/listes';
const TONES = { entered: 'success', ready: 'info', known: 'neutral', blank: 'neutral', wrong: 'danger' } as const;
const MEGABYTES = LARGEST_UPLOAD_BYTES / 1024 / 1024;

/** The pages by which a desk enters a list of childminders. */
@Injectable()
export class MinderListsPresenter {
  listsModel({ t, shortInstant }: Translator, lists: readonly MinderList[]): Model {
    return {
      title: t('minderList.title'),
      limits: t('minderList.limits', { rows: MOST_ROWS, megabytes: MEGABYTES }),
      table: {
        caption: t('minderList.sent'),
        columns: ['file', 'sentAt', 'rows', 'state'].map((name) => ({ text: t(`minderList.column.${name}`) })),
        rows: lists.map((list) => [
          { text: list.fileName, href: `${HERE}/${list.id}` },
          shortInstant(list.at),
          list.rows,
          t(`minderList.listState.${list.state}`),
        ]),
        empty: t('minderList.noList'),
      },
    };
  }

  listModel({ t }: Translator, { list, hasFile, unread, lines }: OpenMinderList): Model {
    return {
      title: list.fileName,
      here: `${HERE}/${list.id}`,
      state: list.state,
      hasFile,
      ready: lines.filter(({ state }) => state === 'ready').length,
      unread: unread.length > 0 ? t('minderList.unread', { names: unread.join(', ') }) : null,
      table: {
        caption: t('minderList.lines'),
        columns: ['line', 'name', 'lineState', 'problems'].map((name) => ({ text: t(`minderList.column.${name}`) })),
        rows: lines.map((line) => [
          line.line,
          {
            text: line.name,
            ...(line.childminderId ? { href: `/assistantes-maternelles/${line.childminderId}` } : {}),
          },
          { text: '', tag: { text: t(`minderList.state.${line.state}`), tone: TONES[line.state] } },
          this.problems(t, line),
        ]),
        empty: t('minderList.noLine'),
      },
    };
  }

  private problems(t: Translator['t'], { problems }: MinderLine): string {
    return problems
      .map(({ field, value, reason }) =>
        t('minderList.problem', {
          field: t(`minderList.field.${field}`),
          reason: t(field === 'line' ? 'minderList.reason.line' : `minderList.reason.${reason}`),
          value: value.slice(0, 60),
          said: value === '' ? 'no' : 'yes',
        }),
      )
      .join(' ');
  }
}
