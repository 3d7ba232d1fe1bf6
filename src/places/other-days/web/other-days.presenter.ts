import { Injectable } from '@nestjs/common';
import { childWords } from '../../../dossier/dossier/index.js';
import { dayOf } from '../../../foundation/kernel/time.js';
import { maskToSlots, slotBit, WEEKDAYS, type SlotMask } from '../../../foundation/kernel/week-schedule.js';
import { PlaceWords } from '../../placement/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { emptyForm } from '../../../foundation/platform/web/index.js';
import { Supply } from '../../../offer/supply/index.js';
import type { DaysState } from '../domain/other-days.js';
import type { PlaceToChange } from '../other-days-asked.js';

const TONES: Readonly<Record<DaysState, string>> = {
  open: 'action',
  granted: 'success',
  declined: 'neutral',
  withdrawn: 'neutral',
  over: 'neutral',
};

/** The page on which other days are asked for, by the family or by its desk. */
@Injectable()
export class OtherDaysPresenter {
  constructor(
    private readonly supply: Supply,
    private readonly places: PlaceWords,
  ) {}

  model(words: Translator, place: PlaceToChange): Record<string, unknown> {
    const { t, day } = words;
    const { file, part, asked } = place;
    const days = (slots: SlotMask): string => this.places.halfDays(words, slots);
    return {
      title: t('otherDays.title'),
      about: t('otherDays.about', {
        child: childWords(words, [file.request]),
        provider: this.supply.provider(place.providerId)?.name ?? '',
        days: days(part.slots),
      }),
      asked: asked.map(({ row, state }) => ({
        open: state === 'open',
        text: t('otherDays.line', { at: day(dayOf(row.askedAt)), days: days(row.slots), from: day(row.from) }),
        state: { text: t('otherDays.state', { state }), tone: TONES[state] },
      })),
      days: WEEKDAYS.filter((name) => (place.open & daySlots(name)) !== 0).map((name, index) => ({
        name: words.weekday(name),
        halves: (['am', 'pm'] as const).map((half) =>
          (place.open & slotBit(`${name}-${half}`)) === 0
            ? null
            : {
                id: index === 0 && half === 'am' ? 'slots' : `slots-${name}-${half}`,
                morning: half === 'am',
                value: `${name}-${half}`,
              },
        ),
      })),
      form: emptyForm({ slots: maskToSlots(part.slots) }),
    };
  }
}

const daySlots = (name: (typeof WEEKDAYS)[number]): SlotMask => slotBit(`${name}-am`) | slotBit(`${name}-pm`);
