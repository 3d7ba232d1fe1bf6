import { Injectable } from '@nestjs/common';
import { Permission } from '../../../foundation/platform/security/index.js';
import { DaySources, type DaySource, type Reading, type SharedDay } from '../../../foundation/platform/web/index.js';
import { RequestAgents } from '../request-agents.js';

/** Whose requests come to the reader today, because a colleague is away. */
@Injectable()
export class DayOfStandIn implements DaySource {
  readonly order = 16;
  readonly permission = Permission.TriageRequests;

  constructor(
    sources: DaySources,
    private readonly agents: RequestAgents,
  ) {
    sources.add(this);
  }

  async readDay({ actor, words }: Reading): Promise<SharedDay> {
    const absences = await this.agents.listStoodInFor(actor);
    return {
      things: [],
      beside: absences.map(({ name, to }) => ({
        box: 'role' as const,
        text: words.t('absence.standsIn', { name, day: words.day(to) }),
        href: '/rpe?agent=mine',
      })),
    };
  }
}
