import { Module } from '@nestjs/common';
import { LifecycleModule } from '../lifecycle/lifecycle.module.js';
import { DuplicatesModule } from '../duplicates/duplicates.module.js';
import { AnswersModule } from '../answers/answers.module.js';
import { DuplicateActs } from './duplicate-acts.js';
import { DuplicateJoins } from './duplicate-joins.js';

/** Two requests of one child made one, and taken apart again. */
@Module({
  imports: [LifecycleModule, DuplicatesModule, AnswersModule],
  providers: [DuplicateActs, DuplicateJoins],
  exports: [DuplicateActs, DuplicateJoins],
})
export class JoiningModule {}
