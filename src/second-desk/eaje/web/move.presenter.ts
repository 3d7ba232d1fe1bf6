import { Injectable } from '@nestjs/common';
import { WEEKDAYS } from '../../../foundation/kernel/week-schedule.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Supply, type Provider } from '../../../offer/supply/index.js';
import type { ChildHere } from '../children.js';
import type { DraftMove, MoveKind } from '../domain/draft-moves.js';
import type { YearDraft } from '../persistence/year-draft.entity.js';
import { ChildrenPresenter, familyOf } from './children.presenter.js';
import { EajeWords } from './eaje-words.js';

/** The fields that each kind of move asks for, in order. */
const FIELDS: Record<MoveKind, readonly string[]> = {
  section: ['child', 'section', 'from'],
  leave: ['child', 'lastDay'],
  children: ['count', 'section', 'slots', 'from'],
  close: ['slots', 'from', 'to'],
  seats: ['section', 'slots', 'places', 'from'],
  join: ['section', 'into', 'from'],
  overbooking: ['overbooking', 'from'],
};

/** One move of a draft: as a sentence, and as a form. */
@Injectable()
export class MovePresenter {
  constructor(
    private readonly say: EajeWords,
    private readonly children: ChildrenPresenter,
    private readonly supply: Supply,
  ) {}

  /** What names the families of whom a move speaks. */
  families(move: DraftMove, children: readonly ChildHere[]): string[] {
    const moved = 'placementId' in move ? children.filter(({ placement }) => placement.id === move.placementId) : [];
    return moved.map(familyOf);
  }

  /** The sentence that says a move. */
  text(words: Translator, move: DraftMove, children: readonly ChildHere[]): string {
    const { t, day } = words;
    const section = (id: string): string => this.say.sectionById(words, id);
    switch (move.kind) {
      case 'section':
        return t('eaje.draft.move.section', {
          child: this.childName(words, move.placementId, children),
          section: section(move.sectionId),
          from: day(move.from),
        });
      case 'leave':
        return t('eaje.draft.move.leave', {
          child: this.childName(words, move.placementId, children),
          lastDay: day(move.lastDay),
        });
      case 'children':
        return t('eaje.draft.move.children', {
          count: move.count,
          section: section(move.sectionId),
          week: this.say.weekWords(words, move.slots),
          from: day(move.from),
        });
      case 'close':
        return t('eaje.draft.move.close', {
          week: this.say.weekWords(words, move.slots),
          from: day(move.from),
          to: move.to === null ? 'none' : day(move.to),
        });
      case 'seats':
        return t('eaje.draft.move.seats', {
          section: section(move.sectionId),
          places: move.places,
          week: this.say.weekWords(words, move.slots),
          from: day(move.from),
        });
      case 'join':
        return t('eaje.draft.move.join', {
          section: section(move.sectionId),
          into: section(move.intoId),
          from: day(move.from),
        });
      case 'overbooking':
        return t(move.allowed ? 'eaje.draft.move.overbooking' : 'eaje.draft.move.noOverbooking', {
          from: move.from ? day(move.from) : 'none',
        });
    }
  }

  /** What the sentence that declares a move names beside it. */
  args(words: Translator, move: DraftMove): Record<string, string> {
    if (move.kind === 'overbooking') return { from: move.from ? words.day(move.from) : 'none' };
    if (move.kind !== 'join') return {};
    const [section, into] = [move.sectionId, move.intoId].map((id) => this.say.sectionById(words, id)) as [
      string,
      string,
    ];
    return { section, into, from: words.day(move.from) };
  }

  childName(words: Translator, placementId: string, children: readonly ChildHere[]): string {
    const child = children.find(({ placement }) => placement.id === placementId);
    return child ? this.children.nameOf(words, child) : words.t('eaje.draft.childGone');
  }

  formModel(
    words: Translator,
    provider: Provider,
    draft: YearDraft,
    kind: MoveKind,
    children: readonly ChildHere[],
  ): Record<string, unknown> {
    const { t } = words;
    const here = `/eaje/${provider.id}/annee/essais/${draft.id}`;
    return {
      ...this.say.frame(words, provider, '/annee', t(`eaje.draft.kind.${kind}`)),
      back: here,
      draftName: draft.name,
      about: t(`eaje.draft.about.${kind}`),
      kind,
      fields: FIELDS[kind],
      action: `${here}/ajouter/${kind}`,
      // By name; of those whose name is not known, the eldest first.
      children: children
        .map((child) => ({
          families: [familyOf(child)],
          value: child.placement.id,
          key: child.name ?? `\uffff${child.placement.birthDate ?? ''}`,
          text: t('eaje.draft.childIn', {
            child: this.children.nameOf(words, child),
            section: this.say.sectionById(words, child.placement.sectionId),
          }),
        }))
        .sort((a, b) => a.key.localeCompare(b.key, words.lang) || a.text.localeCompare(b.text, words.lang)),
      sections: this.supply
        .sectionsOf(provider.id)
        .map((section) => ({ value: section.id, text: this.say.sectionName(words, section) })),
      days: WEEKDAYS.slice(0, 6).map((weekday, index) => ({
        name: words.weekday(weekday),
        halves: (['am', 'pm'] as const).map((half) => ({
          id: index === 0 && half === 'am' ? 'slots' : `slots-${weekday}-${half}`,
          morning: half === 'am',
          value: `${weekday}-${half}`,
        })),
      })),
    };
  }
}
