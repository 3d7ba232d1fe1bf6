import { Injectable } from '@nestjs/common';
import { phoneWords } from '../../../foundation/kernel/phone-number.js';
import { dayOf } from '../../../foundation/kernel/time.js';
import { Permission } from '../../../foundation/platform/security/index.js';
import {
  alikeThings,
  DaySources,
  sundayOf,
  waitingThings,
  type DaySource,
  type Reading,
  type SharedDay,
} from '../../../foundation/platform/web/index.js';
import { PointEnquiries } from '../../triage/index.js';
import { PointFilings } from '../point-filings.js';
import { pointsFollowedBy } from '../reception-points.policy.js';
import { FILINGS, filingsAddress, FilingsPresenter } from './filings.presenter.js';

const ENQUIRIES = `${FILINGS}/sollicitations`;
/** More than a point has in one week. */
const MOST_COUNTED = 1000;

/** The day of a point d'accueil: whom it calls back, which of its families owe an answer, what it filed last. */
@Injectable()
export class DayOfPoint implements DaySource {
  readonly order = 20;
  readonly permission = Permission.FileAtPoint;

  constructor(
    sources: DaySources,
    private readonly filings: PointFilings,
    private readonly enquiries: PointEnquiries,
    private readonly presenter: FilingsPresenter,
  ) {
    sources.add(this);
  }

  async readDay({ actor, today, words }: Reading): Promise<SharedDay> {
    const { t } = words;
    const waiting = await this.enquiries.listToCall(pointsFollowedBy(actor), MOST_COUNTED);
    const tag = { text: t('receptionPoint.day.call'), tone: 'action' as const };
    const act = t('receptionPoint.day.see');
    const calls = waiting
      .filter(({ callBackOn }) => callBackOn! <= sundayOf(today))
      .map(({ id, who, phone, subject, callBackOn }) => {
        const text = who ?? t(`triage.enum.subject.${subject}`);
        return {
          text,
          href: ENQUIRIES,
          hint: phone === null ? '' : phoneWords(phone),
          tag,
          act: { text: act, about: text, href: ENQUIRIES },
          due: callBackOn!,
          families: who !== null || phone !== null ? [id] : [],
        };
      });
    const filings = await this.filings.listFollowed(actor);
    const missing = filings.filter(({ gaps }) => gaps.length > 0).length;
    const [last] = filings;
    return {
      things: [
        ...alikeThings(today, calls, (count) => {
          const text = t('receptionPoint.day.calls', { count });
          return { text, href: ENQUIRIES, tag, act: { text: act, about: text, href: ENQUIRIES } };
        }),
        ...waitingThings(missing, () => {
          const text = t('receptionPoint.day.missing', { count: missing });
          const href = filingsAddress({ manque: 'oui' });
          return {
            text,
            href,
            tag: { text: t('receptionPoint.day.answers'), tone: 'info' as const },
            act: { text: act, about: text, href },
          };
        }),
      ],
      beside: last
        ? [
            {
              box: 'role' as const,
              text: t('receptionPoint.day.last', {
                number: last.filing.number ?? '',
                day: words.day(dayOf(last.filing.filedAt)),
                stage: this.presenter.stage(words, last.stage),
              }),
              href: FILINGS,
            },
          ]
        : [],
    };
  }
}
