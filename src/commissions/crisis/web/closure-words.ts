import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { phoneWords } from '../../../foundation/kernel/phone-number.js';
import { ageInMonths, type Day } from '../../../foundation/kernel/time.js';
import { maskToSlots, WEEKDAYS, type SlotMask } from '../../../foundation/kernel/week-schedule.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { sectionWords, Supply } from '../../../offer/supply/index.js';
import type { ConcernedChild } from '../concerned-children.js';
import type { TemporaryOfferState } from '../domain/temporary-offer.js';
import type { SuddenClosure } from '../persistence/crisis.entities.js';

const STATE_TONES = { draft: 'action', told: 'info', over: 'neutral', cancelled: 'neutral' } as const;

/** The words that the pages of a closure share. */
@Injectable()
export class ClosureWords {
  constructor(
    private readonly clock: Clock,
    private readonly supply: Supply,
  ) {}

  section(words: Translator, sectionId: string): string {
    const section = this.supply.section(sectionId);
    return section ? sectionWords(words, section) : '';
  }

  stateTag({ t }: Translator, closure: SuddenClosure): { text: string; tone: string } {
    const state = closure.state === 'told' && this.isOver(closure) ? 'over' : closure.state;
    return { text: t(`crisis.state.${state}`), tone: STATE_TONES[state] };
  }

  isOver({ returnOn }: SuddenClosure): boolean {
    return returnOn !== null && returnOn <= this.clock.today();
  }

  /** `Bébés et Moyens`. */
  sections(words: Translator, { sectionIds }: Pick<SuddenClosure, 'sectionIds'>): string {
    return words.list(sectionIds.map((id) => this.section(words, id)));
  }

  /** `Multi-accueil de Blanzy, Bébés`. */
  place(words: Translator, sectionId: string): string {
    const provider = this.supply.provider(this.supply.section(sectionId)?.providerId ?? null);
    return [provider?.name, this.section(words, sectionId)].filter(Boolean).join(', ');
  }

  days({ t }: Translator, { from, returnOn }: Pick<SuddenClosure, 'from' | 'returnOn'>): string {
    return returnOn === null ? t('crisis.daysUnknown', { from }) : t('crisis.daysKnown', { from, returnOn });
  }

  age({ t }: Translator, birth: Day | null, on: Day): string | undefined {
    return birth !== null && birth <= on ? t('crisis.age', { months: ageInMonths(birth, on) }) : undefined;
  }

  /** The name of a child for who may know it, else the number of its dossier. */
  child({ t }: Translator, { name, family }: ConcernedChild): string {
    return name ?? (family ? t('crisis.family', { number: family.dossier.number }) : t('crisis.unnamed'));
  }

  /** Nobody was written to about a child without a dossier: its parents are called, and their answer is noted. */
  offerState({ t }: Translator, state: TemporaryOfferState, { family }: Pick<ConcernedChild, 'family'>): string {
    return t(family === null && state === 'sent' ? 'crisis.offer.toRing' : `crisis.offer.${state}`);
  }

  /** Whom to call about a child without a dossier, as far as somebody said it. */
  toCall({ t }: Translator, { parent }: ConcernedChild): { key: string; value: string } {
    const said = parent && [parent.name, phoneWords(parent.phone)].filter(Boolean).join(', ');
    return { key: t('crisis.column.parent'), value: said ?? t('crisis.noParent') };
  }

  /** `lundi, mardi matin, jeudi`. */
  week({ t, weekday }: Translator, mask: SlotMask): string {
    const slots = new Set<string>(maskToSlots(mask));
    return WEEKDAYS.flatMap((day) => {
      const [am, pm] = [slots.has(`${day}-am`), slots.has(`${day}-pm`)];
      if (!am && !pm) return [];
      return [t('place.day', { day: weekday(day), part: am && pm ? 'day' : am ? 'am' : 'pm' })];
    }).join(', ');
  }
}
