import { Logger } from '@nestjs/common';
import type { EntityManager, EntityTarget, FindManyOptions, FindOptionsWhere, ObjectLiteral } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { Slices } from '../threads/index.js';
import { isPlain, MOST_PARAMETERS, RowStatements, type Change, type Statement } from './row-statements.js';
import { statementRunner, type RunStatement } from './statement-runner.js';
import { NeededFirst } from './needed-first.js';
import { currentTerritory, OWNED_BY } from './territory-column.js';
import { isTransient } from './transient.js';

const LOGGER = new Logger('Database');

export type Dialect = 'sqlite' | 'postgres';
/** FOR UPDATE would also block units that merely refer to the row, such as the insertion of a request for a dossier. */
const HOLD: Record<Dialect, string> = { sqlite: '', postgres: 'FOR NO KEY UPDATE' };
export type SqlParameters = Record<string, string | number | boolean | null>;
/** A part of a statement, such as a condition or a list, with the values of its named parameters. */
export interface SqlPart {
  readonly sql: string;
  readonly parameters: SqlParameters;
}

interface Bound {
  readonly sql: string;
  /** Names in the order of their marks. A name that is used several times appears several times. */
  readonly names: readonly string[];
}
const boundTexts: Record<Dialect, Map<string, Bound>> = { sqlite: new Map(), postgres: new Map() };
/**
 * How often a unit may stop for something that it needs first. Each time it may find that it now needs something else.
 */
const MOST_TIMES_NEEDED = 3;
/** How many translated statements are kept. Their texts are in the code, and only the lengths of their lists vary. */
const MOST_TEXTS = 2000;

function boundText(dialect: Dialect, text: string): Bound {
  const known = boundTexts[dialect].get(text);
  if (known) return known;
  const names: string[] = [];
  const sql = text.replace(/(?<!:):([a-zA-Z]\w*)/g, (_, name: string) =>
    dialect === 'postgres' ? `$${names.push(name)}` : (names.push(name), '?'),
  );
  if (boundTexts[dialect].size >= MOST_TEXTS) boundTexts[dialect].clear();
  boundTexts[dialect].set(text, { sql, names });
  return { sql, names };
}

/** Translates `:name` parameters to those of the dialect. The caller spells a list with {@link listOf}. */
function bind(dialect: Dialect, text: string, parameters: SqlParameters): [string, unknown[]] {
  const { sql, names } = boundText(dialect, text);
  const values = names.map((name) => {
    if (!(name in parameters)) throw new Error(`SQL parameter :${name} has no value`);
    return parameters[name];
  });
  return [sql, values];
}

/** Spells a list for `IN (…)`: `const ids = listOf('id', values)`, then `IN (${ids.sql})` with `...ids.parameters`. */
export function listOf(name: string, values: readonly (string | number)[]): SqlPart {
  const keys = values.map((_, index) => `${name}${index}`);
  return {
    sql: keys.length === 0 ? 'NULL' : keys.map((key) => `:${key}`).join(', '),
    parameters: Object.fromEntries(keys.map((key, index) => [key, values[index]!])),
  };
}

/**
 * Lets other work run between statements. SQLite answers synchronously, so a unit of many statements would otherwise
 * block every request until its end.
 */
function givingWay(run: RunStatement): RunStatement {
  const slices = new Slices();
  return async (sql, values) => {
    const answer = await run(sql, values);
    await slices.giveWay();
    return answer;
  };
}

/** The rows of a RETURNING clause. For UPDATE and DELETE, PostgreSQL's driver returns [rows, count]. */
function returned(raw: unknown): unknown[] {
  if (!Array.isArray(raw)) return [];
  return raw.length === 2 && Array.isArray(raw[0]) ? (raw[0] as unknown[]) : (raw as unknown[]);
}

/** Reads committed rows, outside any unit of work. */
export class Reader {
  constructor(
    protected readonly manager: EntityManager,
    readonly dialect: Dialect,
    protected readonly run: RunStatement = statementRunner(manager),
  ) {}

  protected async rows<E extends ObjectLiteral>(entity: EntityTarget<E>, statement: Statement): Promise<E[]> {
    const statements = RowStatements.of(this.manager.dataSource, entity);
    const found = (await this.run(statement.sql, statement.values)) as Record<string, unknown>[];
    const slices = new Slices();
    const entities: E[] = [];
    for (const row of found) {
      entities.push(statements.hydrate(row));
      await slices.giveWay();
    }
    return entities;
  }

  async findOne<E extends ObjectLiteral>(entity: EntityTarget<E>, where: FindOptionsWhere<E>): Promise<E | null> {
    if (!isPlain(where)) return this.manager.findOneBy(entity, where);
    const [row] = await this.rows(entity, RowStatements.of(this.manager.dataSource, entity).select(where, 'LIMIT 1'));
    return row ?? null;
  }

  async find<E extends ObjectLiteral>(
    entity: EntityTarget<E>,
    options: Pick<FindManyOptions<E>, 'where' | 'order' | 'take' | 'skip'> = {},
  ): Promise<E[]> {
    const where = options.where ?? {};
    if (Array.isArray(where) || !isPlain(where)) return this.manager.find(entity, options);
    const statements = RowStatements.of(this.manager.dataSource, entity);
    const limit =
      options.take === undefined ? '' : `LIMIT ${Math.trunc(options.take)} OFFSET ${Math.trunc(options.skip ?? 0)}`;
    return this.rows(entity, statements.select(where, `${statements.orderBy(options.order ?? {})} ${limit}`.trim()));
  }

  count<E extends ObjectLiteral>(entity: EntityTarget<E>, where: FindOptionsWhere<E> = {}): Promise<number> {
    return this.manager.countBy(entity, where);
  }

  /** Portable SQL with `:name` parameters; column names are the database's (snake_case). */
  async sql<Row>(text: string, parameters: SqlParameters = {}): Promise<Row[]> {
    const [sql, values] = bind(this.dialect, text, parameters);
    return (await this.run(sql, values)) as Row[];
  }
}

/** The open unit of work. Everything written through it is committed together, or not at all. */
export class Tx extends Reader {
  private readonly hooks: (() => void)[] = [];

  constructor(manager: EntityManager, dialect: Dialect) {
    super(manager, dialect, dialect === 'sqlite' ? givingWay(statementRunner(manager)) : undefined);
  }

  /** The territory of whoever acts. Every row that a territory owns is written with it. */
  readonly territoryId = currentTerritory();

  /** How many times this unit has begun, the present one included. */
  timesBegun = 1;

  /**
   * Whether the unit may still stop for something that it needs first ({@link NeededFirst}). When things keep changing
   * under a unit, it finally makes the thing itself, however long that takes.
   */
  get mayNeedFirst(): boolean {
    return this.timesBegun <= MOST_TIMES_NEEDED;
  }

  async insert<E extends ObjectLiteral>(
    entity: EntityTarget<E>,
    rows: Partial<E> | readonly Partial<E>[],
  ): Promise<void> {
    await this.insertRows(entity, Array.isArray(rows) ? (rows as Partial<E>[]) : [rows as Partial<E>], '');
  }

  /** Inserts the rows whose key does not exist yet. */
  async insertMissing<E extends ObjectLiteral>(entity: EntityTarget<E>, rows: readonly Partial<E>[]): Promise<void> {
    await this.insertRows(entity, rows, 'ON CONFLICT DO NOTHING');
  }

  /**
   * @param onConflict in SQL, what happens to a row whose key exists already. No key may appear twice among the rows
   */
  async insertOr<E extends ObjectLiteral>(
    entity: EntityTarget<E>,
    rows: readonly Partial<E>[],
    onConflict: string,
  ): Promise<void> {
    await this.insertRows(entity, rows, onConflict);
  }

  private async insertRows<E extends ObjectLiteral>(
    entity: EntityTarget<E>,
    list: readonly Partial<E>[],
    onConflict: string,
  ): Promise<void> {
    if (list.length === 0) return;
    const statements = RowStatements.of(this.manager.dataSource, entity);
    const chunk = Math.floor(MOST_PARAMETERS / statements.columnCount);
    for (let start = 0; start < list.length; start += chunk) {
      const { sql, values } = statements.insert(this.owned(statements, list.slice(start, start + chunk)), onConflict);
      await this.run(sql, values);
    }
  }

  private owned<E extends ObjectLiteral>(
    statements: RowStatements<E>,
    rows: readonly Partial<E>[],
  ): readonly Partial<E>[] {
    return statements.has(OWNED_BY) ? rows.map((row) => ({ [OWNED_BY]: this.territoryId, ...row })) : rows;
  }

  /** Inserts the row unless a unique key forbids it. @returns whether the row was inserted */
  async insertIfAbsent<E extends ObjectLiteral>(entity: EntityTarget<E>, row: Partial<E>): Promise<boolean> {
    const statements = RowStatements.of(this.manager.dataSource, entity);
    const { sql, values } = statements.insert(
      this.owned(statements, [row]),
      'ON CONFLICT DO NOTHING RETURNING 1 AS inserted',
    );
    return ((await this.run(sql, values)) as unknown[]).length > 0;
  }

  /** @returns how many rows changed. Zero means that somebody else changed the row first */
  async update<E extends ObjectLiteral>(
    entity: EntityTarget<E>,
    where: FindOptionsWhere<E>,
    patch: Partial<E>,
  ): Promise<number> {
    if (!isPlain(where))
      return (await this.manager.update(entity, where, patch as QueryDeepPartialEntity<E>)).affected ?? 0;
    const { sql, values } = RowStatements.of(this.manager.dataSource, entity).update(where, patch);
    return returned(await this.run(sql, values)).length;
  }

  /**
   * Updates each row by its own `where`, with few statements in all.
   * @returns how many rows changed. Fewer than asked for means that somebody else changed one first
   */
  async updateEach<E extends ObjectLiteral>(entity: EntityTarget<E>, changes: readonly Change<E>[]): Promise<number> {
    let changed = 0;
    for (const { sql, values } of RowStatements.of(this.manager.dataSource, entity).updateEach(changes))
      changed += returned(await this.run(sql, values)).length;
    return changed;
  }

  /**
   * {@link lock} for many rows, in the order of their ids: two units that lock the same rows then wait for each other
   * instead of dead-locking.
   */
  async lockAll<E extends ObjectLiteral & { id: string }>(
    entity: EntityTarget<E>,
    where: FindOptionsWhere<E>,
  ): Promise<E[]> {
    if (!isPlain(where)) throw new Error('lockAll() takes plain equality');
    return this.rows(
      entity,
      RowStatements.of(this.manager.dataSource, entity).select(where, `ORDER BY "id" ${HOLD[this.dialect]}`),
    );
  }

  async delete<E extends ObjectLiteral>(entity: EntityTarget<E>, where: FindOptionsWhere<E>): Promise<number> {
    const result = await this.manager.delete(entity, where);
    return result.affected ?? 0;
  }

  /** Runs a statement that writes. @returns the rows of its RETURNING clause */
  async write<Row>(text: string, parameters: SqlParameters = {}): Promise<Row[]> {
    const [sql, values] = bind(this.dialect, text, parameters);
    return returned(await this.run(sql, values)) as Row[];
  }

  /** Locks the row until the end of the unit. On SQLite, with its one writer, this only reads the row. */
  async lock<E extends ObjectLiteral>(entity: EntityTarget<E>, where: Partial<E>): Promise<E | null> {
    if (!isPlain(where)) throw new Error('lock() takes plain equality');
    const [row] = await this.rows(
      entity,
      RowStatements.of(this.manager.dataSource, entity).select(where, `LIMIT 1 ${HOLD[this.dialect]}`),
    );
    return row ?? null;
  }

  /**
   * Does `work` within this unit. When it fails, only `work` is undone and the unit goes on. A conflict with another
   * unit, or something that is needed first, is thrown on, because the whole unit has to run again.
   */
  async attempt<T>(
    work: () => Promise<T>,
  ): Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown }> {
    const told = this.hooks.length;
    await this.run('SAVEPOINT attempt', []);
    try {
      const value = await work();
      await this.run('RELEASE SAVEPOINT attempt', []);
      return { ok: true, value };
    } catch (error) {
      await this.run('ROLLBACK TO SAVEPOINT attempt', []);
      await this.run('RELEASE SAVEPOINT attempt', []);
      this.hooks.length = told;
      if (isTransient(error) || error instanceof NeededFirst) throw error;
      return { ok: false, error };
    }
  }

  /** Runs the hook once the unit is durable. It never runs for a unit that was rolled back. */
  afterCommit(hook: () => void): void {
    this.hooks.push(hook);
  }

  /** @internal called by UnitOfWork. */
  committed(): void {
    for (const hook of this.hooks) {
      try {
        hook();
      } catch (error) {
        // The unit is durable by now. A hook that fails therefore fails neither the unit nor those that share its
        // commit.
        LOGGER.error({ err: error, event: 'after-commit' });
      }
    }
  }
}
