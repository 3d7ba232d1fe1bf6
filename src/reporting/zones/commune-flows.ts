import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { Reader } from '../../foundation/platform/database/index.js';
import { Supply } from '../../offer/supply/index.js';
import { addUpFlows, type Flow } from './domain/flows.js';
import { countAgreedWith, countFirstWishes, countPlacedIn, type CountedTarget } from './persistence/flows.queries.js';

export interface CommuneFlows {
  /** First wishes of open requests. */
  readonly wished: readonly Flow[];
  /** Places and agreements of today. */
  readonly cared: readonly Flow[];
}

/** Where families of each commune wish to go, and where they are cared for. */
@Injectable()
export class CommuneFlowsReader {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly supply: Supply,
  ) {}

  async readFlows(): Promise<CommuneFlows> {
    const today = this.clock.today();
    const placed = await countPlacedIn(this.reader, today);
    const agreed = await countAgreedWith(this.reader, today);
    return {
      wished: addUpFlows((await countFirstWishes(this.reader)).flatMap((row) => this.flowOf(row))),
      cared: addUpFlows([...placed, ...agreed].flatMap((row) => this.flowOf(row))),
    };
  }

  /** None for a mode of care anywhere in the territory. */
  private flowOf({ communeCode, targetId, targetCommune, count }: CountedTarget): Flow[] {
    const provider =
      this.supply.provider(targetId) ?? this.supply.provider(this.supply.section(targetId)?.providerId ?? null);
    const to = provider?.communeCode ?? targetCommune;
    return to === null ? [] : [{ from: communeCode ?? '', to, count }];
  }
}
