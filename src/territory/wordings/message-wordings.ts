import { Injectable } from '@nestjs/common';
import { accountIdOf, findStaffNames } from '../accounts/index.js';
import { isLanguage } from '../../foundation/kernel/language.js';
import { NotFound } from '../../foundation/kernel/refusal.js';
import { Reader, UnitOfWork } from '../../foundation/platform/database/index.js';
import { Catalogue, type MessageArgs } from '../../foundation/platform/i18n/index.js';
import {
  blocksOf,
  languagesOf,
  MessageKinds,
  MessageTexts,
  shownSituations,
  smsLength,
  variablesOf,
  type Block,
  type MessageText,
  type MessageTextVersion,
  type NamedText,
  type TextProblem,
  type WantedText,
} from '../../foundation/platform/outbox/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { MessageTextProposals, type WaitingText } from './message-text-proposals.js';
import { takesTwo } from './wording.policy.js';

export interface KeptVersion {
  readonly version: MessageTextVersion;
  /** Who wrote it, and the second person, who agreed, by name. */
  readonly by: readonly string[];
}

/** A kind in one language as the list shows it. */
export interface ListedText extends NamedText {
  /** Null while nobody has changed the product's own texts. */
  readonly last: MessageTextVersion | null;
  readonly isUsable: boolean;
  /** Another text waits for a second person. */
  readonly isWaiting: boolean;
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
  readonly waiting: WaitingText | null;
  readonly takesTwo: boolean;
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
    private readonly proposals: MessageTextProposals,
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
    const waiting = new Set((await this.proposals.listWaiting()).map(({ kind, language }) => `${kind}:${language}`));
    return this.kinds.all.flatMap((kind) =>
      languagesOf(kind).map((language) => {
        const version = last.get(`${kind.code}:${language}`) ?? null;
        const isUsable = !version?.text || this.texts.isUsable(kind, language, version.text);
        return { kind, language, last: version, isUsable, isWaiting: waiting.has(`${kind.code}:${language}`) };
      }),
    );
  }

  async read({ kind, language }: NamedText): Promise<ReadText> {
    const versions = await this.texts.listVersions(kind, language);
    const signers = versions.map(({ writtenBy, agreedBy }) => [writtenBy, ...(agreedBy === null ? [] : [agreedBy])]);
    const names = await findStaffNames(this.reader, signers.flat());
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
      versions: versions.map((version, index) => ({
        version,
        by: signers[index]!.flatMap((signer) => names.get(accountIdOf(signer) ?? '') ?? []),
      })),
      number: last?.number ?? 0,
      isUsable: !last?.text || this.texts.isUsable(kind, language, last.text),
      waiting: await this.proposals.findWaiting({ kind, language }),
      takesTwo: takesTwo(kind),
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

  /** @throws Conflict, DomainError as {@link MessageTexts.judgeChange} */
  async change(actor: Actor & { readonly kind: 'staff' }, named: NamedText, wanted: WantedText): Promise<void> {
    if (takesTwo(named.kind)) await this.proposals.ask(actor, named, wanted);
    else await this.unitOfWork.run((tx) => this.texts.changeText(tx, actor, named, wanted));
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
      case 'expert':
      case 'partner':
        return t('familyMessage.question', args);
      case 'staff':
      case 'member':
        return null;
    }
  }
}
