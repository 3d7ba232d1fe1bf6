import { Injectable } from '@nestjs/common';
import { Hooks } from '../../foundation/kernel/hooks.js';
import { Reader } from '../../foundation/platform/database/index.js';
import type { TerritoryKind } from './domain/territory-kind.js';
import { Territory } from './territory.js';

/** The desks and the communes that a change is about. */
export interface AboutTerritory {
  readonly deskIds: readonly string[];
  readonly communeCodes: readonly string[];
}
/** How many are concerned. A feature answers for those that it knows. */
export interface TerritoryUse {
  /** Families with an open request, at the desks or living in the communes. */
  readonly families: number;
  /** People who sign in for the desks. */
  readonly agents: number;
  readonly providers: number;
}
export type UseListener = (from: Reader, about: AboutTerritory) => Promise<Partial<TerritoryUse>>;
/** The names of people, by who they are as changes keep them. */
export type NamesListener = (from: Reader, refs: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** Whom a change of the territory concerns, before it is made. */
@Injectable()
export class TerritoryUses {
  readonly asked = new Hooks<UseListener>('somebody asks whom a change of the territory concerns');
  readonly named = new Hooks<NamesListener>('somebody reads who changed the territory');

  constructor(
    private readonly reader: Reader,
    private readonly territory: Territory,
  ) {}

  async countUses(kind: TerritoryKind, id: string): Promise<TerritoryUse> {
    const about: AboutTerritory = {
      deskIds: kind === 'desk' ? [id] : [],
      communeCodes:
        kind === 'commune'
          ? [id]
          : kind === 'area'
            ? this.territory
                .communes()
                .filter(({ livingAreaId }) => livingAreaId === id)
                .map(({ code }) => code)
            : [],
    };
    const use = { families: 0, agents: 0, providers: 0 };
    for (const listener of this.asked.all) Object.assign(use, await listener(this.reader, about));
    return use;
  }

  async namesOf(refs: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const names = new Map<string, string>();
    for (const listener of this.named.all)
      for (const [ref, name] of await listener(this.reader, refs)) names.set(ref, name);
    return names;
  }
}
