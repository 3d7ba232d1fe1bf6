import type { RequestState } from '../../../dossier/dossier/domain/index.js';
import { addMonths, dayOf, instantAt, type Day, type Instant } from '../../../foundation/kernel/time.js';

/** What a point d'accueil is. */
export const POINT_KINDS = ['town_hall', 'france_services', 'establishment', 'other'] as const;
export type PointKind = (typeof POINT_KINDS)[number];

/** `completed`: the family proved that it has a dossier already, and what it said was added to that. */
export type FilingKind = 'filed' | 'completed';

/** What a point is told of a request: as coarse as the first line of the family's own page, and never of an offer. */
export const STAGES = ['received', 'studied', 'missing', 'oriented', 'proposed', 'solved', 'closed'] as const;
export type Stage = (typeof STAGES)[number];

/** Who waits still. */
export const WAITING: readonly Stage[] = ['received', 'studied', 'missing', 'oriented', 'proposed'];

const STAGE_OF: Readonly<Record<RequestState, Stage>> = {
  draft: 'received',
  submitted: 'received',
  in_triage: 'studied',
  incomplete: 'missing',
  oriented: 'oriented',
  before_commission: 'oriented',
  waiting_list: 'oriented',
  offered: 'proposed',
  partly_placed: 'proposed',
  placed: 'solved',
  solved_elsewhere: 'solved',
  refused: 'closed',
  withdrawn: 'closed',
  lapsed: 'closed',
  ended: 'closed',
};

/** What decides whether a request is still the one that a point filed. */
export interface FiledRequest {
  readonly state: RequestState;
  readonly dossierId: string;
  readonly joinedIntoId: string | null;
}

/**
 * Whether a point follows what became of its deposit. It does not where the deposit waits beside a known family, or was
 * joined with it: the point would learn that the family is known, and then follow a request that it did not file.
 */
export const isFollowed = (
  request: FiledRequest,
  filing: { readonly dossierId: string | null },
  dossier: { readonly arrivedForId: string | null } | undefined,
): boolean => request.joinedIntoId === null && request.dossierId === filing.dossierId && dossier?.arrivedForId === null;

export const stageOf = (request: FiledRequest, followed: boolean): Stage =>
  followed ? STAGE_OF[request.state] : 'received';

/** From when on what was filed is seen today. @param months a setting */
export const seenSince = (today: Day, months: number): Instant => instantAt(addMonths(today, -months));

/** The last day on which a point sees what it filed. */
export const seenUntil = (filedAt: Instant, months: number): Day => addMonths(dayOf(filedAt), months);

/** The months of the figures: this one and the eleven before it, the latest first. */
export const monthsShown = (today: Day): string[] =>
  Array.from({ length: 12 }, (_, back) => addMonths(`${today.slice(0, 7)}-01`, -back).slice(0, 7));
