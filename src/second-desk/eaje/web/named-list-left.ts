import {
  checkForm,
  listAddress,
  listWithPlace,
  placeWritten,
  readList,
} from '../../../foundation/platform/web/index.js';
import type { NamedOrder, NamedRequest } from '../named-requests.js';
import { NamedQuery } from './named-requests.form.js';

const VALUES: Readonly<Record<NamedOrder, (row: NamedRequest) => string | null>> = {
  wanted: ({ wantedFrom }) => wantedFrom,
  received: ({ submittedAt }) => submittedAt,
  latest: ({ submittedAt }) => submittedAt,
  born: ({ birthDate }) => birthDate,
};
const valueIn = (row: NamedRequest, order: NamedOrder = 'wanted'): string | null => VALUES[order](row);

/** Where the list goes on after a row, as its address says it. */
export const placeAfter = (row: NamedRequest, order?: NamedOrder): string =>
  placeWritten({ value: valueIn(row, order), id: row.id });

/** The address of the requests that name an establishment, with these filters. */
export const namedAddress = (providerId: string, query: NamedQuery): string =>
  listAddress(`/eaje/${providerId}/demandes`, query);

/** The address under which these filters are kept: not what stands without being named, nor which page is shown. */
export function addressToKeep(providerId: string, { apres: _page, etat, ordre, ...filters }: NamedQuery): string {
  return namedAddress(providerId, {
    ...filters,
    ...(etat === 'open' ? {} : { etat }),
    ...(ordre === 'wanted' ? {} : { ordre }),
  });
}

/** The address of a request that was found in this list. */
export function foundAt(providerId: string, query: NamedQuery, row: NamedRequest): string {
  const list = `${providerId}?${listWithPlace(namedAddress(providerId, query), valueIn(row, query.ordre))}`;
  return `/eaje/demandes/${row.id}?liste=${encodeURIComponent(list)}`;
}

/**
 * The list from which a request was opened, with the place that it had there; null where nobody knows it, or where it
 * was another establishment's.
 */
export function namedListLeft(
  providerId: string,
  kept: string | undefined,
): { readonly query: NamedQuery; readonly value: string | null | undefined } | null {
  const [of, filters] = kept?.split('?') ?? [];
  if (of !== providerId) return null;
  const list = readList(filters ?? '');
  const query = checkForm(NamedQuery, list.filters);
  return query.ok ? { query: query.value, value: list.value } : null;
}
