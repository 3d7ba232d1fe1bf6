import { Column, ForeignKey, Index, PrimaryColumn, type ColumnOptions } from 'typeorm';

/**
 * The portable column types: one schema serves SQLite and PostgreSQL because every entity uses these and nothing else.
 */

/** Primary key: UUID v7 as text. */
export const IdColumn = (): PropertyDecorator => PrimaryColumn({ type: 'varchar', length: 36 });

/** Primary key chosen by us: a code of the reference data (INSEE code, `ma-71306`…) or the hash of a secret. */
export const KeyColumn = (): PropertyDecorator => PrimaryColumn({ type: 'varchar', length: 80 });

/** Another row's id, always indexed; between features it is an id, never an object. */
export const RefColumn =
  (options: ColumnOptions = {}): PropertyDecorator =>
  (target, key) => {
    Column({ type: 'varchar', length: 80, ...options })(target, key);
    Index()(target, key);
  };

/** A row of the same feature that must exist: the database holds it. Indexed. */
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

/** A word of a closed list: state, kind, role… */
export const CodeColumn = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ type: 'varchar', length: 80, ...options });

export const TextColumn = (options: ColumnOptions = {}): PropertyDecorator => Column({ type: 'text', ...options });
export const CountColumn = (options: ColumnOptions = {}): PropertyDecorator => Column({ type: 'integer', ...options });
export const FlagColumn = (options: ColumnOptions = {}): PropertyDecorator => Column({ type: 'boolean', ...options });
/** A plain value kept as JSON text: read whole, never queried inside. */
export const JsonColumn = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ type: 'simple-json', ...options });
