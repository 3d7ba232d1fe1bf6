import { Global, Module } from '@nestjs/common';
import { SealedFiles } from './sealed-files.js';

@Global()
@Module({ providers: [SealedFiles], exports: [SealedFiles] })
export class SealedFilesModule {}
