import { addDays, type Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import {
  DAY_BOXES,
  DAY_PARTS,
  sundayOf,
  toldApart,
  type DayLine,
  type DayPart,
  type DayThings,
  type ListColumn,
  type ListRow,
  type Reading,
  type SharedDay,
} from '../../../foundation/platform/web/index.js';

/** The page of somebody's day. */
export function todayModel({ words, today }: Reading, days: readonly SharedDay[]): Record<string, unknown> {
  const { t, fullDay } = words;
  const [things, beside] = [days.flatMap((day) => day.things), days.flatMap((day) => day.beside)];
  const lines = linesOf(things);
  const sections = DAY_PARTS.flatMap((part) => {
    const here = lines.filter((line) => line.part === part);
    return here.length === 0
      ? []
      : [
          {
            title: t(`today.part.${part}`),
            list: {
              caption: t(`today.part.${part}`),
              presses: 'day-acts',
              columns: columns(words),
              rows: here.map((line) => rowOf(words, today, line)),
            },
          },
        ];
  });
  return {
    title: t('today.title'),
    day: fullDay(today),
    sums: sumsOf(words, things),
    sections,
    presses: lines.some(({ act }) => 'action' in act),
    boxes: DAY_BOXES.flatMap((box) => {
      const said = beside.filter((line) => line.box === box);
      return said.length === 0 ? [] : [{ title: t(`today.box.${box}`), lines: said }];
    }),
  };
}

/** The lines of the page, soonest first within each part as far as a feature says when; alike ones are told apart. */
const linesOf = (things: readonly DayThings[]): (DayLine & { part: DayPart; about?: string })[] =>
  toldApart(
    DAY_PARTS.flatMap((part) =>
      things
        .filter((thing) => thing.part === part)
        .flatMap(({ lines }) => lines.map((line) => ({ ...line, part })))
        .sort(bySoonest),
    ),
  );

const bySoonest = (a: DayLine, b: DayLine): number => (a.due ?? '9999').localeCompare(b.due ?? '9999');

const columns = ({ t }: Translator): ListColumn[] =>
  (['name', 'mark', 'rest', 'due'] as const).map((width) => ({ text: t(`today.column.${width}`), width, plain: true }));

function rowOf(words: Translator, today: Day, line: DayLine & { part: DayPart; about?: string }): ListRow {
  const { text, href, hint = '', about, tag, act, due, families, part } = line;
  return {
    tone: part === 'late' ? 'action' : '',
    families,
    cells: [
      { text, href, hint, ...(about ? { about } : {}) },
      { marks: [tag] },
      { act: about ? { ...act, about: `${act.about}, ${about}` } : act },
      { text: dueWords(words, due, today) },
    ],
  };
}

/** `hier`, `aujourd’hui`, the day of this week, or the date. */
function dueWords({ t, shortDay, weekdayOf }: Translator, due: Day | null, today: Day): string {
  if (due === null) return '';
  if (due === today) return t('today.due.today');
  if (due === addDays(today, -1)) return t('today.due.yesterday');
  return due > today && due <= sundayOf(today) ? weekdayOf(due) : shortDay(due);
}

/** How much there is in each part that holds something; that there is nothing, where nothing is. */
function sumsOf({ t }: Translator, things: readonly DayThings[]): string[] {
  const sums = DAY_PARTS.flatMap((part) => {
    const here = things.filter((thing) => thing.part === part);
    const count = here.reduce((sum, one) => sum + one.count, 0);
    const more = here.some(({ isMore }) => isMore) ? 'yes' : 'no';
    return count === 0 ? [] : [t(`today.sum.${part}`, { count, more })];
  });
  return sums.length > 0 ? sums : [t('today.nothing')];
}
