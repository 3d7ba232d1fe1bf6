import { Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { PROJECT_REQUEST, Dossiers } from '../dossier/index.js';
import type { Id } from '../kernel/ids.js';
import { jobType } from '../kernel/job-type.js';
import { Reader, UnitOfWork, type Tx } from '../platform/database/index.js';
import { JobHandlers, Queue } from '../platform/queue/index.js';
import { Settings } from '../platform/settings/index.js';
import { difference, receivedSteps, spansOf, stepsOf, type Step } from './domain/family-spans.js';
import { standingsOf, type Standing } from './domain/request-timeline.js';
import { addStep } from './persistence/figures.queries.js';
import { FamilyCourse, FiguresBasis } from './persistence/reporting.entities.js';

const REBUILD_SLICE = 200;
/** Computes the figures of a slice of dossiers. `after` is the last dossier of the slice before. */
const REBUILD = jobType<{ after: Id | '' }>('reporting.rebuild');
const BASIS = 'horizon';

/**
 * Keeps the figures up to date. After each move of a request, a job subtracts what its family had added and adds its
 * new steps.
 */
@Injectable()
export class Projection implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly dossiers: Dossiers,
    private readonly settings: Settings,
    private readonly queue: Queue,
    private readonly handlers: JobHandlers,
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
    const before: Step[] = [];
    const after: Step[] = [];
    for (const dossierId of dossierIds) {
      await tx.insertIfAbsent(FamilyCourse, { dossierId, steps: [] });
      const course = await tx.lock(FamilyCourse, { dossierId });
      const standings = await this.standingsOfFamily(tx, dossierId);
      const steps = [...stepsOf(spansOf(standings, horizonWeeks)), ...receivedSteps(standings)];
      before.push(...course!.steps);
      after.push(...steps);
      await tx.update(FamilyCourse, { dossierId }, { steps });
    }
    await this.addSteps(tx, difference(before, after));
  }

  /** The standings of every request that is or was the family's, for the time in which it was. */
  private async standingsOfFamily(tx: Tx, dossierId: Id): Promise<Standing[]> {
    const lines = await this.dossiers.historyOfFamily(tx, dossierId);
    const requests = new Map<Id, typeof lines>();
    for (const line of lines) requests.set(line.requestId, [...(requests.get(line.requestId) ?? []), line]);
    return [...requests.values()].flatMap(standingsOf).filter((standing) => standing.dossierId === dossierId);
  }

  private async addSteps(tx: Tx, steps: readonly Step[]): Promise<void> {
    const months = new Map<string, Step>();
    for (const step of steps) {
      await addStep(tx, 'day', step);
      const month = step.day.slice(0, 7);
      const key = `${month} ${step.communeCode} ${step.figure}`;
      months.set(key, { ...step, day: month, change: (months.get(key)?.change ?? 0) + step.change });
    }
    for (const [, step] of [...months].sort(([a], [b]) => (a < b ? -1 : 1))) await addStep(tx, 'month', step);
  }
}
