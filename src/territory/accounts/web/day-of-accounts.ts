import { Injectable } from '@nestjs/common';
import { Permission } from '../../../foundation/platform/security/index.js';
import {
  DaySources,
  waitingThings,
  type DaySource,
  type Reading,
  type SharedDay,
} from '../../../foundation/platform/web/index.js';
import { AccountProposals } from '../account-proposals.js';
import { judgeAgreement } from '../proposal.policy.js';

/** What waits for the reader as the second person. */
@Injectable()
export class DayOfAccounts implements DaySource {
  readonly order = 40;
  readonly permission = Permission.AgreeOnAccounts;

  constructor(
    sources: DaySources,
    private readonly proposals: AccountProposals,
  ) {
    sources.add(this);
  }

  async readDay({ actor, words: { t } }: Reading): Promise<SharedDay> {
    const open = await this.proposals.listAsked();
    const own = open.filter((asked) => actor.kind === 'staff' && judgeAgreement(asked, actor.accountId) === null);
    const text = t('accounts.day.proposals', { count: own.length });
    return {
      things: waitingThings(own.length, () => ({
        text,
        href: '/personnel/accords',
        tag: { text: t('accounts.day.tag'), tone: 'info' },
        act: { text: t('accounts.day.act'), about: text, href: '/personnel/accords' },
      })),
      beside: [],
    };
  }
}
