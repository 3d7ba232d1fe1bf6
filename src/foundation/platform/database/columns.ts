import { Column, ForeignKey, Index, PrimaryColumn, type ColumnOptions } from 'typeorm';

/** The portable column types. Entities use these and no others, so that one schema serves SQLite and PostgreSQL. */

/** Primary key: UUID v7 as text. */
export const IdColumn = (): PropertyDecorator => PrimaryColumn({ type: 'varchar', length: 36 });

/** Primary key that we choose: a code of the reference data (INSEE code, `ma-71306`…), or the hash of a secret. */
export const KeyColumn = (): PropertyDecorator => PrimaryColumn({ type: 'varchar', length: 80 });

/** The id of another row, always indexed. A row of another feature is referred to by its id, never by an object. */
export const RefColumn =
  (options: ColumnOptions = {}): PropertyDecorator =>
  (target, key) => {
    Column({ type: 'varchar', length: 80, ...options })(target, key);
    Index()(target, key);
  };

/** The id of a row of the same feature, which must exist: the database has a foreign key. Indexed. */
export const OwnColumn =
  (target: () => new () => object, options: ColumnOptions = {}): PropertyDecorator =>
  (entity, key) => {
    RefColumn(options)(entity, key);
    ForeignKey(target)(entity, key);
  };

/** A moment in UTC as ISO text (kernel Instant). */
export const InstantColumn = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ type: 'varchar', length: 24, ...options });

/** A civil date as text (kernel Day). */
export const DayColumn = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ type: 'varchar', length: 10, ...options });

/** A word of a closed list: a state, a kind, a role… */
export const CodeColumn = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ type: 'varchar', length: 80, ...options });

export const TextColumn = (options: ColumnOptions = {}): PropertyDecorator => Column({ type: 'text', ...options });
export const CountColumn = (options: ColumnOptions = {}): PropertyDecorator => Column({ type: 'integer', ...options });
export const FlagColumn = (options: ColumnOptions = {}): PropertyDecorator => Column({ type: 'boolean', ...options });
/** A plain value kept as JSON text. It is read as a whole, and no query looks inside it. */
export const JsonColumn = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ type: 'simple-json', ...options });
