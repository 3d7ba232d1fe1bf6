/** So many of a group. */
export interface Share {
  readonly count: number;
  readonly base: number;
}

export interface Difference {
  /** The share of the first less that of the second, from -1 to 1. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

/** The quantile of the normal distribution for 95 %. */
const Z = 1.959963984540054;

/** Wilson's interval of one share. */
function wilson({ count, base }: Share): { readonly low: number; readonly high: number } {
  const share = count / base;
  const middle = share + (Z * Z) / (2 * base);
  const half = Z * Math.sqrt((share * (1 - share)) / base + (Z * Z) / (4 * base * base));
  const scale = 1 + (Z * Z) / base;
  return { low: (middle - half) / scale, high: (middle + half) / scale };
}

/**
 * The 95 % interval of the difference of two independent shares: the hybrid score method, without continuity correction
 * (Newcombe, Statistics in Medicine 17, 1998, method 10).
 * @param one its base is at least 1, and so is that of the other
 */
export function newcombeDifference(one: Share, other: Share): Difference {
  const [first, second] = [one.count / one.base, other.count / other.base];
  const [a, b] = [wilson(one), wilson(other)];
  const difference = first - second;
  return {
    difference,
    low: difference - Math.hypot(first - a.low, b.high - second),
    high: difference + Math.hypot(a.high - first, second - b.low),
  };
}
