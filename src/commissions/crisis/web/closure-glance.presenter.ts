import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { phoneWords } from '../../../foundation/kernel/phone-number.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { ClosureMessages } from '../closure-messages.js';
import type { ClosureFile } from '../closures.js';
import { familiesConcerned, type ConcernedChild } from '../concerned-children.js';
import { lastClosedDay } from '../domain/closure.js';
import type { ConcernedStay } from '../domain/concerned.js';
import { HOLDS_SEATS, SETTLED, stateNow, type TemporaryOfferState } from '../domain/temporary-offer.js';
import { ClosureWords } from './closure-words.js';

type Model = Record<string, unknown>;

/** The situations of children that the page counts. */
const COUNTED = ['accepted', 'sent', 'declined', 'without'] as const;
const TONES: Readonly<Record<TemporaryOfferState, string>> = {
  proposed: 'neutral',
  left_out: 'neutral',
  sent: 'action',
  accepted: 'success',
  other_way: 'info',
  no_need: 'info',
  expired: 'danger',
  withdrawn: 'neutral',
};

/** A closure at a glance: where it stands, and each child whom it concerns. */
@Injectable()
export class ClosureGlancePresenter {
  constructor(
    private readonly clock: Clock,
    private readonly messages: ClosureMessages,
    private readonly words: ClosureWords,
  ) {}

  async model(words: Translator, file: ClosureFile): Promise<Model> {
    const { t } = words;
    const { closure, concerned, provider, untold } = file;
    const base = `/fermetures/${closure.id}`;
    const leads = file.leads && closure.state !== 'cancelled' && !this.words.isOver(closure);
    return {
      title: t('crisis.closureTitle'),
      provider: provider.name,
      back: '/fermetures',
      state: this.words.stateTag(words, closure),
      facts: [
        { key: t('crisis.column.days'), value: this.words.days(words, closure) },
        { key: t('crisis.what'), value: closure.whole ? t('crisis.whole') : this.words.sections(words, closure) },
        { key: t('crisis.column.reason'), value: t(`crisis.reason.${closure.reason}`) },
      ],
      figures: this.figures(words, file),
      tell:
        leads && (untold.length > 0 || closure.state === 'draft')
          ? { href: `${base}/prevenir`, text: t('crisis.tellLink', { count: untold.length }) }
          : null,
      steps:
        leads && closure.state === 'told' ? { neighbours: `${base}/voisins`, proposal: `${base}/proposition` } : null,
      returnHref: leads ? `${base}/retour` : null,
      cancelHref: leads ? `${base}/annuler` : null,
      unknownReturn:
        leads && closure.returnOn === null ? t('crisis.unknownReturn', { to: lastClosedDay(closure) }) : null,
      visitors: concerned.guests > 0 ? t('crisis.visitors', { count: concerned.guests }) : null,
      children: await this.childrenTable(words, file),
      unknownChildren: this.unknownTable(words, file),
      offers: concerned.offers.map(({ offer, family }) =>
        t('crisis.offerLine', {
          number: family.dossier.number,
          section: this.words.section(words, offer.sectionId),
          from: offer.from,
        }),
      ),
    };
  }

  private figures({ t }: Translator, { concerned, told, offers }: ClosureFile): object[] {
    const counts = { accepted: 0, sent: 0, declined: 0, without: 0 };
    for (const { stay } of concerned.children) {
      const offer = offers.get(stay.childId);
      const state = offer ? stateNow(offer, this.clock.now()) : null;
      if (state === 'accepted' || state === 'sent') counts[state] += 1;
      else counts[state !== null && SETTLED.includes(state) ? 'declined' : 'without'] += 1;
    }
    const shown = { children: concerned.children.length, families: familiesConcerned(concerned).size, told: told.size };
    return [...Object.entries(shown), ...COUNTED.map((state) => [state, counts[state]] as const)].map(
      ([what, count]) => ({ number: String(count), label: t(`crisis.figure.${what}`, { count }) }),
    );
  }

  private async childrenTable(words: Translator, file: ClosureFile): Promise<Model> {
    const { t } = words;
    const children = file.concerned.children.flatMap((child) =>
      child.family === null ? [] : [{ child, dossier: child.family.dossier }],
    );
    const ways = await this.messages.channelsTo([...new Set(children.map(({ dossier }) => dossier.id))]);
    return {
      caption: t('crisis.childrenTitle'),
      captionHidden: true,
      columns: ['child', 'section', 'halfDays', 'told', 'elsewhere'].map((column) => ({
        text: t(`crisis.column.${column}`),
      })),
      rows: children.map(({ child, dossier }) => {
        const way = ways.get(dossier.id) ?? null;
        return [
          this.childCell(words, file, child, child.name === null ? null : dossier.number),
          this.words.section(words, child.stay.sectionId),
          this.daysCell(words, child.stay),
          file.told.has(dossier.id)
            ? { tag: { text: t('crisis.isTold'), tone: 'success' } }
            : { text: t('crisis.notTold'), hint: way ? t(`dossier.choice.channel.${way}`) : t('crisis.noWay') },
          this.elsewhereCell(words, file, child),
        ];
      }),
      empty: t('crisis.nobody'),
    };
  }

  /** Children without a dossier: nobody can be written to, so they are listed to be called. */
  private unknownTable(words: Translator, file: ClosureFile): Model | null {
    const { t } = words;
    const children = file.concerned.children.filter(({ family }) => family === null);
    if (children.length === 0) return null;
    return {
      caption: t('crisis.unknownTitle'),
      captionHidden: true,
      columns: ['child', 'parent', 'section', 'halfDays', 'elsewhere'].map((column) => ({
        text: t(`crisis.column.${column}`),
      })),
      rows: children.map((child) => [
        this.childCell(words, file, child, null),
        child.parent
          ? {
              text: phoneWords(child.parent.phone),
              href: `tel:${child.parent.phone}`,
              hint: child.parent.name ?? undefined,
            }
          : t('crisis.noParent'),
        this.words.section(words, child.stay.sectionId),
        this.daysCell(words, child.stay),
        this.elsewhereCell(words, file, child),
      ]),
    };
  }

  private childCell(words: Translator, file: ClosureFile, child: ConcernedChild, number: string | null): object {
    return {
      text: this.words.child(words, child),
      href: this.childHref(file, child.stay.childId),
      hint: [number, this.words.age(words, child.birth, child.stay.from)].filter(Boolean).join(' · '),
    };
  }

  private daysCell(words: Translator, stay: ConcernedStay): object {
    return {
      text: this.words.week(words, stay.slots),
      hint: stay.changes ? words.t('crisis.changes', { to: stay.to }) : undefined,
    };
  }

  private elsewhereCell(words: Translator, file: ClosureFile, child: ConcernedChild): object | string {
    const { stay } = child;
    const offer = file.offers.get(stay.childId);
    if (!offer) return words.t('crisis.offer.none');
    const state = stateNow(offer, this.clock.now());
    const place = file.places.get(offer.placeId ?? '');
    const isShort = HOLDS_SEATS.includes(state) && place !== undefined && place.to < stay.to;
    return {
      tag: { text: this.words.offerState(words, state, child), tone: TONES[state] },
      hint: [
        HOLDS_SEATS.includes(state) ? this.words.place(words, offer.sectionId) : '',
        isShort ? words.t('crisis.until', { to: place.to }) : '',
      ]
        .filter(Boolean)
        .join(' · '),
    };
  }

  /** The page of a child: to choose for it, or to note an answer. */
  private childHref({ closure, offers, leads }: ClosureFile, childId: Id): string | undefined {
    const asked = (offers.get(childId)?.placeId ?? null) !== null;
    return closure.state === 'told' && (leads || asked) ? `/fermetures/${closure.id}/enfants/${childId}` : undefined;
  }
}
