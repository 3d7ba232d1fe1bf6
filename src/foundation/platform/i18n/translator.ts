import type { Language } from '../../kernel/language.js';
import { isDay } from '../../kernel/time.js';
import { Formats } from './formats.js';
import type { MessageArgs } from './message-args.js';
import { sentenceOf, type Sentence } from './sentence.js';

export type Messages = ReadonlyMap<string, string>;

/**
 * Ways of saying the same sentence to somebody else. `atDesk` speaks of a family to the agent who answers for it, where
 * the form speaks to the family: `atDesk.dossier.adult.who` in the place of `dossier.adult.who`.
 */
export const VOICES = ['atDesk'] as const;
export type Voice = (typeof VOICES)[number];

/**
 * Gives the sentences of one language by their keys, and formats dates and numbers. Its functions work without `this`.
 */
export class Translator extends Formats {
  readonly #compiled = new Map<string, Sentence>();
  readonly #voices = new Map<Voice, Translator>();
  #labels: Messages = new Map();

  constructor(
    lang: Language,
    readonly messages: Messages,
    readonly onProblem: (problem: string) => void,
  ) {
    super(lang);
  }

  readonly has = (key: string): boolean => this.#labels.has(key) || this.messages.has(key);

  /**
   * The sentence of `key` with its ICU arguments filled in (plurals, selects).
   * A missing key or argument throws when the catalogue is strict; otherwise it is reported and the key is shown.
   */
  override readonly t = (key: string, args?: MessageArgs): string => {
    // What people call an entry of a list is plain text.
    const label = this.#labels.get(key);
    if (label !== undefined) return label;
    const message = this.messages.get(key);
    if (message === undefined) return this.#shown(key, `Missing message "${key}" (${this.lang})`);
    // Most sentences have no argument, and need no parser.
    if (!message.includes('{')) return message;
    try {
      return this.#sentence(key, message)(this.#spoken(args));
    } catch (error) {
      return this.#shown(key, `Message "${key}" (${this.lang}): ${(error as Error).message}`);
    }
  };

  /** Says these labels in the place of its own messages, until it is given others. They have no arguments. */
  relabel(labels: Messages): void {
    this.#labels = labels;
    this.#voices.clear();
  }

  /** The same language in a voice: what the voice does not say in its own words, it says as everybody does. */
  inVoice(voice: Voice): Translator {
    let spoken = this.#voices.get(voice);
    if (!spoken) {
      const own = [...this.messages].flatMap(([key, message]): [string, string][] =>
        key.startsWith(`${voice}.`) ? [[key.slice(voice.length + 1), message]] : [],
      );
      spoken = new Translator(this.lang, new Map([...this.messages, ...own]), this.onProblem);
      spoken.relabel(this.#labels);
      this.#voices.set(voice, spoken);
    }
    return spoken;
  }

  /** Writes out the civil dates among the arguments. A refusal or a field error carries `2027-03-01`. */
  #spoken(args: MessageArgs | undefined): MessageArgs | undefined {
    if (!args || !Object.values(args).some(isDay)) return args;
    return Object.fromEntries(
      Object.entries(args).map(([name, value]) => [name, isDay(value) ? this.day(value) : value]),
    );
  }

  #shown(key: string, problem: string): string {
    this.onProblem(problem);
    return key;
  }

  #sentence(key: string, message: string): Sentence {
    let compiled = this.#compiled.get(key);
    if (!compiled) {
      compiled = sentenceOf(message, this.lang);
      this.#compiled.set(key, compiled);
    }
    return compiled;
  }
}
