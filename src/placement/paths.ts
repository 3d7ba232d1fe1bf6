import { Injectable } from '@nestjs/common';
import type { Id } from '../kernel/ids.js';
import type { Day } from '../kernel/time.js';
import type { Reader, Tx } from '../platform/database/index.js';
import { Supply } from '../supply/index.js';
import {
  expectedSteps,
  lastDayOfPath,
  pathOf,
  stayOf,
  type PathLine,
  type PathRules,
  type PathStep,
  type Stay,
} from './domain/placement-path.js';
import { birthsOf } from './persistence/births.queries.js';

/** A place or an offer, of a child whose birth is known by its request or by the place itself. */
interface LineOfChild extends PathLine {
  readonly requestId: Id | null;
  readonly birthDate?: Day | null;
}

/** The sections that placed children go through (domain.md §6), by the settings of their establishment. */
@Injectable()
export class Paths {
  constructor(private readonly supply: Supply) {}

  /** @param birth birth date, or the date it is due */
  lastDay(providerId: Id, birth: Day, from: Day): Day {
    return lastDayOfPath(birth, from, this.supply.provider(providerId)!.lastDay);
  }

  /**
   * What a place in a section would hold, and what its family would be promised beyond.
   * @param last of the whole path, where it is known
   */
  stay(sectionId: Id, birth: Day, from: Day, last?: Day): Stay {
    return stayOf(this.path(sectionId, birth, from, last));
  }

  /** The sections of a child that enters one of them, that one first. */
  path(sectionId: Id, birth: Day, from: Day, last?: Day): PathStep[] {
    const { providerId } = this.supply.section(sectionId)!;
    return pathOf(this.rules(providerId, birth), { sectionId, from }, last ?? this.lastDay(providerId, birth, from));
  }

  /** The sections in which these children are expected and that nobody has confirmed, line by line. */
  async expected<Line extends LineOfChild>(
    from: Reader | Tx,
    lines: readonly Line[],
  ): Promise<{ readonly line: Line; readonly steps: readonly PathStep[] }[]> {
    const open = lines.filter(({ to, pathTo }) => pathTo !== null && pathTo > to);
    const births = await birthsOf(
      from,
      open.flatMap(({ requestId, birthDate }) => (birthDate || requestId === null ? [] : [requestId])),
    );
    return open.flatMap((line) => {
      const birth = line.birthDate ?? births.get(line.requestId ?? '');
      return birth
        ? [{ line, steps: expectedSteps(this.rules(this.supply.section(line.sectionId)!.providerId, birth), line) }]
        : [];
    });
  }

  private rules(providerId: Id, birth: Day): PathRules {
    return { birth, sections: this.supply.sectionsOf(providerId), move: this.supply.provider(providerId)!.sectionMove };
  }
}
