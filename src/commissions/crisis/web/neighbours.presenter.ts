import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { emptyForm } from '../../../foundation/platform/web/index.js';
import { Supply, type Provider } from '../../../offer/supply/index.js';
import { Territory } from '../../../territory/territory/index.js';
import type { Guest } from '../closure-guests.js';
import type { LendingFile } from '../neighbours.js';
import type { ClosureNeighbour, SuddenClosure } from '../persistence/crisis.entities.js';
import { PlaceWords } from '../../../places/placement/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { phoneWords } from '../../../foundation/kernel/phone-number.js';
import { ClosureWords } from './closure-words.js';

type Model = Record<string, unknown>;
const TONES = { asked: 'action', lent: 'success', refused: 'neutral' } as const;

/** The page on which neighbours are asked, and the page on which one of them answers. */
@Injectable()
export class NeighboursPresenter {
  constructor(
    private readonly supply: Supply,
    private readonly territory: Territory,
    private readonly words: ClosureWords,
    private readonly places: PlaceWords,
  ) {}

  askModel(
    words: Translator,
    closure: SuddenClosure,
    candidates: readonly Provider[],
    asked: readonly ClosureNeighbour[],
    toCall: readonly Id[],
  ): Model {
    const { t } = words;
    const known = new Set(asked.map(({ providerId }) => providerId));
    return {
      title: t('crisis.neighbours.title'),
      provider: this.supply.provider(closure.providerId)?.name,
      back: `/fermetures/${closure.id}`,
      version: String(closure.version),
      asked: {
        caption: t('crisis.neighbours.asked'),
        columns: ['neighbour', 'answer', 'seats'].map((column) => ({ text: t(`crisis.column.${column}`) })),
        rows: asked.map((neighbour) => [
          {
            text: this.supply.provider(neighbour.providerId)?.name ?? '',
            href: `/fermetures/${closure.id}/prets/${neighbour.providerId}`,
          },
          {
            tag: { text: t(`crisis.lending.${neighbour.state}`), tone: TONES[neighbour.state] },
            hint:
              neighbour.state === 'asked' && toCall.includes(neighbour.providerId)
                ? this.callWords(words, neighbour.providerId)
                : '',
          },
          this.lentWords(words, neighbour),
        ]),
        empty: t('crisis.neighbours.none'),
      },
      choices: candidates
        .filter(({ id }) => !known.has(id))
        .map(({ id, name, communeCode }) => ({
          value: id,
          text: name,
          hint: {
            text: [this.territory.commune(communeCode)?.name, toCall.includes(id) ? this.callWords(words, id) : null]
              .filter(Boolean)
              .join(' – '),
          },
        })),
      form: emptyForm(),
    };
  }

  lendModel(words: Translator, file: LendingFile, guests: readonly Guest[]): Model {
    const { t } = words;
    const { closure, closed, provider, neighbour, sections } = file;
    return {
      title: t('crisis.lending.title', { provider: closed.name }),
      provider: provider.name,
      back: '/fermetures',
      lead: this.words.days(words, closure),
      running: closure.state === 'told',
      cancelled: closure.state === 'cancelled' ? t('crisis.lending.cancelled') : null,
      state: { text: t(`crisis.lending.${neighbour.state}`), tone: TONES[neighbour.state] },
      sections: sections.map(({ sectionId, free }, index) => ({
        field: `seats-${index}`,
        sectionId,
        label: this.words.section(words, sectionId),
        hint: t('crisis.lending.free', { free }),
        value: String(neighbour.seats[sectionId] ?? 0),
      })),
      guests: {
        caption: t('crisis.guests.title'),
        captionHidden: true,
        columns: ['child', 'section', 'halfDays', 'contacts'].map((column) => ({ text: t(`crisis.column.${column}`) })),
        rows: guests.map(({ place, name, birth, week, adaptation, contacts }) => [
          {
            text: name ?? t('crisis.guests.unnamed'),
            hint: [this.words.age(words, birth, place.from), adaptation ? t('crisis.guests.adaptation') : null]
              .filter(Boolean)
              .join(' · '),
          },
          this.words.section(words, place.sectionId),
          {
            text: this.places.daysLines(words, place, week).join(' ; '),
            hint: words.period({ from: place.from, to: place.to }),
          },
          contacts.length > 0
            ? contacts
                .map((one) => [one.name, one.phone && phoneWords(one.phone)].filter(Boolean).join(', '))
                .join(' ; ')
            : t('crisis.guests.byHome', { provider: closed.name }),
        ]),
        empty: t('crisis.guests.none'),
      },
      form: emptyForm(),
    };
  }

  private lentWords(words: Translator, { state, seats }: ClosureNeighbour): string {
    if (state !== 'lent') return '–';
    return Object.entries(seats)
      .filter(([, count]) => count > 0)
      .map(([sectionId, count]) =>
        words.t('crisis.lending.line', { section: this.words.section(words, sectionId), count }),
      )
      .join(', ');
  }

  /** Nobody there has an account, so that no message goes there. */
  private callWords({ t }: Translator, providerId: Id): string {
    const phone = this.supply.provider(providerId)?.phone;
    return phone ? t('crisis.neighbours.call', { phone: phoneWords(phone) }) : t('crisis.neighbours.callNoPhone');
  }
}
