import { scaleQuantize } from 'd3-scale';

/** The classes of a map, from the palest. 0 is nothing at all, and has a pattern of its own. */
export const SHADES = 4;

export interface Shade {
  readonly shade: number;
  /** The smallest and the largest value of the class. */
  readonly from: number;
  readonly to: number;
}

/**
 * Classes of equal width from the least to the most, so that a darker area always holds more. Nothing (0) is never in
 * them.
 * @param step the least difference between two values: 1 for families, 0.1 for a rate of one decimal
 */
export function shadesOf(values: readonly number[], step = 1): Shade[] {
  const seen = [...new Set(values.filter((value) => value > 0))].sort((a, b) => a - b);
  const most = seen.at(-1);
  if (most === undefined) return [];
  // Fewer values than classes: each value is a class, the largest always the darkest.
  if (seen.length <= SHADES)
    return seen.map((value, index) => ({ shade: SHADES - seen.length + index + 1, from: value, to: value }));
  const scale = scaleQuantize<number>()
    .domain([0, most])
    .range(Array.from({ length: SHADES }, (_, index) => index + 1));
  return scale.range().flatMap((shade) => {
    const within = seen.filter((value) => scale(value) === shade);
    if (within.length === 0) return [];
    const [low, high] = scale.invertExtent(shade) as [number, number];
    const from = Math.max(step, Math.ceil(low / step) * step);
    // The next class begins at `high`, unless there is none.
    const to = shade === SHADES ? most : Math.ceil(high / step) * step - step;
    return [{ shade, from: rounded(from, step), to: rounded(Math.max(from, to), step) }];
  });
}

export const shadeOf = (value: number, shades: readonly Shade[]): number =>
  value <= 0 ? 0 : (shades.find(({ from, to }) => value >= from && value <= to)?.shade ?? SHADES);

const rounded = (value: number, step: number): number => Number((Math.round(value / step) * step).toFixed(3));
