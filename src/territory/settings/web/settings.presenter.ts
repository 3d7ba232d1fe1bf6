import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import {
  changesOf,
  NUMBER_NAMES,
  NUMBERS,
  SILENCE_MONTHS,
  type Choice,
  type Choices,
  type NumberName,
} from '../domain/choices.js';
import type { MadeChange } from '../territory-settings.js';
import { fieldsOf } from './settings.form.js';

@Injectable()
export class SettingsPresenter {
  page(words: Translator, made: readonly MadeChange[]): Record<string, unknown> {
    const { t } = words;
    return {
      title: t('settings.title'),
      numbers: { general: this.numbersIn(words, 'general'), zones: this.numbersIn(words, 'zones') },
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

  private numbersIn({ t }: Translator, group: (typeof NUMBERS)[NumberName]['group']): object[] {
    return NUMBER_NAMES.filter((name) => NUMBERS[name].group === group).map((name) => ({
      name,
      label: t(`settings.name.${name}`),
      hint: t(`settings.hint.${name}`),
    }));
  }

  private valueWords({ t }: Translator, name: Choice, value: unknown): string {
    switch (name) {
      case 'silenceMonths':
        return t('settings.months', { count: Number(value) });
      case 'silenceMeansRefusal':
        return t(`settings.means.${value === true ? 'refusal' : 'acceptance'}`);
      case 'territoryName':
        return String(value);
      default:
        return t(`settings.${NUMBERS[name].unit}`, { count: Number(value) });
    }
  }
}
