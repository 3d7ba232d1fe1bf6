interface Actions {
  readonly can: Readonly<Record<string, boolean>>;
  readonly listing: unknown;
  readonly offer: unknown;
}

/**
 * Where the desk does each next act on the page of its request (request-actions.njk). A session is held elsewhere, and an
 * urgent place is given by a director.
 */
const PLACES: Readonly<Record<string, { readonly at: string; readonly isThere: (actions: Actions) => boolean }>> = {
  take_up: { at: 'do-take-up', isThere: ({ can }) => !!can['takeUp'] },
  orient: { at: 'do-orient', isThere: ({ can }) => !!can['orient'] },
  first_contact: { at: 'do-tell-first', isThere: () => true },
  complete: { at: 'do-complete', isThere: ({ can }) => !!can['complete'] },
  list: { at: 'do-list', isThere: ({ listing }) => listing !== null },
  confirm: { at: 'do-confirm', isThere: ({ can }) => !!can['confirm'] },
  answer_offer: { at: 'do-answer-offer', isThere: ({ offer }) => offer !== null },
  complete_solution: { at: 'do-orient', isThere: ({ can }) => !!can['orient'] },
  ring: { at: 'do-call', isThere: () => true },
  reach: { at: 'do-call', isThere: () => true },
};

/** The address on the page at which the announced act is done; null where this desk does not do it there. */
export function nextActPlace(act: string, actions: Actions): string | null {
  const place = PLACES[act];
  return place?.isThere(actions) ? `#${place.at}` : null;
}

/** Where an act is announced on the page of a request, whatever its state; null where this desk does not do it there. */
export const placeOfAct = (act: string): string | null => (PLACES[act] ? `#${PLACES[act].at}` : null);
