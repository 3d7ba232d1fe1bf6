import { Injectable } from '@nestjs/common';
import { phoneWords } from '../../../foundation/kernel/phone-number.js';
import { Permission } from '../../../foundation/platform/security/index.js';
import {
  alikeThings,
  DaySources,
  sundayOf,
  type DaySource,
  type Reading,
  type SharedDay,
} from '../../../foundation/platform/web/index.js';
import { ReferralReading } from '../referral-reading.js';
import { MOST_SHOWN, REFERRALS } from './referrals.pages.js';
import { ReferralWords } from './referral-words.js';

/** The families that services sent, whom the desk calls until the end of the week. */
@Injectable()
export class DayOfReferrals implements DaySource {
  readonly order = 18;
  readonly permission = Permission.LogEnquiry;

  constructor(
    sources: DaySources,
    private readonly reading: ReferralReading,
    private readonly say: ReferralWords,
  ) {
    sources.add(this);
  }

  async readDay({ actor, today, words }: Reading): Promise<SharedDay> {
    const { t } = words;
    const waiting = await this.reading.listOpen(actor, MOST_SHOWN, sundayOf(today));
    const tag = { text: t('referral.day.tag'), tone: 'action' as const };
    const lines = waiting.map((one) => {
      const [who, origin] = [this.say.who(words, one.row), this.say.origin(words, one)];
      const href = `${REFERRALS}/${one.row.id}`;
      return {
        text: who,
        href,
        hint: [origin, one.row.phone === null ? one.row.email : phoneWords(one.row.phone)].filter(Boolean).join(' · '),
        tag,
        act: { text: t('referral.day.call'), about: `${who}, ${origin}`, href: `${href}#appel` },
        due: one.row.dueOn!,
        families: [one.row.id],
      };
    });
    const things = alikeThings(today, lines, (count) => {
      const text = t('referral.day.many', { count });
      return { text, href: REFERRALS, tag, act: { text: t('referral.day.see'), about: text, href: REFERRALS } };
    });
    return { things, beside: [] };
  }
}
