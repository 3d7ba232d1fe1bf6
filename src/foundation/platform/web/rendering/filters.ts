import nunjucks from 'nunjucks';
import { FIRST_LANGUAGE } from '../../../kernel/language.js';
import { phoneWords } from '../../../kernel/phone-number.js';
import type { Translator } from '../../i18n/index.js';
import { joinBackLink, trimmed, type Crumb } from './back-link.js';
import { escapeHtml } from './field-labels.js';
import { errorOf, listOf, summaryItems, valueOf, type FormState } from './form-state.js';

/**
 * A sentence with a command in it. A browser breaks a line after any dash: whoever copied `--` from the end of one line
 * and `key` from the next would run another command.
 */
const withWholeWords = (text: string): nunjucks.runtime.SafeString =>
  new nunjucks.runtime.SafeString(
    text
      .split(/(\s+)/)
      .map((word) => (word.includes('-') ? `<span class="app-whole">${escapeHtml(word)}</span>` : escapeHtml(word)))
      .join(''),
  );

/** A sentence that holds words which people of the territory wrote: those say that they are in its language (RGAA 8.7). */
function quoting(text: string, quotes: readonly string[] | undefined): string | nunjucks.runtime.SafeString {
  // The longest first, and all in one pass: a quote may stand in another one, or be a word of what marks it.
  const found = [...(quotes ?? [])]
    .filter((quote) => quote !== '')
    .sort((a, b) => b.length - a.length)
    .map((quote) => quote.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&'));
  if (found.length === 0) return text;
  const marked = text
    .split(new RegExp(`(${found.join('|')})`))
    .map((part, index) => (index % 2 ? `<span lang="${FIRST_LANGUAGE}">${escapeHtml(part)}</span>` : escapeHtml(part)))
    .join('');
  return new nunjucks.runtime.SafeString(marked);
}

/** A choice of a filter, with the mark of the one that is made where no value is given. */
interface FilterChoice {
  readonly value?: unknown;
  readonly text: string;
  readonly selected?: boolean;
  readonly current?: boolean;
}

/** The text of the choice that a filter makes; empty where it makes none, or the one of all. */
function chosenText(choices: readonly FilterChoice[] | undefined, value?: unknown): string {
  const isChosen = (one: FilterChoice): boolean =>
    value === undefined ? (one.selected ?? one.current ?? false) && one.value !== '' : one.value === value;
  return value === '' ? '' : (choices?.find(isChosen)?.text ?? '');
}

/** How a hint shows what is to be typed: `27 3 2027`, `06 12 34 56 78`, `prenom.nom@exemple.fr`. */
const SHOWN_FORMATS = { day: /\d{1,2} \d{1,2} \d{4}/, phone: /\d\d \d\d/, email: /@/ };

/** A hint of a field with an example of what is expected, unless it shows one itself (RGAA 11.10). */
const withExample = (hint: string, kind: keyof typeof SHOWN_FORMATS, example: string): string => {
  if (hint === '' || SHOWN_FORMATS[kind].test(hint)) return hint || example;
  return `${hint}${/[.!?]$/.test(hint) ? '' : '.'} ${example}`;
};

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
    withExample: (hint: string | null | undefined, kind: 'day' | 'phone' | 'email', example: string) =>
      withExample(hint ?? '', kind, example),
    wholeWords: (text: string | null | undefined) => withWholeWords(text ?? ''),
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
    quoting,
    chosenText: (choices: readonly FilterChoice[] | undefined, value?: unknown) => chosenText(choices, value),
    joinBack: (crumbs: readonly Crumb[] | undefined, html: string | nunjucks.runtime.SafeString) =>
      joinBackLink(crumbs ?? [], html, translator.t('web.page.back')),
    summaryItems: (form: FormState | undefined) => summaryItems(form),
  };
}
