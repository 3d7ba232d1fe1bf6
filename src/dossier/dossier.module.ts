import { Global, Module } from '@nestjs/common';
import { Deposits } from './deposits.js';
import { DossierIntake } from './dossier-intake.js';
import { Dossiers } from './dossiers.js';
import { Drafts } from './drafts.js';
import { DuplicateSearch } from './duplicate-search.js';
import { FamilyAccess } from './family-access.js';
import { FamilyMessages } from './family-messages.js';
import { Receipts } from './receipts.js';
import { RequestMoves } from './request-moves.js';
import { TriageActs } from './triage-acts.js';
import { DOSSIER_CONTROLLERS, DOSSIER_PRESENTERS, SHARED_PRESENTERS } from './web/dossier-web.js';

@Global()
@Module({
  controllers: DOSSIER_CONTROLLERS,
  providers: [...DOSSIER_PRESENTERS, Deposits, Receipts, Dossiers, DossierIntake, Drafts, DuplicateSearch, FamilyAccess, FamilyMessages, RequestMoves, TriageActs],
  exports: [...SHARED_PRESENTERS, Receipts, Dossiers, DossierIntake, Drafts, FamilyAccess, FamilyMessages, RequestMoves, TriageActs],
})
export class DossierModule {}
