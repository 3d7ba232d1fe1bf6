import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Config } from '../../config/index.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { Language } from '../../kernel/language.js';
import { obtained } from '../../kernel/obtained.js';
import { Conflict, DomainError, refuse } from '../../kernel/refusal.js';
import { Audit } from '../audit/index.js';
import { Reader, type Tx } from '../database/index.js';
import { Catalogue, Translator, type MessageArgs } from '../i18n/index.js';
import { actorRef, type Actor } from '../security/index.js';
import { Settings, SharedMemory } from '../settings/index.js';
import { holdTerritory } from '../territory/index.js';
import { examplesOf, lawOf } from './message-examples.js';
import { hasShortText, type MessageKind } from './message-kind.js';
import { MessageTextVersion } from './message-text.entity.js';
import { listAllTextVersions, listTextVersions } from './message-texts.queries.js';
import { smsText } from './sms-text.js';
import { textProblems, type MessageText, type TextProblem } from './text-check.js';

/** A message in words, before the closing line that says whom to ring. */
export interface WrittenText {
  readonly subject: string;
  readonly body: string;
  /** The same in the length and the letters of a text message; null for a kind that is never sent as one. */
  readonly shortText: string | null;
}

/** A kind of message in one language. */
export interface NamedText {
  readonly kind: MessageKind;
  readonly language: Language;
}

/** What a person wants to write, and the number of the version that they saw in force; 0 for the product's own. */
export interface WantedText {
  readonly text: MessageText;
  readonly reason: string;
  readonly seen: number;
  /** Who wrote it, where the actor is the second person, who agrees: `staff:<account>`. */
  readonly askedBy?: string;
}

const MEMORY = 'message-texts';
const keyOf = (kind: string, language: Language): string => `${kind}:${language}`;
const isSame = (one: MessageText, other: MessageText): boolean =>
  one.subject === other.subject && one.body === other.body && one.shortText === other.shortText;

/** Texts that a person wrote, read from the database. Once they were found wrong for this product, they are not used. */
interface ChangedText {
  readonly text: MessageText;
  /** Undefined until the text is first needed. */
  words?: Translator | null;
}

/**
 * Writes each kind of message in words: the product's own (`mail.<code>`, `sms.<code>` of the catalogue), or those that
 * a person wrote in their place. Each version is kept. A message keeps the words that it was written with.
 */
@Injectable()
export class MessageTexts implements OnModuleInit {
  private readonly logger = new Logger('MessageTexts');
  private changed = new Map<string, ChangedText>();
  private readonly laws = new WeakMap<Translator, Map<string, MessageArgs>>();

  constructor(
    private readonly config: Config,
    private readonly catalogue: Catalogue,
    private readonly reader: Reader,
    private readonly settings: Settings,
    private readonly memory: SharedMemory,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  onModuleInit(): Promise<void> {
    this.memory.keepReloaded(MEMORY, () => this.reload());
    return this.reload();
  }

  private async reload(): Promise<void> {
    const versions = await listAllTextVersions(this.reader);
    const last = new Map(versions.map((version) => [keyOf(version.kind, version.language), version]));
    this.changed = new Map([...last].flatMap(([key, { text }]) => (text ? [[key, { text }]] : [])));
  }

  /** @param values for each variable of the kind but the passages of the law ({@link lawOf}) */
  write(kind: MessageKind, words: Translator, values: MessageArgs): WrittenText {
    const all = { ...values, ...this.lawIn(kind, words) };
    const changed = this.wordsFor(kind, words.lang);
    if (changed === null) return this.filled(kind, words, all);
    try {
      return this.filled(kind, changed, all);
    } catch (error) {
      // What happens to a family must not fail because of the words in which it is told.
      this.logger.error(`The texts of ${kind.code} (${words.lang}): ${(error as Error).message}`);
      return this.filled(kind, words, all);
    }
  }

  /** The passages of the law are the same in every message of a kind, in one language. */
  private lawIn(kind: MessageKind, words: Translator): MessageArgs {
    const town = this.settings.courtTown;
    const known = obtained(this.laws, words, () => new Map<string, MessageArgs>());
    return obtained(known, `${kind.code} ${town}`, () => lawOf(kind, words, town));
  }

  private filled(kind: MessageKind, { t }: Translator, all: MessageArgs): WrittenText {
    return {
      subject: t(`mail.${kind.code}.subject`, all),
      body: t(`mail.${kind.code}.body`, all),
      shortText: hasShortText(kind) ? smsText(t(`sms.${kind.code}`, all)) : null,
    };
  }

  /** The words of a person for a kind; null where the product's own are in force, or theirs can no longer be used. */
  private wordsFor(kind: MessageKind, language: Language): Translator | null {
    const changed = this.changed.get(keyOf(kind.code, language));
    if (!changed) return null;
    changed.words ??= this.isUsable(kind, language, changed.text)
      ? this.translatorOf(kind, language, changed.text)
      : null;
    return changed.words;
  }

  /**
   * Whether texts that were put in force can still be used. A later version of the product may know other variables; a
   * family is then told in the product's own words.
   */
  isUsable(kind: MessageKind, language: Language, text: MessageText): boolean {
    const problems = this.check(kind, language, text);
    if (problems.length > 0) this.logger.warn(`The texts of ${kind.code} (${language}) cannot be used any more`);
    return problems.length === 0;
  }

  private translatorOf({ code }: MessageKind, language: Language, text: MessageText): Translator {
    const messages = new Map([
      [`mail.${code}.subject`, text.subject],
      [`mail.${code}.body`, text.body],
      [`sms.${code}`, text.shortText ?? ''],
    ]);
    return new Translator(language, messages, (problem) => {
      throw new Error(problem);
    });
  }

  /** The product's own texts of a kind, in ICU syntax. */
  ownText(kind: MessageKind, language: Language): MessageText {
    const { code } = kind;
    return {
      subject: this.catalogue.message(language, `mail.${code}.subject`)!,
      body: this.catalogue.message(language, `mail.${code}.body`)!,
      shortText: hasShortText(kind) ? this.catalogue.message(language, `sms.${code}`)! : null,
    };
  }

  /** The versions that people wrote, the last one first. */
  listVersions(kind: MessageKind, language: Language): Promise<MessageTextVersion[]> {
    return listTextVersions(this.reader, kind.code, language);
  }

  /** The last version of each kind and language that people have changed. */
  async listLast(): Promise<MessageTextVersion[]> {
    const versions = await listAllTextVersions(this.reader);
    return [...new Map(versions.map((version) => [keyOf(version.kind, version.language), version])).values()];
  }

  /** Everything wrong with texts that a person wants. */
  check(kind: MessageKind, language: Language, text: MessageText): TextProblem[] {
    return textProblems(kind, language, text, this.ownText(kind, language), this.examples(kind, language));
  }

  /** A value for each variable of a kind, invented. */
  examples(kind: MessageKind, language: Language): MessageArgs {
    return examplesOf(kind, this.catalogue.translator(language), this.config.BASE_URL, this.settings.courtTown);
  }

  /** A text in words, filled with examples. @param situation the cases that it chooses among */
  preview(kind: MessageKind, language: Language, text: MessageText, situation: MessageArgs): WrittenText {
    return this.filled(kind, this.translatorOf(kind, language, text), {
      ...this.examples(kind, language),
      ...situation,
    });
  }

  /**
   * Holds the texts of the territory, so that nobody else changes them until the unit ends.
   * @throws DomainError when the wanted texts would be refused, or are in force already
   * @throws Conflict when somebody else has changed them since the person saw them
   */
  async judgeChange(tx: Tx, { kind, language }: NamedText, { text, seen }: WantedText): Promise<void> {
    if (this.check(kind, language, text).length > 0) throw new DomainError(refuse('messageText.wrong'));
    await holdTerritory(tx);
    const [last] = await listTextVersions(tx, kind.code, language);
    if ((last?.number ?? 0) !== seen) throw new Conflict(refuse('messageText.changed'));
    if (isSame(text, last?.text ?? this.ownText(kind, language))) throw new DomainError(refuse('messageText.same'));
  }

  /**
   * Puts texts in force for the messages that are written from now on.
   * @throws DomainError, Conflict as {@link judgeChange}
   */
  async changeText(tx: Tx, actor: Actor, named: NamedText, wanted: WantedText): Promise<void> {
    await this.judgeChange(tx, named, wanted);
    const { kind, language } = named;
    const { text, reason, askedBy } = wanted;
    const number = wanted.seen + 1;
    await tx.insert(MessageTextVersion, {
      id: newId(),
      kind: kind.code,
      language,
      number,
      at: this.clock.now(),
      writtenBy: askedBy ?? actorRef(actor),
      agreedBy: askedBy === undefined ? null : actorRef(actor),
      reason,
      text: isSame(text, this.ownText(kind, language)) ? null : text,
    });
    await this.memory.markChanged(tx, MEMORY);
    const subject = { kind: 'message-text', id: keyOf(kind.code, language) };
    await this.audit.changed(tx, actor, 'messageText.change', subject, { number, ...(askedBy && { askedBy }) });
  }
}
