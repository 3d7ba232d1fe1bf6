import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '../../kernel/language.js';
import type { MessageArgs } from './message-args.js';

type Parts = ReturnType<IntlMessageFormat['getAst']>;

/** How a message uses one of its arguments. */
export interface ArgumentUse {
  /** The cases of the selects over it, `other` among them; empty when it is only shown or counted. */
  readonly cases: Set<string>;
  /** Whether a plural counts by it. */
  counted: boolean;
  /** Whether a format of ICU is asked for (`{x, date}`); the house formats its values before. */
  formatted: boolean;
}

/** The arguments of a message by their names. */
export type Shape = ReadonlyMap<string, ArgumentUse>;

const LITERAL = 0;
const POUND = 7;
const FORMATS: readonly number[] = [2, 3, 4];

const compiled = (message: string, lang: Language): IntlMessageFormat =>
  new IntlMessageFormat(message, lang, undefined, { ignoreTag: true });

/** @throws SyntaxError when the message cannot be read */
export function shapeOf(message: string, lang: Language): Shape {
  const shape = new Map<string, ArgumentUse>();
  const visit = (parts: Parts): void => {
    for (const part of parts) {
      if (!('value' in part) || !('type' in part) || part.type === LITERAL) continue;
      const use = shape.get(part.value) ?? { cases: new Set(), counted: false, formatted: false };
      shape.set(part.value, use);
      use.formatted ||= FORMATS.includes(part.type);
      if (!('options' in part)) continue;
      // Plural cases differ between languages and are not compared. The cases of a select are our own words.
      if ('pluralType' in part) use.counted = true;
      else for (const name of Object.keys(part.options)) use.cases.add(name);
      for (const { value } of Object.values(part.options)) visit(value);
    }
  };
  visit(compiled(message, lang).getAst());
  return shape;
}

/**
 * The counts of a message of which one case says the number in words, and says it of more numbers than that one: French
 * puts zero under `one`. Such a case is written `=1`, or stands beside a `=0`.
 * @throws SyntaxError
 */
export function loosePluralsOf(message: string, lang: Language): string[] {
  const counts = (parts: Parts): boolean => parts.some((part) => part.type === POUND);
  const visit = (parts: Parts): string[] =>
    parts.flatMap((part) => {
      if (!('options' in part)) return [];
      const inside = Object.values(part.options).flatMap(({ value }) => visit(value));
      if (!('pluralType' in part) || part.pluralType !== 'cardinal') return inside;
      const { one, other, '=0': none } = part.options;
      const loose = one && one.value.length > 0 && !none && !counts(one.value) && counts(other?.value ?? []);
      return loose ? [part.value, ...inside] : inside;
    });
  return new Intl.PluralRules(lang).select(0) === 'one' ? visit(compiled(message, lang).getAst()) : [];
}

/** The words of a message outside its arguments, one piece after the other. @throws SyntaxError */
export function literalsOf(message: string, lang: Language): string[] {
  const visit = (parts: Parts): string[] =>
    parts.flatMap((part) =>
      part.type === LITERAL
        ? [part.value]
        : 'options' in part
          ? Object.values(part.options).flatMap(({ value }) => visit(value))
          : [],
    );
  return visit(compiled(message, lang).getAst());
}

/** A message with its arguments, outside any catalogue. @throws Error when it cannot be read or lacks an argument */
export const fillMessage = (message: string, lang: Language, args: MessageArgs): string =>
  String(compiled(message, lang).format(args));
