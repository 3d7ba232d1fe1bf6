import { Module } from '@nestjs/common';
import { Dossiers } from './dossiers.js';
import { FactRecords } from './fact-records.js';
import { FamilyFigures } from './family-figures.js';
import { Inbox } from './inbox.js';
import { RequestMoves } from './request-moves.js';

/** The life of a request: how it moves, who may read it, what its desk sees first. */
@Module({
  providers: [Dossiers, FactRecords, FamilyFigures, Inbox, RequestMoves],
  exports: [Dossiers, FactRecords, Inbox, RequestMoves],
})
export class LifecycleModule {}
