import { IsOptional, Matches } from 'class-validator';
import { ASIDE_REASONS, type AsideReason } from '../../../dossier/dossier/index.js';
import { Choice, OneOf } from '../../../foundation/platform/web/index.js';
import { PAIR_STATES, type PairState } from '../pairs.js';

export class PairsQuery {
  @Choice(PAIR_STATES, 'triage.errors.pairState') etat?: PairState;
  /** The last pair of the page before: its level, its score and its id. */
  @IsOptional()
  @Matches(/^(probable|possible)~-?\d{1,4}~[0-9a-f-]{36}$/, { message: 'triage.errors.after' })
  after?: string;
}

export class AsideForm {
  @OneOf(ASIDE_REASONS, 'triage.errors.asideReason') asideReason: AsideReason;
}
