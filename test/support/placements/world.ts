import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { seedBodies } from '../../../src/commissions/commission/index.js';
import { Clock } from '../../../src/foundation/kernel/clock.js';
import { Conflict, DomainError, NotFound, type Refusal } from '../../../src/foundation/kernel/refusal.js';
import { addDays, daysBetween, instantAt, isoWeekday, type Day } from '../../../src/foundation/kernel/time.js';
import { Reader, UnitOfWork, type Tx } from '../../../src/foundation/platform/database/index.js';
import { SqlQueueDriver } from '../../../src/foundation/platform/queue/index.js';
import { Supply } from '../../../src/offer/supply/index.js';
import { Sections } from '../../../src/offer/supply/sections.js';
import {
  Capacity,
  ClosingPeriod,
  OpeningHours,
  Provider,
  Section,
} from '../../../src/offer/supply/persistence/supply.entities.js';
import type { TravellingClock } from '../../../src/foundation/platform/time/index.js';
import { startApp, type DatabaseKind, type TestApp } from '../app.js';
import { anOrientedRequest, givePlaces } from '../commission.js';
import { aChild } from '../forms.js';
import { COORDINATOR } from '../placement-world.js';
import { seedWorld } from '../seed.js';
import { StartingRows } from '../starting-rows.js';
import { planned, type Planned } from './acts.js';
import { PRELUDES, type Command, type Sequence } from './commands.js';
import { brokenRules, disturbed, disturbedByTime } from './oracle.js';
import { KNOWN_REFUSALS } from './refusals.js';
import { lastOf, readRows, type Line, type Rows } from './rows.js';
import { SECTIONS } from './sections.js';
import { rowsOf } from '../sql.js';

const DAY = { start: '08:00', end: '18:00' };
const WHOLE = { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY };
/** The families' wishes, birth dates and weeks. Some children reach the age of the next section within a sequence. */
const FAMILIES = [
  { wishes: ['cf-71306', 'ma-71306'], birthDate: '2026-01-10', week: WHOLE },
  { wishes: ['ma-71306'], birthDate: '2025-12-05', week: { mon: DAY, tue: DAY, thu: DAY, fri: DAY } },
  { wishes: ['mc-paje-71222', 'ma-71306'], birthDate: '2026-03-20', week: { mon: DAY, tue: DAY } },
  { wishes: ['ma-71306', 'cf-71306'], birthDate: '2025-02-14', week: WHOLE },
  { wishes: ['ma-71306'], dueDate: '2026-12-20', week: WHOLE },
] as const;
/** Tables that are emptied before each sequence, with all tables that refer to them. */
const EMPTIED = [
  'offer',
  'placement',
  'solution',
  'placed_child',
  'present_child',
  'capacity_derogation',
  'seat_ledger',
  'capacity',
  'closing_period',
  'opening_hours',
  'provider_change',
  'reserved_places',
  'reserve_right',
  'section',
  'message',
  'job',
  'request_history',
];

export interface DrillFamily {
  readonly requestId: string;
  readonly dossierId: string;
  readonly wishes: readonly string[];
  /** The half-days that the family asks for. */
  readonly need: number;
  /** The birth date, or the date on which the child was due. */
  readonly birth: Day;
}

/** A second section of toddlers at Montceau, for children of the same ages as the first. */
async function addSecondToddlers(app: NestFastifyApplication): Promise<void> {
  const [reader, at] = [app.get(Reader), 'ma-71306'];
  const first = (await reader.findOne(Section, { id: `${at}:toddlers` }))!;
  await app
    .get(Sections)
    .addSection(COORDINATOR, at, (await reader.findOne(Provider, { id: at }))!.version, {
      ...{ ageGroup: first.ageGroup, name: null, from: app.get(Clock).today(), seats: {} },
      ...{ ageFromMonths: first.ageFromMonths, ageToMonths: first.ageToMonths },
    });
}

/** Children, sections and seats. They are made once and put back before each sequence. */
export class PlacementDrill {
  /**
   * How often each command succeeded, and how often it was refused for each reason. A sequence of refusals alone would
   * prove nothing.
   */
  readonly accepted = new Map<string, number>();
  readonly refused = new Map<string, number>();
  readonly families: DrillFamily[] = [];
  /** Where the search of a request was when its family last said that it had found something. */
  readonly searched = new Map<string, string>();
  rows!: Rows;
  private starting!: StartingRows;
  private capacities: Capacity[] = [];
  private closings: ClosingPeriod[] = [];
  private hours: OpeningHours[] = [];
  private sections: Section[] = [];
  /**
   * Placements in the order in which they appeared. Ids are random, and a repeated sequence must choose the same ones.
   */
  private known: string[] = [];

  private constructor(private readonly test: TestApp) {}

  static async open(kind: DatabaseKind): Promise<PlacementDrill> {
    const world = new PlacementDrill(await startApp(kind));
    world.clock.travelTo('2026-11-24T08:00:00.000Z');
    await seedWorld(world.app);
    await world.run((tx) => seedBodies(tx, 'data').then(() => undefined));
    await addSecondToddlers(world.app);
    for (const [section, places] of Object.entries(SECTIONS)) await givePlaces(world.app, section, places);
    for (const { wishes, week, ...born } of FAMILIES) {
      const { birthDate = null, dueDate = null } = born as { birthDate?: Day; dueDate?: Day };
      const made = await anOrientedRequest(world.app, {
        wishes: [...wishes],
        child: { birthDate, dueDate, need: { ...aChild().need, week } },
      });
      world.families.push({
        ...made,
        wishes,
        birth: (birthDate ?? dueDate)!,
        need: Object.keys(WHOLE).reduce((mask, day, index) => (day in week ? mask | (3 << (2 * index)) : mask), 0),
      });
    }
    world.starting = await StartingRows.of(world.app, EMPTIED);
    world.capacities = await world.reader.find(Capacity);
    world.closings = await world.reader.find(ClosingPeriod);
    world.hours = await world.reader.find(OpeningHours);
    world.sections = await world.reader.find(Section);
    return world;
  }

  close(): Promise<void> {
    return this.test.close();
  }
  /**
   * Each sequence empties the tables. On a PostgreSQL server that vacuums nothing by itself, later sequences would read
   * through all rows that were deleted: 2 000 sequences took an hour.
   */
  async vacuum(): Promise<void> {
    await rowsOf(this.test.config, 'VACUUM');
  }
  get app(): NestFastifyApplication {
    return this.test.app;
  }
  get clock(): TravellingClock {
    return this.app.get(Clock) as TravellingClock;
  }
  get reader(): Reader {
    return this.app.get(Reader);
  }
  get today(): Day {
    return this.clock.today();
  }
  run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.app.get(UnitOfWork).run(work);
  }

  /** Begins a sequence on the morning of a day, after its prelude. @returns the rules that are already broken */
  async begin({ from, prelude }: Pick<Sequence, 'from' | 'prelude'>): Promise<string[]> {
    this.clock.travelTo(instantAt(from, '08:00'));
    await this.run(async (tx) => {
      await this.starting.putBack(tx);
      await tx.insert(Section, this.sections);
      await tx.insert(OpeningHours, this.hours);
      await tx.insert(Capacity, this.capacities);
      await tx.insert(ClosingPeriod, this.closings);
      // Children change section at their age, so that a sequence of months meets expected and late moves.
      await tx.write(
        `UPDATE provider SET overbooking_allowed = :no, section_move = 'age', last_day = '08-31', closed_from = NULL`,
        { no: false },
      );
    });
    await this.app.get(Supply).reload();
    this.known = [];
    this.searched.clear();
    await this.look();
    for (const command of PRELUDES[prelude]) {
      const broken = await this.obey(command);
      if (broken.length > 0) return broken;
    }
    return [];
  }

  /** Does what a command says. A known refusal is a valid answer. @returns the rules that are broken afterwards */
  async obey(command: Command): Promise<string[]> {
    if (command.do === 'pass') return this.pass(command.days, command.jobs);
    const before = this.rows;
    const act = planned(this, command);
    if (!act) return [];
    const refusal = await this.answerOf(act);
    const after = await this.look();
    if (refusal === null) {
      count(this.accepted, command.do);
      return [...disturbed(before, after, act.children), ...act.told(after), ...brokenRules(after, this.today)];
    }
    count(this.refused, refusal.code);
    if (!KNOWN_REFUSALS.has(refusal.code)) return [`refused for an unknown reason: ${refusal.code}`];
    // A late answer is refused, and commits that the offer has lapsed.
    if (refusal.code === 'offer.expired')
      return [...disturbed(before, after, act.children), ...brokenRules(after, this.today)];
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [`refused (${refusal.code}), and something changed`];
  }

  private async answerOf(act: Planned): Promise<Refusal | null> {
    try {
      return (await act.work()) ?? null;
    } catch (error) {
      if (error instanceof DomainError || error instanceof Conflict) return error.refusal;
      if (error instanceof NotFound) return { code: `notFound.${error.what}` };
      throw error;
    }
  }

  /** Lets days pass. What falls due is done now, or left for later. */
  private async pass(days: number, jobs: boolean): Promise<string[]> {
    const before = this.rows;
    this.clock.travelTo(instantAt(addDays(this.today, days), '08:00'));
    if (jobs) await this.app.get(SqlQueueDriver).runDue();
    const after = await this.look();
    count(this.accepted, 'pass');
    for (const { id, state } of after.offers)
      if (state === 'expired' && before.offers.find((offer) => offer.id === id)?.state === 'open')
        count(this.accepted, 'lapse');
    for (const { id, state } of after.lines)
      if (state === 'ended' && before.lines.find((line) => line.id === id)?.state === 'held')
        count(this.accepted, 'last day');
    const failed = await this.reader.sql<{ type: string; last_error: string }>(
      `SELECT type, last_error FROM job WHERE last_error IS NOT NULL`,
    );
    return [
      ...failed.map(({ type, last_error: error }) => `${type} failed: ${error}`),
      ...disturbedByTime(before, after, this.today, this.clock.now()),
      ...brokenRules(after, this.today),
      ...(jobs
        ? after.lines
            .filter((line) => line.state === 'held' && lastOf(line) < this.today && line.request_id !== null)
            .map((line) => `${line.id} still runs on ${this.today}, and ended on ${lastOf(line)}`)
        : []),
    ];
  }

  private async look(): Promise<Rows> {
    this.rows = await readRows(this.reader);
    const order = (line: Line): string =>
      [line.section_id, line.from, line.to, line.slots, line.child_id === line.request_id, line.state].join('|');
    const fresh = this.rows.lines
      .filter(({ id }) => !this.known.includes(id))
      .sort((a, b) => (order(a) < order(b) ? -1 : 1));
    this.known.push(...fresh.map(({ id }) => id));
    return this.rows;
  }

  /**
   * Chooses a placement that suits the act. When none does, it sometimes chooses another one, so that the act is
   * refused.
   */
  line(nth: number, suits: (line: Line) => boolean): Line | null {
    // One whose child was taken off for good is there no more.
    const lines = this.known.flatMap((id) => this.rows.lines.find((line) => line.id === id) ?? []);
    const suiting = lines.filter(suits);
    const among = suiting.length > 0 || nth < 6 ? suiting : lines;
    return among[nth % Math.max(1, among.length)] ?? null;
  }

  /** A day between two, or a little before or after them. Three times in four it is no weekend. */
  between(from: Day, to: Day, when: number): Day {
    const day = addDays(from, Math.floor(((Math.max(0, daysBetween(from, to)) + 4) * when) / 100) - 1);
    return when % 4 === 0 ? day : addDays(day, [0, 0, 0, 0, 0, 2, 1][isoWeekday(day) - 1]!);
  }
}

const count = (counts: Map<string, number>, name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
