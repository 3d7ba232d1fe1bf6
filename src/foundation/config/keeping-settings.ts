import { SendingSettings } from './sending-settings.js';
import { WholeNumber } from './whole-number.js';

/** How long what is over is kept. */
export class KeepingSettings extends SendingSettings {
  /** Days that finished and cancelled jobs are kept, so that one can see what happened. */
  @WholeNumber(30) JOBS_KEPT_DAYS: number;

  /** Days that a dossier whose care has ended keeps its names, counted from its last event. */
  @WholeNumber(365) ENDED_DOSSIERS_KEPT_DAYS: number;

  /**
   * Days that a desk's note about a contact is kept. A note about an open request is kept longer, as long as the
   * request is open.
   */
  @WholeNumber(365) ENQUIRY_NOTES_KEPT_DAYS: number;

  /** Days that the hours which an agent entered are kept. The closed sums of its team stay. */
  @WholeNumber(730, { max: 3650 }) WORKING_TIME_KEPT_DAYS: number;

  /** Days from the second reminder to the day on which a request lapses whose family cannot be called. */
  @WholeNumber(30) LAPSE_UNRUNG_DAYS: number;
}

export const KEEPING_SETTINGS = [
  'JOBS_KEPT_DAYS',
  'ENDED_DOSSIERS_KEPT_DAYS',
  'ENQUIRY_NOTES_KEPT_DAYS',
  'WORKING_TIME_KEPT_DAYS',
  'LAPSE_UNRUNG_DAYS',
] as const;
