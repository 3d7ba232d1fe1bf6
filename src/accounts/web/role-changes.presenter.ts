import { Injectable } from '@nestjs/common';
import type { Id } from '../../kernel/ids.js';
import type { Translator } from '../../platform/i18n/index.js';
import { roleKeyOf } from '../role-keys.js';
import { RoleHistory } from '../role-history.js';
import type { RoleReach } from '../role-uses.js';
import type { AccountInput, RolePreview } from '../staff-accounts.js';
import { AccountsPresenter } from './accounts.presenter.js';

const CHANGES_SHOWN = 20;

/** What a change of roles makes different and for whom, and the changes that were made. */
@Injectable()
export class RoleChangesPresenter {
  constructor(
    private readonly accounts: AccountsPresenter,
    private readonly history: RoleHistory,
  ) {}

  /** @param wanted what is asked for; the button sends it again as it is */
  async previewModel(words: Translator, preview: RolePreview, wanted: AccountInput): Promise<Record<string, unknown>> {
    const { t } = words;
    const { account, taken, given, pending, withdrawn, lost, gained, leftEmpty } = preview;
    const say = await this.accounts.roleWords(words);
    const { name, email, grants } = wanted;
    return {
      title: t('accounts.preview.title', { name: account.name }),
      action: `/administration/comptes/${account.id}`,
      changes: [
        ...(account.name === name ? [] : [t('accounts.preview.name', { before: account.name, after: name })]),
        ...(account.email === email.toLowerCase()
          ? []
          : [t('accounts.preview.email', { before: account.email, after: email })]),
        ...taken.map((grant) => t('accounts.preview.taken', { role: say(roleKeyOf(grant)) })),
        ...given.map((grant) => t('accounts.preview.given', { role: say(roleKeyOf(grant)) })),
        ...pending.map((grant) => t('accounts.preview.pending', { role: say(roleKeyOf(grant)) })),
        ...withdrawn.map((grant) => t('accounts.preview.withdrawn', { role: say(roleKeyOf(grant)) })),
      ],
      lost: this.reachModel(words, lost, t('accounts.preview.lost', { name, families: lost.families }), 'lost'),
      gained: this.reachModel(
        words,
        gained,
        t('accounts.preview.gained', { name, families: gained.families }),
        'gained',
      ),
      leftEmpty: leftEmpty.map(say),
      fields: [
        ...Object.entries({ name, email, version: String(account.version), confirmed: 'yes' }),
        ...grants.map((grant) => ['roles', roleKeyOf(grant)] as const),
      ].map(([field, value]) => ({ name: field, value })),
    };
  }

  /** @param ownId the reader's own account, whose roles another person changes */
  async historyModel(words: Translator, ownId: Id | null): Promise<Record<string, unknown>> {
    const { t } = words;
    const say = await this.accounts.roleWords(words);
    return {
      caption: t('accounts.history.caption'),
      columns: ['when', 'who', 'what', 'back'].map((column) => ({ text: t(`accounts.columns.${column}`) })),
      rows: (await this.history.listChanges(CHANGES_SHOWN)).map(
        ({ id, accountId, at, name, changer, taken, given }) => [
          words.shortInstant(at),
          changer ?? t('accounts.history.command'),
          [
            ...taken.map((key) => t('accounts.history.taken', { name, role: say(key) })),
            ...given.map((key) => t('accounts.history.given', { name, role: say(key) })),
          ].join(' '),
          accountId === ownId
            ? ''
            : {
                text: t('accounts.history.back'),
                href: `/administration/roles/retour/${id}`,
                label: t('accounts.history.backOf', { name, at: words.instant(at) }),
              },
        ],
      ),
      empty: t('accounts.history.none'),
    };
  }

  private reachModel(
    words: Translator,
    { sessions }: RoleReach,
    families: string,
    how: 'lost' | 'gained',
  ): Record<string, unknown> {
    return {
      families,
      caption: words.t('accounts.preview.sessions', { how, count: sessions.length }),
      sessions: sessions.map(({ name, day }) => words.t('accounts.preview.session', { name, day })),
    };
  }
}
