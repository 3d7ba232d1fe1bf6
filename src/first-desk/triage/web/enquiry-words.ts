import { Injectable } from '@nestjs/common';
import { phoneWords } from '../../../foundation/kernel/phone-number.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Territory } from '../../../territory/territory/index.js';
import type { Enquiry } from '../persistence/triage.entities.js';

/** What pages and files say of an enquiry. */
@Injectable()
export class EnquiryWords {
  constructor(private readonly territory: Territory) {}

  who({ t }: Translator, { who }: Pick<Enquiry, 'who'>): string {
    return who ?? t('enquiry.nobody');
  }

  commune({ t }: Translator, code: string | null): string {
    return this.territory.commune(code)?.name ?? t('enquiry.noCommune');
  }

  minutes({ t }: Translator, { minutes }: Pick<Enquiry, 'minutes'>): string | null {
    return minutes === null ? null : t('triage.enquiry.minutesSpent', { minutes });
  }

  /** `Par e-mail, le 3 décembre 2026`; null where nothing was answered. */
  answered({ t, day }: Translator, { answerMeans, answeredOn }: Enquiry): string | null {
    if (answerMeans === null || answeredOn === null) return null;
    return t('enquiry.answeredOn', { means: t(`enquiry.means.${answerMeans}`), day: day(answeredOn) });
  }

  phone({ phone }: Pick<Enquiry, 'phone'>): string | null {
    return phone === null ? null : phoneWords(phone);
  }
}
