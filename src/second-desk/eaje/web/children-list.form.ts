import { Choice, Text, WholeNumber } from '../../../foundation/platform/web/index.js';

/** Which of the children are listed: all who are there or to come when it is absent. */
export const CHILDREN_SHOWN = ['leaving', 'ended'] as const;
export const CHILDREN_ORDERS = ['to', 'from', 'name'] as const;
export type ChildrenOrder = (typeof CHILDREN_ORDERS)[number];

/** Filters of the children of an establishment, kept in the address: codes and ids only. */
export class ChildrenQuery {
  @Choice(CHILDREN_SHOWN, 'web.errors.unreadable') liste?: (typeof CHILDREN_SHOWN)[number];
  @Text('eaje.errors.sectionMissing', 80) section?: string;
  /** The order of the list; by last day when absent. */
  @Choice(CHILDREN_ORDERS, 'web.errors.unreadable') ordre?: ChildrenOrder;
  /** The number of the page, from 1. */
  @WholeNumber('eaje.errors.after') page?: string;
}
