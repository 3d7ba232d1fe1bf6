import { Global, Module } from '@nestjs/common';
import { SealedFiles } from './sealed-files.js';
import { SealedTexts } from './sealed-texts.js';

@Global()
@Module({ providers: [SealedFiles, SealedTexts], exports: [SealedFiles, SealedTexts] })
export class SealedFilesModule {}
