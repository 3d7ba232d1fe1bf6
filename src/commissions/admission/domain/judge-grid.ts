import { GROUP_CODES, shapesOf } from './criteria.js';
import {
  isBands,
  isBonus,
  isGroup,
  isRange,
  isUnit,
  nameOf,
  shapeOf,
  type Band,
  type CriteriaGrid,
  type GridLine,
  type GridOption,
  type RangeItem,
  type SetCap,
} from './grid.js';

/** A fault that keeps a grid from being put in force. */
export interface GridFault {
  readonly code: string;
  /** The path of the fault, e.g. `items.2.bands.0.to`. The field that corrects it has this name. */
  readonly at: string;
  /** The criterion or group it is about. */
  readonly line?: string;
}

type Fault = (code: string, at: string) => GridFault;

const missing = (fault: Fault, value: number | null, at: string): GridFault[] =>
  value === null ? [fault('points', at)] : [];

function judgeBand(fault: Fault, [from, to, points]: Band, at: string): GridFault[] {
  if (from === null && to === null)
    return [fault('bandUndefined', `${at}.from`), ...missing(fault, points, `${at}.points`)];
  return [
    ...(from !== null && to !== null && to < from ? [fault('bandReversed', `${at}.to`)] : []),
    ...missing(fault, points, `${at}.points`),
  ];
}

/** Checks that each band begins where the one before ends, so that every number falls in exactly one band. */
function judgeNeighbours(fault: Fault, bands: readonly Band[], at: string): GridFault[] {
  const ordered = bands
    .map((band, index) => ({ band, index }))
    .filter(({ band: [from, to] }) => from !== null || to !== null)
    .sort((a, b) => (a.band[0] ?? -Infinity) - (b.band[0] ?? -Infinity));
  return ordered.slice(1).flatMap(({ band: [from], index }, position) => {
    const end = ordered[position]!.band[1];
    if (from === null || end === null || from <= end) return [fault('bandsOverlap', `${at}.${index}.from`)];
    return from > end + 1 ? [fault('bandsGap', `${at}.${index}.from`)] : [];
  });
}

function judgeRange(fault: Fault, { range: [least, most], by }: RangeItem, at: string): GridFault[] {
  return [
    ...(least === null || most === null ? [fault('range', `${at}.${least === null ? 'least' : 'most'}`)] : []),
    ...(least !== null && most !== null && most <= least ? [fault('rangeReversed', `${at}.most`)] : []),
    ...(by.length === 0 ? [fault('rangeBy', `${at}.by`)] : []),
  ];
}

const judgeCap = (fault: Fault, cap: number | null | undefined, at: string): GridFault[] =>
  typeof cap === 'number' && cap <= 0 ? [fault('cap', at)] : [];

function judgeOption(item: Exclude<GridLine, { group: string }>, at: string): GridFault[] {
  const fault: Fault = (code, where) => ({ code, at: where, line: item.code });
  const shapes = shapesOf(item.code);
  if (shapes.length === 0) return [fault('unknownCriterion', at)];
  if (!shapes.includes(shapeOf(item))) return [fault('shape', at)];
  if (isBonus(item)) return missing(fault, item.bonus, `${at}.points`);
  if (isRange(item)) return judgeRange(fault, item, at);
  if (isUnit(item)) return [...missing(fault, item.perUnit, `${at}.points`), ...judgeCap(fault, item.cap, `${at}.cap`)];
  if (!isBands(item)) return missing(fault, item.points, `${at}.points`);
  if (item.bands.length === 0) return [fault('bands', at)];
  return [
    ...item.bands.flatMap((band, index) => judgeBand(fault, band, `${at}.bands.${index}`)),
    ...judgeNeighbours(fault, item.bands, `${at}.bands`),
  ];
}

function judgeLine(line: GridLine, at: string): GridFault[] {
  if (!isGroup(line)) return judgeOption(line, at);
  const fault: Fault = (code, where) => ({ code, at: where, line: line.group });
  return [
    ...((GROUP_CODES as readonly string[]).includes(line.group) ? [] : [fault('unknownGroup', at)]),
    ...(line.options.length < 2 ? [fault('group', at)] : []),
    ...judgeCap(fault, line.cap, `${at}.cap`),
    ...line.options.flatMap((option: GridOption, index) => judgeOption(option, `${at}.options.${index}`)),
  ];
}

/** Refuses a criterion that appears twice. It would weigh more than the grid seems to say. */
function judgeRepeats(items: readonly GridLine[]): GridFault[] {
  const places = items.flatMap((line, index) => [
    { name: nameOf(line), kind: isGroup(line) ? 'group' : 'criterion', at: `items.${index}` },
    ...(isGroup(line)
      ? line.options.map(({ code }, option) => ({
          name: code,
          kind: 'criterion',
          at: `items.${index}.options.${option}`,
        }))
      : []),
  ]);
  return places
    .filter(({ name, kind }, index) => places.findIndex((place) => place.name === name && place.kind === kind) < index)
    .map(({ name, at }) => ({ code: 'twice', at, line: name }));
}

function judgeSet({ codes, max }: SetCap, items: readonly GridLine[], at: string): GridFault[] {
  const names = items.filter((line) => !isBonus(line)).map(nameOf);
  return [
    ...(codes.filter((code) => names.includes(code)).length < 2 ? [{ code: 'setLines', at: `${at}.codes` }] : []),
    ...(max === null || max <= 0 ? [{ code: 'cap', at: `${at}.max` }] : []),
  ];
}

function judgeTieBreak({ tieBreak }: CriteriaGrid): GridFault[] {
  const sound = tieBreak.at(-1) === 'lot' && new Set(tieBreak).size === tieBreak.length;
  return sound ? [] : [{ code: 'tieBreak', at: 'tieBreak' }];
}

/** Everything that is wrong or missing in a grid, in its order. A grid can be put in force only when this is empty. */
export function judgeGrid(grid: CriteriaGrid): GridFault[] {
  return [
    ...(grid.source.trim() === '' ? [{ code: 'source', at: 'source' }] : []),
    ...(grid.items.length === 0 ? [{ code: 'empty', at: 'add' }] : []),
    ...grid.items.flatMap((line, index) => judgeLine(line, `items.${index}`)),
    ...judgeRepeats(grid.items),
    ...(grid.caps ?? []).flatMap((cap, index) => judgeSet(cap, grid.items, `caps.${index}`)),
    ...judgeCap((code, at) => ({ code, at }), grid.totalCap, 'totalCap'),
    ...judgeTieBreak(grid),
  ];
}
