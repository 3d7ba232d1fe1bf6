import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { Forgetting, monthOnly } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { Placement, ReserveRight, Solution } from './persistence/placement.entities.js';

/**
 * Forgets what placements say about a family. The words in which it names who looks after its child may be a
 * grandmother's name; an employer's reserved places tell where an adult works. Of a place that has ended, only the month
 * of the child's birth stays.
 */
@Injectable()
export class PlacementForgetting implements OnModuleInit {
  constructor(private readonly forgetting: Forgetting) {}

  onModuleInit(): void {
    this.forgetting.forgotten.join('placement keeps the month of birth only', async (tx, dossierId, requestIds) => {
      await this.forgetBirths(tx, requestIds);
      await tx.delete(ReserveRight, { dossierId });
    });
  }

  private async forgetBirths(tx: Tx, requestIds: readonly Id[]): Promise<void> {
    await tx.update(Solution, { requestId: In([...requestIds]) }, { providerLabel: null });
    for (const { id, birthDate } of await tx.find(Placement, { where: { requestId: In([...requestIds]) } })) {
      if (birthDate !== null) await tx.update(Placement, { id }, { birthDate: monthOnly(birthDate) });
    }
  }
}
