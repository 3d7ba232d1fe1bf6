import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { Grids } from '../../admission/index.js';
import { Births, Dossiers, findRequests, RequestMoves, type ChildRequest } from '../../../dossier/dossier/index.js';
import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import { dayOf } from '../../../foundation/kernel/time.js';
import { Hooks } from '../../../foundation/kernel/hooks.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import { SYSTEM } from '../../../foundation/platform/security/index.js';
import { Bodies } from '../bodies/bodies.js';
import { Candidacy, CommissionSession } from '../persistence/commission.entities.js';
import { Candidacies } from '../planning/candidacies.js';
import { sessionActor } from '../session/session-actor.js';
import { AskedProofs, withAsked } from './asked-proofs.js';
import { CaseSnapshots } from './case-snapshots.js';

/**
 * Children who should be born by now, and of whom nobody has said whether they are. A session does not judge them; they
 * keep their rank. Once somebody has said, the session judges them after all, until it opens.
 */
@Injectable()
export class BirthHolds implements OnModuleInit {
  /** Called with a session that judges one case more than before. */
  readonly brought = new Hooks<(tx: Tx, sessionId: Id) => Promise<void>>('a case was brought back to a session');

  constructor(
    private readonly births: Births,
    private readonly dossiers: Dossiers,
    private readonly moves: RequestMoves,
    private readonly candidacies: Candidacies,
    private readonly snapshots: CaseSnapshots,
    private readonly bodies: Bodies,
    private readonly grids: Grids,
    private readonly asked: AskedProofs,
  ) {}

  onModuleInit(): void {
    this.moves.moved.join(
      'commission judges the children of whom it is said whether they are born',
      async (tx, moves) => {
        for (const { request, action } of moves)
          if (action === 'recordBirth' || action === 'reportNotBorn') await this.bringBack(tx, request);
      },
    );
  }

  /** Holds back those of these cases whose births are not known. @returns the others */
  async holdUnknown(tx: Tx, cases: readonly Candidacy[]): Promise<Candidacy[]> {
    const requests = await findRequests(
      tx,
      cases.map(({ requestId }) => requestId),
    );
    const unknown = await this.births.findUnknown(tx, requests);
    const [held = [], judged = []] = [true, false].map((isHeld) =>
      cases.filter(({ requestId }) => unknown.has(requestId) === isHeld),
    );
    await this.candidacies.endAll(
      tx,
      held.map((candidacy) => ({ candidacy, state: 'birth_unknown' })),
    );
    for (const candidacy of held) await this.candidacies.sendBack(tx, SYSTEM, candidacy, 'birth_unknown');
    return judged;
  }

  private async bringBack(tx: Tx, { id: requestId }: Pick<ChildRequest, 'id'>): Promise<void> {
    const held = await tx.find(Candidacy, { where: { requestId, state: 'birth_unknown' } });
    const sessions = await tx.lockAll(CommissionSession, { id: In(held.map(({ sessionId }) => sessionId)) });
    const bySession = groupedBy(held, ({ sessionId }) => sessionId);
    for (const session of sessions.filter(({ state }) => state === 'frozen' || state === 'prepared'))
      for (const candidacy of bySession.get(session.id) ?? []) await this.judgeNow(tx, session, candidacy);
  }

  private async judgeNow(tx: Tx, session: CommissionSession, candidacy: Candidacy): Promise<void> {
    const moved = await this.moves.moveThoseAllowed(tx, sessionActor(session.id, SYSTEM), [
      {
        requestId: candidacy.requestId,
        action: 'list',
        known: { sessionDay: dayOf(session.startsAt) },
        history: { sessionId: session.id },
      },
    ]);
    const [file] = await this.dossiers.loadRequests(tx, [candidacy.requestId]);
    if (moved.length === 0 && file?.request.state !== 'before_commission' && file?.request.state !== 'offered') return;
    const { grid } = await this.grids.findVersion(session.gridId!, tx);
    const body = await this.bodies.readBody(tx, session.bodyId);
    const judged = (await this.snapshots.judgeAll(tx, session, body, [file!], grid)).get(candidacy.requestId);
    if (!judged) return;
    const asked = (await this.asked.findDays(tx, session.id)).get(candidacy.requestId);
    const lines = judged.lines.map((line) => withAsked(line, asked));
    await this.candidacies.endAll(tx, [{ candidacy, state: 'frozen', patch: { ...judged, lines } }]);
    for (const brought of this.brought.all) await brought(tx, session.id);
  }
}
