import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { grantNamed, roleKeyOf } from '../role-keys.js';
import { RolePlaces, type RoleChoice } from '../role-places.js';
import type { AccountLine } from '../staff-accounts.js';

/** The pages of accounts: roles are told by their names and the names of their places. */
@Injectable()
export class AccountsPresenter {
  constructor(private readonly places: RolePlaces) {}

  /** @param account null for a new one */
  async form(words: Translator, account: AccountLine | null, own: boolean): Promise<Record<string, unknown>> {
    const { t } = words;
    const say = await this.roleWords(words);
    const choices = (await this.places.listChoices()).map(({ key }) => key);
    // A role whose place is gone is still shown, so that saving the page does not take it away unseen.
    const held = (account?.grants ?? []).map(roleKeyOf).filter((key) => !choices.includes(key));
    return {
      title: account ? t('accounts.change', { name: account.name }) : t('accounts.new'),
      person: account,
      own: own && account ? account.grants.map(roleKeyOf).map(say) : null,
      roles: [...choices, ...held].map((value) => ({ value, text: say(value) })),
      action: account ? `/administration/comptes/${account.id}` : '/administration/comptes',
    };
  }

  /** What closing an account does. */
  closing(words: Translator, account: AccountLine, leftEmpty: readonly string[]): Promise<Record<string, unknown>> {
    return this.roleWords(words).then((say) => ({
      title: words.t('accounts.closing.title', { name: account.name }),
      person: account,
      leftEmpty: leftEmpty.map(say),
    }));
  }

  /** Says a role by its key: `Relais petite enfance – RPE du bassin sud`. */
  async roleWords({ t }: Translator): Promise<(key: string) => string> {
    const known = new Map<string, RoleChoice>((await this.places.listChoices()).map((choice) => [choice.key, choice]));
    return (key) => {
      const role = grantNamed(key)?.role;
      const place = known.get(key)?.place?.name ?? key.split('=')[1];
      return [role && t(`role.${role}`), place].filter(Boolean).join(' – ');
    };
  }
}
