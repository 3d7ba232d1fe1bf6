import { Injectable } from '@nestjs/common';
import { childForStaff } from '../../../dossier/dossier/index.js';
import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import type { Day } from '../../../foundation/kernel/time.js';
import { Permission } from '../../../foundation/platform/security/index.js';
import {
  dayPartOf,
  DaySources,
  sundayOf,
  type DayLine,
  type DaySource,
  type Reading,
  type SharedDay,
} from '../../../foundation/platform/web/index.js';
import { Adaptations } from '../adaptations.js';

/** More than a desk or a nursery has in one week. */
const MOST_SHOWN = 100;

abstract class DayOfAdaptations implements DaySource {
  readonly order = 16;
  abstract readonly permission: Permission;
  protected abstract readonly requests: string;

  constructor(
    sources: DaySources,
    private readonly adaptations: Adaptations,
  ) {
    sources.add(this);
  }

  async readDay({ actor, today, words }: Reading): Promise<SharedDay> {
    const { t } = words;
    const due = await this.adaptations.listDue(actor, sundayOf(today), MOST_SHOWN);
    const own = due.filter(({ providerId }) => (providerId === null) === this.isOfDesk);
    const lines = own.map(({ request, step, comeBackOn }): DayLine & { readonly due: Day } => {
      const child = childForStaff(words, request);
      const href = `${this.requests}/${request.id}/adaptation`;
      return {
        text: child,
        href,
        hint: t('adaptation.dayHint', { step }),
        tag: { text: t('adaptation.dayTag'), tone: 'info' },
        act: { text: t('adaptation.follow'), about: child, href },
        due: comeBackOn,
        families: [request.id],
      };
    });
    // Each child is a line of its own: few need one, and there is no list to lead to.
    const parts = groupedBy(lines, (line) => dayPartOf(line.due, today) ?? 'waits');
    return { things: [...parts].map(([part, those]) => ({ part, count: those.length, lines: those })), beside: [] };
  }

  private get isOfDesk(): boolean {
    return this.permission === Permission.TriageRequests;
  }
}

/** Steps that come back to a desk. */
@Injectable()
export class DayOfDeskAdaptations extends DayOfAdaptations {
  readonly permission = Permission.TriageRequests;
  protected readonly requests = '/rpe/demandes';

  constructor(sources: DaySources, adaptations: Adaptations) {
    super(sources, adaptations);
  }
}

/** Steps that come back to a director. */
@Injectable()
export class DayOfNurseryAdaptations extends DayOfAdaptations {
  readonly permission = Permission.DeclarePlaces;
  protected readonly requests = '/eaje/demandes';

  constructor(sources: DaySources, adaptations: Adaptations) {
    super(sources, adaptations);
  }
}
