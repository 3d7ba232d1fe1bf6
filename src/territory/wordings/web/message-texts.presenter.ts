import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import {
  AUDIENCES,
  hasShortText,
  variableKey,
  variablesOf,
  type MessageText,
  type NamedText,
  type Variable,
} from '../../../foundation/platform/outbox/index.js';
import { emptyForm } from '../../../foundation/platform/web/index.js';
import type { ListedText, PreviewedText, ReadText } from '../message-wordings.js';
import { judgeAgreement } from '../wording.policy.js';

type Model = Record<string, unknown>;

/** How a passage that depends on a case is written, in the syntax that both languages share. */
const CASES = '{answer, select, accepted {…} other {…}}';

const pathOf = ({ kind, language }: NamedText): string => `/administration/messages/${kind.code}/${language}`;

export interface PreviewData {
  readonly previews: readonly PreviewedText[];
  readonly others: readonly (NamedText & { readonly text: MessageText })[];
  readonly fields: Readonly<Record<string, string>>;
}

@Injectable()
export class MessageTextsPresenter {
  listModel(words: Translator, listed: readonly ListedText[]): Model {
    const { t } = words;
    return {
      title: t('messageText.title'),
      tables: AUDIENCES.map((audience) => ({
        caption: t(`messageText.audience.${audience}`),
        columns: ['message', 'texts'].map((name) => ({ text: t(`messageText.column.${name}`) })),
        rows: [...new Set(listed.filter(({ kind }) => kind.to === audience).map(({ kind }) => kind))]
          .map((kind) => ({ kind, title: t(`mail.${kind.code}.title`) }))
          .sort((a, b) => a.title.localeCompare(b.title))
          .map(({ kind, title }) => [
            { text: title, ...(kind.effect === 'none' ? {} : { hint: t(`messageText.effect.${kind.effect}`) }) },
            {
              links: listed
                .filter((text) => text.kind === kind)
                .map((text) => ({ href: pathOf(text), text: this.stateWords(words, text) })),
            },
          ]),
      })),
    };
  }

  private stateWords({ t, shortInstant }: Translator, { language, last, isUsable, isWaiting }: ListedText): string {
    const name = t(`messageText.language.${language}`);
    if (isWaiting) return t('messageText.state.waiting', { language: name });
    if (!isUsable) return t('messageText.state.unusable', { language: name });
    return last?.text
      ? t('messageText.state.changed', { language: name, at: shortInstant(last.at) })
      : t('messageText.state.own', { language: name });
  }

  private titleOf({ t }: Translator, { kind, language }: NamedText): string {
    return t('messageText.textTitle', {
      message: t(`mail.${kind.code}.title`),
      language: t(`messageText.language.${language}`),
    });
  }

  /** @param from the version that the form starts from; null for the one in force */
  formModel(words: Translator, read: ReadText, from: number | null): Model {
    const { t } = words;
    const { kind } = read;
    return {
      title: this.titleOf(words, read),
      action: pathOf(read),
      version: String(read.number),
      written: read.language,
      about: [
        t(`messageText.audience.${kind.to}`),
        t('messageText.channels', { channels: words.list(kind.channels.map((way) => t(`mailroom.channel.${way}`))) }),
        ...(kind.effect === 'none' ? [] : [t(`messageText.effect.${kind.effect}`)]),
      ],
      from: from === null ? null : t(from === 0 ? 'messageText.fromOwn' : 'messageText.fromVersion', { number: from }),
      waiting: read.waiting && {
        text: t('messageText.waiting', { asker: read.waiting.asker }),
        href: `${pathOf(read)}/accord`,
        link: t('messageText.seeWaiting'),
      },
      unusable: read.isUsable ? null : t('messageText.unusable'),
      hasShortText: hasShortText(kind),
      bodyHint: t('messageText.hint.body', { variable: '{link}' }),
      variablesLead: t('messageText.variablesLead', { example: CASES }),
      locked: [
        ...Object.entries(read.law).map(([name, text]) => ({ name: `{${name}}`, text })),
        ...(read.foot === null ? [] : [{ name: t('messageText.foot'), text: read.foot }]),
      ],
      variables: this.variablesTable(words, read),
      versions: this.versionsTable(words, read),
    };
  }

  private variablesTable(words: Translator, { kind, language, examples }: ReadText): Model {
    const { t } = words;
    return {
      caption: t('messageText.variables'),
      columns: ['variable', 'meaning', 'example'].map((name) => ({ text: t(`messageText.column.${name}`) })),
      rows: Object.entries(variablesOf(kind)).map(([name, known]) => [
        { text: `{${name}}`, hint: t(`messageText.where.${known.type}`) },
        { text: t(variableKey(kind, name, words)), ...this.casesHint(words, name, known) },
        known.type === 'choice' || known.type === 'law' ? '–' : { text: String(examples[name]), lang: language },
      ]),
    };
  }

  private casesHint({ t }: Translator, name: string, known: Variable): { hint?: string } {
    const cases =
      known.type === 'choice'
        ? known.of.map((one) => ({ name: one, means: t(`messageText.case.${name}.${one}`) }))
        : 'orNone' in known
          ? [{ name: 'none', means: t('messageText.case.none') }]
          : [];
    return cases.length === 0
      ? {}
      : { hint: cases.map((one) => t('messageText.caseOf', { name: one.name, means: one.means })).join(' · ') };
  }

  private versionsTable(words: Translator, read: ReadText): Model {
    const { t, shortInstant } = words;
    const back = (number: number): Model => ({
      text: t('messageText.takeBack'),
      href: `${pathOf(read)}?version=${number}`,
      label: t(number === 0 ? 'messageText.takeBackOwn' : 'messageText.takeBackOf', { number }),
    });
    return {
      caption: t('messageText.versions'),
      columns: ['number', 'when', 'who', 'why', 'back'].map((name) => ({ text: t(`messageText.column.${name}`) })),
      rows: [
        ...read.versions.map(({ version, by }) => [
          t(version.text === null ? 'messageText.versionOwn' : 'messageText.version', { number: version.number }),
          shortInstant(version.at),
          by.length === 0 ? '–' : words.list(by),
          version.reason,
          back(version.number),
        ]),
        [t('messageText.ownTexts'), '–', '–', '–', back(0)],
      ],
    };
  }

  previewModel(words: Translator, read: ReadText, { previews, others, fields }: PreviewData): Model {
    const { t } = words;
    return {
      title: t('messageText.previewTitle'),
      ...this.shownModel(words, read, previews),
      form: emptyForm(),
      action: `${pathOf(read)}/confirmer`,
      takesTwo: read.takesTwo,
      others: others.map(({ language, kind, text }) => ({
        ...text,
        lang: language,
        title: t('messageText.other', { language: t(`messageText.language.${language}`) }),
        href: pathOf({ kind, language }),
      })),
      fields: Object.entries(fields).map(([name, value]) => ({ name, value })),
    };
  }

  /** The text that waits for a second person. @param reader who looks at it: `staff:<account>` */
  waitingModel(
    words: Translator,
    read: ReadText,
    { previews, reader }: { readonly previews: readonly PreviewedText[]; readonly reader: string },
  ): Model {
    const { t } = words;
    const { waiting, inForce } = read;
    return {
      title: t('messageText.waitingTitle'),
      ...this.shownModel(words, read, previews),
      asked: waiting && {
        lines: [
          t('messageText.askedBy', { asker: waiting.asker, at: words.shortInstant(waiting.askedAt) }),
          t('messageText.askedWhy', { reason: waiting.reason }),
        ],
        mayAgree: judgeAgreement(waiting, reader) === null,
        isFit: previews.length > 0,
        href: `${pathOf(read)}/accord/${waiting.id}`,
      },
      inForce: { ...inForce, title: t('messageText.inForce') },
    };
  }

  private shownModel(words: Translator, read: ReadText, previews: readonly PreviewedText[]): Model {
    const { t } = words;
    return {
      message: this.titleOf(words, read),
      back: pathOf(read),
      written: read.language,
      foot: read.foot?.split('\n') ?? [],
      previews: previews.map(({ sms, ...preview }, index) => ({
        ...preview,
        heading: t('messageText.situation', { number: index + 1, count: previews.length }),
        sms: sms && { text: sms.text, length: t('messageText.smsLength', { letters: sms.letters, parts: sms.parts }) },
      })),
    };
  }
}
