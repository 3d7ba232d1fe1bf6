import { Injectable } from '@nestjs/common';
import type { ChildRequest } from '../../dossier/dossier/index.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { obtained } from '../../foundation/kernel/obtained.js';
import { phoneWords } from '../../foundation/kernel/phone-number.js';
import type { Day } from '../../foundation/kernel/time.js';
import {
  hoursWithin,
  maskToSlots,
  WEEKDAYS,
  type SlotMask,
  type Weekday,
  type WeekSchedule,
} from '../../foundation/kernel/week-schedule.js';
import type { Translator } from '../../foundation/platform/i18n/index.js';
import { Supply } from '../../offer/supply/index.js';
import { needSlots } from './domain/coverage.js';
import { lastDayToAnswer } from './domain/offer-deadline.js';
import { lastDayOf } from './domain/placement-path.js';
import type { Offer } from './persistence/placement.entities.js';
import type { ArgsOf, MessageKind } from '../../foundation/platform/outbox/index.js';
import type { OFFER_ANSWERED, OFFER_REMINDER, PLACE_VARIABLES } from './message-kinds.js';

/** What each message about a place names. */
type PlaceArgs = ArgsOf<MessageKind<typeof PLACE_VARIABLES>>;

/** A place as a message names it. */
export interface NamedPlace {
  readonly sectionId: Id;
  readonly slots: SlotMask;
  readonly from: Day;
}

interface NamedDay {
  readonly day: Weekday;
  readonly whole: boolean;
  readonly name: string;
}

/** A place in words, the same on a family's page and in its messages: where, which days at which hours, from when. */
@Injectable()
export class PlaceWords {
  /** The telephones of providers in words. A session names a few of them a thousand times. */
  private readonly phones = new Map<string, string>();

  constructor(private readonly supply: Supply) {}

  /**
   * The half-days of a place with the hours that were asked within them, days of the same hours together: "mardi et
   * jeudi, de 8 h 30 à 17 h", "mercredi matin, de 8 h 30 à 12 h".
   */
  daysLines(words: Translator, { sectionId, slots, from }: NamedPlace, week: WeekSchedule | null): string[] {
    const hours = hoursWithin(slots, week ?? {}, this.supply.openingOf(this.providerId(sectionId), from));
    const days = this.daysOf(words, slots).map((named) => {
      const own = hours[named.day];
      return { ...named, said: own ? words.hours(own) : named.whole ? words.t('place.wholeDay') : '' };
    });
    return [...groupedBy(days, ({ said }) => said)].map(([said, group]) =>
      [this.namesOf(words, group), said].filter(Boolean).join(', '),
    );
  }

  /** The half-days alone, as of a wish that has no hours: `mardi et jeudi matin`. */
  halfDays(words: Translator, slots: SlotMask): string {
    return this.namesOf(words, this.daysOf(words, slots));
  }

  /** The days and half-days that were asked and are not in a place: `mercredi et vendredi matin`; null where all are. */
  missingDays(words: Translator, { slots }: Pick<NamedPlace, 'slots'>, week: WeekSchedule | null): string | null {
    const missing = this.daysOf(words, needSlots(week ?? {}) & ~slots);
    return missing.length > 0 ? this.namesOf(words, missing) : null;
  }

  private daysOf({ t, weekday }: Translator, slots: SlotMask): NamedDay[] {
    const held = new Set(maskToSlots(slots));
    return WEEKDAYS.flatMap((day) => {
      const [am, pm] = [held.has(`${day}-am`), held.has(`${day}-pm`)];
      if (!am && !pm) return [];
      const part = am && pm ? 'day' : am ? 'am' : 'pm';
      return [{ day, whole: part === 'day', name: t('place.day', { day: weekday(day), part }) }];
    });
  }

  /** `mardi et jeudi`; three whole days or more that follow each other are named by the first and the last. */
  private namesOf({ t, list, weekday }: Translator, days: readonly NamedDay[]): string {
    const [first, last] = [days[0]!, days.at(-1)!];
    const inARow = WEEKDAYS.indexOf(last.day) - WEEKDAYS.indexOf(first.day) === days.length - 1;
    return days.length > 2 && inARow && days.every(({ whole }) => whole)
      ? t('place.span', { from: weekday(first.day), to: weekday(last.day) })
      : list(days.map(({ name }) => name));
  }

  /** The establishment, its street and its telephone, as far as they are known. */
  whereLine(sectionId: Id): string {
    const provider = this.supply.provider(this.providerId(sectionId));
    const { name = '', address = null, phone = null } = provider ?? {};
    return [name, address, phone && obtained(this.phones, phone, () => phoneWords(phone))].filter(Boolean).join(', ');
  }

  /** What each message about a place names. */
  argsOf(place: NamedPlace, request: Pick<ChildRequest, 'need'> | null): (words: Translator) => PlaceArgs {
    return (words) => ({
      provider: this.supply.provider(this.providerId(place.sectionId))?.name ?? '',
      from: words.day(place.from),
      place: [
        this.whereLine(place.sectionId),
        ...this.daysLines(words, place, request?.need.week ?? null),
        words.t('place.from', { from: words.fullDay(place.from) }),
      ]
        .map((line) => `– ${line}`)
        .join('\n'),
    });
  }

  /** What each message about an offer that has ended names. */
  endedArgs(
    offer: Offer,
    request: Pick<ChildRequest, 'need'> | null,
  ): (words: Translator) => ArgsOf<typeof OFFER_REMINDER> {
    return this.argsOfOffer(offer, request, () => null);
  }

  /** What each message about an offer to answer names. `until` is the last whole day to answer, as on the family's page. */
  offerArgs(
    offer: Offer,
    request: Pick<ChildRequest, 'need'> | null,
  ): (words: Translator) => ArgsOf<typeof OFFER_REMINDER> {
    return this.argsOfOffer(offer, request, (words) => this.lateWords(words, offer, lastDayToAnswer(offer.deadline)));
  }

  /** Whether a place is given in an emergency, and its last day: the commission has still to confirm it. */
  emergencyArgs({ day }: Translator, offer: Offer): Pick<ArgsOf<typeof OFFER_ANSWERED>, 'emergency' | 'last'> {
    return { emergency: offer.emergency ? 'yes' : 'no', last: day(lastDayOf(offer)) };
  }

  private argsOfOffer(
    offer: Offer,
    request: Pick<ChildRequest, 'need'> | null,
    more: (words: Translator) => string | null,
  ): (words: Translator) => ArgsOf<typeof OFFER_REMINDER> {
    return (words) => {
      const args = this.argsOf(offer, request)(words);
      // A place for the rest of a week lacks nothing of it.
      const missing = offer.coversNeed ? null : this.missingDays(words, offer, request?.need.week ?? null);
      const lines = [missing && words.t('place.missing', { days: missing }), more(words)].filter(
        (line) => line !== null,
      );
      return {
        ...args,
        place: [args.place, ...lines.map((line) => `– ${line}`)].join('\n'),
        until: words.day(lastDayToAnswer(offer.deadline)),
        without: missing ?? 'none',
      };
    };
  }

  /** What becomes of the first day of care where the last day to answer is not before it; null where it is. */
  lateWords({ t, day }: Translator, { from }: Pick<Offer, 'from'>, lastDay: Day): string | null {
    return lastDay >= from ? t('place.late', { from: day(from) }) : null;
  }

  private providerId(sectionId: Id): Id {
    return this.supply.section(sectionId)?.providerId ?? '';
  }
}
