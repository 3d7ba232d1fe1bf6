import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { DeskVolumes, type DeskVolume } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { NotFound } from '../../foundation/kernel/refusal.js';
import { addDays, instantAt } from '../../foundation/kernel/time.js';
import { Reader } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { Territory } from '../../territory/territory/index.js';
import { EnquiryFigures } from '../triage/index.js';
import type { TeamMonth } from './domain/team-month.js';
import { firstDayOf, lastDayOf, monthOf, type Month } from './domain/working-period.js';
import { WorkingMonth } from './persistence/working-time.entities.js';
import { teamsReadBy } from './working-time.policy.js';

/** A month of a desk: the time of its team, and what came to it. */
export interface DeskMonth {
  readonly month: Month;
  /** `open`: not closed yet. `few`: fewer than three people. */
  readonly team: TeamMonth | 'open' | 'few';
  readonly volume: DeskVolume & { readonly enquiries: number; readonly enquiryMinutes: number };
}

/** The working time of the teams of the desks, month by month, beside what they had to do. */
@Injectable()
export class TeamMonths {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly territory: Territory,
    private readonly volumes: DeskVolumes,
    private readonly enquiries: EnquiryFigures,
  ) {}

  /** The desks whose teams the actor may read, by name. */
  listDesks(actor: Actor): { readonly id: string; readonly name: string }[] {
    const readable = teamsReadBy(
      actor,
      this.territory.desks().map(({ id }) => id),
    );
    return this.territory.desks().filter(({ id }) => readable.includes(id));
  }

  /** The month from which a desk has closed months; the present one when there are none. */
  async findFirstMonth(deskId: string): Promise<Month> {
    const [first] = await this.reader.find(WorkingMonth, { where: { deskId }, order: { month: 'ASC' }, take: 1 });
    return first?.month ?? monthOf(this.clock.today());
  }

  /**
   * The months of a period that have begun, in order.
   * @throws NotFound when the desk's team is not the actor's to read
   */
  async readMonths(actor: Actor, deskId: string, months: readonly Month[]): Promise<DeskMonth[]> {
    if (!this.listDesks(actor).some(({ id }) => id === deskId)) throw new NotFound('desk');
    const begun = months.filter((month) => firstDayOf(month) <= this.clock.today());
    const closed = await this.reader.find(WorkingMonth, { where: { deskId, month: In([...begun]) } });
    const read: DeskMonth[] = [];
    for (const month of begun) {
      const row = closed.find((kept) => kept.month === month);
      const [since, before] = [instantAt(firstDayOf(month)), instantAt(addDays(lastDayOf(month), 1))];
      read.push({
        month,
        team: row ? (row.told ?? 'few') : 'open',
        volume: {
          ...(await this.volumes.countFor(deskId, since, before)),
          ...(await this.enquiries.countFor(deskId, since, before)),
        },
      });
    }
    return read;
  }
}
