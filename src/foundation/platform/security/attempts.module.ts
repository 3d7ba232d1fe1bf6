import { Global, Module } from '@nestjs/common';
import { Attempts } from './attempts.js';
import { LinkCodes } from './link-codes.js';

@Global()
@Module({ providers: [Attempts, LinkCodes], exports: [Attempts, LinkCodes] })
export class AttemptsModule {}
