import { Injectable } from '@nestjs/common';
import { dayOf } from '../../../../foundation/kernel/time.js';
import { WEEKDAYS, type WeekSchedule } from '../../../../foundation/kernel/week-schedule.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Supply } from '../../../../offer/supply/index.js';
import { Territory } from '../../../../territory/territory/index.js';
import { ASKED_FACTS } from '../../domain/asked-facts.js';
import { isExpected } from '../../domain/births.js';
import { CHILD_QUESTIONS } from '../../domain/child-questions.js';
import { townOf } from '../../domain/contact-ways.js';
import {
  EMPTY_ADULT,
  EMPTY_CHILD,
  EMPTY_FORM,
  isLeave,
  siblingSaid,
  type AdultForm,
  type ChildForm,
  type DossierForm,
  type FactAnswer,
  type NeedForm,
} from '../../domain/dossier-form.js';
import { NEED_QUESTIONS } from '../../domain/need-questions.js';
import { inOrder, yesNoNames } from '../../domain/questions.js';
import { isWithheld, WITHHELD } from '../../domain/withheld.js';
import { applyToChild, applyToFamily } from '../../domain/proposed-changes/apply-answer.js';
import { ASKED, type AskedOn, type FieldCode } from '../../domain/proposed-changes/fields.js';
import { phoneWords } from '../../../../foundation/kernel/phone-number.js';
import { QuestionPresenter } from './question.presenter.js';
import { WishesPresenter } from './wishes.presenter.js';

export interface AnswerRow {
  readonly key: string;
  readonly value?: string | null;
  readonly lines?: readonly string[];
}
export interface AnswerSection {
  readonly title: string;
  /** End of the address of the page where these answers are changed. */
  readonly path: string;
  readonly rows: readonly AnswerRow[];
}

/** The labels of answers whose page uses another name than their FieldCode. */
const LABELS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(yesNoNames(CHILD_QUESTIONS).map((name) => [`child.${name}`, [`question.child.${name}.label`]])),
  ...Object.fromEntries(yesNoNames(NEED_QUESTIONS).map((name) => [`need.${name}`, [`question.need.${name}.label`]])),
  'adult.preferredChannel': ['dossier.adult.channel'],
  'adult.workplaceCommune': ['dossier.adult.workplace'],
  'consents.shareWithProviders': ['dossier.consents.share'],
  language: ['dossier.consents.language'],
  'child.birth': ['dossier.child.birth', 'dossier.child.due'],
  'child.siblingProviderId': ['dossier.child.sibling'],
  wishes: ['dossier.wishes.inOrder'],
};

const saidLines = ({ key, value, lines }: AnswerRow): string[] =>
  lines ? [...lines] : value ? [`${key} : ${value}`] : [];

/** That the family does not wish to answer; null where it did not say so. */
export const withheldWords = (
  { t }: Translator,
  part: Parameters<typeof isWithheld>[0],
  question: string,
): string | null => (isWithheld(part, question) ? t('dossier.question.withheldSaid') : null);

/** Yes, no, or that the family does not wish to answer; null where nobody answered. */
export const yesNoWords = <Question extends string>(
  words: Translator,
  part: Parameters<typeof isWithheld>[0] & { readonly [Name in Question]?: boolean | null },
  question: Question,
): string | null => {
  const said = part[question] ?? null;
  return said === null ? withheldWords(words, part, question) : words.t(said ? 'web.form.yes' : 'web.form.no');
};

/** The establishment where a brother or sister goes, or whether there is one at all; null where nobody said. */
export const siblingWords = (
  words: Translator,
  child: Pick<ChildForm, 'siblingReceived' | 'siblingProviderId' | 'withheld'>,
  supply: Pick<Supply, 'provider'>,
): string | null => {
  const { t } = words;
  const said = siblingSaid(child);
  const provider = supply.provider(child.siblingProviderId)?.name;
  if (provider !== undefined || said !== null) return provider ?? t(said ? 'web.form.yes' : 'web.form.no');
  return withheldWords(words, child, 'siblingReceived');
};

/** All answers of a form, page by page: for the check before sending, and for the copy afterwards. */
@Injectable()
export class AnswersPresenter {
  constructor(
    private readonly supply: Supply,
    private readonly questions: QuestionPresenter,
    private readonly wishes: WishesPresenter,
    private readonly territory: Territory,
  ) {}

  answerSections(words: Translator, form: DossierForm): AnswerSection[] {
    const title = (path: string, index: number | null = null): string =>
      this.questions.titleOf(words, form, { path, index });
    return [
      ...form.adults.map((adult, index) => ({
        title: title('responsable', index),
        path: `responsable/${index + 1}`,
        rows: this.adult(words, adult),
      })),
      { title: title('foyer'), path: 'foyer', rows: this.household(words, form) },
      ...form.children.flatMap((child, index) => [
        { title: title('enfant', index), path: `enfant/${index + 1}`, rows: this.childRows(words, child) },
        { title: title('besoin', index), path: `besoin/${index + 1}`, rows: this.need(words, child.need) },
        { title: title('voeux', index), path: `voeux/${index + 1}`, rows: [this.wishRow(words, child)] },
      ]),
      { title: title('points'), path: 'points', rows: this.facts(words, form) },
      { title: title('accords'), path: 'accords', rows: this.consents(words, form) },
    ];
  }

  /** One proposed answer (FieldCode), in the words of the page that asks for it. */
  fieldRow(words: Translator, field: FieldCode, value: unknown): AnswerRow {
    const { t } = words;
    const [topic = '', second = '', third] = field.split('.');
    const form = applyToFamily({ ...EMPTY_FORM, adults: [EMPTY_ADULT, EMPTY_ADULT] }, field, value);
    const child = applyToChild(EMPTY_CHILD, field, value);
    if (field === ASKED) {
      const asked = value as AskedOn | null;
      return { key: t('changes.asked'), value: asked && words.day(dayOf(asked.firstAsked)) };
    }
    if (topic === 'fact')
      return { key: t(`dossier.choice.fact.${second}`), value: this.yesNo(words, form.criterionFacts[second] ?? null) };
    if (topic === 'adult' && third === undefined)
      return {
        key: t('changes.secondAdult'),
        lines: this.adult(words, form.adults[1] ?? EMPTY_ADULT).flatMap(saidLines),
      };
    if (field === 'need.week' && child.need.week === null)
      return this.answerRow(
        words,
        'dossier.need.week',
        child.need.daysPerWeek === null ? null : t('changes.days', { count: child.need.daysPerWeek }),
      );
    const rows: Record<string, () => AnswerRow[]> = {
      adult: () => this.adult(words, form.adults[Number(second) - 1] ?? EMPTY_ADULT),
      household: () => this.household(words, form),
      consents: () => this.consents(words, form),
      language: () => this.consents(words, form),
      child: () => this.childRows(words, child),
      need: () => this.need(words, child.need),
      wishes: () => [this.wishRow(words, child)],
    };
    const asked = topic === 'adult' ? `adult.${third}` : field;
    const keys = (LABELS[asked] ?? [`dossier.${asked}`]).map((key) => t(key));
    return rows[topic]?.().find(({ key }) => keys.includes(key)) ?? { key: keys[0] ?? '', value: null };
  }

  private yesNo(words: Translator, value: FactAnswer | null): string | null {
    if (value === WITHHELD) return words.t('dossier.question.withheldSaid');
    return value === null ? null : words.t(value ? 'web.form.yes' : 'web.form.no');
  }

  private choiceText(words: Translator, name: string, value: string | null): string | null {
    return value === null ? null : words.t(`dossier.choice.${name}.${value}`);
  }

  private answerRow(words: Translator, key: string, value: string | number | null): AnswerRow {
    return { key: words.t(key), value: value === null ? null : String(value) };
  }

  private adult(words: Translator, adult: AdultForm): AnswerRow[] {
    const place = [adult.postalCode, townOf(adult, (code) => this.territory.commune(code)?.name ?? null)]
      .filter(Boolean)
      .join(' ');
    return [
      this.answerRow(words, 'dossier.adult.name', [adult.firstName, adult.surname].filter(Boolean).join(' ') || null),
      this.answerRow(words, 'dossier.adult.phone', adult.phone === null ? null : phoneWords(adult.phone)),
      this.answerRow(words, 'dossier.adult.email', adult.email),
      this.answerRow(words, 'dossier.adult.channel', this.choiceText(words, 'channel', adult.preferredChannel)),
      {
        key: words.t('dossier.adult.address'),
        lines: [adult.addressLine, place].filter((line): line is string => Boolean(line)),
      },
      ...(adult.addressProtected
        ? [this.answerRow(words, 'dossier.adult.addressProtected', this.yesNo(words, true))]
        : []),
      this.answerRow(words, 'dossier.adult.parentalAuthority', this.yesNo(words, adult.parentalAuthority)),
      this.answerRow(words, 'dossier.adult.situation', this.situation(words, adult)),
      this.answerRow(words, 'dossier.adult.workplace', adult.workplaceCommune),
      this.answerRow(words, 'dossier.adult.weeklyHours', adult.weeklyHours),
      this.answerRow(words, 'dossier.adult.atypicalHours', this.yesNo(words, adult.atypicalHours)),
    ];
  }

  /** What an adult does, with the day on which an activity starts or starts again. */
  private situation(words: Translator, adult: AdultForm): string | null {
    const { situation, returnsOn } = adult;
    if (situation === null) return withheldWords(words, adult, 'situation');
    const text = this.choiceText(words, 'situation', situation);
    if (isWithheld(adult, 'returnsOn'))
      return words.t('dossier.adult.returnWithheld', {
        situation: text,
        said: words.t('dossier.question.withheldSaid'),
      });
    return text !== null && returnsOn
      ? words.t('dossier.adult.startsOn', {
          situation: text,
          day: words.day(returnsOn),
          leave: isLeave(situation) ? 'yes' : 'no',
        })
      : text;
  }

  private household(words: Translator, { household }: DossierForm): AnswerRow[] {
    return [
      this.answerRow(
        words,
        'dossier.household.loneParent',
        this.yesNo(words, household.loneParent) ?? withheldWords(words, household, 'loneParent'),
      ),
      this.answerRow(words, 'dossier.household.dependentChildren', household.dependentChildren),
      this.answerRow(words, 'dossier.household.custody', this.choiceText(words, 'custody', household.custody)),
      ...(household.custodyWeeks
        ? [this.answerRow(words, 'dossier.household.custodyWeeks', household.custodyWeeks)]
        : []),
      this.answerRow(words, 'dossier.household.regime', this.choiceText(words, 'regime', household.regime)),
      this.answerRow(
        words,
        'dossier.household.familyQuotient',
        household.familyQuotient === null
          ? withheldWords(words, household, 'familyQuotient')
          : words.money(household.familyQuotient),
      ),
    ];
  }

  private childRows(words: Translator, child: ChildForm): AnswerRow[] {
    const { day } = words;
    const name = [child.firstName, child.surname].filter(Boolean).join(' ') || null;
    const birth = isExpected(child)
      ? this.answerRow(words, 'dossier.child.due', day(child.dueDate!))
      : this.answerRow(words, 'dossier.child.birth', child.birthDate && day(child.birthDate));
    return inOrder(
      CHILD_QUESTIONS,
      {
        name: [this.answerRow(words, 'dossier.child.name', name)],
        birth: [birth],
        siblingProviderId: [this.answerRow(words, 'dossier.child.sibling', siblingWords(words, child, this.supply))],
      },
      (question) => this.answerRow(words, `question.child.${question}.label`, yesNoWords(words, child, question)),
    );
  }

  private need(words: Translator, need: NeedForm): AnswerRow[] {
    const day = (key: string, value: string | null, otherwise: string | null = null): AnswerRow =>
      this.answerRow(words, key, (value && words.day(value)) ?? otherwise);
    const first = this.choiceText(words, 'waitsFirst', need.waitsFirst ?? 'place');
    const ownDay = need.wantedFrom === null ? null : words.t('dossier.choice.latest.own');
    const choice = (name: 'kind' | 'urgentReason' | 'currentCare'): AnswerRow =>
      this.answerRow(
        words,
        `dossier.need.${name}`,
        this.choiceText(words, name, need[name] ?? null) ?? withheldWords(words, need, name),
      );
    return inOrder(
      NEED_QUESTIONS,
      {
        kind: [choice('kind')],
        urgentReason: need.kind === 'emergency' ? [choice('urgentReason')] : [],
        wantedFrom: [day('dossier.need.wantedFrom', need.wantedFrom)],
        latestFrom: [day('dossier.need.latestFrom', need.latestFrom, ownDay)],
        waitsFirst: need.latestFrom === null ? [] : [this.answerRow(words, 'dossier.need.prefers', first)],
        earliestFrom: [day('dossier.need.earliestFrom', need.earliestFrom, ownDay)],
        week: [{ key: words.t('dossier.need.week'), lines: this.needLines(words, need) }],
        weeksPerYear: [this.answerRow(words, 'dossier.need.weeksPerYear', need.weeksPerYear)],
        minimumDays:
          need.minimumDays === null ? [] : [this.answerRow(words, 'dossier.need.minimumDays', need.minimumDays)],
        currentCare: [choice('currentCare')],
        currentCareEnds: [day('dossier.need.currentCareEnds', need.currentCareEnds)],
      },
      (question) => this.answerRow(words, `question.need.${question}.label`, yesNoWords(words, need, question)),
    );
  }

  weekLines(words: Translator, week: WeekSchedule | null): string[] {
    const { t, weekday } = words;
    return WEEKDAYS.flatMap((day) => {
      const hours = week?.[day];
      return hours ? [t('dossier.need.dayHours', { day: weekday(day), hours: words.hours(hours) })] : [];
    });
  }

  /** The hours of each day; else the days or how many of them, where a list tells no more. */
  private needLines(words: Translator, { week, daysWanted, daysPerWeek }: NeedForm): string[] {
    if (week !== null) return this.weekLines(words, week);
    if (daysWanted?.length) return [words.list(daysWanted.map(words.weekday))];
    return daysPerWeek === null ? [] : [words.t('changes.days', { count: daysPerWeek })];
  }

  private wishRow(words: Translator, child: ChildForm): AnswerRow {
    return {
      key: words.t('dossier.wishes.inOrder'),
      lines: child.wishes.flatMap((wish, index) =>
        [`${index + 1}. ${this.wishes.nameOf(words, wish)}`, this.wishes.outsideOf(words, child, wish) ?? []].flat(),
      ),
    };
  }

  private facts(words: Translator, { criterionFacts }: DossierForm): AnswerRow[] {
    // The grid in force decides which facts are asked. Only the answered ones are listed, or one line that says that
    // none was answered.
    const answered = ASKED_FACTS.filter((code) => criterionFacts[code] !== undefined);
    if (answered.length === 0) return [this.answerRow(words, 'dossier.facts.title', null)];
    return answered.map((code) => ({
      key: words.t(`dossier.choice.fact.${code}`),
      value: this.yesNo(words, criterionFacts[code] ?? null),
    }));
  }

  private consents(words: Translator, { consents, language }: DossierForm): AnswerRow[] {
    return [
      this.answerRow(words, 'dossier.consents.share', this.yesNo(words, consents.shareWithProviders)),
      this.answerRow(words, 'dossier.consents.reminders', this.yesNo(words, consents.reminders)),
      this.answerRow(words, 'dossier.consents.language', this.choiceText(words, 'language', language)),
    ];
  }
}
