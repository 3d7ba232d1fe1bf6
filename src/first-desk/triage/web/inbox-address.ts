import type { InboxQuery, InboxSearch } from './inbox.form.js';

/** The filters that were given, by name. */
export const filled = (query: InboxSearch): [string, string][] =>
  Object.entries(query as Record<string, string | undefined>).flatMap(([name, value]) =>
    value ? [[name, value]] : [],
  );

/** The address of the inbox with these filters. It can hold no name. */
export const inboxAddress = (query: InboxQuery & { readonly text?: never }): string => {
  const entries = filled(query);
  return entries.length === 0
    ? '/rpe'
    : `/rpe?${entries.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
};
