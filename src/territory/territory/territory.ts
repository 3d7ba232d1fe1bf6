import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Reader } from '../../foundation/platform/database/index.js';
import { SharedMemory } from '../../foundation/platform/settings/index.js';
import { Commune, FirstDesk, LivingArea } from './persistence/territory.entities.js';

/** The desk of families whose commune is unknown or outside the territory. */
const DESK_OF_OTHERS = 'rpe';

/** The communes and desks of the territory. They are few and rarely change, so they are kept in memory. */
@Injectable()
export class Territory implements OnModuleInit {
  private communesByCode = new Map<string, Commune>();
  private desksById = new Map<string, FirstDesk>();
  private areas: LivingArea[] = [];

  constructor(
    private readonly reader: Reader,
    private readonly memory: SharedMemory,
  ) {}

  onModuleInit(): Promise<void> {
    this.memory.keepReloaded('territory', () => this.reload());
    return this.reload();
  }

  async reload(): Promise<void> {
    const [communes, desks, areas] = await Promise.all([
      this.reader.find(Commune),
      this.reader.find(FirstDesk),
      this.reader.find(LivingArea),
    ]);
    this.communesByCode = new Map(
      communes.sort((a, b) => a.name.localeCompare(b.name, 'fr')).map((commune) => [commune.code, commune]),
    );
    this.desksById = new Map(desks.sort((a, b) => a.name.localeCompare(b.name, 'fr')).map((desk) => [desk.id, desk]));
    this.areas = areas.sort((a, b) => a.name.localeCompare(b.name, 'fr'));
  }

  /** In alphabetical order. */
  communes(): Commune[] {
    return [...this.communesByCode.values()];
  }

  commune(code: string | null): Commune | null {
    return code === null ? null : (this.communesByCode.get(code) ?? null);
  }

  livingAreas(): readonly LivingArea[] {
    return this.areas;
  }

  desk(id: string): FirstDesk {
    const desk = this.desksById.get(id);
    if (!desk) throw new Error(`Unknown first desk ${id}`);
    return desk;
  }

  desks(): FirstDesk[] {
    return [...this.desksById.values()];
  }

  /** The first desk of a residence. A family from outside goes to the RPE, so that no family is without a desk. */
  deskOf(communeCode: string | null): FirstDesk {
    const id = this.commune(communeCode)?.firstDeskId ?? DESK_OF_OTHERS;
    // Where no desk has that name, the first one takes families from outside.
    return this.desksById.get(id) ?? this.desk(this.desks()[0]?.id ?? id);
  }
}
