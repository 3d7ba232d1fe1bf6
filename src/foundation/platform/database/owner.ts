import { Inject, Injectable } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { Config } from '../../config/index.js';
import { PostgresUnitOfWork } from './postgres-unit-of-work.js';
import type { Tx } from './tx.js';

/** The tables of the journal, which the application writes once. */
const JOURNAL = 'audit_event, audit_segment, audit_anchor';
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

type PostgresOptions = DataSourceOptions & { type: 'postgres' };

const roleIn = (url: string): string => decodeURIComponent(new URL(url).username);

/** The same database as the role that owns its tables; null when that is the role of the application. */
export function ownerOptions(options: DataSourceOptions, config: Config): PostgresOptions | null {
  const { DATABASE_URL, DATABASE_OWNER_URL } = config;
  if (options.type !== 'postgres' || DATABASE_URL === undefined || DATABASE_OWNER_URL === undefined) return null;
  return roleIn(DATABASE_URL) === roleIn(DATABASE_OWNER_URL) ? null : { ...options, url: DATABASE_OWNER_URL };
}

/**
 * What the application may do where another role owns the tables: use all of them, and neither change nor delete lines
 * of the journal. Said again at each start, because a migration may have made tables.
 */
export async function grantToApplication(owner: DataSource, config: Config): Promise<void> {
  const role = quoted(roleIn(config.DATABASE_URL!));
  for (const statement of [
    `GRANT USAGE ON SCHEMA public TO ${role}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role}`,
    // A backup reads them.
    `GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO ${role}`,
    `REVOKE UPDATE, DELETE, TRUNCATE ON ${JOURNAL} FROM ${role}`,
    `GRANT UPDATE (segment) ON audit_event TO ${role}`,
  ])
    await owner.query(statement);
}

/** Runs units of work as the role that owns the tables. */
@Injectable()
export class OwnerUnits {
  constructor(
    private readonly config: Config,
    @Inject(getDataSourceToken('writer')) private readonly writer: DataSource,
  ) {}

  /** Runs one unit in a connection of its own. @returns false when the application is that role */
  async run(work: (tx: Tx) => Promise<void>): Promise<boolean> {
    const options = ownerOptions(this.writer.options, this.config);
    if (!options) return false;
    const source = await new DataSource(options).initialize();
    try {
      await new PostgresUnitOfWork(source, false).run(work);
    } finally {
      await source.destroy();
    }
    return true;
  }
}
