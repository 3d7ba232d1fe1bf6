import { Injectable } from '@nestjs/common';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day } from '../../../foundation/kernel/time.js';
import { UnitOfWork, type Tx } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { Freezing } from '../freezing/freezing.js';
import { Convocations } from '../planning/convocations.js';
import { PlacesDeclarations } from '../planning/places-declarations.js';
import { Opening } from './opening.js';
import { Preparation } from './preparation.js';

/** The steps that a coordinator takes with a session, in order, until it sits. */
export const SESSION_STEPS = ['call', 'places', 'freeze', 'prepare', 'open'] as const;
export type SessionStep = (typeof SESSION_STEPS)[number];

type Step = (tx: Tx, actor: Actor, sessionId: Id, expectedVersion?: number, confirmedDay?: Day) => Promise<unknown>;

/** Takes the steps of a session, each in a unit of its own. Its jobs take the same steps when their date has come. */
@Injectable()
export class SessionSteps {
  private readonly steps: Record<SessionStep, Step>;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly declarations: PlacesDeclarations,
    private readonly preparation: Preparation,
    convocations: Convocations,
    freezing: Freezing,
    opening: Opening,
  ) {
    this.steps = {
      call: (tx, actor, id, version) => convocations.callMembers(tx, actor, id, version),
      places: (tx, actor, id, version) => declarations.declareAll(tx, actor, id, version),
      freeze: (tx, actor, id, version, day) => freezing.freezeListNow(tx, actor, id, version, day),
      prepare: (tx, actor, id, version) => preparation.prepareSession(tx, actor, id, version),
      open: (tx, actor, id, version, day) => opening.openSession(tx, actor, id, version, day),
    };
  }

  /**
   * @param expectedVersion the version of the session that the person saw; any other is a Conflict
   * @param confirmedDay as for {@link Freezing.freezeListNow} and {@link Opening.openSession}
   */
  async takeStep(
    actor: Actor,
    sessionId: Id,
    step: SessionStep,
    expectedVersion?: number,
    confirmedDay?: Day,
  ): Promise<void> {
    await this.unitOfWork.run((tx) => this.steps[step](tx, actor, sessionId, expectedVersion, confirmedDay));
  }

  /** Declares the places of one establishment whose director has not. */
  async declarePlacesOf(actor: Actor, sessionId: Id, establishmentId: Id): Promise<void> {
    await this.unitOfWork.run((tx) => this.declarations.declarePlaces(tx, actor, sessionId, establishmentId));
  }

  /** Reads the places again while the session sits. */
  async refreshProposal(actor: Actor, sessionId: Id, expectedVersion: number): Promise<void> {
    await this.unitOfWork.run((tx) => this.preparation.refreshSession(tx, actor, sessionId, expectedVersion));
  }
}
