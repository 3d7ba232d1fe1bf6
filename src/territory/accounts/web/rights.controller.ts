import { Controller, Get, Param, Post } from '@nestjs/common';
import { IsString, MaxLength } from 'class-validator';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, FreshProof, Permission } from '../../../foundation/platform/security/index.js';
import {
  Form,
  page,
  previewPage,
  redirect,
  refusedPage,
  Ticked,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import type { StaffActor } from '../staff-actor.js';
import { reviewDueOn } from '../rights.policy.js';
import { RightsReviews } from '../rights-reviews.js';
import { AccountsPresenter } from './accounts.presenter.js';
import { RoleChangesPresenter } from './role-changes.presenter.js';

const PAGE = '/personnel/droits';

class RightForm {
  /** See `roleKeyOf`. */
  @IsString({ message: 'accounts.errors.roles' })
  @MaxLength(160, { message: 'accounts.errors.roles' })
  role: string;
  /** Whether the person has read what follows. */
  @Ticked('accounts.errors.roles') confirmed?: string;
}

/** Who has which rights, since when, and whether they are still needed. */
@Allow(Permission.AgreeOnAccounts)
@FreshProof()
@Controller('personnel/droits')
export class RightsController {
  constructor(
    private readonly reviews: RightsReviews,
    private readonly present: AccountsPresenter,
    private readonly changes: RoleChangesPresenter,
  ) {}

  @Get()
  async listRights(@Words() words: Translator, @CurrentActor() actor: StaffActor): Promise<Page> {
    return page('accounts/rights', await this.model(words, actor));
  }

  @Post(':accountId/garder')
  keepRight(
    @Words() words: Translator,
    @CurrentActor() actor: StaffActor,
    @Param('accountId') accountId: string,
    @Form(RightForm) form: Submitted<RightForm>,
  ): Promise<Page | Redirect> {
    return this.settle(words, actor, form, 'accounts.rights.kept', (role) =>
      this.reviews.keepRight(actor, accountId, role),
    );
  }

  @Post(':accountId/retirer')
  async withdrawRight(
    @Words() words: Translator,
    @CurrentActor() actor: StaffActor,
    @Param('accountId') accountId: string,
    @Form(RightForm) form: Submitted<RightForm>,
  ): Promise<Page | Redirect> {
    if (form.ok && !form.value.confirmed) {
      const { role } = form.value;
      const { name, lost } = await this.reviews.previewWithdrawal(actor, accountId, role);
      const say = await this.present.roleWords(words);
      return previewPage({
        title: words.t('accounts.preview.title', { name }),
        back: PAGE,
        changes: [words.t('accounts.preview.taken', { role: say(role) })],
        whoTitle: words.t('accounts.preview.who'),
        concerned: this.changes.lostLines(words, name, lost),
        action: `${PAGE}/${accountId}/retirer`,
        values: { role },
      });
    }
    return this.settle(words, actor, form, 'accounts.rights.withdrawn', (role) =>
      this.reviews.withdrawRight(actor, accountId, role),
    );
  }

  private async settle(
    words: Translator,
    actor: StaffActor,
    form: Submitted<RightForm>,
    notice: string,
    act: (role: string) => Promise<void>,
  ): Promise<Page | Redirect> {
    if (!form.ok) return refusedPage('accounts/rights', await this.model(words, actor), { ...form, values: {} });
    await act(form.value.role);
    return redirect(PAGE, notice);
  }

  private async model(words: Translator, { accountId }: StaffActor): Promise<Record<string, unknown>> {
    const lines = await this.reviews.listRights();
    const families = await this.reviews.countFamilies(lines);
    const say = await this.present.roleWords(words);
    return {
      title: words.t('accounts.rights.title'),
      due: lines.filter(({ due }) => due).length,
      lines: lines.map((line) => ({
        ...line,
        role: say(line.key),
        shows: words.t('accounts.rights.shows', { count: families.get(line.key) ?? 0 }),
        next: reviewDueOn(line.reviewedAt),
        href: `${PAGE}/${line.accountId}`,
        own: line.accountId === accountId,
      })),
    };
  }
}
