import { Controller, Get, Param, Post } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, FreshProof, Permission } from '../../../foundation/platform/security/index.js';
import { page, redirect, Words, type Page, type Redirect } from '../../../foundation/platform/web/index.js';
import { AccountProposals } from '../account-proposals.js';
import type { StaffActor } from '../staff-actor.js';
import { roleKeyOf } from '../role-keys.js';
import { AccountsPresenter } from './accounts.presenter.js';
import { RoleChangesPresenter } from './role-changes.presenter.js';
import { judgeAgreement } from '../proposal.policy.js';

const PAGE = '/personnel/accords';

/** What takes a second person, who agrees or declines. */
@Allow(Permission.AgreeOnAccounts)
@FreshProof()
@Controller('personnel/accords')
export class ProposalsController {
  constructor(
    private readonly proposals: AccountProposals,
    private readonly present: AccountsPresenter,
    private readonly changes: RoleChangesPresenter,
  ) {}

  @Get()
  async listProposals(@Words() words: Translator, @CurrentActor() { accountId }: StaffActor): Promise<Page> {
    const lines = await this.proposals.listOpen();
    const say = await this.present.roleWords(words);
    const { t } = words;
    return page('accounts/proposals', {
      title: t('accounts.proposals.title'),
      lines: lines.map(({ grants, gained, ...line }) => ({
        ...line,
        what: t(`accounts.proposals.kind.${line.kind}`),
        roles: (grants ?? []).map(roleKeyOf).map(say),
        reads: gained ? this.changes.gainedLines(words, line.name, gained) : [],
        href: `${PAGE}/${line.id}`,
        mayAgree: judgeAgreement(line, accountId) === null,
      })),
    });
  }

  @Post(':proposalId/accepter')
  async agree(@CurrentActor() actor: StaffActor, @Param('proposalId') proposalId: string): Promise<Redirect> {
    await this.proposals.agree(actor, proposalId);
    return redirect(PAGE, 'accounts.proposals.agreed');
  }

  @Post(':proposalId/refuser')
  async decline(@CurrentActor() actor: StaffActor, @Param('proposalId') proposalId: string): Promise<Redirect> {
    await this.proposals.decline(actor, proposalId);
    return redirect(PAGE, 'accounts.proposals.declined');
  }
}
