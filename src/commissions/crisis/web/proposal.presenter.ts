import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { emptyForm } from '../../../foundation/platform/web/index.js';
import type { SectionChoice } from '../closure-choices.js';
import { familyOf, inOrderOfDraw } from '../closure-proposals.js';
import type { ClosureFile } from '../closures.js';
import type { ConcernedChild } from '../concerned-children.js';
import { TEMPORARY_ANSWERS, stateNow } from '../domain/temporary-offer.js';
import type { ClosureProposal } from '../persistence/crisis.entities.js';
import { ClosureWords } from './closure-words.js';

type Model = Record<string, unknown>;

/** The proposal for a closure, and the page of one child. */
@Injectable()
export class ProposalPresenter {
  constructor(
    private readonly clock: Clock,
    private readonly words: ClosureWords,
  ) {}

  proposalModel(words: Translator, file: ClosureFile, latest: ClosureProposal | null): Model {
    const { t } = words;
    const { closure, concerned, offers } = file;
    const families = [...new Set(concerned.children.map(familyOf))];
    const draw = inOrderOfDraw(closure.seed, families);
    const waiting = concerned.children.filter(({ stay }) => {
      const state = offers.get(stay.childId)?.state;
      return state === undefined || state === 'proposed' || state === 'left_out';
    });
    const proposed = waiting.filter(({ stay }) => offers.get(stay.childId)?.state === 'proposed').length;
    return {
      ...this.frame(file),
      title: t('crisis.proposal.title'),
      computed: latest
        ? t('crisis.proposal.computed', {
            at: words.instant(latest.computedAt),
            claims: latest.claims,
            engine: latest.engine,
          })
        : null,
      lines: {
        caption: t('crisis.proposal.lines'),
        captionHidden: true,
        columns: ['draw', 'child', 'halfDays', 'proposed'].map((column) => ({ text: t(`crisis.column.${column}`) })),
        rows: waiting
          .map((child) => ({ child, rank: draw.indexOf(familyOf(child)) + 1 }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ child, rank }) => [
            String(rank),
            {
              text: this.words.child(words, child),
              href: `/fermetures/${closure.id}/enfants/${child.stay.childId}`,
              hint: this.words.age(words, child.birth, child.stay.from),
            },
            this.words.week(words, child.stay.slots),
            this.lineCell(words, file, child),
          ]),
        empty: t('crisis.proposal.nobody'),
      },
      computable: closure.state === 'told',
      sendButton: proposed > 0 ? t('crisis.proposal.send', { count: proposed, hours: closure.answerHours }) : null,
      form: emptyForm(),
    };
  }

  childModel(words: Translator, file: ClosureFile, child: ConcernedChild, choices: readonly SectionChoice[]): Model {
    const { t } = words;
    const { closure, offers, leads } = file;
    const offer = offers.get(child.stay.childId);
    const state = offer && stateNow(offer, this.clock.now());
    const asked = state !== undefined && state !== 'proposed' && state !== 'left_out';
    return {
      ...this.frame(file),
      back: leads && !asked ? `/fermetures/${closure.id}/proposition` : `/fermetures/${closure.id}`,
      title: this.words.child(words, child),
      facts: [
        { key: t('crisis.column.section'), value: this.words.section(words, child.stay.sectionId) },
        { key: t('crisis.column.halfDays'), value: this.words.week(words, child.stay.slots) },
        { key: t('crisis.column.days'), value: words.period({ from: child.stay.from, to: child.stay.to }) },
        ...(child.family === null ? [this.words.toCall(words, child)] : []),
        {
          key: t('crisis.column.proposed'),
          value:
            offer && state !== 'left_out' ? this.words.place(words, offer.sectionId) : t('crisis.proposal.nothing'),
        },
        ...(state ? [{ key: t('crisis.column.state'), value: this.words.offerState(words, state, child) }] : []),
      ],
      base: `/fermetures/${closure.id}/enfants/${child.stay.childId}`,
      choices:
        leads && closure.state === 'told' && !asked
          ? [
              ...choices.map(({ sectionId, slots }) => ({
                value: sectionId,
                text: this.words.place(words, sectionId),
                hint: { text: this.partWords(words, slots, child.stay.slots) },
              })),
              { value: 'none', text: t('crisis.proposal.leaveOut') },
            ]
          : null,
      answers:
        asked && closure.state === 'told'
          ? TEMPORARY_ANSWERS.map((value) => ({ value, text: t(`crisis.answer.${value}`) }))
          : null,
      form: emptyForm({ section: state === 'left_out' ? 'none' : offer?.sectionId }),
    };
  }

  private frame({ closure, provider }: ClosureFile): Model {
    return { provider: provider.name, version: String(closure.version), back: `/fermetures/${closure.id}` };
  }

  private lineCell(words: Translator, { offers }: ClosureFile, { stay }: ConcernedChild): object {
    const { t } = words;
    const offer = offers.get(stay.childId);
    if (offer?.state === 'left_out') return { text: t('crisis.offer.left_out') };
    if (!offer) return { text: t('crisis.proposal.nothing') };
    return {
      text: this.words.place(words, offer.sectionId),
      hint: [this.partWords(words, offer.slots, stay.slots), offer.changedBy ? t('crisis.proposal.byHand') : '']
        .filter(Boolean)
        .join(' · '),
    };
  }

  /** Which of its half-days a place has, when it has not all of them. */
  private partWords(words: Translator, slots: number, wanted: number): string {
    return slots === wanted
      ? words.t('crisis.proposal.whole')
      : words.t('crisis.proposal.part', { days: this.words.week(words, slots) });
  }
}
