import { Injectable } from '@nestjs/common';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Refusal } from '../../../foundation/kernel/refusal.js';
import { addDays } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { refusedField, type FieldError } from '../../../foundation/platform/web/index.js';
import type { Provider } from '../../../offer/supply/index.js';
import { differencesOf, figuresOf, type Changed } from '../domain/draft-differences.js';
import { declarationsOf, isDeclared, MOVE_KINDS } from '../domain/draft-moves.js';
import type { YearDraft } from '../persistence/year-draft.entity.js';
import type { FittingFamily } from '../draft-families.js';
import type { OpenDraft, TriedSection } from '../year-drafts.js';
import { argsOf } from './children.presenter.js';
import { EajeWords } from './eaje-words.js';
import { movesSwitch, yearQuery } from './moves-view.js';
import { MovePresenter } from './move.presenter.js';
import { StaffingPresenter } from './staffing.presenter.js';
import { shownSlots, YearPresenter } from './year.presenter.js';
import { YearPictures } from './year-pictures.js';

/** How many children a sentence names. */
const MOST_NAMED = 6;

/** A draft on the page of its year: its moves, what they change, and what would go wrong. */
@Injectable()
export class DraftPresenter {
  constructor(
    private readonly say: EajeWords,
    private readonly moves: MovePresenter,
    private readonly years: YearPresenter,
    private readonly pictures: YearPictures,
    private readonly staffing: StaffingPresenter,
  ) {}

  model(words: Translator, provider: Provider, open: OpenDraft): Record<string, unknown> {
    const { t, day } = words;
    const { draft, facts, tried, view } = open;
    const base = `/eaje/${provider.id}/annee`;
    const here = `${base}/essais/${draft.id}`;
    const isOpen = draft.adoptedAt === null;
    const slots = shownSlots(open.sections.flatMap(({ before, after }) => [{ weeks: before }, { weeks: after }]));
    const drawn = open.sections.map((section) => this.section(words, section, slots));
    return {
      ...this.say.frame(words, provider, '/annee', draft.name),
      back: base,
      here,
      isOpen,
      lead: isOpen
        ? t('eaje.draft.lead', { from: day(facts.monday), to: day(facts.lastDay) })
        : t('eaje.draft.adoptedLead', { on: words.instant(draft.adoptedAt!) }),
      previous: here + yearQuery(view, addDays(facts.monday, -28)),
      next: here + yearQuery(view, addDays(facts.monday, 28)),
      moveViews: movesSwitch(words, view, (one) => here + yearQuery(one, facts.monday)),
      moves: draft.moves.map((move) => ({
        families: this.moves.families(move, open.children),
        text: this.moves.text(words, move, open.children),
        stale: isOpen ? this.because(words, tried.stale.get(move.number)) : '',
        doubt: isOpen ? this.because(words, tried.doubts.get(move.number)) : '',
        removeAction: `${here}/retirer/${move.number}`,
      })),
      kinds: MOVE_KINDS.map((kind) => ({ href: `${here}/ajouter/${kind}`, text: t(`eaje.draft.kind.${kind}`) })),
      warnings: isOpen ? [...this.warnings(words, open), ...this.staffing.draftWarnings(words, open.staffing)] : [],
      waiting: waitingSaid(words, open.families),
      staff: this.staffing.yearModel(words, provider, open.staffing.after, facts.monday),
      changed: drawn.filter(({ isChanged }) => isChanged),
      unchanged: drawn.filter(({ isChanged }) => !isChanged),
      legend: ['many', 'some', 'few', 'full', 'closed'].map((heat) => ({ heat, text: t(`eaje.year.heat.${heat}`) })),
      csvHref: `${here}/annee.csv${yearQuery(view, facts.monday)}`,
      discardHref: `${here}/jeter`,
      compareHref: `${base}/essais${yearQuery(view)}`,
      version: draft.version,
      adoptAction: `${here}/adopter`,
      declarations: isOpen ? this.declarations(words, open) : [],
      notDeclared: draft.moves
        .filter((move) => !isDeclared(move))
        .map((move) => ({ text: this.moves.text(words, move, open.children), why: t('eaje.draft.notDeclared') })),
    };
  }

  /** What pressing the button declares, in the order in which it is declared. */
  private declarations(words: Translator, { facts, draft, children }: OpenDraft): object[] {
    const { t, day } = words;
    return declarationsOf(facts.sections, draft.moves).map(({ move, places }) => ({
      text: this.moves.text(words, move, children),
      lines: [
        ...places.map(({ sectionId, from }) =>
          t('eaje.draft.declares.places', { section: this.say.sectionById(words, sectionId), from: day(from) }),
        ),
        ...(move.kind === 'seats' ? [] : [t(`eaje.draft.declares.${move.kind}`, this.moves.args(words, move))]),
      ],
    }));
  }

  /** Why nothing was declared, naming the move that was refused. */
  refusedAdoption(words: Translator, { draft, children }: OpenDraft, refusal: Refusal): FieldError {
    const move = draft.moves.find(({ number }) => number === refusal.facts?.['move']);
    if (!move) return refusedField('adopt', refusal);
    return {
      field: 'adopt',
      message: 'eaje.draft.refusedMove',
      args: { move: this.moves.text(words, move, children), reason: this.because(words, refusal) },
    };
  }

  discardModel(words: Translator, provider: Provider, draft: YearDraft): Record<string, unknown> {
    const here = `/eaje/${provider.id}/annee/essais/${draft.id}`;
    return {
      ...this.say.frame(words, provider, '/annee', words.t('eaje.draft.discardTitle', { name: draft.name })),
      back: here,
      action: `${here}/jeter`,
    };
  }

  private section(words: Translator, { sectionId, before, after }: TriedSection, slots: ReturnType<typeof shownSlots>) {
    const differences = differencesOf(before, after);
    const year = { sectionId, weeks: after, before };
    const isChanged = Object.values(differences).some((one) => one !== null && one !== 0);
    return {
      id: sectionId.replaceAll(/[^\w-]/g, '-'),
      name: this.say.sectionById(words, sectionId),
      isChanged,
      said: isChanged ? this.differencesSaid(words, differences) : [words.t('eaje.draft.same')],
      now: this.years.yearSaid(words, before),
      picture: this.pictures.picture(words, year, slots),
      todayPicture: this.pictures.picture(words, { sectionId, weeks: before }, slots),
      table: this.pictures.table(words, year, slots),
    };
  }

  /** What a draft changes of a section, in words. */
  private differencesSaid(
    words: Translator,
    { more, fewer, closed, opened }: ReturnType<typeof differencesOf>,
  ): string[] {
    const { t } = words;
    const changed = (kind: 'more' | 'fewer', one: Changed | null): string[] =>
      one === null
        ? []
        : [t(`eaje.draft.differs.${kind}`, { count: one.count, most: one.most, slot: this.say.slot(words, one.slot) })];
    return [
      ...changed('more', more),
      ...changed('fewer', fewer),
      ...(closed > 0 ? [t('eaje.draft.differs.closed', { count: closed })] : []),
      ...(opened > 0 ? [t('eaje.draft.differs.opened', { count: opened })] : []),
    ];
  }

  private warnings(words: Translator, open: OpenDraft): string[] {
    const { draft, tried, lacks, over, children } = open;
    const { t } = words;
    const unseated = draft.moves.flatMap((move) => {
      const bad = lacks.unseated.get(move.number);
      if (!bad) return [];
      const said = { count: bad.count, first: this.say.halfDayOf(words, bad.first), closed: bad.closed ? 'yes' : 'no' };
      if (move.kind === 'children') return [t('eaje.draft.warning.children', { ...said, children: move.count })];
      return move.kind === 'section'
        ? [
            t('eaje.draft.warning.unseated', {
              ...said,
              child: this.moves.childName(words, move.placementId, children),
            }),
          ]
        : [];
    });
    const broken = this.brokenSaid(words, lacks.broken, children);
    const overfull = lacks.overfull.map(({ sectionId, count, first, most }) =>
      t('eaje.draft.warning.overfull', {
        section: this.say.sectionById(words, sectionId),
        count,
        most,
        first: this.say.halfDayOf(words, first),
      }),
    );
    const authorised = over
      ? [
          t('eaje.draft.warning.authorised', {
            monday: words.day(over.monday),
            reason: t(`refusal.${over.refusal.code}`, argsOf(over.refusal)),
          }),
        ]
      : [];
    const stale = tried.stale.size > 0 ? [t('eaje.draft.warning.stale', { count: tried.stale.size })] : [];
    return [...stale, ...authorised, ...overfull, ...this.expectedOver(words, open), ...unseated, ...broken];
  }

  /** The children to whom half-days are promised that would be closed: one sentence for all of them. */
  private brokenSaid(
    words: Translator,
    broken: OpenDraft['lacks']['broken'],
    children: OpenDraft['children'],
  ): string[] {
    if (broken.length === 0) return [];
    const names = broken
      .slice(0, MOST_NAMED)
      .map(({ stay }) => this.moves.childName(words, stay.id.split('/')[0]!, children));
    const first = broken.map((one) => one.first).sort()[0]!;
    return [
      words.t('eaje.draft.warning.broken', {
        children: broken.length,
        names: words.list(names),
        others: broken.length - names.length,
        first: this.say.halfDayOf(words, first),
      }),
    ];
  }

  /** Where a draft leaves expected children without a seat who have one today. It refuses nothing. */
  private expectedOver(words: Translator, { view, sections, lacks }: OpenDraft): string[] {
    if (view === 'confirmed') return [];
    return sections.flatMap(({ sectionId, before, after }) => {
      const more = figuresOf(after).overfull - figuresOf(before).overfull;
      return more > 0 && !lacks.overfull.some((one) => one.sectionId === sectionId)
        ? [words.t('eaje.draft.warning.expectedOver', { section: this.say.sectionById(words, sectionId), count: more })]
        : [];
    });
  }

  private because(words: Translator, refusal: Refusal | undefined): string {
    return refusal ? words.t(`refusal.${refusal.code}`, argsOf(refusal)) : '';
  }
}

/** How many children who wait would have a place, then who would have one besides or no longer. */
function waitingSaid(words: Translator, { before, after }: OpenDraft['families']): { text: string; families: Id[] }[] {
  const { t, day, list } = words;
  const without = (some: readonly FittingFamily[], others: readonly FittingFamily[]): FittingFamily[] =>
    some.filter(({ request }) => !others.some((other) => other.request.id === request.id));
  const named = (kind: 'gained' | 'lost', children: readonly FittingFamily[]): { text: string; families: Id[] }[] => {
    if (children.length === 0) return [];
    const shown = children.slice(0, MOST_NAMED);
    const names = shown.map(({ request, from }) => {
      const name = [request.firstName, request.surname].filter(Boolean).join(' ') || t('eaje.children.noName');
      return from === null ? name : t('eaje.draft.families.from', { name, day: day(from) });
    });
    return [
      {
        text: t(`eaje.draft.families.${kind}`, { names: list(names), others: children.length - names.length }),
        families: shown.map(({ request }) => request.id),
      },
    ];
  };
  return [
    { text: t('eaje.draft.families.text', { before: before.length, after: after.length }), families: [] },
    ...named('gained', without(after, before)),
    ...named('lost', without(before, after)),
  ];
}
