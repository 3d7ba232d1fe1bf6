import { Injectable, type OnModuleInit } from '@nestjs/common';
import { NamedHooks } from '../../foundation/kernel/hooks.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { DomainError, refuse } from '../../foundation/kernel/refusal.js';
import { ROLES, type Grant, type Role } from '../../foundation/platform/security/index.js';
import { Territory } from '../territory/index.js';
import { BOUND_TO, roleKeyOf } from './role-keys.js';

/** A desk, an establishment, a body or a point d'accueil. */
export interface RolePlace {
  readonly id: Id;
  readonly name: string;
}
export type ListPlaces = () => readonly RolePlace[] | Promise<readonly RolePlace[]>;

/** A role in one of its places, as an administrator chooses it. */
export interface RoleChoice {
  readonly role: Role;
  /** See `roleKeyOf`. */
  readonly key: string;
  /** Null for a role that holds everywhere. */
  readonly place: RolePlace | null;
}

/** Where each role may be given. Desks are known here; the features above name their own places. */
@Injectable()
export class RolePlaces implements OnModuleInit {
  readonly known = new NamedHooks<ListPlaces>('an administrator gives a role');

  constructor(private readonly territory: Territory) {}

  onModuleInit(): void {
    this.known.join('rpe_agent', 'accounts names the first desks', () => this.territory.desks());
  }

  /** Every role in every place, in the order of the roles. */
  async listChoices(): Promise<RoleChoice[]> {
    const lists = await Promise.all(
      ROLES.map(async (role): Promise<RoleChoice[]> => {
        const bound = BOUND_TO[role];
        if (!bound) return [{ role, key: role, place: null }];
        const places = (await this.known.get(role)?.()) ?? [];
        return places.map(({ id, name }) => ({ role, key: roleKeyOf({ role, [bound]: id }), place: { id, name } }));
      }),
    );
    return lists.flat();
  }

  /** @throws DomainError when there is no role, or when a role is bound to a place that does not exist */
  async judgeGrants(grants: readonly Grant[]): Promise<void> {
    if (grants.length === 0) throw new DomainError(refuse('account.noRole'));
    const known = new Set((await this.listChoices()).map(({ key }) => key));
    if (grants.some((grant) => !known.has(roleKeyOf(grant)))) throw new DomainError(refuse('account.noSuchPlace'));
  }
}
