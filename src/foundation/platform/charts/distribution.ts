import { scaleBand, scaleLinear } from 'd3-scale';

export interface Band {
  /** What stands under the column, for example `0–7`. */
  readonly tick: string;
  readonly count: number;
}

/** Columns side by side: how many fall in each band. Columns touch, because the bands follow each other. */
export interface Distribution {
  readonly kind: 'distribution';
  readonly width: number;
  readonly height: number;
  readonly bottom: number;
  readonly columns: readonly {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly middle: number;
    readonly tick: string;
    readonly count: number;
  }[];
}

const BOX = { width: 560, height: 200, top: 22, bottom: 168 };

export function distribution(bands: readonly Band[]): Distribution {
  const { width, height, top, bottom } = BOX;
  const most = Math.max(1, ...bands.map(({ count }) => count));
  const across = scaleBand<number>()
    .domain(bands.map((_, index) => index))
    .range([0, width])
    .paddingInner(0.04);
  const up = scaleLinear().domain([0, most]).range([bottom, top]);
  return {
    kind: 'distribution',
    width,
    height,
    bottom,
    columns: bands.map(({ tick, count }, index) => {
      const x = Math.round(across(index)!);
      const y = Math.round(up(count));
      return {
        x,
        y,
        width: Math.round(across.bandwidth()),
        height: bottom - y,
        middle: Math.round(x + across.bandwidth() / 2),
        tick,
        count,
      };
    }),
  };
}
