import type { RequestState } from '../../../dossier/dossier/index.js';

/** How a request ends when nobody has to do anything more for it. */
const ENDS = [
  'placed',
  'solved_elsewhere',
  'withdrawn',
  'lapsed',
  'refused',
] as const satisfies readonly RequestState[];

/** Days from the end to the questions, and from the first day of a place. */
export const DAYS_AFTER_END = 7;
export const DAYS_AFTER_ENTRY = 21;

export const isEnd = (state: RequestState): boolean => ENDS.some((end) => end === state);

/** A request of a family, as far as it decides whether the family is asked. */
export interface EndedRequest {
  readonly state: RequestState;
  /** Null while the child is expected. */
  readonly birthDate: string | null;
  readonly isJoined: boolean;
}

/**
 * Whether the family of a request that ended is asked how it went. Never once a request was stopped before a birth: the
 * pregnancy may have ended, and nobody writes to that family about how it went, whatever its other requests became.
 */
export function mayBeAsked(request: EndedRequest, ofFamily: readonly EndedRequest[]): boolean {
  const isStoppedBeforeBirth = ofFamily.some(
    ({ state, birthDate }) => birthDate === null && (state === 'withdrawn' || state === 'lapsed' || state === 'ended'),
  );
  return isEnd(request.state) && !request.isJoined && request.birthDate !== null && !isStoppedBeforeBirth;
}
