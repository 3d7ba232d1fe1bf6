import { Injectable } from '@nestjs/common';
import { Permission } from '../../../foundation/platform/security/index.js';
import {
  alikeThings,
  DaySources,
  sundayOf,
  type DaySource,
  type Reading,
  type SharedDay,
} from '../../../foundation/platform/web/index.js';
import { EnquiryList, familyOf } from '../enquiry-list.js';
import { enquiriesAddress, type CallBacks } from './enquiry-list.form.js';
import { EnquiryWords } from './enquiry-words.js';

/** More than a desk has in one week. */
const MOST_COUNTED = 1000;

/** Whom a desk promised to call back until the end of the week. Whoever is there calls. */
@Injectable()
export class DayOfCallBacks implements DaySource {
  readonly order = 16;
  readonly permission = Permission.LogEnquiry;

  constructor(
    sources: DaySources,
    private readonly list: EnquiryList,
    private readonly say: EnquiryWords,
  ) {
    sources.add(this);
  }

  async readDay({ actor, today, words }: Reading): Promise<SharedDay> {
    const { t } = words;
    const waiting = await this.list.listCallBacks(actor, sundayOf(today), MOST_COUNTED);
    const tag = { text: t('enquiry.dayTag'), tone: 'info' as const };
    const lines = waiting.map((enquiry) => {
      const who = this.say.who(words, enquiry);
      const subject = t(`triage.enum.subject.${enquiry.subject}`);
      const href = `/rpe/sollicitations/${enquiry.id}`;
      return {
        text: who,
        href,
        hint: [subject, this.say.phone(enquiry)].filter(Boolean).join(' · '),
        tag,
        act: { text: t('enquiry.call'), about: `${who}, ${subject}`, href: `${href}#rappel` },
        due: enquiry.callBackOn!,
        families: familyOf(enquiry),
      };
    });
    const things = alikeThings(today, lines, (count, part) => {
      const text = t('enquiry.many', { count });
      const href = enquiriesAddress({ rappel: part as CallBacks });
      return { text, href, tag, act: { text: t('enquiry.seeThem'), about: text, href } };
    });
    return { things, beside: [] };
  }
}
