import { Injectable } from '@nestjs/common';
import {
  maskToSlots,
  slotBit,
  WEEKDAYS,
  type SlotMask,
  type Weekday,
} from '../../../../foundation/kernel/week-schedule.js';
import { isDay, type Day } from '../../../../foundation/kernel/time.js';
import type { Place } from '../../../matching/index.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Supply } from '../../../../offer/supply/index.js';
import { Sentences } from '../../bodies/web/sentences.js';
import { choicesOf, currentPlaceOf } from '../../domain/case-places.js';
import { givenDayOf } from '../../domain/first-days.js';
import { judgeWeek } from '../../domain/given-weeks.js';
import { maskOfNames, slotOfName } from '../../domain/periods.js';
import { Room } from '../../domain/room.js';
import type { Candidacy } from '../../persistence/commission.entities.js';
import { sectionIdOf } from '../section-ids.js';
import type { Sitting } from '../session-queries.js';
import { SittingBoard } from '../sitting-board.js';

export interface SectionChoice {
  readonly value: string;
  readonly text: string;
}

/** The half-days of the family's week, one row a day. A half-day that it did not ask for is null. */
export interface AskedDay {
  readonly name: string;
  readonly halves: readonly ({ readonly id: string; readonly value: string; readonly morning: boolean } | null)[];
}

/** Where a case can be admitted, and on which half-days. */
@Injectable()
export class SectionChoices {
  constructor(
    private readonly say: Sentences,
    private readonly supply: Supply,
    private readonly board: SittingBoard,
  ) {}

  /**
   * The sections of its wishes that suit the child. Each shows the fewest places that the decisions so far leave. A
   * shorter week stands beside the whole one where it is decided or proposed, and where it is what still has room.
   */
  listChoices(words: Translator, { prepared }: Sitting, candidacy: Candidacy): SectionChoice[] {
    if (!prepared) return [];
    const { instance } = prepared.now;
    const others = prepared.cases.filter((other) => other.id !== candidacy.id);
    const room = new Room(
      instance,
      others.map((other) => this.board.decidedPlace(instance, other) ?? currentPlaceOf(instance, other.id)),
    );
    const places = choicesOf(instance, candidacy.dossierId, candidacy.id);
    const dayOf = (place: Place): Day | null => givenDayOf(instance, candidacy.id, place);
    const firstOf = (place: Place): Place =>
      places.find(
        (other) => other.at === place.at && other.section === place.section && dayOf(other) === dayOf(place),
      )!;
    const shown = places.flatMap((place) => {
      if (place === firstOf(place)) return [place, ...this.whatHasRoom(room, place, candidacy)];
      return this.stands(candidacy, place, dayOf(place)) ? [place] : [];
    });
    const choices = shown.map((place) => this.choiceOf(words, room, place, firstOf(place), dayOf(place)));
    return [...new Map(choices.map((choice) => [choice.value, choice])).values()];
  }

  /** The part of a week that has room, where some of its half-days have none and the family would take it. */
  private whatHasRoom(room: Room, whole: Place, { snapshot }: Candidacy): Place[] {
    const full = new Set(room.fullSlots(whole));
    const slots = whole.slots.filter((slot) => !full.has(slot));
    // A half-day that is full in one period of the stay is left out of all.
    const left = maskOfNames(slots) & ~maskOfNames([...full]);
    if (full.size === 0 || judgeWeek(maskOfNames(whole.slots), left, snapshot?.fewestDays) !== null) return [];
    return [{ ...whole, slots: slots.filter((slot) => (left & slotBit(slotOfName(slot))) !== 0) }];
  }

  /** Whether this section and week are decided or proposed now. */
  private stands(candidacy: Candidacy, place: Place, day: Day | null): boolean {
    const value = sectionValue(sectionIdOf(this.supply, place)!, maskOfNames(place.slots), day);
    const { proposedSectionId, proposedSlots, proposedFrom, decidedSectionId, decidedSlots, decidedFrom } = candidacy;
    return (
      [
        [proposedSectionId, proposedSlots, proposedFrom],
        [decidedSectionId, decidedSlots, decidedFrom],
      ] as const
    ).some(([id, slots, from]) => id !== null && sectionValue(id, slots, from) === value);
  }

  private choiceOf(words: Translator, room: Room, place: Place, whole: Place, day: Day | null): SectionChoice {
    const sectionId = sectionIdOf(this.supply, place)!;
    const slots = maskOfNames(place.slots);
    const section = this.say.sectionFrom(words, sectionId, day);
    const name =
      slots === maskOfNames(whole.slots)
        ? section
        : words.t('commission.case.shorterWeek', { section, slots: this.say.slots(words, slots) });
    const left = Math.max(0, Math.min(...place.slots.map((slot) => room.free(place, slot) ?? 0)));
    return {
      value: sectionValue(sectionId, slots, day),
      text: words.t('commission.case.sectionFree', { section: name, left }),
    };
  }

  /** The half-days that members may give, where the family would take a shorter week; null where it would not. */
  askedDays(words: Translator, { prepared }: Sitting, { dossierId, id, snapshot }: Candidacy): AskedDay[] | null {
    if (!prepared || snapshot?.fewestDays === undefined) return null;
    const places = choicesOf(prepared.now.instance, dossierId, id);
    const asked = places.reduce<SlotMask>((mask, { slots }) => mask | maskOfNames(slots), 0);
    const [first] = maskToSlots(asked);
    const half = (day: Weekday, part: 'am' | 'pm') => {
      const value = `${day}-${part}` as const;
      if ((asked & slotBit(value)) === 0) return null;
      return { id: value === first ? 'slots' : `slots-${value}`, value, morning: part === 'am' };
    };
    return WEEKDAYS.map((day) => ({ name: words.weekday(day), halves: [half(day, 'am'), half(day, 'pm')] })).filter(
      ({ halves }) => halves.some((one) => one !== null),
    );
  }
}

/** A section, the half-days of a week and another first day than the child's own, as one value of a form. */
export const sectionValue = (sectionId: string, slots: SlotMask | null, from: Day | null): string =>
  [sectionId, slots, ...(from === null ? [] : [from])].join('@');

export function readSection(value: string | undefined): {
  sectionId: string | null;
  slots: SlotMask | null;
  from: Day | null;
} {
  const [sectionId = '', slots, from] = (value ?? '').split('@');
  return {
    sectionId: sectionId || null,
    slots: slots !== undefined && /^\d{1,5}$/.test(slots) ? Number(slots) : null,
    from: isDay(from) ? from : null,
  };
}
