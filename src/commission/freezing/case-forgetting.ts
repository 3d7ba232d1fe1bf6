import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { Forgetting } from '../../dossier/index.js';
import type { Id } from '../../kernel/ids.js';
import type { Tx } from '../../platform/database/index.js';
import { Candidacy } from '../persistence/commission.entities.js';

/** Removes a family's income from the frozen facts when the family is forgotten. The points that it gave stay. */
@Injectable()
export class CaseForgetting implements OnModuleInit {
  constructor(private readonly forgetting: Forgetting) {}

  onModuleInit(): void {
    this.forgetting.forgotten.join('commission empties the cases of the family', (tx, _dossierId, requestIds) =>
      this.forgetCases(tx, requestIds),
    );
  }

  private async forgetCases(tx: Tx, requestIds: readonly Id[]): Promise<void> {
    for (const { id, snapshot, lines, version } of await tx.find(Candidacy, {
      where: { requestId: In([...requestIds]) },
    })) {
      if (!snapshot?.facts) continue;
      const { income: _income, ...numbers } = snapshot.facts.numbers;
      await tx.update(
        Candidacy,
        { id },
        {
          snapshot: { ...snapshot, facts: { ...snapshot.facts, numbers } },
          lines: lines && lines.map((line) => (line.code === 'income' ? { ...line, value: true } : line)),
          version: version + 1,
        },
      );
    }
  }
}
