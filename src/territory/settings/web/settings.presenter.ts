import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { changesOf, SILENCE_MONTHS, type Choice, type Choices } from '../domain/choices.js';
import type { MadeChange } from '../territory-settings.js';
import { fieldsOf } from './settings.form.js';

@Injectable()
export class SettingsPresenter {
  page(words: Translator, made: readonly MadeChange[]): Record<string, unknown> {
    const { t } = words;
    return {
      title: t('settings.title'),
      months: SILENCE_MONTHS.map((count) => ({ value: String(count), text: t('settings.months', { count }) })),
      means: (['refusal', 'acceptance'] as const).map((value) => ({ value, text: t(`settings.means.${value}`) })),
      changes: {
        caption: t('settings.changes'),
        columns: ['when', 'who', 'what', 'back'].map((name) => ({ text: t(`settings.column.${name}`) })),
        rows: made.map(({ change, by }) => {
          const name = change.name as Choice;
          return [
            words.shortInstant(change.at),
            by ?? t('settings.command'),
            t('settings.changedTo', {
              name: t(`settings.name.${name}`),
              before: this.valueWords(words, name, change.before),
              after: this.valueWords(words, name, change.after),
            }),
            {
              text: t('settings.takeBack'),
              href: `/administration/reglages/retour/${change.id}`,
              label: t('settings.takeBackOf', { name: t(`settings.name.${name}`), at: words.instant(change.at) }),
            },
          ];
        }),
        empty: t('settings.noChange'),
      },
    };
  }

  preview(words: Translator, now: Choices, wanted: Choices): Record<string, unknown> {
    const { t } = words;
    return {
      title: t('settings.previewTitle'),
      changes: changesOf(now, wanted).map(({ name, before, after }) => ({
        title: t(`settings.name.${name}`),
        change: t('settings.fromTo', {
          before: this.valueWords(words, name, before),
          after: this.valueWords(words, name, after),
        }),
        follows: t(`settings.follows.${name}`),
      })),
      fields: Object.entries({ ...fieldsOf(wanted), seen: JSON.stringify(now) }).map(([name, value]) => ({
        name,
        value,
      })),
    };
  }

  private valueWords({ t }: Translator, name: Choice, value: unknown): string {
    switch (name) {
      case 'offerDays':
        return t('settings.days', { count: Number(value) });
      case 'noSolutionHorizonWeeks':
        return t('settings.weeks', { count: Number(value) });
      case 'silenceMonths':
        return t('settings.months', { count: Number(value) });
      case 'silenceMeansRefusal':
        return t(`settings.means.${value === true ? 'refusal' : 'acceptance'}`);
      case 'zoneRadiusKm':
        return t('settings.kilometres', { count: Number(value) });
      case 'whiteZonePlaces':
        return t('settings.places', { count: Number(value) });
      case 'whiteZoneTension':
        return t('settings.halfDaysWanted', { count: Number(value) });
      case 'territoryName':
        return String(value);
    }
  }
}
