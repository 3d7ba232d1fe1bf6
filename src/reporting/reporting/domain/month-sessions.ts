import type { SessionMeasures } from '../../../commissions/commission/index.js';
import { delaysOf, type Delays } from './stages.js';

/** What the sessions that were closed in a month did, as the command prints it. */
export interface MonthSessions extends Omit<SessionMeasures, 'offerDays' | 'quorumDays' | 'quorumReached'> {
  /** Days from the fixed list to the offer. */
  readonly offerDays: Delays;
  readonly quorum: { readonly days: number; readonly reached: number };
}

export const monthSessions = ({
  offerDays,
  quorumDays,
  quorumReached,
  ...measures
}: SessionMeasures): MonthSessions => ({
  ...measures,
  offerDays: delaysOf(offerDays),
  quorum: { days: quorumDays, reached: quorumReached },
});
