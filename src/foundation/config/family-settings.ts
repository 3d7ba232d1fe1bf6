import { DoorSettings } from './door-settings.js';
import { WholeNumber } from './whole-number.js';

/**
 * How long a family's links open something, and how often strangers may have us write
 * (docs/decisions/0005-parents-access.md).
 */
export class FamilySettings extends DoorSettings {
  /** Days that a link to a dossier is valid, from the day on which it was given or last used. */
  @WholeNumber(90, { max: 3650 }) LINK_DAYS: number;

  /**
   * How many links to a draft are sent in an hour, for one draft and to one address. Beyond that, the page says where
   * the last one went.
   */
  @WholeNumber(3) MESSAGES_AN_HOUR: number;

  /**
   * How many drafts may get a first answer in an hour from one client's network (an IPv4 address, or a /64 of IPv6).
   * The counter is not limited.
   */
  @WholeNumber(20) DRAFTS_AN_HOUR: number;

  /** How many dossiers may be sent in an hour from one client's network. The counter and imports are not limited. */
  @WholeNumber(10) DEPOSITS_AN_HOUR: number;

  /** How many dossiers one client of the API may deposit in an hour. */
  @WholeNumber(600) API_DEPOSITS_AN_HOUR: number;

  /** How many receipts leave in an hour for one address or number. Further ones leave later. */
  @WholeNumber(3) RECEIPTS_AN_HOUR: number;
}

export const FAMILY_SETTINGS = [
  'LINK_DAYS',
  'MESSAGES_AN_HOUR',
  'DRAFTS_AN_HOUR',
  'DEPOSITS_AN_HOUR',
  'API_DEPOSITS_AN_HOUR',
  'RECEIPTS_AN_HOUR',
] as const;
