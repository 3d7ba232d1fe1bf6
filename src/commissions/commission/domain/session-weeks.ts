import { obtained } from '../../../foundation/kernel/obtained.js';
import { slotBit, type SlotMask } from '../../../foundation/kernel/week-schedule.js';
import { namesOf, spansCovered, type SectionPlaces, type Span } from './periods.js';

/**
 * The half-days on which a section ever opens. Half-days asked for outside them cannot be given, and are shown beside
 * the case.
 */
export const openMask = ({ free }: SectionPlaces): SlotMask =>
  free.reduce((mask, span) => [...span.keys()].reduce((inner, slot) => inner | slotBit(slot), mask), 0);

/** A place that is asked for: half-days of a section during a stay. */
interface AskedWeek {
  readonly at: string;
  readonly section: string;
  readonly slots: SlotMask;
  readonly stay: Span;
}

/**
 * The half-days of a session by their names. The same half-days of the same spans are one list object: tens of
 * thousands of wishes share a few thousand lists.
 */
export class SessionWeeks {
  private readonly open = new Map<string, Map<string, SlotMask>>();
  /** By stay, then by half-days. */
  private readonly lists = new WeakMap<Span, Map<SlotMask, readonly string[]>>();
  private readonly known = new Map<string, Map<SlotMask, readonly string[]>>();

  constructor(
    private readonly spans: readonly Span[],
    places: readonly SectionPlaces[],
  ) {
    for (const unit of places) obtained(this.open, unit.at, () => new Map()).set(unit.section, openMask(unit));
  }

  named(slots: SlotMask, stay: Span): readonly string[] {
    const lists = obtained(this.lists, stay, () => this.listsOver(stay));
    return obtained(lists, slots, () => namesOf(slots, this.spans, stay));
  }

  /** The lists over the spans of a stay. Stays with other dates may cover the same spans. */
  private listsOver(stay: Span): Map<SlotMask, readonly string[]> {
    const covered = spansCovered(this.spans, stay);
    return obtained(this.known, covered.map(({ from }) => from).join(), () => new Map());
  }

  /** The names of the half-days asked for, without those on which the section never opens. */
  asked({ at, section, slots, stay }: AskedWeek): readonly string[] {
    return this.named(slots & (this.open.get(at)?.get(section) ?? 0) || slots, stay);
  }
}
