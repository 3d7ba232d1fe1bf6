import type { FieldError } from '../../../foundation/platform/web/index.js';
import { GROUP_CODES } from '../domain/criteria.js';
import { newLine, type GridEdit } from '../domain/edit-grid.js';
import {
  ACTIVITY_AT,
  activityAtOf,
  EXPERTS,
  isBands,
  isBonus,
  isGroup,
  isRange,
  isUnit,
  LINE_SHAPES,
  nameOf,
  TIE_BREAKS,
  type ActivityAt,
  type Band,
  type BonusItem,
  type CriteriaGrid,
  type Expert,
  type GridLine,
  type GridOption,
  type LineShape,
  type TieBreak,
} from '../domain/grid.js';

type Values = Record<string, unknown>;

/** More lines than any published grid has. A person would not type more. */
const MOST_LINES = 60;
const LONGEST_SOURCE = 200;

export interface ReadGrid {
  /** The grid as far as it could be read. Unreadable parts are left unwritten. */
  readonly content: CriteriaGrid;
  readonly values: Values;
  readonly errors: FieldError[];
  /** The change that a button asks for; null when the form is only saved and checked. */
  readonly edit: GridEdit | null;
  readonly revision: number;
}

/** The values of the fields of a grid. Each field is named by its path in the grid (judge-grid.ts). */
export function gridValues(grid: CriteriaGrid, revision: number): Values {
  const values: Values = {
    source: grid.source,
    totalCap: grid.totalCap ?? '',
    tieBreak: grid.tieBreak.join(' '),
    activityAt: activityAtOf(grid),
    revision,
  };
  const put = (line: GridLine, at: string): void => {
    if (isGroup(line)) {
      values[`${at}.cap`] = line.cap ?? '';
      return line.options.forEach((option, index) => put(option, `${at}.options.${index}`));
    }
    Object.assign(values, optionValues(line, at));
  };
  grid.items.forEach((line, index) => put(line, `items.${index}`));
  (grid.caps ?? []).forEach(({ codes, max }, index) =>
    Object.assign(values, { [`caps.${index}.codes`]: [...codes], [`caps.${index}.max`]: max ?? '' }),
  );
  return values;
}

function optionValues(line: GridOption | BonusItem, at: string): Values {
  const proof = 'proof' in line && line.proof ? { [`${at}.proof`]: 'yes' } : {};
  if (isRange(line))
    return { [`${at}.least`]: line.range[0] ?? '', [`${at}.most`]: line.range[1] ?? '', [`${at}.by`]: [...line.by] };
  if (isUnit(line)) return { [`${at}.points`]: line.perUnit ?? '', [`${at}.cap`]: line.cap ?? '', ...proof };
  if (isBonus(line)) return { [`${at}.points`]: line.bonus ?? '', ...proof };
  if (!isBands(line)) return { [`${at}.points`]: line.points ?? '', ...proof };
  const bands = line.bands.flatMap(([from, to, points], index) => [
    [`${at}.bands.${index}.from`, from ?? ''],
    [`${at}.bands.${index}.to`, to ?? ''],
    [`${at}.bands.${index}.points`, points ?? ''],
  ]);
  return { ...(Object.fromEntries(bands) as Values), ...proof };
}

/** Reads the fields of one editor's form. */
class GridReading {
  readonly errors: FieldError[] = [];

  constructor(readonly values: Values) {}

  text(name: string): string {
    const value = this.values[name];
    return typeof value === 'string' ? value.trim() : '';
  }

  texts(name: string): string[] {
    return [this.values[name] ?? []].flat().filter((typed): typed is string => typeof typed === 'string');
  }

  /** A whole number; null when nothing was typed, or when an error was already reported for it. */
  number(name: string, message = 'grid.errors.number'): number | null {
    const typed = this.text(name).replace(/\s/g, '').replace('−', '-');
    if (typed === '') return null;
    if (/^-?\d{1,6}$/.test(typed)) return Number(typed);
    this.errors.push({ field: name, message });
    return null;
  }

  /** How many entries exist in a row: `items.0`, `items.1`… */
  count(at: string): number {
    const known = Object.keys(this.values).flatMap((name) =>
      name.startsWith(`${at}.`) ? [Number(name.slice(at.length + 1).split('.')[0])] : [],
    );
    return Math.min(
      MOST_LINES,
      known.reduce((most, number) => (Number.isInteger(number) && number >= most ? number + 1 : most), 0),
    );
  }

  /** The kind of line that the hidden fields name; null when no page of ours can have sent them. */
  start(at: string): GridLine | null {
    const shape = this.text(`${at}.shape`) as LineShape;
    const code = this.text(`${at}.code`);
    if (!LINE_SHAPES.includes(shape)) return null;
    if (shape === 'group') return (GROUP_CODES as readonly string[]).includes(code) ? newLine(shape, code) : null;
    return newLine(shape, code);
  }

  line(at: string): GridLine[] {
    const start = this.start(at);
    if (start === null) return [];
    if (!isGroup(start)) return [this.option(start, at)];
    const options = Array.from({ length: this.count(`${at}.options`) }, (_, index) =>
      this.line(`${at}.options.${index}`),
    ).flat();
    return [
      {
        ...start,
        cap: this.number(`${at}.cap`),
        options: options.filter((option): option is GridOption => !isGroup(option) && !isBonus(option)),
      },
    ];
  }

  private option(start: GridOption | BonusItem, at: string): GridOption | BonusItem {
    const { code } = start;
    if (isRange(start)) {
      const by = this.texts(`${at}.by`).filter((code): code is Expert => (EXPERTS as readonly string[]).includes(code));
      return { code, range: [this.number(`${at}.least`), this.number(`${at}.most`)], by };
    }
    const proof = this.text(`${at}.proof`) === 'yes' ? { proof: true } : {};
    if (isUnit(start)) return { code, perUnit: this.number(`${at}.points`), cap: this.number(`${at}.cap`), ...proof };
    if (isBonus(start)) return { code, bonus: this.number(`${at}.points`), ...proof };
    if (!isBands(start)) return { code, points: this.number(`${at}.points`), ...proof };
    const bands = Array.from({ length: this.count(`${at}.bands`) }, (_, index) => this.band(`${at}.bands.${index}`));
    return { code, bands, ...proof };
  }

  private band(at: string): Band {
    return [this.number(`${at}.from`), this.number(`${at}.to`), this.number(`${at}.points`)];
  }

  tieBreak(): TieBreak[] {
    return this.text('tieBreak')
      .split(' ')
      .filter((code): code is TieBreak => (TIE_BREAKS as readonly string[]).includes(code));
  }

  activityAt(): ActivityAt {
    const said = this.text('activityAt');
    return ACTIVITY_AT.find((at) => at === said) ?? 'today';
  }

  edit(): GridEdit | null {
    const [edit, path = null] = this.text('act').split(':', 2) as [string, string?];
    if (edit === 'cap') return { edit };
    if (edit === 'add') return this.addition(path);
    if (path === null) return null;
    return edit === 'remove' || edit === 'up' || edit === 'down' || edit === 'band' ? { edit, path } : null;
  }

  private addition(path: string | null): GridEdit | null {
    const field = path === null ? 'add' : `${path}.add`;
    const [shape, code] = this.text(field).split(':', 2) as [LineShape, string?];
    if (code !== undefined && LINE_SHAPES.includes(shape)) return { edit: 'add', path, shape, code };
    this.errors.push({ field, message: 'grid.errors.add' });
    return null;
  }
}

/** @param before the draft as it is stored; what the form does not show is kept */
export function readGrid(body: unknown, before: CriteriaGrid): ReadGrid {
  const { _csrf, ...values } = (body ?? {}) as Values;
  const reading = new GridReading(values);
  const items = Array.from({ length: reading.count('items') }, (_, index) => reading.line(`items.${index}`)).flat();
  const names = items.map(nameOf);
  const caps = Array.from({ length: reading.count('caps') }, (_, index) => ({
    codes: reading.texts(`caps.${index}.codes`).filter((code) => names.includes(code)),
    max: reading.number(`caps.${index}.max`),
  }));
  const source = reading.text('source');
  if (source.length > LONGEST_SOURCE)
    reading.errors.push({ field: 'source', message: 'grid.errors.source', args: { max: LONGEST_SOURCE } });
  const content: CriteriaGrid = {
    ...before,
    source: source.slice(0, LONGEST_SOURCE),
    items,
    caps,
    totalCap: reading.number('totalCap'),
    tieBreak: reading.tieBreak(),
    activityAt: reading.activityAt(),
  };
  const edit = reading.edit();
  return { content, values, errors: reading.errors, edit, revision: Number(reading.text('revision')) || 0 };
}
