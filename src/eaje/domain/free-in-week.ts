export interface SectionHalfDays {
  readonly halfDays: readonly { readonly places: number; readonly free: number }[];
}
export interface FreeInWeek {
  /** Seats free on every half-day the section opens: a child could come the whole week. */
  readonly wholeWeek: number;
  /** Half-days left over beside those. */
  readonly halfDays: number;
}

/** What is free in a week, told as a director thinks of it: whole places, and single half-days. */
export function freeInWeek(sections: readonly SectionHalfDays[]): FreeInWeek {
  const each = sections.map(({ halfDays }) => {
    const free = halfDays.filter(({ places }) => places > 0).map((one) => Math.max(0, one.free));
    const wholeWeek = free.length === 0 ? 0 : Math.min(...free);
    return { wholeWeek, halfDays: free.reduce((sum, count) => sum + count - wholeWeek, 0) };
  });
  return {
    wholeWeek: each.reduce((sum, one) => sum + one.wholeWeek, 0),
    halfDays: each.reduce((sum, one) => sum + one.halfDays, 0),
  };
}
