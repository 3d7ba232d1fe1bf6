import { Injectable } from '@nestjs/common';
import { CommissionReading, FrameworkReading } from '../observatory/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { SatisfactionFigures } from '../../family/satisfaction/index.js';
import { TeamMonths, type TeamMonth } from '../../first-desk/working-time/index.js';
import type { ComparedFacts, KeptSessions, KeptTeam, NamedFacts } from './domain/report-facts.js';
import { halvesOf, periodBefore, type NamedPeriod } from './domain/report-kind.js';
import { firstDayOf, lastDayOf, monthsIn, type Month, type ReportMonths } from './domain/report-period.js';
import { PeriodReading } from './period-reading.js';

/** Reads what the report of a half-year or a year keeps beside what that of a committee does. */
@Injectable()
export class ComparedReading {
  constructor(
    private readonly periods: PeriodReading,
    private readonly satisfaction: SatisfactionFigures,
    private readonly teams: TeamMonths,
    private readonly commissions: CommissionReading,
    private readonly framework: FrameworkReading,
  ) {}

  async readCompared(actor: Actor, period: NamedPeriod, firstMonth: Month): Promise<ComparedFacts> {
    const before = periodBefore(period);
    const figures = await this.framework.readFigures(daysOf(period));
    return {
      period: await this.readNamed(period, firstMonth),
      previous: before.last < firstMonth ? null : await this.readNamed(before, firstMonth),
      firstMonth,
      teams: await this.readTeams(actor, period),
      framework: figures!.facts,
    };
  }

  private async readNamed(period: NamedPeriod, firstMonth: Month): Promise<NamedFacts> {
    const { from, to } = daysOf(period);
    // A half-year before the first month has no document: the year is then the other one.
    const told = halvesOf(period).filter(({ last }) => last >= firstMonth);
    const halves: NamedFacts[] = [];
    for (const half of told.length > 1 ? told : []) halves.push(await this.readNamed(half, firstMonth));
    return {
      ...(await this.periods.readPeriod(from, to)),
      halves,
      answers: await this.satisfaction.readToldIn(period.first, period.last),
      sessions: await this.readSessions(period),
      enquiries: await this.framework.countEnquiries(from, to),
    };
  }

  private async readSessions(period: ReportMonths): Promise<KeptSessions> {
    const figures = await this.commissions.readFigures(daysOf(period));
    const { together, refusals } = figures!;
    return { measures: { ...together, offerDays: [...together.offerDays] }, refusals };
  }

  /** Sums of months that are told by themselves, so that no sum tells an hour of fewer than three people. */
  private async readTeams(actor: Actor, period: ReportMonths): Promise<KeptTeam[]> {
    const teams: KeptTeam[] = [];
    for (const desk of this.teams.listDesks(actor)) {
      const months = await this.teams.readMonths(actor, desk.id, monthsIn(period));
      const told = months.flatMap(({ team }) => (typeof team === 'string' ? [] : [team]));
      teams.push({ desk: desk.name, ...sumOfMonths(told) });
    }
    return teams;
  }
}

const daysOf = ({ first, last }: ReportMonths): { from: string; to: string } => ({
  from: firstDayOf(first),
  to: lastDayOf(last),
});

function sumOfMonths(told: readonly TeamMonth[]): Omit<KeptTeam, 'desk'> {
  const missions: Record<string, number> = {};
  for (const { mission, minutes } of told.flatMap(({ shown }) => shown))
    missions[mission] = (missions[mission] ?? 0) + minutes;
  return {
    months: told.length,
    minutes: told.reduce((sum, { minutes }) => sum + minutes, 0),
    missions,
    grouped: told.reduce((sum, { grouped }) => sum + (grouped?.minutes ?? 0), 0),
  };
}
