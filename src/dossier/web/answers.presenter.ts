import { Injectable } from '@nestjs/common';
import { WEEKDAYS, type WeekSchedule } from '../../kernel/week-schedule.js';
import { Catalogue } from '../../platform/i18n/index.js';
import { Supply } from '../../supply/index.js';
import { ASKED_FACTS } from '../domain/asked-facts.js';
import type { AdultForm, ChildForm, DossierForm, NeedForm } from '../domain/dossier-form.js';
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

/** All the answers of a form, page by page: to be checked before sending, and kept as a copy after. */
@Injectable()
export class AnswersPresenter {
  private readonly translator;

  constructor(
    catalogue: Catalogue,
    private readonly supply: Supply,
    private readonly questions: QuestionPresenter,
    private readonly wishes: WishesPresenter,
  ) {
    this.translator = catalogue.translator('fr');
  }

  sections(form: DossierForm): AnswerSection[] {
    const title = (path: string, index: number | null = null): string => this.questions.titleOf(form, { path, index });
    return [
      ...form.adults.map((adult, index) => ({ title: title('responsable', index), path: `responsable/${index + 1}`, rows: this.adult(adult) })),
      { title: title('foyer'), path: 'foyer', rows: this.household(form) },
      ...form.children.flatMap((child, index) => [
        { title: title('enfant', index), path: `enfant/${index + 1}`, rows: this.child(child) },
        { title: title('besoin', index), path: `besoin/${index + 1}`, rows: this.need(child.need) },
        { title: title('voeux', index), path: `voeux/${index + 1}`, rows: [this.wishRow(child)] },
      ]),
      { title: title('points'), path: 'points', rows: this.facts(form) },
      { title: title('accords'), path: 'accords', rows: this.consents(form) },
    ];
  }

  private yesNo(value: boolean | null): string | null {
    return value === null ? null : this.translator.t(value ? 'web.form.yes' : 'web.form.no');
  }

  private choice(name: string, value: string | null): string | null {
    return value === null ? null : this.translator.t(`dossier.choice.${name}.${value}`);
  }

  private row(key: string, value: string | number | null): AnswerRow {
    return { key: this.translator.t(key), value: value === null ? null : String(value) };
  }

  private adult(adult: AdultForm): AnswerRow[] {
    const place = [adult.postalCode, adult.communeName].filter(Boolean).join(' ');
    return [
      this.row('dossier.adult.name', [adult.firstName, adult.surname].filter(Boolean).join(' ') || null),
      this.row('dossier.adult.phone', adult.phone), this.row('dossier.adult.email', adult.email),
      this.row('dossier.adult.channel', this.choice('channel', adult.preferredChannel)),
      { key: this.translator.t('dossier.adult.address'), lines: [adult.addressLine, place].filter((line): line is string => Boolean(line)) },
      this.row('dossier.adult.parentalAuthority', this.yesNo(adult.parentalAuthority)),
      this.row('dossier.adult.situation', this.choice('situation', adult.situation)),
      this.row('dossier.adult.workplace', adult.workplaceCommune), this.row('dossier.adult.weeklyHours', adult.weeklyHours),
      this.row('dossier.adult.atypicalHours', this.yesNo(adult.atypicalHours)),
    ];
  }

  private household({ household }: DossierForm): AnswerRow[] {
    return [
      this.row('dossier.household.loneParent', this.yesNo(household.loneParent)),
      this.row('dossier.household.dependentChildren', household.dependentChildren),
      this.row('dossier.household.custody', this.choice('custody', household.custody)),
      ...(household.custodyWeeks ? [this.row('dossier.household.custodyWeeks', household.custodyWeeks)] : []),
      this.row('dossier.household.regime', this.choice('regime', household.regime)),
      this.row('dossier.household.familyQuotient', household.familyQuotient === null ? null : this.translator.money(household.familyQuotient)),
    ];
  }

  private child(child: ChildForm): AnswerRow[] {
    const { day } = this.translator;
    return [
      this.row('dossier.child.name', [child.firstName, child.surname].filter(Boolean).join(' ') || null),
      child.dueDate ? this.row('dossier.child.due', day(child.dueDate)) : this.row('dossier.child.birth', child.birthDate && day(child.birthDate)),
      this.row('dossier.child.multipleBirth', this.yesNo(child.multipleBirth)),
      this.row('dossier.child.sibling', this.supply.provider(child.siblingProviderId)?.name ?? null),
      this.row('dossier.child.adaptation', this.yesNo(child.adaptationNeed)),
    ];
  }

  private need(need: NeedForm): AnswerRow[] {
    const day = (value: string | null): string | null => value && this.translator.day(value);
    return [
      this.row('dossier.need.kind', this.choice('kind', need.kind)), this.row('dossier.need.wantedFrom', day(need.wantedFrom)),
      this.row('dossier.need.earliestFrom', day(need.earliestFrom)), this.row('dossier.need.latestFrom', day(need.latestFrom)),
      { key: this.translator.t('dossier.need.week'), lines: this.week(need.week) }, this.row('dossier.need.weeksPerYear', need.weeksPerYear),
      this.row('dossier.need.shorterWeek', this.yesNo(need.acceptsShorterWeek)),
      ...(need.minimumDays === null ? [] : [this.row('dossier.need.minimumDays', need.minimumDays)]),
      this.row('dossier.need.currentCare', this.choice('currentCare', need.currentCare)), this.row('dossier.need.currentCareEnds', day(need.currentCareEnds)),
    ];
  }

  week(week: WeekSchedule | null): string[] {
    const { t, weekday, time } = this.translator;
    return WEEKDAYS.flatMap((one) => {
      const hours = week?.[one];
      return hours ? [t('dossier.need.dayHours', { day: weekday(one), from: time(hours.start), to: time(hours.end) })] : [];
    });
  }

  private wishRow(child: ChildForm): AnswerRow {
    return { key: this.translator.t('dossier.wishes.inOrder'), lines: child.wishes.map((wish, index) => `${index + 1}. ${this.wishes.nameOf(wish)}`) };
  }

  private facts({ criterionFacts }: DossierForm): AnswerRow[] {
    return ASKED_FACTS.map((code) => ({
      key: this.translator.t(`dossier.choice.fact.${code}`), value: this.yesNo(criterionFacts[code] ?? null),
    }));
  }

  private consents({ consents }: DossierForm): AnswerRow[] {
    return [this.row('dossier.consents.share', this.yesNo(consents.shareWithProviders)), this.row('dossier.consents.reminders', this.yesNo(consents.reminders))];
  }
}
