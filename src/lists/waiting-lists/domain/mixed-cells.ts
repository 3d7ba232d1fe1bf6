import type { Field } from './columns.js';
import { isDayWord, readDayCount, readDays } from './days.js';
import { readDate } from './dates.js';
import { cutHours } from './hours.js';
import { plain } from './plain-text.js';
import { readRemark } from './remark-facts.js';
import type { RowCells, RowContext } from './row-cells.js';
import { readWishes } from './wishes.js';

const NAMES: readonly Field[] = ['childSurname', 'childFirstName', 'childSurnameFirst', 'childFirstNameFirst'];

/**
 * The cells of a row, with what stands in the cell of another answer put into its own: a date of birth behind the name,
 * hours and an establishment beside the days. A cell that has its own column filled is left as it is.
 */
export function partMixedCells(cells: RowCells, context: RowContext): RowCells {
  const moved = { ...birthBesideName(cells), ...needInOneCell(cells, context), ...wishesInRemarks(cells, context) };
  return Object.keys(moved).length === 0 ? cells : Object.assign((field: Field) => moved[field] ?? cells(field), cells);
}

type Moved = Partial<Record<Field, string>>;

const DATE = [
  String.raw`\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}`,
  String.raw`\d{4}-\d{2}-\d{2}`,
  String.raw`(?:\d{1,2}(?:er)?\s+|(?:d[ée]but|mi|fin)[\s-]+)?\p{L}{3,9}\.?\s+\d{2,4}`,
].join('|');
const DUE = String.raw`(?:naissance\s+)?(?:terme|dpa|pr[ée]vue?|accouchement)(?:\s+pr[ée]vue?)?\s*:?\s*`;
/** `DUPONT Léa née le 12/03/2026`, `DUPONT Léa (12/03/26)`, `Bébé DUPONT (terme 12 mars 2027)`. */
const NAME_AND_BIRTH = new RegExp(
  String.raw`^(.*?\p{L}.*?)[\s,;(\u2013-]+((?:${DUE})?)(?:n[ée]\s*(?:\(e\)|e)?\s+)?((?:le|en|pour|au)\s+)?(${DATE})\s*\)?\s*$`,
  'iu',
);

function birthBesideName(cells: RowCells): Moved {
  if (cells('birthDate') !== '') return {};
  for (const field of NAMES) {
    const [, name, due, , date] = NAME_AND_BIRTH.exec(cells(field)) ?? [];
    if (name !== undefined && readDate(date!).ok) return { [field]: name, birthDate: `${due!}${date!}` };
  }
  return {};
}

/** Of remarks that hold the wish as well, the parts that tell a wish and nothing else. */
function wishesInRemarks(cells: RowCells, context: RowContext): Moved {
  if (!cells.areWishesInRemarks) return {};
  const wanted = cells('observations')
    .split(/[,;.\n]/)
    .filter((part) => {
      const { wishes, isUnclear } = readWishes(part, context);
      const { sibling, currentCare } = readRemark(part, context);
      return wishes.length > 0 && !isUnclear && sibling === null && currentCare === null && !NO_WISH.test(part);
    });
  return { wishes: wanted.join(', ') };
}
/** Words of a remark that names an establishment and does not wish for it. */
const NO_WISH = /fr[eè]re|s(?:œ|oe)ur|a[iî]n[eé]|actuel|refus|pas |plus |sauf/iu;

/** `crèche St Vallier 3j (lu ma je) 8h-17h`: taken apart only where every word is used. */
function needInOneCell(cells: RowCells, context: RowContext): Moved {
  const { days, hours } = cutHours(cells('days'));
  if (days === '' || isRead(days) || cells('wishes') !== '') return {};
  const runs = runsOf(days);
  const textOf = (ofDays: boolean): string =>
    runs
      .filter((run) => run.ofDays === ofDays)
      .map(({ text }) => text.replace(/^[\s,:;–-]+|[\s,:;–-]+$/g, ''))
      .filter((text) => text !== '')
      .join(' ');
  const [listed, wanted] = [textOf(true), textOf(false)];
  const { wishes, isUnclear } = readWishes(wanted, context);
  if (wishes.length === 0 || isUnclear || (listed !== '' && !isRead(listed))) return {};
  return { days: listed, wishes: wanted, ...(cells('hours') === '' && hours !== '' ? { hours } : {}) };
}

const isRead = (days: string): boolean => readDays(days).ok || readDayCount(days).ok;

/** The words in their order, those of days apart from the others. A bracket goes with the words in it. */
function runsOf(text: string): { ofDays: boolean; text: string }[] {
  const runs: { ofDays: boolean; text: string }[] = [];
  for (const word of text.split(/(?<=[\s,:;)])|(?=[(])/)) {
    const said = plain(word);
    const last = runs.at(-1);
    const ofDays = said === '' ? (last?.ofDays ?? false) : said.split(' ').every(isDayWord);
    if (last?.ofDays === ofDays) last.text += word;
    else runs.push({ ofDays, text: word });
  }
  return runs;
}
