import { scaleLinear, scalePoint } from 'd3-scale';
import { line } from 'd3-shape';

/** One step of a line, for example a month. */
export interface LinePoint {
  /** What stands under the axis, as short as it can be. */
  readonly tick: string;
  /** Null where nothing is known: the line has a gap there. */
  readonly value: number | null;
  /** The same step one year before. */
  readonly before: number | null;
}

interface Mark {
  readonly x: number;
  readonly y: number;
  readonly value: number;
}

/** A line with the year before behind it, in units of its own box. It holds no words but the ticks. */
export interface LineChart {
  readonly kind: 'line';
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly grid: readonly { readonly y: number; readonly value: number }[];
  readonly ticks: readonly { readonly x: number; readonly text: string }[];
  readonly path: string;
  /** Empty when nothing is known of the year before. */
  readonly beforePath: string;
  /** Values between two that are not known: no line goes through them. */
  readonly alone: readonly Mark[];
  readonly aloneBefore: readonly Mark[];
  /** The value of the last step. Null when it is not known: an earlier one is no end. */
  readonly last: Mark | null;
  /** The last known value of the year before. */
  readonly lastBefore: Mark | null;
}

const BOX = { width: 560, height: 210, left: 42, right: 548, top: 16, bottom: 178 };
const LINES = 4;

/** Draws from zero, so that a small change never looks like a large one. */
export function lineChart(points: readonly LinePoint[]): LineChart {
  const { width, height, left, right, top, bottom } = BOX;
  const most = Math.max(1, ...points.flatMap(({ value, before }) => [value ?? 0, before ?? 0]));
  const across = scalePoint<number>()
    .domain(points.map((_, index) => index))
    .range([left, right]);
  const up = scaleLinear().domain([0, most]).nice(LINES).range([bottom, top]);
  const placed = (read: (point: LinePoint) => number | null): (Mark | null)[] =>
    points.map((point, index) => {
      const value = read(point);
      return value === null ? null : { x: tenth(across(index)!), y: tenth(up(value)), value };
    });
  const draw = line<Mark | null>()
    .defined((mark) => mark !== null)
    .x((mark) => mark!.x)
    .y((mark) => mark!.y);
  const now = placed(({ value }) => value);
  const before = placed((point) => point.before);
  return {
    kind: 'line',
    width,
    height,
    left,
    right,
    bottom,
    // Families are counted by whole ones: there is no line between two of them.
    grid: up
      .ticks(LINES)
      .filter(Number.isInteger)
      .map((value) => ({ y: tenth(up(value)), value })),
    ticks: points.map(({ tick }, index) => ({ x: tenth(across(index)!), text: tick })),
    path: draw(now) ?? '',
    beforePath: draw(before) ?? '',
    alone: aloneIn(now),
    aloneBefore: aloneIn(before),
    last: now.at(-1) ?? null,
    lastBefore: before.findLast((mark) => mark !== null) ?? null,
  };
}

const aloneIn = (marks: readonly (Mark | null)[]): Mark[] =>
  marks.filter((mark, index): mark is Mark => mark !== null && !marks[index - 1] && !marks[index + 1]);

const tenth = (length: number): number => Math.round(length * 10) / 10;
