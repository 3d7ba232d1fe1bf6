import { Injectable } from '@nestjs/common';
import { measuresTogether, SessionFigures } from '../../commissions/commission/index.js';
import { Dossiers } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { addDays, instantAt, type Day, type Instant } from '../../foundation/kernel/time.js';
import { Reader } from '../../foundation/platform/database/index.js';
import { Settings } from '../../foundation/platform/settings/index.js';
import { Territory } from '../../territory/territory/index.js';
import { EnquiryFigures } from '../../first-desk/triage/index.js';
import { monthSessions, type MonthSessions } from './domain/month-sessions.js';
import { MonthSums, nextMonth, type MonthMeasures, type MonthTables } from './domain/month-tables.js';
import { FamilyHistories } from './family-histories.js';
import type { FiguresArguments } from './figures-arguments.js';

/** So many families are in memory at once. */
const SLICE = 200;

/** The tables of a month, and where all was asked for the measures beside them. */
export type MonthFigures = MonthTables & Partial<MonthMeasures> & { readonly sessions?: MonthSessions };

/** The tables of months, computed anew from what happened to every family in the database. */
@Injectable()
export class FiguresFromHistory {
  constructor(
    private readonly reader: Reader,
    private readonly dossiers: Dossiers,
    private readonly histories: FamilyHistories,
    private readonly enquiries: EnquiryFigures,
    private readonly sessions: SessionFigures,
    private readonly territory: Territory,
    private readonly settings: Settings,
  ) {}

  async computeTables({
    from,
    to,
    asKnown,
    all,
  }: Omit<FiguresArguments, 'histories'>): Promise<Record<string, MonthFigures>> {
    const horizonWeeks = await this.settings.get('noSolutionHorizonWeeks');
    const communes = this.territory.communes().map(({ code }) => code);
    const options = { ...(asKnown === undefined ? {} : { asKnown }), ...(all ? { all } : {}) };
    const sums = new MonthSums({ from, to, horizonWeeks, ...options });
    const knownBy = asKnown === undefined ? null : instantAt(addDays(asKnown, 1));
    await this.addFamilies(sums, knownBy);
    for await (const slice of this.enquiries.listCounted(instantAt(`${from}-01`), instantAt(`${nextMonth(to)}-01`)))
      for (const { at, recordedAt, channel, subject, minutes, communeCode } of slice)
        sums.addEnquiry({ at, recorded: recordedAt ?? at, channel, subject, minutes, commune: communeCode });
    const tables = sums.tables(communes);
    return all ? this.withSessions(tables, asKnown ?? null) : tables;
  }

  /** What a session did is known when it is closed. */
  private async withSessions(
    months: Record<string, MonthTables & Partial<MonthMeasures>>,
    asKnown: Day | null,
  ): Promise<Record<string, MonthFigures>> {
    const told: Record<string, MonthFigures> = {};
    for (const [month, tables] of Object.entries(months)) {
      const closed = await this.sessions.listClosed(`${month}-01`, addDays(`${nextMonth(month)}-01`, -1), asKnown);
      told[month] = { ...tables, sessions: monthSessions(measuresTogether(closed.map(({ measures }) => measures))) };
    }
    return told;
  }

  private async addFamilies(sums: MonthSums, knownBy: Instant | null): Promise<void> {
    let after: Id | '' = '';
    for (;;) {
      const ids: readonly Id[] = await this.dossiers.idsAfter(this.reader, after, SLICE);
      for (const family of await this.histories.readHistories(this.reader, ids, knownBy)) sums.addFamily(family);
      const last = ids.at(-1);
      if (last === undefined || ids.length < SLICE) return;
      after = last;
    }
  }
}
