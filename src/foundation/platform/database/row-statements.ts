import { FindOperator, type DataSource, type EntityMetadata, type EntityTarget, type ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { groupedBy } from '../../kernel/grouped-by.js';

export interface Statement {
  readonly sql: string;
  readonly values: unknown[];
}

type Primitive = string | number | boolean | null;
/** A value that the column must equal (null or `IsNull`: none), or a list that must contain its value (`In`). */
type Wanted = Primitive | FindOperator<Primitive[]> | FindOperator<null>;

const isPrimitive = (value: unknown): boolean =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);
const isList = (value: unknown): value is FindOperator<Primitive[]> =>
  value instanceof FindOperator && value.type === 'in';
const isNothing = (value: unknown): boolean =>
  value === null || (value instanceof FindOperator && value.type === 'isNull');

/**
 * Whether a condition has equalities and lists only. Any other (Not, LessThan, nested) is left to the query builder.
 */
export const isPlain = (where: object): where is Record<string, Wanted> =>
  Object.values(where).every((value) => isPrimitive(value) || isList(value) || isNothing(value));

const MOST_INSERT_TEXTS = 200;

/** Column types whose values are stored as they are, on both databases: nothing is asked of TypeORM for each of them. */
const AS_THEY_ARE: readonly unknown[] = ['varchar', 'text', 'integer'];

/** Both databases limit the parameters of one statement (SQLite: 32 766). */
export const MOST_PARAMETERS = 30_000;

/** Which row, and what changes in it. */
export interface Change<E> {
  readonly where: Partial<E>;
  readonly patch: Partial<E>;
}

const givenIn = (row: object): string[] =>
  Object.keys(row).filter((name) => (row as ObjectLiteral)[name] !== undefined);

/** The columns that any of the rows gives. */
function namesOf(rows: readonly object[]): string[] {
  const names = new Set<string>();
  for (const row of rows) for (const name in row) if ((row as ObjectLiteral)[name] !== undefined) names.add(name);
  return [...names];
}

/**
 * The statements of one entity that run thousands of times a second, written once from TypeORM's metadata. The query
 * builder would spell them out each time, which costs more than SQLite needs to run them
 * (docs/decisions/0008-row-statements.md).
 */
export class RowStatements<E extends ObjectLiteral> {
  private static readonly known = new WeakMap<DataSource, Map<unknown, RowStatements<ObjectLiteral>>>();

  static of<E extends ObjectLiteral>(source: DataSource, entity: EntityTarget<E>): RowStatements<E> {
    const bySource = RowStatements.known.get(source) ?? new Map<unknown, RowStatements<ObjectLiteral>>();
    RowStatements.known.set(source, bySource);
    const made = bySource.get(entity) ?? new RowStatements<ObjectLiteral>(source, source.getMetadata(entity));
    bySource.set(entity, made);
    return made as unknown as RowStatements<E>;
  }

  private readonly insertTexts = new Map<string, string>();
  private readonly columns: Map<string, ColumnMetadata>;
  /** The columns that hold values as they are. */
  private readonly plain: ReadonlySet<ColumnMetadata>;
  private readonly table: string;
  private readonly postgres: boolean;

  private constructor(
    private readonly source: DataSource,
    private readonly metadata: EntityMetadata,
  ) {
    this.columns = new Map(metadata.columns.map((column) => [column.propertyName, column]));
    this.plain = new Set(
      metadata.columns.filter(({ type, transformer }) => AS_THEY_ARE.includes(type) && transformer === undefined),
    );
    this.table = `"${metadata.tableName}"`;
    this.postgres = source.options.type === 'postgres';
  }

  has(name: string): boolean {
    return this.columns.has(name);
  }

  get columnCount(): number {
    return this.metadata.columns.length;
  }

  private column(name: string): ColumnMetadata {
    const column = this.columns.get(name);
    if (!column) throw new Error(`${this.metadata.name} has no column ${name}`);
    return column;
  }

  private stored(name: string, value: unknown): unknown {
    const column = this.column(name);
    if (this.plain.has(column)) return value;
    const stored: unknown = this.source.driver.preparePersistentValue(value, column);
    return typeof stored === 'boolean' && !this.postgres ? Number(stored) : stored;
  }

  private mark(index: number): string {
    return this.postgres ? `$${index}` : '?';
  }

  /** Inserts the columns that at least one of the rows gives. Any other column takes the default of the database. */
  insert(rows: readonly Partial<E>[], onConflict = ''): Statement {
    const names = namesOf(rows);
    const inColumns = this.postgres && rows.length > 1;
    const stored = (row: object, name: string): unknown => this.stored(name, (row as ObjectLiteral)[name] ?? null);
    const values = inColumns
      ? names.map((name) => rows.map((row) => stored(row, name)))
      : rows.flatMap((row) => names.map((name) => stored(row, name)));
    const shape = `${names.join()} ${inColumns ? 'columns' : rows.length} ${onConflict}`;
    let sql = this.insertTexts.get(shape);
    if (!sql) {
      const columns = names.map((name) => `"${this.column(name).databaseName}"`);
      const given = inColumns ? `SELECT * FROM ${this.columnsOf(names)}` : this.rowsOf(names, rows.length);
      sql = `INSERT INTO ${this.table} (${columns.join(', ')}) ${given} ${onConflict}`.trim();
      // Everyday inserts have few different lengths, but bulk inserts come in any length. Beyond this number, a text
      // is not kept.
      if (this.insertTexts.size < MOST_INSERT_TEXTS) this.insertTexts.set(shape, sql);
    }
    return { sql, values };
  }

  private rowsOf(names: readonly string[], rows: number): string {
    let mark = 0;
    return `VALUES ${Array.from({ length: rows }, () => `(${names.map(() => this.mark((mark += 1))).join(', ')})`).join(', ')}`;
  }

  /**
   * Many rows as one list for each column. PostgreSQL reads ten lists in half the time of twenty thousand separate
   * parameters.
   */
  private columnsOf(names: readonly string[]): string {
    const lists = names.map(
      (name, index) => `${this.mark(index + 1)}::${this.source.driver.normalizeType(this.column(name))}[]`,
    );
    return `unnest(${lists.join(', ')})`;
  }

  private condition(where: Record<string, Wanted>, values: unknown[]): string {
    const parts = Object.entries(where).map(([name, value]) => {
      const column = `"${this.column(name).databaseName}"`;
      if (isNothing(value)) return `${column} IS NULL`;
      if (isList(value)) {
        const marks = (value.value as unknown as Primitive[]).map((item) =>
          this.mark(values.push(this.stored(name, item))),
        );
        return marks.length === 0 ? '1 = 0' : `${column} IN (${marks.join(', ')})`;
      }
      values.push(this.stored(name, value));
      return `${column} = ${this.mark(values.length)}`;
    });
    return parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`;
  }

  select(where: Record<string, Wanted>, rest = ''): Statement {
    const values: unknown[] = [];
    const columns = this.metadata.columns.map((column) => `"${column.databaseName}"`).join(', ');
    return { sql: `SELECT ${columns} FROM ${this.table} ${this.condition(where, values)} ${rest}`.trim(), values };
  }

  orderBy(order: Record<string, unknown>): string {
    const parts = Object.entries(order).map(
      ([name, direction]) =>
        `"${this.column(name).databaseName}" ${String(direction).toUpperCase() === 'DESC' ? 'DESC' : 'ASC'}`,
    );
    return parts.length === 0 ? '' : `ORDER BY ${parts.join(', ')}`;
  }

  update(where: Record<string, Wanted>, patch: Partial<E>): Statement {
    const values: unknown[] = [];
    const sets = Object.entries(patch)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => {
        values.push(this.stored(name, value));
        return `"${this.column(name).databaseName}" = ${this.mark(values.length)}`;
      });
    // RETURNING counts the changed rows in the same way on both databases.
    return {
      sql: `UPDATE ${this.table} SET ${sets.join(', ')} ${this.condition(where, values)} RETURNING 1 AS changed`,
      values,
    };
  }

  /** Updates many rows: one statement for all changes that give the same columns. No value of a `where` may be null. */
  updateEach(changes: readonly Change<E>[]): Statement[] {
    const alike = groupedBy(changes, ({ where, patch }) => `${Object.keys(where).join()} ${givenIn(patch).join()}`);
    return [...alike.values()].flatMap((same) => {
      const most = Math.floor(MOST_PARAMETERS / this.columnCount);
      return Array.from({ length: Math.ceil(same.length / most) }, (_, index) =>
        this.updateAlike(same.slice(index * most, (index + 1) * most)),
      );
    });
  }

  private updateAlike(changes: readonly Change<E>[]): Statement {
    const keys = Object.keys(changes[0]!.where),
      sets = givenIn(changes[0]!.patch);
    const rows = changes.map(({ where, patch }) => [
      ...keys.map((name) => this.stored(name, where[name])),
      ...sets.map((name) => this.stored(name, patch[name])),
    ]);
    const given = `given (${[...keys.map((_, index) => `k${index}`), ...sets.map((_, index) => `v${index}`)].join(', ')})`;
    const names = [...keys, ...sets];
    const change = `SET ${sets.map((name, index) => `"${this.column(name).databaseName}" = given.v${index}`).join(', ')}`;
    const equal = keys.map((name, index) => `kept."${this.column(name).databaseName}" = given.k${index}`);
    const which = `${equal.join(' AND ')} RETURNING 1 AS changed`;
    return this.postgres
      ? {
          sql: `UPDATE ${this.table} AS kept ${change} FROM ${this.columnsOf(names)} AS ${given} WHERE ${which}`,
          values: names.map((_, index) => rows.map((row) => row[index])),
        }
      : {
          sql: `WITH ${given} AS (${this.rowsOf(names, rows.length)}) UPDATE ${this.table} AS kept ${change} FROM given WHERE ${which}`,
          values: rows.flat(),
        };
  }

  /** A row of the database as the entity. */
  hydrate(row: Record<string, unknown>): E {
    const entity = this.metadata.create() as E;
    for (const column of this.metadata.columns) {
      const kept = row[column.databaseName];
      const value: unknown = this.plain.has(column) ? kept : this.source.driver.prepareHydratedValue(kept, column);
      (entity as ObjectLiteral)[column.propertyName] = value ?? null;
    }
    return entity;
  }
}
