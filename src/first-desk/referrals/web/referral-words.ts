import { Injectable } from '@nestjs/common';
import { phoneWords } from '../../../foundation/kernel/phone-number.js';
import { dayOf, type Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Territory } from '../../../territory/territory/index.js';
import {
  AGREED_BY,
  CALL_LANGUAGES,
  CALL_TIMES,
  forgottenOn,
  PARTNER_KINDS,
  TOPICS,
  type Outcome,
} from '../domain/referral.js';
import type { Referral } from '../persistence/referrals.entities.js';
import type { ListedReferral } from '../referral-reading.js';
import { ELSEWHERE } from './referral.form.js';

export type Model = Record<string, unknown>;
interface Choice {
  readonly value: string;
  readonly text: string;
}

const TONES: Readonly<Record<Outcome, 'neutral' | 'success' | 'warning'>> = {
  begun: 'success',
  joined: 'success',
  answered: 'success',
  not_reached: 'warning',
  declined: 'neutral',
  other_desk: 'neutral',
  lapsed: 'warning',
};

/** A referral in words, on every page that shows one. */
@Injectable()
export class ReferralWords {
  constructor(private readonly territory: Territory) {}

  /** `Inès Zerrouki`; what stands for a name that was forgotten. */
  who({ t }: Translator, { firstName, surname }: Referral): string {
    return [firstName, surname].filter(Boolean).join(' ') || t('referral.nameless');
  }

  /** `Service de Montceau (PMI)`, or `PMI` where only its kind is known. */
  origin({ t }: Translator, { row, service }: ListedReferral): string {
    const kind = t(`referral.kind.${row.kind}`);
    return service === null ? kind : t('referral.origin', { kind, service });
  }

  contact({ phone, email }: Referral): string {
    return [phone === null ? null : phoneWords(phone), email].filter(Boolean).join(' · ');
  }

  commune({ t }: Translator, code: string | null): string {
    return this.territory.commune(code)?.name ?? t('referral.elsewhere');
  }

  outcomeTag(
    { t }: Translator,
    { outcome }: Referral,
  ): { text: string; tone: 'neutral' | 'success' | 'warning' | 'info' } {
    return { text: t(`referral.outcome.${outcome ?? 'open'}`), tone: outcome === null ? 'info' : TONES[outcome] };
  }

  /** All that was told, for who calls. */
  rows(words: Translator, { row, service }: ListedReferral): Model[] {
    const { t, day } = words;
    return [
      { key: t('referral.field.origin'), value: this.origin(words, { row, service }) },
      { key: t('referral.field.receivedOn'), value: day(dayOf(row.receivedAt)) },
      { key: t('referral.field.topic'), value: t(`referral.topic.${row.topic}`) },
      { key: t('referral.field.callTime'), value: t(`referral.callTime.${row.callTime}`) },
      ...(row.forgottenAt === null
        ? [
            { key: t('referral.field.language'), value: t(`referral.language.${row.language ?? 'fr'}`) },
            { key: t('referral.field.communeCode'), value: this.commune(words, row.communeCode) },
          ]
        : []),
      {
        key: t('referral.field.agreement'),
        value: t('referral.agreedAs', {
          how: row.agreedBy,
          day: day(row.agreedOn),
          back: row.tellsBack ? 'yes' : 'no',
        }),
      },
      {
        key: t('referral.field.kept'),
        value:
          row.forgottenAt === null
            ? t('referral.keptUntil', { day: day(this.keptUntil(row)) })
            : t('referral.forgottenOn', { day: day(dayOf(row.forgottenAt)) }),
      },
    ];
  }

  /** The choices of the form. */
  choices({ t }: Translator): Record<string, readonly Choice[]> {
    const of = (name: string, codes: readonly string[]): Choice[] =>
      codes.map((value) => ({ value, text: t(`referral.${name}.${value}`) }));
    return {
      kinds: of('kind', PARTNER_KINDS),
      topics: of('topic', TOPICS),
      callTimes: of('callTime', CALL_TIMES),
      languages: of('language', CALL_LANGUAGES),
      agreements: of('agreedBy', AGREED_BY),
      communes: [
        ...this.territory.communes().map(({ code, name }) => ({ value: code, text: name })),
        { value: ELSEWHERE, text: t('referral.elsewhere') },
      ],
    };
  }

  private keptUntil({ endedAt, receivedAt }: Referral): Day {
    return forgottenOn(dayOf(endedAt ?? receivedAt));
  }
}
