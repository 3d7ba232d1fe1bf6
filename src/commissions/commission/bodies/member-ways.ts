import { Injectable } from '@nestjs/common';
import { findGrantedAccounts } from '../../../territory/accounts/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { wayTo, type MemberContacts, type MemberWay } from '../domain/member-way.js';
import type { BodyMember } from '../persistence/commission.entities.js';

/** Who is written to as a member of a body. */
export type WrittenTo = Pick<BodyMember, 'id' | 'personKey' | 'label' | 'email' | 'address' | 'accountId'>;

/** Where the members of bodies are written to. Null for one of whom nothing is known. */
export type FoundWays = ReadonlyMap<Id, MemberWay | null>;

/** The establishment whose director has this key; null for any other person. */
const establishmentOf = (personKey: string): Id | null => /^director:(.+)$/.exec(personKey)?.[1] ?? null;

/** The director of an establishment as a member; one who does not sit declares places all the same. */
export const directorOf = (members: readonly WrittenTo[], establishmentId: Id, label: string): WrittenTo => {
  const personKey = `director:${establishmentId}`;
  const seated = members.find((member) => member.personKey === personKey);
  return seated ?? { id: establishmentId, personKey, label, email: null, address: null, accountId: null };
};

/**
 * Where members are written to: an address that was typed for them, their account, and for who sits for an
 * establishment or a desk also who alone signs in for it, and its own address.
 */
@Injectable()
export class MemberWays {
  constructor(
    private readonly supply: Supply,
    private readonly territory: Territory,
  ) {}

  async findWays(from: Reader | Tx, members: readonly WrittenTo[]): Promise<FoundWays> {
    const accounts = await findGrantedAccounts(from);
    return new Map(
      members.map((member) => {
        const establishmentId = establishmentOf(member.personKey);
        const there = accounts.filter(({ grants }) =>
          grants.some((grant) =>
            establishmentId ? grant.establishmentId === establishmentId : grant.deskId === member.personKey,
          ),
        );
        const own = accounts.find(({ id }) => id === member.accountId);
        const account = own ?? (there.length === 1 ? there[0] : undefined);
        return [member.id, wayTo({ ...member, accountEmail: account?.email ?? null, seat: this.seatOf(member) })];
      }),
    );
  }

  /** Those of these establishments whose director nobody knows how to reach, whether or not they sit. */
  async findUnreachable(from: Reader | Tx, members: readonly WrittenTo[], at: readonly Id[]): Promise<Id[]> {
    const directors = at.map((id) => directorOf(members, id, ''));
    const ways = await this.findWays(from, directors);
    return at.filter((_, nth) => !ways.get(directors[nth]!.id));
  }

  private seatOf({ personKey }: WrittenTo): MemberContacts['seat'] {
    const establishmentId = establishmentOf(personKey);
    return establishmentId
      ? this.supply.provider(establishmentId)
      : (this.territory.desks().find(({ id }) => id === personKey) ?? null);
  }
}
