import { Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { Dossiers, PROJECT_REQUEST } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { jobType } from '../../foundation/kernel/job-type.js';
import type { Day } from '../../foundation/kernel/time.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { JobHandlers, Nightly, Queue } from '../../foundation/platform/queue/index.js';
import { Settings } from '../../foundation/platform/settings/index.js';
import { courseOf } from './domain/family-course.js';
import { changesBetween } from './domain/figure-changes.js';
import { standingsFrom } from './domain/family-standing.js';
import { talliesOf, type Tally } from './domain/tallies.js';
import type { FamilyHistory } from './domain/family-history.js';
import { FamilyHistories } from './family-histories.js';
import { addChanges } from './persistence/figures.queries.js';
import { FamilyCourse, FamilyStandingRow, FiguresBasis, NEVER } from './persistence/reporting.entities.js';
import { deletePastStandings } from './persistence/standings.queries.js';

const REBUILD_SLICE = 100;
/** Computes the figures of a slice of dossiers. `after` is the last dossier of the slice before. */
const REBUILD = jobType<{ after: Id | '' }>('reporting.rebuild');
const FORGET_STANDINGS = jobType('reporting.pastStandings');
const STANDINGS_AT_ONCE = 1000;
const BASIS = 'horizon';

/**
 * Keeps the figures and the standing of each family up to date. After each move of a request, a job subtracts what its
 * family had added and adds its new tallies.
 */
@Injectable()
export class Projection implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly dossiers: Dossiers,
    private readonly histories: FamilyHistories,
    private readonly settings: Settings,
    private readonly queue: Queue,
    private readonly handlers: JobHandlers,
    private readonly nightly: Nightly,
  ) {}

  onModuleInit(): void {
    this.handlers.register({
      type: PROJECT_REQUEST,
      handle: (tx, { requestId }) => this.projectRequest(tx, requestId),
    });
    this.settings.changed.join('reporting writes its figures anew when the horizon is another', async (tx, name) => {
      if (name === 'noSolutionHorizonWeeks') await this.followHorizon(tx);
    });
    this.handlers.register({ type: REBUILD, handle: (tx, { after }) => this.rebuildFigures(tx, after) });
  }

  /** The horizon may have been changed while no process ran, and a new database has no figures yet. */
  async onApplicationBootstrap(): Promise<void> {
    await this.nightly.every(FORGET_STANDINGS, '03:20', (tx) =>
      deletePastStandings(tx, this.clock.today(), STANDINGS_AT_ONCE),
    );
    if (await this.isCurrent(this.reader)) return;
    await this.unitOfWork.run((tx) => this.followHorizon(tx));
  }

  /** Computes the figures again when they were computed with another horizon. */
  private async followHorizon(tx: Tx): Promise<void> {
    if (await this.isCurrent(tx)) return;
    const horizonWeeks = await this.settings.get('noSolutionHorizonWeeks', tx);
    await tx.insertIfAbsent(FiguresBasis, { name: BASIS, horizonWeeks });
    await tx.update(FiguresBasis, { name: BASIS }, { horizonWeeks });
    await this.queue.plan(tx, REBUILD, { after: '' }, { key: 'reporting:rebuild' });
  }

  private async isCurrent(from: Reader): Promise<boolean> {
    return (
      (await from.findOne(FiguresBasis, { name: BASIS }))?.horizonWeeks ===
      (await this.settings.get('noSolutionHorizonWeeks', from))
    );
  }

  /** Running it twice gives the same figures. */
  async projectRequest(tx: Tx, requestId: Id): Promise<void> {
    const history = await this.dossiers.historyOf(tx, requestId);
    await this.projectFamilies(tx, [...new Set(history.map((line) => line.dossierId))].sort());
  }

  private async rebuildFigures(tx: Tx, after: Id | ''): Promise<void> {
    const ids = await this.dossiers.idsAfter(tx, after, REBUILD_SLICE);
    await this.projectFamilies(tx, ids);
    const last = ids.at(-1);
    if (last && ids.length === REBUILD_SLICE)
      await this.queue.plan(tx, REBUILD, { after: last }, { key: `reporting:rebuild:${last}` });
  }

  /** @param dossierIds in order, so that two jobs never wait for each other */
  private async projectFamilies(tx: Tx, dossierIds: readonly Id[]): Promise<void> {
    const horizonWeeks = await this.settings.get('noSolutionHorizonWeeks');
    const before: Tally[] = [];
    for (const dossierId of dossierIds) {
      await tx.insertIfAbsent(FamilyCourse, { dossierId, tallies: [] });
      before.push(...(await tx.lock(FamilyCourse, { dossierId }))!.tallies);
    }
    const families = await this.histories.readHistories(tx, dossierIds);
    // A family that is not there any more adds nothing.
    const tallies = new Map(families.map((family) => [family.id, talliesOf(family, horizonWeeks)]));
    const courses = dossierIds.map((dossierId) => ({ dossierId, tallies: tallies.get(dossierId) ?? [] }));
    await tx.insertOr(FamilyCourse, courses, 'ON CONFLICT (dossier_id) DO UPDATE SET tallies = excluded.tallies');
    await tx.delete(FamilyStandingRow, { dossierId: In([...dossierIds]) });
    await tx.insert(
      FamilyStandingRow,
      families.flatMap((family) => standingRows(family, horizonWeeks, this.clock.today())),
    );
    const { days, months, years } = changesBetween(
      before,
      courses.flatMap(({ tallies }) => tallies),
    );
    await addChanges(tx, 'day', days);
    await addChanges(tx, 'month', months);
    await addChanges(tx, 'year', years);
  }
}

const standingRows = (family: FamilyHistory, horizonWeeks: number, today: Day): FamilyStandingRow[] =>
  standingsFrom(courseOf(family, horizonWeeks), today).map(
    ({ from, to, status, because, refused, communeCode, since, requestIds }) => ({
      dossierId: family.id,
      fromDay: from,
      untilDay: to ?? NEVER,
      status,
      because,
      refused,
      communeCode: communeCode ?? '',
      since,
      requestIds: [...requestIds],
    }),
  );
