import { Module } from '@nestjs/common';
import { DuplicatePairs } from './duplicate-pairs.js';
import { DuplicateSearch } from './duplicate-search.js';

/** Who may be the same child: the keys that are compared, and the pairs they make. */
@Module({ providers: [DuplicatePairs, DuplicateSearch], exports: [DuplicatePairs, DuplicateSearch] })
export class DuplicatesModule {}
