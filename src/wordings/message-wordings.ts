import { Injectable } from '@nestjs/common';
import { accountIdOf, findStaffNames } from '../accounts/index.js';
import { isLanguage, type Language } from '../kernel/language.js';
import { NotFound } from '../kernel/refusal.js';
import { Reader, UnitOfWork } from '../platform/database/index.js';
import { Catalogue, type MessageArgs } from '../platform/i18n/index.js';
import {
  blocksOf,
  languagesOf,
  MessageKinds,
  MessageTexts,
  shownSituations,
  smsLength,
  variablesOf,
  type Block,
  type MessageKind,
  type MessageText,
  type MessageTextVersion,
  type TextProblem,
  type WantedText,
} from '../platform/outbox/index.js';
import type { Actor } from '../platform/security/index.js';

/** A kind of message in one language. */
export interface NamedText {
  readonly kind: MessageKind;
  readonly language: Language;
}

export interface KeptVersion {
  readonly version: MessageTextVersion;
  /** Who wrote it, by name. */
  readonly by: string | null;
}

/** A kind in one language as the list shows it. */
export interface ListedText extends NamedText {
  /** Null while nobody has changed the product's own texts. */
  readonly last: MessageTextVersion | null;
  readonly isUsable: boolean;
}

export interface ReadText extends NamedText {
  readonly inForce: MessageText;
  /** The passages of the law that its texts name, in its language, by the names of their variables. */
  readonly law: Readonly<Record<string, string>>;
  /** The closing line; null for a kind that has none. */
  readonly foot: string | null;
  readonly examples: MessageArgs;
  /** The last one first. */
  readonly versions: readonly KeptVersion[];
  /** The number of the last version; 0 when there is none. */
  readonly number: number;
  readonly isUsable: boolean;
}

/** A message as it would arrive. */
export interface PreviewedText {
  readonly subject: string;
  readonly blocks: readonly Block[];
  readonly sms: { readonly text: string; readonly letters: number; readonly parts: number } | null;
}

/** The texts of messages, which people read, try on examples and change, one kind and one language at a time. */
@Injectable()
export class MessageWordings {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly kinds: MessageKinds,
    private readonly texts: MessageTexts,
    private readonly catalogue: Catalogue,
  ) {}

  /** @throws NotFound when there is no such kind, or it is never written in this language */
  find(code: string, language: string): NamedText {
    const kind = this.kinds.find(code);
    if (!kind || !isLanguage(language) || !languagesOf(kind).includes(language)) throw new NotFound('message-kind');
    return { kind, language };
  }

  async list(): Promise<ListedText[]> {
    const last = new Map(
      (await this.texts.listLast()).map((version) => [`${version.kind}:${version.language}`, version]),
    );
    return this.kinds.all.flatMap((kind) =>
      languagesOf(kind).map((language) => {
        const version = last.get(`${kind.code}:${language}`) ?? null;
        const isUsable = !version?.text || this.texts.isUsable(kind, language, version.text);
        return { kind, language, last: version, isUsable };
      }),
    );
  }

  async read({ kind, language }: NamedText): Promise<ReadText> {
    const versions = await this.texts.listVersions(kind, language);
    const names = await findStaffNames(
      this.reader,
      versions.map(({ writtenBy }) => writtenBy),
    );
    const [last] = versions;
    const examples = this.texts.examples(kind, language);
    const law = Object.entries(variablesOf(kind)).filter(([, { type }]) => type === 'law');
    return {
      kind,
      language,
      inForce: last?.text ?? this.texts.ownText(kind, language),
      law: Object.fromEntries(law.map(([name]) => [name, String(examples[name])])),
      foot: this.footOf({ kind, language }),
      examples,
      versions: versions.map((version) => ({ version, by: names.get(accountIdOf(version.writtenBy) ?? '') ?? null })),
      number: last?.number ?? 0,
      isUsable: !last?.text || this.texts.isUsable(kind, language, last.text),
    };
  }

  /** The texts of an earlier version; 0 is the product's own. @throws NotFound when there is no such version */
  textOf({ kind, language, versions }: ReadText, number: number): MessageText {
    const own = this.texts.ownText(kind, language);
    if (number === 0) return own;
    const kept = versions.find(({ version }) => version.number === number);
    if (!kept) throw new NotFound('message-text');
    return kept.version.text ?? own;
  }

  check({ kind, language }: NamedText, text: MessageText): TextProblem[] {
    return this.texts.check(kind, language, text);
  }

  /** The message in each situation in which it says something else. @param text without a problem */
  preview({ kind, language }: NamedText, text: MessageText): PreviewedText[] {
    const seen = new Set<string>();
    return shownSituations(kind)
      .map((situation) => this.texts.preview(kind, language, text, situation))
      .filter((written) => {
        const key = JSON.stringify(written);
        return !seen.has(key) && seen.add(key);
      })
      .map(({ subject, body, shortText }) => ({
        subject,
        blocks: blocksOf(body),
        sms:
          shortText === null
            ? null
            : { text: shortText, letters: [...shortText].length, parts: smsLength(shortText).parts },
      }));
  }

  /** What the text says in the other languages, which people may have to change too. */
  async others({ kind, language }: NamedText): Promise<(NamedText & { readonly text: MessageText })[]> {
    const others = languagesOf(kind).filter((other) => other !== language);
    return Promise.all(
      others.map(async (other) => {
        const [last] = await this.texts.listVersions(kind, other);
        return { kind, language: other, text: last?.text ?? this.texts.ownText(kind, other) };
      }),
    );
  }

  /** @throws Conflict, DomainError as {@link MessageTexts.changeText} */
  async change(actor: Actor, { kind, language }: NamedText, wanted: WantedText): Promise<void> {
    await this.unitOfWork.run((tx) => this.texts.changeText(tx, actor, kind, language, wanted));
  }

  /** Families read whom to ring and their number, others whom to ring; staff and members neither. */
  private footOf({ kind, language }: NamedText): string | null {
    const { t } = this.catalogue.translator(language);
    const args = { desk: t('messageText.example.desk'), phone: t('messageText.example.phone') };
    switch (kind.to) {
      case 'family':
        return t('familyMessage.foot', { ...args, number: t('messageText.example.number') });
      case 'draft':
      case 'childminder':
        return t('familyMessage.question', args);
      case 'staff':
      case 'member':
        return null;
    }
  }
}
