import { Injectable } from '@nestjs/common';
import { ElectedCommunes } from '../../commissions/commission/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { NotFound } from '../../foundation/kernel/refusal.js';
import { addDays, addMonths, type Day, type Instant } from '../../foundation/kernel/time.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { Settings } from '../../foundation/platform/settings/index.js';
import { publishedMonth, Reporting, WISHES_OBTAINED, type MonthReport } from '../reporting/index.js';
import { Territory } from '../../territory/territory/index.js';
import { DeclaredFigures, ZoneFigures, type ChildrenCount, type ReportLine } from '../zones/index.js';
import { mayReadCouncilPage } from './council.policy.js';
import { shownAsked, type CouncilYear } from './domain/council-year.js';

const YEAR = 12;

/** What the page of a commune tells. Nothing of a family that would be known is in it. */
export interface CouncilFacts {
  readonly code: string;
  readonly name: string;
  readonly asKnown: Instant;
  readonly horizonWeeks: number;
  /** The twelve months that ended last; null while no month is over. */
  readonly year: CouncilYear | null;
  /** The twelve months before; null where nothing was kept yet. */
  readonly before: CouncilYear | null;
  /** Places and tension as they stand. */
  readonly offer: readonly ReportLine[];
  readonly children: ChildrenCount | null;
}

export interface CouncilCommune {
  readonly code: string;
  readonly name: string;
}

/** One page per commune for its council: the figures of the observatory, as far as they may leave the desk. */
@Injectable()
export class CouncilFigures {
  constructor(
    private readonly reporting: Reporting,
    private readonly zones: ZoneFigures,
    private readonly declared: DeclaredFigures,
    private readonly territory: Territory,
    private readonly elected: ElectedCommunes,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** The communes whose page the actor may read, by name. */
  async listCommunes(actor: Actor): Promise<CouncilCommune[]> {
    const electedIn = await this.elected.communesOf(actor);
    return this.territory.communes().filter((commune) => mayReadCouncilPage(actor, commune, electedIn));
  }

  /** @throws NotFound when there is no such commune, or the actor may not read its page */
  async readFacts(actor: Actor, code: string): Promise<CouncilFacts> {
    const commune = (await this.listCommunes(actor)).find((known) => known.code === code);
    if (!commune) throw new NotFound('commune');
    const months = await this.reporting.listMonths();
    const last = months.find(({ month }) => month < this.clock.today().slice(0, 7)) ?? null;
    const picture = await this.zones.readPicture();
    return {
      code,
      name: commune.name,
      asKnown: this.clock.now(),
      horizonWeeks: await this.settings.get('noSolutionHorizonWeeks'),
      year: last && (await this.readYear(months, last.month, code)),
      before: last && (await this.readYear(months, monthsFrom(last.month, -YEAR), code)),
      offer: await this.declared.readReport(picture, code),
      children: picture.counts.get(code) ?? null,
    };
  }

  private async readYear(months: readonly MonthReport[], last: string, code: string): Promise<CouncilYear | null> {
    const report = months.find(({ month }) => month === last);
    if (!report) return null;
    const codes = this.territory.communes().map((known) => known.code);
    const days = { from: `${monthsFrom(last, 1 - YEAR)}-01`, to: lastDayOf(last) };
    const { stock } = publishedMonth(report, codes);
    return {
      ...days,
      families: stock.communes.find(({ communeCode }) => communeCode === code)!.counts,
      ...shownAsked(
        {
          communes: [...codes, ''],
          wishes: WISHES_OBTAINED,
          received: await this.reporting.readTable('received-by-commune', days),
          wish: await this.reporting.readTable('wish-by-commune', days),
        },
        code,
      ),
    };
  }
}

const monthsFrom = (month: string, count: number): string => addMonths(`${month}-01`, count).slice(0, 7);
const lastDayOf = (month: string): Day => addDays(`${monthsFrom(month, 1)}-01`, -1);
