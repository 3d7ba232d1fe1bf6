import { IsISO8601, IsOptional, Matches } from 'class-validator';
import { OPEN_STATES } from '../../../dossier/dossier/index.js';
import { Choice, Place, Text, Ticked, readPlace } from '../../../foundation/platform/web/index.js';
import { NAMED_ORDERS, type NamedFilter, type NamedOrder, type StateFilter } from '../named-requests.js';

export const STATES: readonly StateFilter[] = [
  'open',
  ...OPEN_STATES,
  'placed',
  'solved_elsewhere',
  'refused',
  'withdrawn',
  'lapsed',
  'ended',
];

/** Filters of the requests that name an establishment, kept in the address: codes, days and ids only. */
export class NamedQuery {
  @Choice(STATES, 'eaje.errors.state') etat?: StateFilter;
  @Text('eaje.errors.commune', 10) commune?: string;
  /** Only first wishes. */
  @Ticked('eaje.errors.wish') premier?: 'yes';
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'eaje.errors.wantedBy' })
  @IsISO8601({ strict: true }, { message: 'eaje.errors.wantedBy' })
  avant?: string;
  /** The order of the list; by the start wished for when absent. */
  @Choice(NAMED_ORDERS, 'web.errors.unreadable') ordre?: NamedOrder;
  /** The last row of the page before. */
  @Place('eaje.errors.after') apres?: string;
}

/** What is read with these filters. */
export function namedFilter({ etat, commune, premier, avant, ordre, apres }: NamedQuery): NamedFilter {
  return {
    state: etat ?? 'open',
    order: ordre ?? 'wanted',
    communeCode: commune,
    isFirstWish: premier === 'yes',
    wantedBy: avant,
    after: readPlace(apres),
  };
}
