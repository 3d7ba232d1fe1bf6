import { Global, Module } from '@nestjs/common';
import { Opening } from './opening.js';

@Global()
@Module({ providers: [Opening], exports: [Opening] })
export class OpeningModule {}
