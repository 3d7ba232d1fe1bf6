import { Module } from '@nestjs/common';
import { SessionAnswersModule } from './answers/answers.module.js';
import { BodiesModule } from './bodies/bodies.module.js';
import { ClosingModule } from './closing/closing.module.js';
import { FreezingModule } from './freezing/freezing.module.js';
import { PlanningModule } from './planning/planning.module.js';
import { SessionModule } from './session/session.module.js';
import { SittingModule } from './sitting/sitting.module.js';

const ROOMS = [
  BodiesModule,
  SessionModule,
  PlanningModule,
  FreezingModule,
  SittingModule,
  ClosingModule,
  SessionAnswersModule,
];

/**
 * Bodies, their sessions and their decisions. Each room is one stage of a session, and knows only the rooms before it.
 */
@Module({ imports: ROOMS, exports: ROOMS })
export class CommissionModule {}
