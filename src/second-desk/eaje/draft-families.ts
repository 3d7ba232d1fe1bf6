import { Injectable } from '@nestjs/common';
import { startDays } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { addMonths, type Day } from '../../foundation/kernel/time.js';
import { Reader } from '../../foundation/platform/database/index.js';
import { inSlices } from '../../foundation/platform/threads/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import type { Provider } from '../../offer/supply/index.js';
import { Supply } from '../../offer/supply/index.js';
import { bestStart, FreeSeats, needSlots, Paths, type Starting } from '../../places/placement/index.js';
import { namedWaiting, type RequestToJudge } from './persistence/named-requests.queries.js';
import { askingOf } from './preparations.js';

/** The free seats of each section, by `day/half` (half 0: morning). */
export type FreeBySection = ReadonlyMap<Id, ReadonlyMap<string, number>>;

/** A request whose whole week has a place, and from which day where it is another than the wanted one. */
export interface FittingFamily {
  readonly request: RequestToJudge;
  readonly from: Day | null;
}

/** A request that waits, on the days on which its family would start. */
export interface WaitingFamily extends Starting {
  readonly request: RequestToJudge;
  readonly birth: Day;
}

/**
 * Which families that wait for an establishment it could receive for their whole week, on the days that they said. Each
 * is looked at alone: two of them may fit one place, and nothing is decided.
 */
@Injectable()
export class DraftFamilies {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly supply: Supply,
    private readonly paths: Paths,
  ) {}

  /** Those that the actor may read and whose week and child's birth are known. */
  async listWaiting(actor: Actor, provider: Provider): Promise<WaitingFamily[]> {
    const today = this.clock.today();
    const requests = await namedWaiting(this.reader, actor, provider.id);
    return requests.flatMap((request) => {
      const { birth, week, days, fewest } = askingOf(request);
      const slots = needSlots(week);
      if (birth === null || (slots === 0 && days === null)) return [];
      return { request, birth, ...startDays(request, today), asked: { slots, days, fewest } };
    });
  }

  /** @param lastDay the last day on which the seats are known: whoever would start later is left out */
  findFitting(
    provider: Provider,
    waiting: readonly WaitingFamily[],
    free: FreeBySection,
    lastDay: Day,
  ): Promise<FittingFamily[]> {
    return inSlices(this.fitting(provider, waiting, free, lastDay));
  }

  private *fitting(
    provider: Provider,
    waiting: readonly WaitingFamily[],
    free: FreeBySection,
    lastDay: Day,
  ): Generator<void, FittingFamily[]> {
    const seats = new Map([...free].map(([id, byDay]) => [id, new FreeSeats(byDay)]));
    const sections = this.supply.sectionsOf(provider.id);
    const fitting: FittingFamily[] = [];
    for (const family of waiting) {
      const { request, birth, entry, until } = family;
      yield;
      if (entry > lastDay) continue;
      const best = bestStart(
        { ...family, until: until < lastDay ? until : lastDay },
        {
          agesFrom: sections.map(({ ageFromMonths }) => addMonths(birth, ageFromMonths)),
          sectionsOn: (day) => this.supply.sectionsForChild(provider.id, birth, day).map(({ id }) => id),
          lastDayIn: (section, day) => this.paths.planStay(section, birth, day).to,
        },
        seats,
      );
      if (best?.fit === 'whole') fitting.push({ request, from: best.from });
    }
    return fitting;
  }
}
