import { Global, Module } from '@nestjs/common';
import { DossierIntake } from './dossier-intake.js';
import { Dossiers } from './dossiers.js';
import { Drafts } from './drafts.js';
import { DuplicateSearch } from './duplicate-search.js';
import { FamilyAccess } from './family-access.js';
import { FamilyMessages } from './family-messages.js';
import { RequestMoves } from './request-moves.js';
import { TriageActs } from './triage-acts.js';

@Global()
@Module({
  providers: [Dossiers, DossierIntake, Drafts, DuplicateSearch, FamilyAccess, FamilyMessages, RequestMoves, TriageActs],
  exports: [Dossiers, DossierIntake, Drafts, FamilyAccess, FamilyMessages, RequestMoves, TriageActs],
})
export class DossierModule {}
