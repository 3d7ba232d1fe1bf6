import type { EntityManager, EntityTarget, FindManyOptions, FindOptionsWhere, ObjectLiteral, QueryRunner, SelectQueryBuilder } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { isTransient } from './transient.js';

export type Dialect = 'sqlite' | 'postgres';
export type SqlParameters = Record<string, string | number | boolean | null>;

/** `:name` parameters to the dialect's own; a list is spelled by the caller with {@link listOf}. */
function bind(dialect: Dialect, text: string, parameters: SqlParameters): [string, unknown[]] {
  const values: unknown[] = [];
  const sql = text.replace(/(?<!:):([a-zA-Z]\w*)/g, (_, name: string) => {
    if (!(name in parameters)) throw new Error(`SQL parameter :${name} has no value`);
    values.push(parameters[name]);
    return dialect === 'postgres' ? `$${values.length}` : '?';
  });
  return [sql, values];
}

/** Spells a list for `IN (…)`: `const ids = listOf('id', values)`, then `IN (${ids.sql})` with `...ids.parameters`. */
export function listOf(name: string, values: readonly (string | number)[]): { sql: string; parameters: SqlParameters } {
  const keys = values.map((_, index) => `${name}${index}`);
  return {
    sql: keys.length === 0 ? 'NULL' : keys.map((key) => `:${key}`).join(', '),
    parameters: Object.fromEntries(keys.map((key, index) => [key, values[index]!])),
  };
}

/** Reads of committed rows, outside any unit of work. */
export class Reader {
  constructor(
    protected readonly manager: EntityManager,
    readonly dialect: Dialect,
    protected readonly runner?: QueryRunner,
  ) {}

  findOne<E extends ObjectLiteral>(entity: EntityTarget<E>, where: FindOptionsWhere<E>): Promise<E | null> {
    return this.manager.findOneBy(entity, where);
  }

  find<E extends ObjectLiteral>(entity: EntityTarget<E>, options: FindManyOptions<E> = {}): Promise<E[]> {
    return this.manager.find(entity, options);
  }

  count<E extends ObjectLiteral>(entity: EntityTarget<E>, where: FindOptionsWhere<E> = {}): Promise<number> {
    return this.manager.countBy(entity, where);
  }

  from<E extends ObjectLiteral>(entity: EntityTarget<E>, alias: string): SelectQueryBuilder<E> {
    return this.manager.createQueryBuilder(entity, alias);
  }

  /** Portable SQL with `:name` parameters; column names are the database's (snake_case). */
  async sql<Row>(text: string, parameters: SqlParameters = {}): Promise<Row[]> {
    const [sql, values] = bind(this.dialect, text, parameters);
    return (await this.manager.query(sql, values)) as Row[];
  }
}

/** The open unit of work: everything written through it is committed together or not at all. */
export class Tx extends Reader {
  private readonly hooks: (() => void)[] = [];

  async insert<E extends ObjectLiteral>(entity: EntityTarget<E>, rows: Partial<E> | readonly Partial<E>[]): Promise<void> {
    await this.insertRows(entity, Array.isArray(rows) ? (rows as Partial<E>[]) : [rows as Partial<E>], false);
  }

  /** Inserts the rows whose key is not there yet. */
  async insertMissing<E extends ObjectLiteral>(entity: EntityTarget<E>, rows: readonly Partial<E>[]): Promise<void> {
    await this.insertRows(entity, rows, true);
  }

  private async insertRows<E extends ObjectLiteral>(entity: EntityTarget<E>, list: readonly Partial<E>[], missingOnly: boolean): Promise<void> {
    if (list.length === 0) return;
    const parameters = this.manager.dataSource.getMetadata(entity).columns.length;
    // Both databases bound the parameters of one statement (SQLite: 32 766).
    const chunk = Math.max(1, Math.floor(30_000 / parameters));
    for (let start = 0; start < list.length; start += chunk) {
      const statement = this.manager
        .createQueryBuilder()
        .insert()
        .into(entity)
        .values(list.slice(start, start + chunk) as QueryDeepPartialEntity<E>[])
        .updateEntity(false);
      await (missingOnly ? statement.orIgnore() : statement).execute();
    }
  }

  /** Inserts unless a unique key stands in the way. @returns whether the row was inserted. */
  async insertIfAbsent<E extends ObjectLiteral>(entity: EntityTarget<E>, row: Partial<E>): Promise<boolean> {
    const metadata = this.manager.dataSource.getMetadata(entity);
    const primary = metadata.primaryColumns.map((column) => `"${column.databaseName}"`).join(', ');
    const columns = metadata.columns.filter((column) => column.getEntityValue(row as E) !== undefined);
    const names = columns.map((column) => `"${column.databaseName}"`).join(', ');
    const parameters: SqlParameters = {};
    for (const [index, column] of columns.entries()) {
      parameters[`v${index}`] = this.manager.dataSource.driver.preparePersistentValue(column.getEntityValue(row as E), column) as string;
    }
    const marks = columns.map((_, index) => `:v${index}`).join(', ');
    const inserted = await this.sql(
      `INSERT INTO "${metadata.tableName}" (${names}) VALUES (${marks}) ON CONFLICT DO NOTHING RETURNING ${primary}`,
      parameters,
    );
    return inserted.length > 0;
  }

  /** @returns how many rows changed: zero means that somebody was first. */
  async update<E extends ObjectLiteral>(entity: EntityTarget<E>, where: FindOptionsWhere<E>, patch: Partial<E>): Promise<number> {
    const result = await this.manager.update(entity, where, patch as QueryDeepPartialEntity<E>);
    return result.affected ?? 0;
  }

  async delete<E extends ObjectLiteral>(entity: EntityTarget<E>, where: FindOptionsWhere<E>): Promise<number> {
    const result = await this.manager.delete(entity, where);
    return result.affected ?? 0;
  }

  /** A statement that writes; @returns the rows of its RETURNING clause. */
  async write<Row>(text: string, parameters: SqlParameters = {}): Promise<Row[]> {
    const [sql, values] = bind(this.dialect, text, parameters);
    const raw: unknown = await this.manager.query(sql, values);
    // PostgreSQL answers [rows, count] to UPDATE and DELETE.
    if (this.dialect === 'postgres' && Array.isArray(raw) && raw.length === 2 && Array.isArray(raw[0])) return raw[0] as Row[];
    return Array.isArray(raw) ? (raw as Row[]) : [];
  }

  /** Holds the row until the end of the unit (PostgreSQL; SQLite has one writer). */
  async lock<E extends ObjectLiteral>(entity: EntityTarget<E>, where: FindOptionsWhere<E>): Promise<E | null> {
    return this.manager.findOne(entity, {
      where,
      ...(this.dialect === 'postgres' ? { lock: { mode: 'pessimistic_write' as const } } : {}),
    });
  }

  /**
   * A part of the unit that may fail alone: what it wrote is undone when it throws, and the unit goes on.
   * A meeting of two units is thrown on, as it asks for the whole unit to be run again.
   */
  async attempt<T>(part: () => Promise<T>): Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown }> {
    await this.manager.query('SAVEPOINT part');
    try {
      const value = await part();
      await this.manager.query('RELEASE SAVEPOINT part');
      return { ok: true, value };
    } catch (error) {
      if (isTransient(error)) throw error;
      await this.manager.query('ROLLBACK TO SAVEPOINT part');
      await this.manager.query('RELEASE SAVEPOINT part');
      return { ok: false, error };
    }
  }

  /** Runs once the unit is durable; never for one that was rolled back. */
  afterCommit(hook: () => void): void {
    this.hooks.push(hook);
  }

  /** @internal called by UnitOfWork. */
  committed(): void {
    for (const hook of this.hooks) hook();
  }
}
