import { Injectable } from '@nestjs/common';
import type { FoundBeside, InboxRow } from '../../../dossier/dossier/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { dayOf, type Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { ANSWER_MEANS, isCall } from '../domain/enquiry-words.js';
import type { Enquiry } from '../persistence/triage.entities.js';
import { EnquiryWords } from './enquiry-words.js';
import { byWords } from './request-past.presenter.js';
import { ageWords, childName } from './request-words.js';

export interface ShownEnquiry {
  readonly enquiry: Enquiry;
  /** The request that it leads to; null where it is linked to none. */
  readonly requestId: Id | null;
  /** Names of the agents, by account. */
  readonly names: ReadonlyMap<string, string>;
}

/** The requests that a search found, those that are open first. */
export type FoundRequests = readonly (InboxRow | FoundBeside['closed'][number])[];

/** One enquiry as its page shows it. */
@Injectable()
export class EnquiryPresenter {
  constructor(private readonly say: EnquiryWords) {}

  model(words: Translator, { enquiry, requestId, names }: ShownEnquiry, today: Day): Record<string, unknown> {
    const { t, day, shortInstant } = words;
    const by = (ref: string | null): string => (ref ? byWords(ref, names, { translator: words }) : '');
    const { callBackOn, callBackBy, calledBackAt, answer, answeredBy } = enquiry;
    const answered = this.say.answered(words, enquiry);
    return {
      title: t('enquiry.of', { subject: t(`triage.enum.subject.${enquiry.subject}`), when: shortInstant(enquiry.at) }),
      base: `/rpe/sollicitations/${enquiry.id}`,
      version: enquiry.version,
      who: this.say.who(words, enquiry),
      phone: enquiry.phone,
      rows: [
        { key: t('triage.enquiry.channel'), value: t(`triage.enum.enquiryChannel.${enquiry.channel}`) },
        { key: t('triage.enquiry.commune'), value: this.say.commune(words, enquiry.communeCode) },
        { key: t('triage.enquiry.note'), value: enquiry.note },
        { key: t('triage.enquiry.minutes'), value: enquiry.minutes },
        { key: t('enquiry.notedBy'), value: by(enquiry.loggedBy) },
      ],
      callBack: callBackOn && {
        text: t('enquiry.promised', { day: day(callBackOn), by: by(callBackBy) }),
        late: callBackOn < today,
      },
      called: calledBackAt && t('enquiry.called', { day: day(dayOf(calledBackAt)), by: by(callBackBy) }),
      answered: answered && { text: t('enquiry.answeredBy', { answered, by: by(answeredBy) }), answer },
      means: ANSWER_MEANS.map((value) => ({ value, text: t(`enquiry.means.${value}`) })),
      isCall: isCall(enquiry.subject),
      isLinked: enquiry.dossierId !== null,
      request: requestId && `/rpe/demandes/${requestId}`,
      /** A family is found by its number too. */
      searched: enquiry.phone ?? enquiry.who ?? '',
    };
  }

  /** What a search found, each with the button that links it. */
  found(words: Translator, requests: FoundRequests, today: Day): Record<string, unknown>[] {
    return requests.map((row) => ({
      requestId: row.id,
      href: `/rpe/demandes/${row.id}`,
      child: childName(row, words),
      hint: [
        ageWords(row, today, words),
        row.number,
        this.say.commune(words, row.communeCode),
        words.t(`state.${row.state}`),
      ]
        .filter(Boolean)
        .join(' · '),
    }));
  }
}
