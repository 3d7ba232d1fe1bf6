import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import type { CandidateFacts } from '../../admission/index.js';
import { Forgetting, monthOnly } from '../../../dossier/dossier/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import type { CandidacySnapshot } from '../domain/snapshot.js';
import { Candidacy } from '../persistence/commission.entities.js';

/** Criteria that say something of the health of a child or of a relative. */
const OF_HEALTH: readonly string[] = ['child_handicap', 'relative_handicap'];

/**
 * Removes from the frozen cases of a family that is forgotten the day of birth, the income, what was said of health,
 * and what experts thought. The points that they gave stay: they are what the commission decided upon.
 */
@Injectable()
export class CaseForgetting implements OnModuleInit {
  constructor(private readonly forgetting: Forgetting) {}

  onModuleInit(): void {
    this.forgetting.forgotten.join('commission empties the cases of the family', (tx, _dossierId, requestIds) =>
      this.forget(tx, requestIds),
    );
  }

  private async forget(tx: Tx, requestIds: readonly Id[]): Promise<void> {
    for (const { id, snapshot, lines, version } of await tx.find(Candidacy, {
      where: { requestId: In([...requestIds]) },
    })) {
      if (!snapshot) continue;
      await tx.update(
        Candidacy,
        { id },
        {
          snapshot: forgotten(snapshot),
          lines: lines && lines.map((line) => (line.code === 'income' ? { ...line, value: true } : line)),
          version: version + 1,
        },
      );
    }
  }
}

const forgotten = (snapshot: CandidacySnapshot): CandidacySnapshot => ({
  ...snapshot,
  birth: monthOnly(snapshot.birth)!,
  ...(snapshot.facts ? { facts: forgottenFacts(snapshot.facts) } : {}),
});

function forgottenFacts(facts: CandidateFacts): CandidateFacts {
  const { income: _income, ...numbers } = facts.numbers;
  const answers = Object.fromEntries(Object.entries(facts.answers).filter(([code]) => !OF_HEALTH.includes(code)));
  return { ...facts, answers, numbers, opinions: {} };
}
