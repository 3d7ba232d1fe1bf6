import { Inject, Injectable } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { Reader, UnitOfWork } from '../database/index.js';
import { Metrics, type GaugeValue } from '../metrics/index.js';
import { Readiness } from './readiness.js';

/** The figures that node-postgres gives about its pool. */
interface Pool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

/** Whether the database answers and has the schema of this version, and how its connections are used. */
@Injectable()
export class DatabaseFigures {
  private upToDate = false;

  constructor(
    @Inject(getDataSourceToken('writer')) private readonly writer: DataSource,
    @Inject(getDataSourceToken('reader')) private readonly reading: DataSource,
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    readiness: Readiness,
    metrics: Metrics,
  ) {
    // Registered in the constructor, so that this check comes before those of other parts that also need the database.
    readiness.needs('database.silent', () => this.answers());
    readiness.needs('schema.behind', () => this.isUpToDate());
    metrics.gauge({
      name: 'marelle_units_of_work',
      help: 'Units of work that wait for their turn or are under way',
      read: () => [{ value: this.unitOfWork.waiting }],
    });
    if (writer.options.type === 'postgres') {
      metrics.gauge({
        name: 'marelle_database_connections',
        help: 'Connections to PostgreSQL',
        labels: ['pool', 'state'],
        read: () => this.connections(),
      });
    }
  }

  private async answers(): Promise<boolean> {
    return (await this.reader.sql('SELECT 1 AS n')).length === 1;
  }

  /** Migrations only go forward, so a schema that was once up to date stays so. */
  private async isUpToDate(): Promise<boolean> {
    if (this.upToDate) return true;
    const done = new Set(
      (await this.reader.sql<{ name: string }>('SELECT name FROM migrations')).map(({ name }) => name),
    );
    this.upToDate = this.writer.migrations.every(({ name }) => done.has(name!));
    return this.upToDate;
  }

  private connections(): GaugeValue[] {
    return [['writer', this.writer] as const, ['reader', this.reading] as const].flatMap(([pool, source]) => {
      const { totalCount, idleCount, waitingCount } = (source.driver as unknown as { master: Pool }).master;
      return [
        ['in_use', totalCount - idleCount] as const,
        ['idle', idleCount] as const,
        ['awaited', waitingCount] as const,
      ].map(([state, value]) => ({ value, labels: { pool, state } }));
    });
  }
}
