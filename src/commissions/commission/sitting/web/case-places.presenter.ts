import { Injectable } from '@nestjs/common';
import { SLOTS, WEEKDAYS, type Slot } from '../../../../foundation/kernel/week-schedule.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Supply } from '../../../../offer/supply/index.js';
import { Sentences } from '../../bodies/web/sentences.js';
import type { ClaimEffect } from '../../domain/claim-changes.js';
import { choicesOf, halfDayIn, newPlaceOf, type PeriodHalfDay } from '../../domain/case-places.js';
import { spanStart } from '../../domain/periods.js';
import { Room } from '../../domain/room.js';
import type { CaseLine } from '../../persistence/case-line.queries.js';
import { sectionIdOf } from '../section-ids.js';
import type { Sitting } from '../session-queries.js';

/** The places around one case: those of its sections, and whose places would move with its decision. */
@Injectable()
export class CasePlacesPresenter {
  constructor(
    private readonly say: Sentences,
    private readonly supply: Supply,
  ) {}

  /**
   * The places left to the case in each section of its wishes, during every period of its stay, beside all that is
   * decided and proposed for the others; null before the preparation.
   */
  grid(words: Translator, { prepared }: Sitting, line: CaseLine): Record<string, unknown> | null {
    if (!prepared) return null;
    const { instance, places } = prepared.now;
    const choices = choicesOf(instance, line.dossierId, line.id);
    const room = new Room(
      instance,
      Object.entries(places).flatMap(([id, place]) => (id === line.id ? [] : [place])),
    );
    const starts = [...new Set(choices.flatMap(({ slots }) => slots.map(spanStart)))].sort();
    const sections = choices.filter(
      ({ at, section }, index) => choices.findIndex((other) => other.at === at && other.section === section) === index,
    );
    const halfDay = (place: (typeof sections)[number], slot: Slot, start: string): PeriodHalfDay =>
      halfDayIn(instance, room, place, slot, start);
    const weekdays = WEEKDAYS.filter((weekday) =>
      sections.some((place) =>
        starts.some((start) =>
          (['am', 'pm'] as const).some((half) => halfDay(place, `${weekday}-${half}`, start).left !== null),
        ),
      ),
    );
    const slots = SLOTS.filter((slot) => weekdays.some((weekday) => slot.startsWith(weekday)));
    return {
      caption: words.t('commission.case.places'),
      days: weekdays.map((weekday) => ({ text: words.weekday(weekday) })),
      expected: false,
      absent: words.t('commission.case.notInPeriod'),
      sections: sections.flatMap((place) =>
        starts.map((start) => ({
          name: words.t('commission.case.placesFrom', {
            section: this.say.sectionName(words, sectionIdOf(this.supply, place)),
            day: words.day(start),
          }),
          cells: slots.map((slot) => ({ ...halfDay(place, slot, start), expected: 0 })),
        })),
      ),
    };
  }

  /** The other cases whose proposal a decision changes, and how. Cases from which the reader withdrew are left out. */
  moves(words: Translator, { prepared, hidden }: Sitting, { moved, instance, places }: ClaimEffect): string[] {
    if (!prepared) return [];
    return prepared.cases
      .filter(({ id, dossierId }) => moved.includes(id) && !hidden.has(dossierId))
      .map(({ id, agendaNumber }) => {
        const place = newPlaceOf(instance, places, id);
        return words.t(place ? 'commission.case.gains' : 'commission.case.loses', {
          number: agendaNumber,
          section: place ? this.say.sectionName(words, sectionIdOf(this.supply, place)) : '',
        });
      });
  }
}
