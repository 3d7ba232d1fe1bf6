import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { dayOf } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { ROLES } from '../../../foundation/platform/security/index.js';
import {
  listAddress,
  listPageModel,
  MOST_IN_FILE,
  narrowedTo,
  numberFound,
  pageOfRows,
  type ListCell,
  type ListFile,
  type ListFilter,
  type ListRow,
  type ListViews,
} from '../../../foundation/platform/web/index.js';
import { AccountProposals } from '../account-proposals.js';
import { roleKeyOf } from '../role-keys.js';
import { RolePlaces } from '../role-places.js';
import { StaffAccounts, type AccountLine } from '../staff-accounts.js';
import {
  ACCOUNT_LIST,
  ACCOUNT_ORDERS,
  ACCOUNT_STATES,
  type AccountOrder,
  type AccountQuery,
} from './account-list.form.js';
import { AccountsPresenter } from './accounts.presenter.js';

const PAGE = 100;
const DIRECTIONS = { name: 'ascending', signedIn: 'descending', sessions: 'descending' } as const;
const FILE_COLUMNS = [
  ['name', 26],
  ['email', 30],
  ['roles', 44],
  ['pending', 30],
  ['state', 12],
  ['signedIn', 14],
  ['sessions', 10],
] as const;

/** An account with the words of its roles: those that it has, and those that wait for a second person. */
interface ToldAccount extends AccountLine {
  readonly roles: readonly string[];
  readonly pending: readonly string[];
}

/** People and their rights as a list and as a file. */
@Injectable()
export class AccountListPresenter {
  constructor(
    private readonly accounts: StaffAccounts,
    private readonly places: RolePlaces,
    private readonly proposals: AccountProposals,
    private readonly present: AccountsPresenter,
    private readonly clock: Clock,
  ) {}

  async listModel(
    words: Translator,
    query: AccountQuery,
    ownId: Id | null,
    views: ListViews,
  ): Promise<Record<string, unknown>> {
    const { t } = words;
    const found = await this.find(words, query);
    const { rows, ...at } = pageOfRows(found, query.page, PAGE);
    return listPageModel(words, {
      path: ACCOUNT_LIST,
      title: t('accounts.title'),
      query,
      filters: await this.filters(words),
      orders: ACCOUNT_ORDERS.map((value) => ({
        value,
        text: t(`accounts.order.${value}`),
        direction: DIRECTIONS[value],
      })),
      found: t('accounts.found', numberFound(found.length)),
      list: {
        caption: t('accounts.list'),
        empty: t('accounts.none'),
        presses: 'account-acts',
        columns: [
          { text: t('accounts.columns.name'), width: 'name', plain: true, by: ['name'] },
          { text: t('accounts.columns.roles'), width: 'rest', plain: true },
          { text: t('accounts.columns.state'), width: 'mark', plain: true },
          { text: t('accounts.columns.closing'), width: 'place', plain: true },
          { text: t('accounts.columns.signedIn'), width: 'day', by: ['signedIn'] },
          { text: t('accounts.columns.actions'), width: 'due', plain: true },
        ],
        rows: rows.map((account) => this.row(words, account, account.id === ownId, query)),
      },
      at,
      views,
      files: { path: `${ACCOUNT_LIST}/comptes/liste`, found: found.length },
    });
  }

  /** The same accounts as a spreadsheet reads them. */
  async file(words: Translator, query: AccountQuery): Promise<ListFile> {
    const { t } = words;
    const found = (await this.find(words, query)).slice(0, MOST_IN_FILE);
    return {
      name: 'comptes',
      sheet: t('accounts.title'),
      columns: FILE_COLUMNS.map(([name, width]) => ({ text: t(`accounts.file.${name}`), width })),
      rows: found.map(({ name, email, roles, pending, active, lastSignInAt, sessions }) => [
        name,
        email,
        roles.join(', '),
        pending.join(', ') || null,
        t(active ? 'accounts.open' : 'accounts.shut'),
        lastSignInAt && dayOf(lastSignInAt),
        sessions,
      ]),
      about: {
        definition: t('accounts.definition'),
        narrowed: narrowedTo(words, await this.filters(words), query),
        day: this.clock.today(),
      },
    };
  }

  private async find(words: Translator, { role, lieu, etat, ordre = 'name' }: AccountQuery): Promise<ToldAccount[]> {
    const say = await this.present.roleWords(words);
    const asked = new Map((await this.proposals.listOpen()).map(({ accountId, grants }) => [accountId, grants ?? []]));
    const isIn: Record<(typeof ACCOUNT_STATES)[number], (account: AccountLine) => boolean> = {
      open: ({ active }) => active,
      shut: ({ active }) => !active,
      pending: ({ id }) => (asked.get(id) ?? []).length > 0,
      unused: ({ active, lastSignInAt }) => active && lastSignInAt === null,
    };
    const inOrder: Record<AccountOrder, (a: AccountLine, b: AccountLine) => number> = {
      name: (a, b) => a.name.localeCompare(b.name, words.lang) || a.email.localeCompare(b.email),
      signedIn: (a, b) => (b.lastSignInAt ?? '').localeCompare(a.lastSignInAt ?? ''),
      sessions: (a, b) => b.sessions - a.sessions,
    };
    return (await this.accounts.listAccounts())
      .filter((account) => {
        const keys = [...account.grants, ...(asked.get(account.id) ?? [])].map(roleKeyOf);
        return (
          (!etat || isIn[etat](account)) &&
          ((!role && !lieu) ||
            keys.some((key) => (!role || key.split('=')[0] === role) && (!lieu || key.split('=')[1] === lieu)))
        );
      })
      .sort((a, b) => inOrder[ordre](a, b) || inOrder.name(a, b))
      .map((account) => ({
        ...account,
        roles: account.grants.map(roleKeyOf).map(say),
        pending: (asked.get(account.id) ?? []).map(roleKeyOf).map(say),
      }));
  }

  private async filters({ t }: Translator): Promise<ListFilter[]> {
    const places = new Map(
      (await this.places.listChoices()).flatMap(({ place }) => (place ? [[place.id, place.name] as const] : [])),
    );
    return [
      {
        name: 'role',
        label: t('accounts.columns.roles'),
        any: t('accounts.every'),
        choices: ROLES.map((value) => ({ value, text: t(`role.${value}`) })),
      },
      {
        name: 'lieu',
        label: t('accounts.place'),
        any: t('accounts.every'),
        choices: [...places].map(([value, text]) => ({ value, text })),
      },
      {
        name: 'etat',
        label: t('accounts.columns.state'),
        any: t('accounts.every'),
        choices: ACCOUNT_STATES.map((value) => ({ value, text: t(`accounts.state.${value}`) })),
      },
    ];
  }

  private row(words: Translator, account: ToldAccount, isOwn: boolean, query: AccountQuery): ListRow {
    const { t, shortDay } = words;
    const { active, sessions, pending, roles, lastSignInAt } = account;
    const told = [...roles, ...pending.map((role) => t('accounts.pending', { role }))];
    const [first = '', ...others] = told;
    return {
      cells: [
        { text: account.name, href: `/administration/comptes/${account.id}`, hint: account.email },
        // The hint is cut where the line ends: how many there are comes first.
        {
          text: first,
          hint: others.length > 0 ? t('accounts.others', { count: others.length, roles: others.join(', ') }) : '',
        },
        {
          marks: [
            { text: t(active ? 'accounts.open' : 'accounts.shut'), tone: active ? 'success' : 'neutral' },
            ...(pending.length > 0 ? [{ text: t('accounts.state.pending'), tone: 'action' as const }] : []),
          ],
          hint: sessions > 0 ? t('accounts.sessions', { count: sessions }) : '',
        },
        active && !isOwn ? this.act(words, account, 'close', query) : null,
        lastSignInAt === null ? t('accounts.never') : shortDay(dayOf(lastSignInAt)),
        this.act(words, account, active ? 'revoke' : 'reopen', query),
      ],
    };
  }

  /** Closing is a page of its own, which says what becomes of the roles; the others are pressed here, and lead back here. */
  private act(
    { t }: Translator,
    { id, name }: AccountLine,
    what: 'close' | 'revoke' | 'reopen',
    query: AccountQuery,
  ): ListCell {
    const text = t(`accounts.${what}`);
    const base = `/administration/comptes/${id}`;
    if (what === 'close') return { act: { text, about: name, href: `${base}/fermer` } };
    const action = listAddress(`${base}/${what === 'revoke' ? 'deconnecter' : 'rouvrir'}`, query);
    return { act: { text, about: name, action } };
  }
}
