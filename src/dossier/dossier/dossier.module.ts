import { Module } from '@nestjs/common';
import { LifecycleModule } from './lifecycle/lifecycle.module.js';
import { MessagesModule } from './messages/messages.module.js';
import { DuplicatesModule } from './duplicates/duplicates.module.js';
import { AnswersModule } from './answers/answers.module.js';
import { JoiningModule } from './joining/joining.module.js';
import { IntakeModule } from './intake/intake.module.js';
import { PrivacyModule } from './privacy/privacy.module.js';

const ROOMS = [
  LifecycleModule,
  MessagesModule,
  DuplicatesModule,
  AnswersModule,
  JoiningModule,
  IntakeModule,
  PrivacyModule,
];

/** The single dossier of a family. Each room is one stage of its way, and knows only the rooms before it. */
@Module({ imports: ROOMS, exports: ROOMS })
export class DossierModule {}
