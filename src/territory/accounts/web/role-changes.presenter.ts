import { Injectable } from '@nestjs/common';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { changesTable, type ChangePreview } from '../../../foundation/platform/web/index.js';
import { roleKeyOf } from '../role-keys.js';
import { RoleHistory, type RoleReturn } from '../role-history.js';
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
  async previewModel(words: Translator, preview: RolePreview, wanted: AccountInput): Promise<ChangePreview> {
    const { t } = words;
    const { account, taken, given, pending, withdrawn, lost, gained, leftEmpty } = preview;
    const say = await this.accounts.roleWords(words);
    const { name, email, grants } = wanted;
    return {
      title: t('accounts.preview.title', { name: account.name }),
      back: `/administration/comptes/${account.id}`,
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
      whoTitle: t('accounts.preview.who'),
      concerned: [...this.lostLines(words, name, lost), ...this.gainedLines(words, name, gained)],
      warning: leftEmpty.length === 0 ? null : { title: t('accounts.closing.leftEmpty'), items: leftEmpty.map(say) },
      values: { name, email, version: String(account.version), roles: grants.map(roleKeyOf) },
    };
  }

  /** A change that cannot be taken back: the page says why, and leads back to the account. */
  async refusedModel(
    words: Translator,
    { account, change, refusal }: Extract<RoleReturn, { kind: 'refused' }>,
  ): Promise<ChangePreview> {
    const { t } = words;
    const say = await this.accounts.roleWords(words);
    const href = `/administration/comptes/${account.id}`;
    return {
      title: t('accounts.preview.title', { name: account.name }),
      back: href,
      action: href,
      changes: [
        ...change.given.map((key) => t('accounts.preview.taken', { role: say(key) })),
        ...change.taken.map((key) => t('accounts.preview.given', { role: say(key) })),
      ],
      concerned: [],
      refused: t(`refusal.${refusal.code}`, refusal.facts),
      mend: { href, text: t('accounts.preview.account', { name: account.name }) },
      values: {},
    };
  }

  /** @param ownId the reader's own account, whose roles another person changes */
  async historyModel(words: Translator, ownId: Id | null): Promise<Record<string, unknown>> {
    const { t } = words;
    const say = await this.accounts.roleWords(words);
    return changesTable(
      words,
      { caption: t('accounts.history.caption'), empty: t('accounts.history.none') },
      (await this.history.listChanges(CHANGES_SHOWN)).map(({ id, accountId, at, name, changer, taken, given }) => ({
        at,
        by: changer,
        what: [
          ...taken.map((key) => t('accounts.history.taken', { name, role: say(key) })),
          ...given.map((key) => t('accounts.history.given', { name, role: say(key) })),
        ].join(' '),
        back:
          accountId === ownId
            ? null
            : {
                href: `/administration/roles/retour/${id}`,
                label: t('accounts.history.backOf', { name, at: words.instant(at) }),
              },
      })),
    );
  }

  /** What somebody reads no longer. */
  lostLines(words: Translator, name: string, lost: RoleReach): ChangePreview['concerned'] {
    return this.reachLines(words, lost, words.t('accounts.preview.lost', { name, families: lost.families }), 'lost');
  }

  /** What somebody reads more, once a second person agrees. */
  gainedLines(words: Translator, name: string, gained: RoleReach): ChangePreview['concerned'] {
    const families = words.t('accounts.preview.gained', { name, families: gained.families });
    return this.reachLines(words, gained, families, 'gained');
  }

  private reachLines(
    { t }: Translator,
    { sessions }: RoleReach,
    families: string,
    how: 'lost' | 'gained',
  ): ChangePreview['concerned'] {
    return [
      {
        text: `${families} ${t('accounts.preview.sessions', { how, count: sessions.length })}`,
        items: sessions.map(({ name, day }) => t('accounts.preview.session', { name, day })),
      },
    ];
  }
}
