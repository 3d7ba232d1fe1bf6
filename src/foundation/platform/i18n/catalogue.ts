import { LANGUAGES, type Language } from '../../kernel/language.js';
import { flatten, readMessageFiles, type MessageFile } from './message-files.js';
import { Translator, type Messages } from './translator.js';

export interface CatalogueOptions {
  /** A missing key throws (tests, build) instead of being reported and shown as its key (production). */
  readonly strict?: boolean;
  /** Where a missing key is reported when not strict. */
  readonly report?: (problem: string) => void;
}

/** All messages of the platform, in every language. It is loaded once, when the process starts. */
export class Catalogue {
  readonly #translators: ReadonlyMap<Language, Translator>;
  readonly #messages: ReadonlyMap<Language, Messages>;

  constructor(files: readonly MessageFile[], options: CatalogueOptions = {}) {
    this.#messages = merge(files);
    this.#translators = new Map(
      [...this.#messages].map(([lang, messages]) => [lang, new Translator(lang, messages, problemHandler(options))]),
    );
  }

  /** Reads every message file under `root`; throws when two files define the same key. */
  static load(root: string, options: CatalogueOptions = {}): Catalogue {
    return new Catalogue(readMessageFiles(root), options);
  }

  /** The languages that have messages, the territory's own first. */
  get languages(): Language[] {
    return LANGUAGES.filter((lang) => this.#messages.has(lang));
  }

  keys(lang: Language): string[] {
    return [...(this.#messages.get(lang)?.keys() ?? [])];
  }

  /** The raw message, before its arguments are filled in; undefined when there is none. */
  message(lang: Language, key: string): string | undefined {
    return this.#messages.get(lang)?.get(key);
  }

  /** The translator of a language. It is made once and kept. Throws for a language without messages. */
  translator(lang: Language): Translator {
    const translator = this.#translators.get(lang);
    if (!translator) throw new Error(`No messages in language "${lang}"`);
    return translator;
  }
}

function problemHandler(options: CatalogueOptions): (problem: string) => void {
  if (options.strict) {
    return (problem) => {
      throw new Error(problem);
    };
  }
  return options.report ?? ((problem) => console.error(problem));
}

function merge(files: readonly MessageFile[]): Map<Language, Map<string, string>> {
  const byLang = new Map<Language, Map<string, string>>();
  const origins = new Map<string, string>();
  for (const file of files) {
    const messages = byLang.get(file.lang) ?? new Map<string, string>();
    byLang.set(file.lang, messages);
    for (const [key, message] of flatten(file.tree)) {
      const origin = origins.get(`${file.lang}:${key}`);
      if (origin) throw new Error(`Message "${key}" is in both ${origin} and ${file.path}`);
      origins.set(`${file.lang}:${key}`, file.path);
      messages.set(key, message);
    }
  }
  return byLang;
}
