import { Injectable } from '@nestjs/common';
import { accountIdOf, findRoles } from '../../territory/accounts/index.js';
import { SessionAnswers } from '../../commissions/commission/index.js';
import { findRequestsOf } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { READINGS_KEPT_MONTHS } from '../../foundation/kernel/readings-kept.js';
import { addMonths, dayOf, instantAt } from '../../foundation/kernel/time.js';
import { listReadingsOf } from '../../foundation/platform/audit/index.js';
import { Reader } from '../../foundation/platform/database/index.js';
import { Placements } from '../../places/placement/index.js';
import { consultationsOf, type Consultation } from './domain/consultations.js';

/** Who read the dossier of a family, as the family is told: by function and by day, never by name (decision 0103). */
@Injectable()
export class Consultations {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly placements: Placements,
    private readonly answers: SessionAnswers,
  ) {}

  /** Those of the last twelve months, the latest first. */
  async listOf(dossierId: Id): Promise<Consultation[]> {
    const requests = (await findRequestsOf(this.reader, dossierId)).map(({ id }) => id);
    const placements = await Promise.all(requests.map((id) => this.placements.ofRequest(this.reader, id)));
    const subjects = [
      dossierId,
      ...requests,
      ...placements.flat().map(({ id }) => id),
      ...(await this.answers.listCandidacyIds(requests)),
    ];
    const since = instantAt(addMonths(this.clock.today(), -READINGS_KEPT_MONTHS));
    const readings = await listReadingsOf(this.reader, subjects, since);
    const roles = await findRoles(
      this.reader,
      readings.map(({ actor }) => actor),
    );
    return consultationsOf(
      readings.map(({ at, actor }) => ({ day: dayOf(at), roles: roles.get(accountIdOf(actor)!) ?? [] })),
    );
  }
}
