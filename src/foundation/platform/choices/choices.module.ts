import { Global, Module } from '@nestjs/common';
import { ChoiceLists } from './choice-lists.js';

@Global()
@Module({ providers: [ChoiceLists], exports: [ChoiceLists] })
export class ChoicesModule {}
