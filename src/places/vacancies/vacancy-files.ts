import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { NotFound } from '../../foundation/kernel/refusal.js';
import { addDays, dayOf, instantAt, type Day } from '../../foundation/kernel/time.js';
import { Seats } from '../placement/index.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { Opening } from '../../foundation/platform/opening/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { OpeningDays, Supply, type OpenOn, type Provider, type Section } from '../../offer/supply/index.js';
import { addUpAgeGroups, daysTold, nextFileDay, type AgeGroupVacancies, type FreeOnDay } from './domain/vacancies.js';
import { VacancyFile, type FileMade, type UntoldProvider } from './persistence/vacancies.entities.js';
import { findLatestFiles } from './persistence/vacancies.queries.js';

/** How long a file is kept. */
const KEPT_DAYS = 400;
const FILES_SHOWN = 12;

/** Tells the free places of the establishments to monenfant.fr, in a file that is made every week. */
@Injectable()
export class VacancyFiles {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly opening: Opening,
    private readonly supply: Supply,
    private readonly openingDays: OpeningDays,
    private readonly seats: Seats,
  ) {}

  /** The latest files without what they tell, the last one first. */
  async listLatest(): Promise<FileMade[]> {
    return findLatestFiles(this.reader, FILES_SHOWN);
  }

  /** @throws NotFound when there is none, or it was deleted since */
  async readFile(id: Id): Promise<VacancyFile> {
    const file = await this.reader.findOne(VacancyFile, { id });
    if (!file) throw new NotFound('vacancy-file');
    return file;
  }

  /** Makes a file of the free places as they are now. */
  async makeFile(actor: Actor): Promise<void> {
    const file = await this.countAll(actor);
    await this.unitOfWork.run((tx) => this.insertFile(tx, actor, file));
  }

  /** Makes the file of the week when its day has come, and deletes those that are too old. */
  async makeIfDue(tx: Tx, actor: Actor): Promise<void> {
    const today = this.clock.today();
    await tx.delete(VacancyFile, { madeAt: LessThan(instantAt(addDays(today, -KEPT_DAYS))) });
    if ((await this.nextDay(tx)) <= today) await this.insertFile(tx, actor, await this.countAll(actor));
  }

  /** The day on which the next file is made by itself. */
  async nextDay(from: Reader | Tx = this.reader): Promise<Day> {
    const [last] = await findLatestFiles(from, 1);
    return nextFileDay(last ? dayOf(last.madeAt) : null, this.clock.today());
  }

  private async insertFile(tx: Tx, actor: Actor, file: VacancyFile): Promise<void> {
    await tx.insert(VacancyFile, file);
    await this.audit.changed(tx, actor, 'vacancies.make', { kind: 'vacancy-file', id: file.id });
  }

  /** Reads what is committed: no writer waits while the places of the whole territory are counted. */
  private async countAll(actor: Actor): Promise<VacancyFile> {
    const { from, to } = daysTold(this.clock.today());
    const untold = await this.listUntold();
    const silent = new Set(untold.map(({ providerId }) => providerId));
    const sections = this.supply
      .establishments()
      .filter(({ id }) => !silent.has(id))
      .flatMap((provider) => this.supply.sectionsOf(provider.id).map((section) => ({ provider, section })));
    const openOn = await this.openingDays.openOn(
      this.reader,
      sections.map(({ section }) => section.id),
    );
    const groups: AgeGroupVacancies[] = [];
    for (const { provider, section } of sections)
      groups.push(await this.countFree(provider, section, { from, to }, openOn));
    return {
      id: newId(),
      madeAt: this.clock.now(),
      madeBy: actorRef(actor),
      firstDay: from,
      lastDay: to,
      groups: addUpAgeGroups(groups.filter(({ days }) => Object.keys(days).length > 0)),
      untold,
    };
  }

  private async countFree(
    provider: Provider,
    section: Section,
    { from, to }: { readonly from: Day; readonly to: Day },
    openOn: OpenOn,
  ): Promise<AgeGroupVacancies> {
    const free = await this.seats.freeByDay(this.reader, section.id, { from, to });
    const days: Record<Day, FreeOnDay> = {};
    for (let day = from; day <= to; day = addDays(day, 1)) {
      const halves = [free.get(`${day}/0`) ?? null, free.get(`${day}/1`) ?? null] as const;
      if (openOn(section.id, day) && halves.some((half) => half !== null)) days[day] = halves;
    }
    const { id: providerId, name, communeCode } = provider;
    const { ageFromMonths, ageToMonths } = section;
    return { providerId, name, communeCode, ageFromMonths, ageToMonths, days };
  }

  /** Establishments whose places only look free, because they have not said which children are there. */
  private async listUntold(): Promise<UntoldProvider[]> {
    const { missing } = await this.opening.readStanding();
    return missing.flatMap(({ kind, subject }) =>
      kind === 'present-children' && subject ? [{ providerId: subject.id, name: subject.name }] : [],
    );
  }
}
