export interface GaugeValue {
  readonly value: number;
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * A figure that is read when somebody asks for the metrics. Reading it must be one statement on an index with a
 * limited number of rows, so that scraping costs the same on a small and on a large installation.
 */
export interface GaugeReading {
  /** The name in Prometheus: `marelle_<what>`. */
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
  read(): GaugeValue[] | Promise<GaugeValue[]>;
}

/** The most rows that a reading counts. A figure that reaches this number means "this many or more". */
export const MOST_COUNTED = 10_000;
