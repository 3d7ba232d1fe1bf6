import { Injectable } from '@nestjs/common';
import { daysBetween } from '../../../../foundation/kernel/time.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Sentences } from '../../bodies/web/sentences.js';
import { givenDayOf } from '../../domain/first-days.js';
import { freeMeanwhile } from '../../domain/meanwhile.js';
import { entryOf } from '../../domain/snapshot.js';
import type { Candidacy } from '../../persistence/commission.entities.js';
import { sectionIdOf } from '../section-ids.js';
import { Supply } from '../../../../offer/supply/index.js';
import type { Sitting } from '../session-queries.js';

/** What happens until the later day of a place: how long the family waits, and what others could use of that time. */
@Injectable()
export class MeanwhilePresenter {
  constructor(
    private readonly say: Sentences,
    private readonly supply: Supply,
  ) {}

  lines(words: Translator, { prepared, session, hidden }: Sitting, { id, snapshot }: Candidacy): string[] {
    const place = prepared?.now.places[id];
    const from = prepared && place && givenDayOf(prepared.now.instance, id, place);
    if (!from || !snapshot) return [];
    const entry = entryOf(snapshot, session.entryFrom);
    if (from < entry) return [];
    const { t, list, day } = words;
    const { slots, children } = freeMeanwhile(prepared.now, id, place);
    const numbers = prepared.cases
      .filter((line) => children.includes(line.id) && !hidden.has(line.dossierId))
      .map(({ agendaNumber }) => agendaNumber)
      .sort((a, b) => a - b);
    return [
      t('commission.case.waitsUntil', { from: day(from), weeks: Math.round(daysBetween(entry, from) / 7) }),
      slots === 0
        ? t('commission.case.nothingMeanwhile')
        : t('commission.case.freeMeanwhile', {
            section: this.say.sectionName(words, sectionIdOf(this.supply, place)),
            slots: this.say.slots(words, slots),
            count: numbers.length,
            numbers: list(numbers.map(String)),
          }),
    ];
  }
}
