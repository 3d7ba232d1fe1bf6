import { Injectable, Logger } from '@nestjs/common';
import { setTimeout } from 'node:timers/promises';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { GaugeReading, GaugeValue } from './gauge.js';

const LONGEST_READING_MILLIS = 2000;
/** Scrapers that come within this time share one reading. */
const KEPT_MILLIS = 1000;

/**
 * The metrics of this process, and of the whole installation through the gauges that each feature registers. No label
 * ever names a person.
 */
@Injectable()
export class Metrics {
  private readonly logger = new Logger('Metrics');
  private readonly registry = new Registry();
  private readonly readings: { reading: GaugeReading; gauge: Gauge }[] = [];
  private readonly unread = this.counter(
    'marelle_readings_failed_total',
    'Readings of a gauge that failed or took too long',
    ['gauge'],
  );
  private kept: { text: Promise<string>; at: number } | undefined;

  counter<Label extends string>(name: string, help: string, labelNames: readonly Label[]): Counter<Label> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  histogram<Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    buckets: number[],
  ): Histogram<Label> {
    return new Histogram({ name, help, labelNames, buckets, registers: [this.registry] });
  }

  /** Registers a figure of a feature. The platform itself knows none of them. */
  gauge(reading: GaugeReading): void {
    const { name, help, labels = [] } = reading;
    this.readings.push({ reading, gauge: new Gauge({ name, help, labelNames: labels, registers: [this.registry] }) });
  }

  /** Begins to measure memory, processor, event loop and garbage collection. */
  observeProcess(): void {
    collectDefaultMetrics({ register: this.registry });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /**
   * Every figure in Prometheus' text format. A reading that fails is left out and counted as failed; the others are
   * still given.
   */
  text(): Promise<string> {
    const now = performance.now();
    if (!this.kept || now - this.kept.at > KEPT_MILLIS) this.kept = { text: this.readAll(), at: now };
    return this.kept.text;
  }

  private async readAll(): Promise<string> {
    // Figures are read one after the other, so that a scrape uses one connection at a time.
    for (const { reading, gauge } of this.readings) {
      gauge.reset();
      for (const { value, labels } of await this.valuesOf(reading)) gauge.set({ ...labels }, value);
    }
    return this.registry.metrics();
  }

  private async valuesOf(reading: GaugeReading): Promise<GaugeValue[]> {
    const tooLong = new AbortController();
    try {
      return await Promise.race([
        reading.read(),
        setTimeout(LONGEST_READING_MILLIS, undefined, { signal: tooLong.signal }).then(() =>
          Promise.reject(new Error('too long')),
        ),
      ]);
    } catch (error) {
      this.unread.inc({ gauge: reading.name });
      this.logger.warn({ gauge: reading.name, err: error });
      return [];
    } finally {
      tooLong.abort();
    }
  }
}
