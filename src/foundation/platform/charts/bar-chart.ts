/** A part of a bar. `series` chooses its colour and its pattern, from 1. */
export interface BarPart {
  readonly x: number;
  readonly width: number;
  readonly series: number;
}

/** One bar, drawn in a row of a table that is 100 wide. The number and the words stand beside it. */
export interface Bar {
  readonly parts: readonly BarPart[];
}

/**
 * Horizontal bars: the longest one fills its cell. A bar of anything more than zero is at least 1 wide, so that it is
 * seen.
 */
export function horizontalBars(values: readonly number[]): Bar[] {
  const most = Math.max(1, ...values);
  return values.map((value) => ({
    parts: value > 0 ? [{ x: 0, width: Math.max(1, hundredth((value / most) * 100)), series: 1 }] : [],
  }));
}

/** Stacked bars, each as long as its whole: what is compared is the share of its parts. A row without anything is empty. */
export function stackedBars(rows: readonly (readonly number[])[]): Bar[] {
  return rows.map((values) => {
    const whole = values.reduce((sum, value) => sum + value, 0);
    let x = 0;
    return {
      parts: values.flatMap((value, index): BarPart[] => {
        if (value <= 0) return [];
        const part = { x: hundredth(x), width: hundredth((value / whole) * 100), series: index + 1 };
        x += (value / whole) * 100;
        return [part];
      }),
    };
  });
}

const hundredth = (length: number): number => Math.round(length * 100) / 100;
