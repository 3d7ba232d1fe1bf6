import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { phoneWords } from '../../../foundation/kernel/phone-number.js';
import type { DayHours, OpeningWeek } from '../../../foundation/kernel/week-schedule.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Territory } from '../../../territory/territory/index.js';
import type { AgreedBand, SeatsBySlot } from '../domain/authorised-capacity.js';
import type { ProviderAct } from '../domain/provider-facts.js';
import type { ReservedSeats } from '../domain/reserved-places.js';
import type { ProviderChange } from '../persistence/supply.entities.js';
import type { NamedChange } from '../provider-book.js';
import { sectionWords } from '../section-words.js';
import { Supply } from '../supply.js';
import { openingLines } from './opening-words.js';
import { ownerWords } from './owner-words.js';

/** How long a text is shown in the history. */
const LONGEST = 120;

type Say = (words: Translator, value: never) => string;

/** The history of a provider, as a timeline: what changed, from when, who said so. */
@Injectable()
export class HistoryPresenter {
  constructor(
    private readonly supply: Supply,
    private readonly territory: Territory,
    private readonly clock: Clock,
  ) {}

  /** How the value of a fact is said, where it is no plain text. */
  private readonly say: Record<string, Say> = {
    establishmentKind: ({ t }, value: string) => t(`provider.establishment.${value}`),
    communeCode: (_, value: string) => this.territory.commune(value)?.name ?? value,
    funding: ({ t }, value: string) => t(`provider.price.${value}`),
    hourlyCents: ({ money }, value: number) => money(value / 100),
    agreedBands: ({ t, hours, list }, bands: readonly AgreedBand[]) =>
      list(bands.map((band) => t('provider.bandLine', { hours: hours(band as DayHours), count: band.places }))),
    mamId: (_, value: string) => this.supply.provider(value)?.name ?? value,
    phone: (_, value: string) => phoneWords(value),
    sectionMove: ({ t }, value: string) => t(`provider.move.${value}`),
    lastDay: (_, value: string) => value.split('-').reverse().join('/'),
    week: (words, week: OpeningWeek) => openingLines(words, week).join(' ; '),
    seats: ({ t }, seats: SeatsBySlot) => t('provider.placesCount', { count: Math.max(0, ...Object.values(seats)) }),
    reserved: (words, reserved: ReservedSeats) =>
      words.t('provider.reservedLine', {
        owner: ownerWords(words, reserved, (code) => this.territory.commune(code)?.name ?? code),
        count: reserved.places,
        days: words.period(reserved),
      }),
    closing: (words, closing: { from: string; to: string; yearly: boolean }) => words.period(closing),
    to: ({ day }, value: string) => day(value),
    ageFromMonths: ({ t }, value: number) => t('provider.months', { count: value }),
    ageToMonths: ({ t }, value: number) => t('provider.months', { count: value }),
    agedPlaces: ({ t, list }, lines: readonly { fromMonths: number; toMonths: number; places: number }[]) =>
      list(lines.map((line) => t('minder.agedLine', { count: line.places, from: line.fromMonths, to: line.toMonths }))),
    agreementFrom: ({ day }, value: string) => day(value),
    agreementTo: ({ day }, value: string) => day(value),
    toldOn: ({ day }, value: string) => day(value),
    shownContacts: ({ t, list }, shown: readonly string[]) => list(shown.map((one) => t(`minder.shown.${one}`))),
    channel: ({ t }, value: string) => t(`minder.channel.${value}`),
    free: ({ t }, free: SeatsBySlot) => t('provider.placesCount', { count: Math.max(0, ...Object.values(free)) }),
  };

  /** @param mayTakeBack whether the reader may take back such a change to come */
  items(
    words: Translator,
    changes: readonly NamedChange[],
    mayTakeBack: (act: ProviderAct) => boolean,
  ): readonly object[] {
    const { t, instant } = words;
    return changes.map((change) => ({
      title: t(`provider.act.${change.act}`),
      when: instant(change.recordedAt),
      datetime: change.recordedAt,
      by: change.by ?? t('provider.byProgram'),
      next: this.isToCome(change),
      lines: this.lines(words, change),
      ...(change.pending && this.isToCome(change) && mayTakeBack(change.act)
        ? {
            link: {
              href: `/offre/${change.providerId}/a-venir/${change.id}`,
              text: t('provider.takeBack.link', { day: change.from }),
            },
          }
        : {}),
    }));
  }

  /** Whether its day has still to come, and was not taken back. */
  isToCome({ act, from, takenBackAt }: ProviderChange): boolean {
    return from > this.clock.today() && takenBackAt === null && act !== 'take_back';
  }

  /** From when, what, why. */
  lines(words: Translator, change: ProviderChange): string[] {
    const { t, instant } = words;
    const { sectionId, from, facts, reason, promisesTouched, takenBackAt } = change;
    return [
      t('provider.effect', { day: from, section: this.sectionWords(words, sectionId) }),
      ...Object.entries(facts).map(([name, { before, after }]) =>
        t('provider.factLine', {
          fact: t(`provider.field.${name}`),
          before: this.valueWords(words, name, before),
          after: this.valueWords(words, name, after),
        }),
      ),
      ...(reason ? [t('provider.reasonLine', { reason })] : []),
      ...(promisesTouched > 0 ? [t('provider.touchedLine', { count: promisesTouched })] : []),
      ...(takenBackAt ? [t('provider.takeBack.taken', { at: instant(takenBackAt) })] : []),
    ];
  }

  private sectionWords(words: Translator, sectionId: string | null): string {
    const section = this.supply.section(sectionId);
    return section ? sectionWords(words, section) : 'none';
  }

  private valueWords(words: Translator, name: string, value: unknown): string {
    const { t } = words;
    if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
      return t('provider.nothing');
    if (typeof value === 'boolean') return t(value ? 'provider.yes' : 'provider.no');
    const say = this.say[name];
    if (say) return say(words, value as never);
    const text = String(value as string | number);
    return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  }
}
