import { Injectable } from '@nestjs/common';
import { LANGUAGES } from '../../../../foundation/kernel/language.js';
import type { Translator, Voice } from '../../../../foundation/platform/i18n/index.js';
import { Outbox } from '../../../../foundation/platform/outbox/index.js';
import { Supply } from '../../../../offer/supply/index.js';
import { Territory } from '../../../../territory/territory/index.js';
import type { AskedCriterion } from '../criterion-questions.js';
import {
  CHANNELS,
  CURRENT_CARES,
  CUSTODIES,
  NEED_KINDS,
  WAITS_FIRST,
  REGIMES,
  SITUATIONS,
  WISH_MODES,
  type AdultForm,
  type ChildForm,
  type DossierForm,
} from '../../domain/dossier-form.js';
import { CHILD_QUESTIONS } from '../../domain/child-questions.js';
import { NEED_QUESTIONS } from '../../domain/need-questions.js';
import type { Questions } from '../../domain/questions.js';
import { EMERGENCY_REASONS } from '../../domain/emergency-reasons.js';
import { KNOWN_AT_DESK, SPEAKERS, type Speaker } from '../../domain/told.js';
import type { Draft } from '../../persistence/dossier.entities.js';
import { rankOfSameNeed, type RemovedPart } from '../../domain/draft-parts.js';
import { listGaps } from '../../lifecycle/gap-words.js';
import { stepPath, type Step } from './journey.js';
import { ELSEWHERE } from './topics/adult.topic.js';

export interface Item {
  readonly value: string;
  readonly text: string;
}

/** What a page of questions is about: a draft, or a sent request that lacks answers. */
export interface PageTarget {
  /** Beginning of the addresses of its pages. */
  readonly base: string;
  readonly back: string;
  /** The version that the person is looking at. It shows whether somebody else has changed the answers since. */
  readonly version: number;
  readonly counter: boolean;
  /** True for a request that was already sent. Such a page cannot be saved for later. */
  readonly follow: boolean;
  /** What the desk reads beside the questions: its notes, which may hold what a list said. */
  readonly notes?: readonly string[];
  /** Whether the desk answers for the family, and has to say who said it. */
  readonly asksWhoTold?: true;
}

/** Staff who answer for a family read of it, where the family's own form speaks to it. */
const AT_DESK: Voice = 'atDesk';

export const wordsFor = (words: Translator, { counter }: Pick<PageTarget, 'counter'>): Translator =>
  counter ? words.inVoice(AT_DESK) : words;

/** What the model of a page says of its reader: whether staff reads it, and in which voice. */
export const readerOf = (counter: boolean): { readonly counter: boolean; readonly voice?: Voice } =>
  counter ? { counter, voice: AT_DESK } : { counter };

const TITLES: Record<string, string> = {
  responsable: 'dossier.adult.title',
  foyer: 'dossier.household.title',
  enfant: 'dossier.child.title',
  besoin: 'dossier.need.title',
  voeux: 'dossier.wishes.title',
  points: 'dossier.facts.title',
  accords: 'dossier.consents.title',
};
const STATUS = {
  done: { text: 'dossier.tasks.done', tone: 'success' },
  started: { text: 'dossier.tasks.started', tone: 'warning' },
  todo: { text: 'dossier.tasks.todo', tone: 'neutral' },
} as const;

/** The pages whose questions are declared, with the group of their words. */
const DECLARED_ON: Readonly<Record<string, { readonly topic: string; readonly questions: Questions }>> = {
  enfant: { topic: 'child', questions: CHILD_QUESTIONS },
  besoin: { topic: 'need', questions: NEED_QUESTIONS },
};

/** The adults and children of a form, by their names. */
export interface Persons {
  /** Whether one adult raises the children alone: another is asked for where not. */
  readonly household?: DossierForm['household'];
  readonly adults: readonly Pick<AdultForm, 'firstName' | 'surname'>[];
  readonly children: readonly Pick<ChildForm, 'firstName'>[];
}

/** How many adults a form has a page for: those described, and the second parent where one is asked for. */
const countAdults = ({ adults, household }: Persons): number =>
  household?.loneParent === false ? Math.max(adults.length, 2) : adults.length;

/** Turns a draft into what its pages show. */
@Injectable()
export class QuestionPresenter {
  constructor(
    private readonly supply: Supply,
    private readonly territory: Territory,
    private readonly outbox: Outbox,
  ) {}

  childName(words: Translator, form: Persons, index: number): string {
    const { t } = words;
    return (
      form.children[index]?.firstName ??
      (form.children.length > 1 ? t('dossier.child.ranked', { rank: index + 1 }) : t('dossier.child.only'))
    );
  }

  /** Whom a page is about: an adult or a child by its name; where it is about all, what the page is called. */
  personOf(words: Translator, form: Persons, step: Pick<Step, 'path' | 'index'>): string {
    const index = step.index ?? 0;
    if (step.path === 'responsable') {
      const adult = form.adults[index];
      return [adult?.firstName, adult?.surname].filter(Boolean).join(' ') || this.titleOf(words, form, step);
    }
    return ['enfant', 'besoin', 'voeux'].includes(step.path)
      ? this.childName(words, form, index)
      : this.titleOf(words, form, step);
  }

  /** What offers the need of another child to one whose need is not said yet; null where there is nothing to offer. */
  private sameNeed(words: Translator, form: DossierForm, index: number): string | null {
    const rank = rankOfSameNeed(form, index + 1);
    return rank === null ? null : words.t('dossier.tasks.sameNeed', { child: this.childName(words, form, rank - 1) });
  }

  /** How a part that is taken out of a draft is called: by its first name, where it has one. */
  partName({ t }: Translator, part: RemovedPart): string {
    if (part.what === 'adult') return part.adult.firstName ?? t('dossier.remove.adult');
    return part.child.firstName ?? t('dossier.child.ranked', { rank: part.rank });
  }

  titleOf(words: Translator, form: Persons, step: Pick<Step, 'path' | 'index'>): string {
    const index = step.index ?? 0;
    const adult = form.adults[index];
    const name = [adult?.firstName, adult?.surname].filter(Boolean).join(' ');
    return words.t(TITLES[step.path]!, {
      rank: index + 1,
      adults: Math.max(countAdults(form), index + 1),
      name,
      named: name ? 'yes' : 'no',
      child: this.childName(words, form, index),
    });
  }

  /** The model every page of questions shares. */
  page(
    everybodys: Translator,
    form: DossierForm,
    step: Pick<Step, 'path' | 'index'>,
    target: PageTarget,
  ): Record<string, unknown> {
    const words = wordsFor(everybodys, target);
    return {
      ...target,
      ...readerOf(target.counter),
      title: this.titleOf(words, form, step),
      action: `${target.base}/${stepPath(step)}`,
      // The links that lead away send what is typed, and keep it.
      keeps: { form: 'answer', action: `${target.base}/${stepPath(step)}` },
      rank: (step.index ?? 0) + 1,
      // Its fields are called as they are: one page asks no question of two persons.
      at: '',
      asked: this.asked(words, step.path),
      choices: this.choices(words, form),
      childName: this.childName(words, form, step.index ?? 0),
      adults: form.adults.length,
      sameNeed: step.path === 'besoin' && !target.follow ? this.sameNeed(words, form, step.index ?? 0) : null,
      // At the desk an answer may be left out, so it can also be taken back.
      unanswered: target.counter ? words.t('dossier.question.unanswered') : '',
      // Asked anew of what was sent: in a form that is being filled in, an optional question is simply left.
      withheld: target.counter || target.follow ? words.t('dossier.question.withheld') : '',
      told: target.asksWhoTold ? this.toldChoices(words, form.adults) : null,
    };
  }

  /** The questions of a page that are declared, in its order: by its name alone, one that the page writes by hand. */
  asked({ t }: Translator, path: string): object[] {
    const declared = DECLARED_ON[path];
    if (!declared) return [];
    const { topic, questions } = declared;
    return Object.entries(questions).map(([name, { kind, points }]) =>
      kind === 'own'
        ? { name }
        : {
            name,
            label: t(`question.${topic}.${name}.label`),
            hint: t(`question.${topic}.${name}.hint`),
            withholdable: points,
          },
    );
  }

  /** Who may have said an answer, and how the desk may know it. */
  toldChoices(words: Translator, adults: DossierForm['adults']): Record<string, Item[]> {
    const { t } = words;
    const nameOf = (speaker: Speaker): string => {
      const adult = speaker === 'other' ? undefined : adults[speaker === 'adult1' ? 0 : 1];
      return [adult?.firstName, adult?.surname].filter(Boolean).join(' ') || t(`dossier.choice.toldBy.${speaker}`);
    };
    return {
      speakers: SPEAKERS.filter((speaker) => speaker !== 'adult2' || adults.length > 1).map((value) => ({
        value,
        text: nameOf(value),
      })),
      sources: KNOWN_AT_DESK.map((value) => ({ value, text: t(`dossier.choice.knownBy.${value}`) })),
    };
  }

  /** The questions of the grid in force, each with the points it gives. */
  facts(words: Translator, asked: readonly AskedCriterion[]): object[] {
    const { t } = words;
    return asked.map(({ code, points }) => ({
      code,
      question: t(`dossier.choice.factQuestion.${code}`),
      hint: t('dossier.facts.points', { points, more: t(`dossier.choice.factHint.${code}`) }),
    }));
  }

  /** The choices of every question that has some. */
  choices(words: Translator, { adults }: Pick<DossierForm, 'adults'>): Record<string, Item[]> {
    const { t } = words;
    const items = (name: string, values: readonly string[]): Item[] =>
      values.map((value) => ({ value, text: t(`dossier.choice.${name}.${value}`) }));
    return {
      // A way by which this site can write to nobody is not offered. Whoever has chosen it before still sees it.
      channels: items(
        'channel',
        CHANNELS.filter(
          (channel) =>
            this.outbox.carries(channel) || adults.some(({ preferredChannel }) => preferredChannel === channel),
        ),
      ),
      situations: items('situation', SITUATIONS),
      regimes: items('regime', REGIMES),
      custodies: items('custody', CUSTODIES),
      languages: items('language', LANGUAGES),
      kinds: items('kind', NEED_KINDS),
      latests: items('latest', ['own', '1', '2', '3', '6', 'date']),
      monthsToWait: items('latest', ['own', '1', '2', '3', '6']),
      earliests: items('earliest', ['own', '1', '2', '3', '6', 'date']),
      waitsFirsts: items('waitsFirst', WAITS_FIRST),
      urgentReasons: items('urgentReason', EMERGENCY_REASONS),
      currentCares: items('currentCare', CURRENT_CARES),
      areaModes: items(
        'mode',
        WISH_MODES.filter((mode) => mode !== 'establishment'),
      ),
      communes: this.territory.communes().map(({ code, name }) => ({ value: code, text: name })),
      residences: [
        ...this.territory.communes().map(({ code, name }) => ({ value: code, text: name })),
        { value: ELSEWHERE, text: t('dossier.adult.elsewhere') },
      ],
      establishments: this.supply.establishments().map(({ id, name }) => ({ value: id, text: name })),
    };
  }

  tasks(everybodys: Translator, draft: Draft, steps: readonly Step[]): Record<string, unknown> {
    const counter = draft.origin === 'counter';
    const words = wordsFor(everybodys, { counter });
    const { t } = words;
    const base = `/dossier/${draft.id}`;
    const task = (step: Step): object => ({
      title: this.titleOf(words, draft.form, step),
      href: `${base}/${stepPath(step)}`,
      hint:
        step.status === 'started'
          ? listGaps(
              words,
              step.gaps.map((gap) => t(`gap.${gap}`)),
            )
          : undefined,
      status: { text: t(STATUS[step.status].text), tone: STATUS[step.status].tone },
    });
    const of = (...paths: string[]): object[] => steps.filter((step) => paths.includes(step.path)).map(task);
    const done = steps.filter((step) => step.status === 'done').length;
    return {
      title: t('dossier.tasks.title'),
      base,
      version: draft.version,
      ...readerOf(counter),
      done,
      total: steps.length,
      family: of('responsable', 'foyer'),
      last: of('points', 'accords'),
      removed: draft.removed && t('dossier.tasks.putBack', { name: this.partName(words, draft.removed) }),
      secondAdult: draft.form.adults.length > 1,
      children: draft.form.children.map((_, index) => ({
        name: this.childName(words, draft.form, index),
        rank: index + 1,
        removable: draft.form.children.length > 1,
        sameNeed: this.sameNeed(words, draft.form, index),
        tasks: steps
          .filter((step) => step.index === index && ['enfant', 'besoin', 'voeux'].includes(step.path))
          .map(task),
      })),
    };
  }
}
