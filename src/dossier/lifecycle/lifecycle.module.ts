import { Module } from '@nestjs/common';
import { Dossiers } from './dossiers.js';
import { FactRecords } from './fact-records.js';
import { FamilyFigures } from './family-figures.js';
import { Inbox } from './inbox.js';
import { MoveHistory } from './move-history.js';
import { NextActs } from './next-acts.js';
import { RequestMoves } from './request-moves.js';

/** The life of a request: how it moves, who may read it, what its desk sees first. */
@Module({
  providers: [Dossiers, FactRecords, FamilyFigures, Inbox, MoveHistory, NextActs, RequestMoves],
  exports: [Dossiers, FactRecords, Inbox, MoveHistory, NextActs, RequestMoves],
})
export class LifecycleModule {}
