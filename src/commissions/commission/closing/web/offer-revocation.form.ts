import { IsIn } from 'class-validator';
import { REASONS } from '../../../../dossier/dossier/index.js';
import { ButtonForm } from '../../planning/web/planning.form.js';

export const REVOKE_REASONS = REASONS.revoke ?? [];

/** Why a place that was offered is taken back. `version` is that of the offer. */
export class OfferRevocationForm extends ButtonForm {
  @IsIn(REVOKE_REASONS, { message: 'commission.errors.revokeReason' })
  reason: string;
}
