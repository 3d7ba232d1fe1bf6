export interface GaugeValue {
  readonly value: number;
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * A figure read when it is asked for. Its reading is one statement on an index, bounded in rows: scraping must cost the
 * same on a small and on a large house.
 */
export interface GaugeReading {
  /** `marelle_<what>`, as Prometheus spells it. */
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
  read(): GaugeValue[] | Promise<GaugeValue[]>;
}

/** Rows a reading counts at most; a figure that reaches it means "this many or more". */
export const MOST_COUNTED = 10_000;
