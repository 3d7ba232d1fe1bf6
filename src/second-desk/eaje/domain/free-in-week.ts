export interface SectionHalfDays {
  readonly halfDays: readonly { readonly places: number; readonly free: number }[];
}
export interface FreeInWeek {
  /** Seats that are free on every half-day on which the section is open: a child could come the whole week. */
  readonly wholeWeek: number;
  /** Free half-days beside those whole weeks. */
  readonly halfDays: number;
}

/** What is free in a week, counted as a director counts: whole weeks, then single half-days. */
export function freeInWeek(sections: readonly SectionHalfDays[]): FreeInWeek {
  const each = sections.map(({ halfDays }) => {
    const free = halfDays.filter(({ places }) => places > 0).map((halfDay) => Math.max(0, halfDay.free));
    const wholeWeek = free.length === 0 ? 0 : Math.min(...free);
    return { wholeWeek, halfDays: free.reduce((sum, count) => sum + count - wholeWeek, 0) };
  });
  return {
    wholeWeek: each.reduce((sum, section) => sum + section.wholeWeek, 0),
    halfDays: each.reduce((sum, section) => sum + section.halfDays, 0),
  };
}
