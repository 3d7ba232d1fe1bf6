import { addDays, type Day } from '../../../foundation/kernel/time.js';

/** A part of a child's place, in one section. */
export interface StayPart {
  readonly id: string;
  readonly childId: string;
  readonly offerId: string | null;
  readonly sectionId: string;
  readonly from: Day;
  /** Last day held. */
  readonly to: Day;
  /** Last day of the place with the sections that are only expected. */
  readonly last: Day;
}

/** The first day on which nobody is received any more, in the whole establishment and in each of its sections. */
export interface ClosingDays {
  readonly establishment: Day | null;
  readonly sections: ReadonlyMap<string, Day>;
}

export interface StayBeyond {
  readonly part: StayPart;
  /** The last day on which the child can come. Before the first day of a stay that begins after the closing. */
  readonly lastDay: Day;
}

/** The first day on which a part can go on no longer; null where it ends before a closing. */
function closedDuring({ sectionId, to, last }: StayPart, { establishment, sections }: ClosingDays): Day | null {
  const section = sections.get(sectionId);
  const days = [
    ...(section && section <= to ? [section] : []),
    // A path leads to other sections of the establishment, and none of them is open any more.
    ...(establishment && establishment <= last ? [establishment] : []),
  ];
  return days.sort()[0] ?? null;
}

/**
 * The stays that go beyond a closing: one for each place, the part in which the child is then. What has begun by the
 * closing can end on the day before; what has not is settled by the acts of an admission.
 */
export function staysBeyond(
  parts: readonly StayPart[],
  closings: ClosingDays,
): { readonly ending: readonly StayBeyond[]; readonly toCome: readonly StayBeyond[] } {
  const seen = new Set<string>();
  const ending: StayBeyond[] = [];
  const toCome: StayBeyond[] = [];
  for (const part of [...parts].sort((a, b) => a.from.localeCompare(b.from) || (a.id < b.id ? -1 : 1))) {
    const place = `${part.childId}/${part.offerId ?? ''}`;
    const day = closedDuring(part, closings);
    if (day === null || seen.has(place)) continue;
    // The establishment closes while a later part of the place runs: the child is in that part by then.
    const follows = parts.some(
      (next) => `${next.childId}/${next.offerId ?? ''}` === place && next.from > part.from && next.from < day,
    );
    if (follows) continue;
    seen.add(place);
    (part.from < day ? ending : toCome).push({ part, lastDay: addDays(day, -1) });
  }
  return { ending, toCome };
}
