import { Injectable } from '@nestjs/common';
import { actorRef, Permission } from '../../../foundation/platform/security/index.js';
import {
  DaySources,
  waitingThings,
  type DaySource,
  type Reading,
  type SharedDay,
} from '../../../foundation/platform/web/index.js';
import { MessageTextProposals } from '../message-text-proposals.js';
import { judgeAgreement } from '../wording.policy.js';

/** Texts that families will read, and that wait for the reader as the second person. */
@Injectable()
export class DayOfTexts implements DaySource {
  readonly order = 41;
  readonly permission = Permission.ChangeSettings;

  constructor(
    sources: DaySources,
    private readonly proposals: MessageTextProposals,
  ) {
    sources.add(this);
  }

  async readDay({ actor, words: { t } }: Reading): Promise<SharedDay> {
    const open = await this.proposals.listWaiting();
    const own = open.filter((asked) => judgeAgreement(asked, actorRef(actor)) === null);
    const text = t('messageText.day.waiting', { count: own.length });
    const [first] = own;
    const href =
      own.length === 1
        ? `/administration/messages/${first!.kind}/${first!.language}/accord`
        : '/administration/messages';
    return {
      things: waitingThings(own.length, () => ({
        text,
        href,
        tag: { text: t('messageText.day.tag'), tone: 'info' },
        act: { text: t('messageText.day.act'), about: text, href },
      })),
      beside: [],
    };
  }
}
