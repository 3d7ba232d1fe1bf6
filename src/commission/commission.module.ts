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

/** Bodies, their sessions and what they decide: one room for each part of a session, each knowing those before it. */
@Module({ imports: ROOMS, exports: ROOMS })
export class CommissionModule {}
