import { Injectable } from '@nestjs/common';
import type { KnownAccount } from '../../../../territory/accounts/index.js';
import { readRule } from '../../../../territory/calendar/domain/index.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import type { FoundWays } from '../../bodies/member-ways.js';
import type { BodyRecurrence } from '../../domain/body-recurrence.js';
import { DEBATE_RULES } from '../../domain/debates.js';
import type { MemberWay } from '../../domain/member-way.js';
import { Sentences } from '../../bodies/web/sentences.js';
import type { Body, BodyMember } from '../../persistence/commission.entities.js';
import type { PossibleEstablishment } from '../body-identities.js';
import type { PossibleMember } from '../body-members.js';
import type { BodySheet } from '../body-settings.js';
import { MEMBER_ROLES } from './bodies.form.js';

/** Bodies, their settings and who sits in them. */
@Injectable()
export class BodiesPresenter {
  constructor(private readonly say: Sentences) {}

  /** @param mayCreate whether the reader sets up new bodies */
  listModel(words: Translator, sheets: readonly BodySheet[], mayCreate: boolean): Record<string, unknown> {
    const { t } = words;
    return {
      mayCreate,
      table: {
        caption: t('commission.bodies.title'),
        captionHidden: true,
        columns: [
          { text: t('commission.bodies.body') },
          { text: t('commission.bodies.membersHead'), numeric: true },
          { text: t('commission.bodies.quorumHead'), numeric: true },
          { text: t('commission.bodies.whenHead') },
        ],
        rows: sheets.map(({ body, members }) => [
          { text: body.name, href: `/commissions/instances/${body.id}` },
          members.length,
          body.quorum ?? '–',
          body.recurrence ? this.recurrence(words, body.recurrence) : t('commission.bodies.noRecurrence'),
        ]),
        empty: t('commission.bodies.identity.none'),
      },
    };
  }

  /** @param body null for a new one */
  identityModel(
    { t }: Translator,
    body: Body | null,
    establishments: readonly PossibleEstablishment[],
  ): Record<string, unknown> {
    return {
      title: t(body ? 'commission.bodies.identity.changeTitle' : 'commission.bodies.identity.new'),
      name: body?.name ?? null,
      back: body ? `/commissions/instances/${body.id}` : '/commissions/instances',
      backText: body?.name ?? t('commission.bodies.title'),
      establishments: establishments.map(({ id, name, body: holder }) => ({
        value: id,
        text: name,
        ...(holder && holder.id !== body?.id
          ? { hint: { text: t('commission.bodies.identity.heldBy', { body: holder.name }) } }
          : {}),
      })),
    };
  }

  /** @param mayChange whether the reader changes what the body is: its name and its establishments */
  sheetModel(
    words: Translator,
    { body, members }: BodySheet,
    ways: FoundWays,
    mayChange: boolean,
  ): Record<string, unknown> {
    const { t } = words;
    return {
      mayChange,
      id: body.id,
      name: body.name,
      debateRules: DEBATE_RULES.map((value) => ({ value, text: t(`commission.bodies.debate.${value}`) })),
      establishments: body.establishmentIds.map((id) => this.say.provider(id)),
      recurrence: body.recurrence ? this.recurrence(words, body.recurrence) : t('commission.bodies.noRecurrence'),
      members: {
        caption: t('commission.bodies.members', { count: members.length }),
        empty: t('commission.bodies.noMember'),
        columns: [
          { text: t('commission.bodies.member') },
          { text: t('commission.bodies.role') },
          { text: t('commission.bodies.mail') },
          { text: t('commission.bodies.actions') },
        ],
        rows: members.map((member) => [
          member.label,
          t(`commission.bodies.roles.${member.role}`),
          this.wayWords(words, ways.get(member.id) ?? null),
          {
            text: t('commission.bodies.change'),
            href: `/commissions/instances/${body.id}/membres/${member.id}`,
            label: t('commission.feeds.forWhat', { action: t('commission.bodies.change'), name: member.label }),
          },
        ]),
      },
    };
  }

  /** @param member null for a new one */
  memberModel(
    words: Translator,
    body: Body,
    member: BodyMember | null,
    { people, accounts }: { readonly people: readonly PossibleMember[]; readonly accounts: readonly KnownAccount[] },
  ): Record<string, unknown> {
    const { t } = words;
    return {
      id: body.id,
      name: body.name,
      member: member && { id: member.id, label: member.label },
      people: people.map((person) => ({ value: person.personKey, text: this.nameOf(words, person) })),
      roles: MEMBER_ROLES.map((value) => ({ value, text: t(`commission.bodies.roles.${value}`) })),
      accounts: accounts.map(({ id, name, email }) => ({
        value: id,
        text: t('commission.bodies.accountOf', { name, email }),
      })),
    };
  }

  private wayWords({ t }: Translator, way: MemberWay | null): string {
    if (!way) return t('commission.bodies.noAddress');
    return way.channel === 'email' ? way.recipient : t('commission.session.byLetter');
  }

  /** How a person who could sit is called: the head of a nursery by the nursery. */
  nameOf({ t }: Translator, { label, isNursery }: PossibleMember): string {
    return isNursery ? t('commission.bodies.directorOf', { name: label }) : label;
  }

  /** « Le premier mardi de mars, juin, septembre et décembre, à 14 h ». */
  recurrence(words: Translator, { rule, time }: BodyRecurrence): string {
    const { t, weekday, list, monthName } = words;
    const read = readRule(rule);
    if (!read) return rule;
    const months = read.months.length === 12 ? t('commission.recurrence.everyMonth') : list(read.months.map(monthName));
    return t('commission.recurrence.said', {
      ordinals: list(
        read.ordinals.map((ordinal) => t(`commission.recurrence.ordinal.${ordinal === -1 ? 'last' : ordinal}`)),
      ),
      weekday: weekday(read.weekday),
      months,
      time: words.time(time),
    });
  }
}
