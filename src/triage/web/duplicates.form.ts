import { ASIDE_REASONS, type AsideReason } from '../../dossier/index.js';
import { PAIR_STATES, type PairState } from '../pairs.js';
import { Choice, OneOf } from './fields.js';

export class PairsQuery {
  @Choice(PAIR_STATES, 'triage.errors.pairState') etat?: PairState;
}

export class AsideForm {
  @OneOf(ASIDE_REASONS, 'triage.errors.asideReason') asideReason: AsideReason;
}
