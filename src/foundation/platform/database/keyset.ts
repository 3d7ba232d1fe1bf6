import type { Id } from '../../kernel/ids.js';
import type { SqlPart } from './tx.js';

/** An order of a list: a column, then the id. A row without a value stands last. */
export interface ListOrder {
  readonly column: string;
  readonly mayLack: boolean;
  readonly backwards: boolean;
}

/** Where a row stands in a list: its value in the order of the list, none where it has none, and its id. */
export interface RowPlace {
  readonly value: string | null;
  readonly id: Id;
}

/** From where a page of a list is read: on from the row before it, or back from the row that follows it. */
export interface PageFrom {
  readonly after?: RowPlace;
  readonly before?: RowPlace;
}

/**
 * A page of a list as the condition on its rows and their order (keyset pagination). Read back from a row, the rows come
 * nearest first.
 * @param idColumn the column of the id, of which no two rows have the same
 */
export function keysetPage(
  { column, mayLack, backwards }: ListOrder,
  idColumn: string,
  { after, before }: PageFrom,
): SqlPart & { readonly order: string } {
  const isBack = before !== undefined;
  const [direction, beyond] = backwards === isBack ? ['ASC', '>'] : ['DESC', '<'];
  const lacking = `CASE WHEN ${column} IS NULL THEN 1 ELSE 0 END ${isBack ? 'DESC' : 'ASC'}`;
  const order = [...(mayLack ? [lacking] : []), `${column} ${direction}`, `${idColumn} ${direction}`].join(', ');
  const place = before ?? after;
  if (!place) return { sql: '1 = 1', parameters: {}, order };
  const id = `${idColumn} ${beyond} :placeId`;
  const lacks = `${column} IS NULL`;
  if (place.value === null)
    return {
      sql: isBack ? `(NOT (${lacks}) OR ${id})` : `(${lacks} AND ${id})`,
      parameters: { placeId: place.id },
      order,
    };
  const parameters = { placeId: place.id, placeValue: place.value };
  // One range of an index, so that a far page costs what the first one does.
  const valued = `(${column}, ${idColumn}) ${beyond} (:placeValue, :placeId)`;
  return { sql: mayLack && !isBack ? `(${valued} OR ${lacks})` : valued, parameters, order };
}
