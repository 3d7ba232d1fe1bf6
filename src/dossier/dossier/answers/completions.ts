import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { awaitedAnswers } from '../domain/asked-answers.js';
import { lackedBeside } from '../domain/open-questions.js';
import { Dossiers, type RequestFile } from '../lifecycle/dossiers.js';
import { RequestMoves } from '../lifecycle/request-moves.js';
import { ChildRequest } from '../persistence/dossier.entities.js';
import { formOfFile } from './answer-writer.js';

/** All that the family of a request may still be asked for, in the codes of the dossier (`gap.<code>`). */
export const missingIn = (file: RequestFile): string[] => [...file.request.gaps, ...lackedBeside(formOfFile(file))];

/** What a request waits for while its family is asked for answers ({@link awaitedAnswers}). */
export const awaitedIn = (file: RequestFile): string[] => awaitedAnswers(file.history, missingIn(file));

/** Sends requests back to their desk that waited for answers, once these are there. */
@Injectable()
export class Completions {
  constructor(
    private readonly dossiers: Dossiers,
    private readonly moves: RequestMoves,
  ) {}

  /** @returns the requests of the dossier that wait for no answer any more */
  async completeAnswered(tx: Tx, actor: Actor, dossierId: Id): Promise<Id[]> {
    const waiting = await tx.find(ChildRequest, {
      where: { dossierId, state: 'incomplete', joinedIntoId: IsNull() },
      order: { id: 'ASC' },
    });
    const files = await this.dossiers.loadRequests(
      tx,
      waiting.map(({ id }) => id),
    );
    const answered = files.filter((file) => awaitedIn(file).length === 0).map(({ request }) => request.id);
    for (const id of answered) await this.moves.move(tx, actor, id, 'complete');
    return answered;
  }
}
