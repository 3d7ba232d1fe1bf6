import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '../../kernel/language.js';
import { joinInFrench } from './french-joins.js';
import type { MessageArgs } from './message-args.js';

type Parts = ReturnType<IntlMessageFormat['getAst']>;
type Part = Parts[number];
type Chosen = Extract<Part, { options: unknown }>;

const LITERAL = 0;
const ARGUMENT = 1;
const NUMBER = 2;
const POUND = 7;
/** What is said here. Other formats of ICU and tags are left to the library. */
const PLAIN: readonly number[] = [LITERAL, ARGUMENT, NUMBER, POUND];

/** Continues what was said with the value of an argument. */
type Join = (said: string, next: string) => string;

/** How a language makes the words before a value agree with it. The others write it as it is. */
const JOINS: Partial<Record<Language, Join>> = { fr: joinInFrench };

/** A message that was read once and is said again and again. */
export type Sentence = (values: MessageArgs | undefined) => string;

/**
 * Reads an ICU message. It says what IntlMessageFormat says, without looking up its plural rules by their options each
 * time: a session that closes says some fifty thousand sentences.
 * @throws SyntaxError when the message cannot be read
 */
export function sentenceOf(message: string, lang: Language): Sentence {
  const format = new IntlMessageFormat(message, lang, undefined, { ignoreTag: true });
  const parts = format.getAst();
  if (!isKnown(parts)) return (values) => String(format.format(values));
  const speaker = speakerOf(lang);
  return (values = {}) => speaker.say(parts, values, message, null, '');
}

const isKnown = (parts: Parts): boolean =>
  parts.every((part) => {
    if ('options' in part) return Object.values(part.options).every(({ value }) => isKnown(value));
    return PLAIN.includes(part.type) && !('style' in part && part.style);
  });

class Speaker {
  readonly #number: Intl.NumberFormat;
  readonly #cardinal: Intl.PluralRules;
  readonly #ordinal: Intl.PluralRules;
  readonly #join: Join;

  constructor(lang: Language) {
    this.#number = new Intl.NumberFormat(lang);
    this.#cardinal = new Intl.PluralRules(lang, { type: 'cardinal' });
    this.#ordinal = new Intl.PluralRules(lang, { type: 'ordinal' });
    this.#join = JOINS[lang] ?? ((said, next) => said + next);
  }

  /**
   * @param counted the number of the plural that these parts belong to; null outside any
   * @param before what was said until here; the answer begins with it
   */
  say(parts: Parts, values: MessageArgs, message: string, counted: number | null, before: string): string {
    let said = before;
    for (const part of parts) {
      if (!('value' in part)) said += counted === null ? '' : this.#number.format(counted);
      else if (part.type === LITERAL) said = continued(said, part.value);
      else said = this.#argument(part, values, message, said);
    }
    return said;
  }

  #argument(part: Extract<Part, { value: string }>, values: MessageArgs, message: string, said: string): string {
    if (!(part.value in values)) throw new Error(`"${part.value}" was not provided to "${message}"`);
    const value = values[part.value];
    if (part.type === NUMBER) return said + this.#number.format(Number(value));
    if (!('options' in part)) return this.#join(said, value === false ? '' : String(value ?? ''));
    const number = 'pluralType' in part ? Number(value) - part.offset : null;
    const chosen = this.#choose(part, value, number);
    if (!chosen) throw new Error(`"${part.value}" has no case for "${String(value)}" in "${message}"`);
    return this.say(chosen.value, values, message, number, said);
  }

  #choose(part: Chosen, value: MessageArgs[string], number: number | null): { readonly value: Parts } | undefined {
    const own = (name: string) => (Object.hasOwn(part.options, name) ? part.options[name] : undefined);
    if (!('pluralType' in part) || number === null) return own(String(value)) ?? own('other');
    const rules = part.pluralType === 'ordinal' ? this.#ordinal : this.#cardinal;
    return own(`=${String(value)}`) ?? own(rules.select(number)) ?? own('other');
  }
}

/** A sentence that ends with an abbreviation has one full stop: `lun., mar., ven.` */
const continued = (said: string, literal: string): string =>
  said.endsWith('.') && literal.startsWith('.') ? said + literal.slice(1) : said + literal;

const speakers = new Map<Language, Speaker>();

function speakerOf(lang: Language): Speaker {
  const speaker = speakers.get(lang) ?? new Speaker(lang);
  speakers.set(lang, speaker);
  return speaker;
}
