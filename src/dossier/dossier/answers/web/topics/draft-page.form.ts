import { Matches } from 'class-validator';
import { Choice, Ticked } from '../../../../../foundation/platform/web/index.js';
import { KNOWN_AT_DESK, SPEAKERS, type Speaker } from '../../../domain/told.js';

/** What every page of questions sends beside its answers. */
export class DraftPageForm {
  /** The version of the draft the person was looking at. */
  @Matches(/^\d{1,9}$/, { message: 'dossier.errors.version' })
  version: string;

  /** "Save and come back later". */
  @Ticked('dossier.errors.box') later?: string;

  /**
   * What leads away from the page and keeps what is typed so far: back to the list of steps, or the same page, in
   * another language.
   */
  @Choice(['list', 'stay'], 'dossier.errors.box') leave?: 'list' | 'stay';

  /** At a desk that answers for the family: who said it, and how it is known. */
  @Choice(SPEAKERS, 'dossier.errors.toldBy') toldBy?: Speaker;
  @Choice(KNOWN_AT_DESK, 'dossier.errors.knownBy') knownBy?: (typeof KNOWN_AT_DESK)[number];
}
