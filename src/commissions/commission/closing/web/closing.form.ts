import { IsIn, IsOptional } from 'class-validator';
import { SessionVersionForm } from '../../planning/web/planning.form.js';

/** The last press of a session. */
export class ClosingForm extends SessionVersionForm {
  /** The session is closed although nobody was noted as present. */
  @IsOptional() @IsIn(['yes'], { message: 'commission.errors.nobodyPresent' }) nobodyPresent?: 'yes';
}
