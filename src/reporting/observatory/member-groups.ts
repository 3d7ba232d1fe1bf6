import { Injectable } from '@nestjs/common';
import { publishedGroups, type PublishedCounts, type PublishedMonth } from '../reporting/index.js';
import { Territory } from '../../territory/territory/index.js';

/** What tables of communes may be told by instead: living areas, and the desks that families go to. */
export const GROUPINGS = ['commune', 'area', 'desk'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** A group of communes; `''` holds families from outside, and communes that are in no living area. */
export interface MemberGroup {
  readonly key: string;
  /** Null for the group of the others. */
  readonly name: string | null;
}

/** Communes as groups. They are summed when read: an area that is drawn anew holds for past periods too. */
@Injectable()
export class MemberGroups {
  constructor(private readonly territory: Territory) {}

  /** Every group, whether or not anybody is counted in it, the others last. */
  listGroups(grouping: Grouping): MemberGroup[] {
    const others = { key: '', name: null };
    switch (grouping) {
      case 'commune':
        return [...this.territory.communes().map(({ code, name }) => ({ key: code, name })), others];
      case 'area':
        return [...this.territory.livingAreas().map(({ id, name }) => ({ key: id, name })), others];
      case 'desk':
        return this.territory.desks().map(({ id, name }) => ({ key: id, name }));
    }
  }

  /** @param code INSEE code, `''` outside the territory: its desk is that of families from elsewhere */
  groupOf(grouping: Grouping, code: string): string {
    switch (grouping) {
      case 'commune':
        return code;
      case 'area':
        return this.territory.commune(code)?.livingAreaId ?? '';
      case 'desk':
        return this.territory.deskOf(code).id;
    }
  }

  /** A published month by group: a count is told where those of all communes of the group are. */
  groupMonth(month: PublishedMonth, grouping: Grouping): (MemberGroup & { readonly counts: PublishedCounts })[] {
    const groups = this.listGroups(grouping);
    const keys = groups.map(({ key }) => key);
    const counted = publishedGroups(month, keys, (code) => this.groupOf(grouping, code));
    return groups.map((group, index) => ({ ...group, counts: counted[index]!.counts }));
  }
}

/** What the group of the others is called. */
export const othersName = (grouping: Grouping): string =>
  grouping === 'area' ? 'observatory.group.noArea' : 'reporting.outside';
