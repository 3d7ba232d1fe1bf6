import { Injectable } from '@nestjs/common';
import type { Refusal } from '../../../../foundation/kernel/refusal.js';
import { isDay, type Day } from '../../../../foundation/kernel/time.js';
import {
  maskToSlots,
  slotBit,
  WEEKDAYS,
  type HalfDay,
  type Slot,
  type SlotMask,
  type Weekday,
} from '../../../../foundation/kernel/week-schedule.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import type { FieldError } from '../../../../foundation/platform/web/index.js';
import { ownerWords, sectionWords, Supply } from '../../../../offer/supply/index.js';
import { Territory } from '../../../../territory/territory/index.js';

type Facts = Record<string, string | number>;

/** Sections, half-days, dates and refusals in the words of a page. */
@Injectable()
export class Sentences {
  constructor(
    private readonly supply: Supply,
    private readonly territory: Territory,
  ) {}

  sectionName(words: Translator, sectionId: string | null): string {
    const section = this.supply.section(sectionId);
    if (!section) return '';
    const name = words.t('commission.sectionOf', {
      provider: this.provider(section.providerId),
      section: sectionWords(words, section),
    });
    const owner = this.reservedOwner(words, sectionId!);
    return owner === null ? name : words.t('commission.reservedTo', { section: name, owner });
  }

  /** For whom these places are reserved; null for places of everybody. */
  reservedOwner(words: Translator, sectionId: string): string | null {
    const owner = this.supply.reservedOwnerOf(sectionId);
    return owner ? ownerWords(words, owner, (code) => this.territory.commune(code)?.name ?? code) : null;
  }

  /** A section with the first day there, where that is another one than the child's own. */
  sectionFrom(words: Translator, sectionId: string | null, from: Day | null): string {
    const section = this.sectionName(words, sectionId);
    return from === null ? section : words.t('commission.case.placesFrom', { section, day: words.day(from) });
  }

  provider(id: string): string {
    return this.supply.provider(id)?.name ?? id;
  }

  slot(words: Translator, slot: Slot): string {
    const [weekday, half] = slot.split('-') as [Weekday, HalfDay];
    return words.t('commission.slot', { weekday: words.weekday(weekday), half });
  }

  slots(words: Translator, mask: SlotMask): string {
    return words.list(this.slotNames(words, mask, words.shortWeekday));
  }

  /** Names a whole day by its weekday, and other half-days one by one. */
  slotNames({ t }: Translator, mask: SlotMask, nameOf: Translator['weekday']): string[] {
    return WEEKDAYS.flatMap((weekday): string[] => {
      const both = slotBit(`${weekday}-am`) | slotBit(`${weekday}-pm`);
      if ((mask & both) === both) return [t('commission.slotWholeDay', { weekday: nameOf(weekday) })];
      return maskToSlots(mask & both).map((slot) =>
        t('commission.slot', { weekday: nameOf(weekday), half: slot.slice(4) }),
      );
    });
  }

  refusalSentence(words: Translator, refusal: Refusal): string {
    return words.t(`refusal.${refusal.code}`, this.facts(words, refusal));
  }

  /** The fact that contradicts a reason, to be read beside it. */
  contradictingFact(words: Translator, refusal: Refusal): string {
    return words.t(`commission.case.fact.${refusal.code.replace('reason.', '')}`, this.facts(words, refusal));
  }

  asError(words: Translator, field: string, refusal: Refusal): FieldError {
    return { field, message: `refusal.${refusal.code}`, args: this.facts(words, refusal) };
  }

  /** The days, half-days and sections of a refusal, in words. */
  private facts(words: Translator, refusal: Refusal): Facts {
    return Object.fromEntries(
      Object.entries(refusal.facts ?? {}).flatMap(([name, value]): [string, string | number][] =>
        value === undefined ? [] : [[name, this.fact(words, name, value)]],
      ),
    );
  }

  private fact(words: Translator, name: string, value: string | number): string | number {
    if (name === 'holiday') return words.t(`commission.holiday.${value}`);
    if (name === 'slot') return this.slot(words, value as Slot);
    if (name === 'section') return this.sectionName(words, String(value));
    if (name === 'moment') return words.instant(String(value));
    if (name === 'at') return this.provider(String(value));
    return isDay(value) ? words.fullDay(value as Day) : value;
  }
}
