import { Injectable } from '@nestjs/common';
import { Hooks } from '../../foundation/kernel/hooks.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Day } from '../../foundation/kernel/time.js';
import { Reader } from '../../foundation/platform/database/index.js';
import type { Grant } from '../../foundation/platform/security/index.js';
import { withGrants } from './rights.policy.js';

/** A session that is still to sit. */
export interface ReadSession {
  readonly id: Id;
  /** The name of its body. */
  readonly name: string;
  readonly day: Day;
}
/** What roles let somebody read. A feature answers for what it knows. */
export interface RoleReach {
  /** How many families with an open request. */
  readonly families: number;
  readonly sessions: readonly ReadSession[];
}
export type ReachListener = (from: Reader, grants: readonly Grant[]) => Promise<Partial<RoleReach>>;

/** Which families and sessions roles open, by the same rules as the pages that show them. */
@Injectable()
export class RoleUses {
  readonly asked = new Hooks<ReachListener>('somebody asks what roles let a person read');

  constructor(private readonly reader: Reader) {}

  /** What somebody with roles of `held` reads more, once `added` are given. */
  async reachOfMore(held: readonly Grant[], added: readonly Grant[]): Promise<RoleReach> {
    const [before, after] = [await this.reachOf(held), await this.reachOf(withGrants(held, added))];
    const known = new Set(before.sessions.map(({ id }) => id));
    return { families: after.families - before.families, sessions: after.sessions.filter(({ id }) => !known.has(id)) };
  }

  private async reachOf(grants: readonly Grant[]): Promise<RoleReach> {
    let reach: RoleReach = { families: 0, sessions: [] };
    for (const listener of this.asked.all) reach = { ...reach, ...(await listener(this.reader, grants)) };
    return reach;
  }
}
