import nunjucks from 'nunjucks';
import { phoneWords } from '../../../kernel/phone-number.js';
import type { Translator } from '../../i18n/index.js';
import { errorOf, listOf, summaryItems, valueOf, type FormState } from './form-state.js';

/** A text that Nunjucks already takes for HTML stays HTML. */
const trimmed = (text: string | nunjucks.runtime.SafeString): string | nunjucks.runtime.SafeString =>
  text instanceof nunjucks.runtime.SafeString ? new nunjucks.runtime.SafeString(String(text).trim()) : text.trim();

type Filter = (...args: never[]) => unknown;

/** The filters of templates. A missing date or number shows nothing. */
export function filtersOf(translator: Translator): Record<string, Filter> {
  const shown =
    <T>(format: (value: T) => string) =>
    (value: T | null | undefined): string =>
      value === null || value === undefined || value === '' ? '' : format(value);
  return {
    day: shown(translator.day),
    fullDay: shown(translator.fullDay),
    shortDay: shown(translator.shortDay),
    month: shown(translator.month),
    instant: shown(translator.instant),
    shortInstant: shown(translator.shortInstant),
    time: shown(translator.time),
    period: shown(translator.period),
    weekday: shown(translator.weekday),
    shortWeekday: shown(translator.shortWeekday),
    number: shown(translator.number),
    money: shown(translator.money),
    percent: shown(translator.percent),
    sentence: shown(translator.list),
    capitalised: shown((text: string) => text.charAt(0).toLocaleUpperCase(translator.lang) + text.slice(1)),
    tel: shown((text: string) => `tel:${text.replace(/[^+\d]/g, '')}`),
    phoneWords: shown(phoneWords),
    // Replaces the filter of the library. Its regular expression reads a long run of spaces again from each of them:
    // 240 kB of spaces took minutes.
    trim: trimmed,
    // Replaces the filter of the library, which copies the whole content at each level of a page. Only the indentation
    // of the HTML source is lost.
    indent: (text: string | nunjucks.runtime.SafeString | null | undefined) => text ?? '',
    valueOf: (form: FormState | undefined, field: string) => valueOf(form, field),
    listOf: (form: FormState | undefined, field: string) => listOf(form, field),
    errorOf: (form: FormState | undefined, field: string) => {
      const text = errorOf(form, field);
      // The component library adds the colon itself.
      return text === undefined ? undefined : { text, visuallyHiddenText: translator.t('web.form.errorPrefix') };
    },
    summaryItems: (form: FormState | undefined) => summaryItems(form),
  };
}
