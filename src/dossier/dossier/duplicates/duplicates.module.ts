import { Module } from '@nestjs/common';
import { DuplicatePairs } from './duplicate-pairs.js';
import { DuplicateSearch } from './duplicate-search.js';
import { PossibleFamilies } from './possible-families.js';

/** Possible duplicates: the keys that are compared, and the pairs of requests that share them. */
@Module({
  providers: [DuplicatePairs, DuplicateSearch, PossibleFamilies],
  exports: [DuplicatePairs, DuplicateSearch, PossibleFamilies],
})
export class DuplicatesModule {}
