import { Matches } from 'class-validator';
import { Ticked } from '../../../../platform/web/index.js';

/** What every page of a draft sends beside its answers. */
export class DraftPageForm {
  /** The version of the draft the person was looking at. */
  @Matches(/^\d{1,9}$/, { message: 'dossier.errors.version' })
  version: string;

  /** "Save and come back later". */
  @Ticked('dossier.errors.box') later?: string;
}
