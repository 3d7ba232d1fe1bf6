import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, Matches, ValidateIf } from 'class-validator';
import { SignInSettings } from './sign-in-settings.js';

/** What ProConnect says of a sign-in with two factors (its documentation, "Forcer la double authentification"). */
const TWO_FACTORS =
  'eidas2 eidas3 https://proconnect.gouv.fr/assurance/self-asserted-2fa https://proconnect.gouv.fr/assurance/consistency-checked-2fa';
const isOn = ({ PROCONNECT_ISSUER }: ProConnectSettings): boolean => PROCONNECT_ISSUER !== undefined;

/** Staff may come in by ProConnect, the sign-in of French civil servants. Off without its address (0109). */
export class ProConnectSettings extends SignInSettings {
  /** The address that ProConnect signs its tokens as. Plain http only on this machine, for tests. */
  @IsOptional()
  @Matches(/^(https:\/\/[^\s?#@]+|http:\/\/(127\.0\.0\.1|localhost)(:\d+)?[^\s?#@]*)$/, {
    message: 'PROCONNECT_ISSUER must be the https address of ProConnect, e.g. https://auth.agentconnect.gouv.fr/api/v2',
  })
  PROCONNECT_ISSUER?: string;

  @ValidateIf(isOn)
  @IsString({ message: 'PROCONNECT_CLIENT_ID is needed with PROCONNECT_ISSUER' })
  PROCONNECT_CLIENT_ID: string;

  @ValidateIf(isOn)
  @IsString({ message: 'PROCONNECT_CLIENT_SECRET is needed with PROCONNECT_ISSUER' })
  PROCONNECT_CLIENT_SECRET: string;

  /** How ProConnect signs what it says of a person, as it was told at registration. */
  @Transform(({ value }) => value ?? 'RS256')
  @IsIn(['RS256', 'ES256'], { message: 'PROCONNECT_ALGORITHM must be RS256 or ES256' })
  PROCONNECT_ALGORITHM: string;

  /** The values of `acr` that are asked for, and that prove two factors. With another one, our own code is asked for. */
  @Transform(({ value }) =>
    String(value ?? TWO_FACTORS)
      .split(/\s+/)
      .filter((acr) => acr !== ''),
  )
  @Matches(/^[!-~]+$/, { each: true, message: 'PROCONNECT_ACR must be values of acr, with spaces between them' })
  PROCONNECT_ACR: string[];
}

export const PROCONNECT_SETTINGS = [
  'PROCONNECT_ISSUER',
  'PROCONNECT_CLIENT_ID',
  'PROCONNECT_CLIENT_SECRET',
  'PROCONNECT_ALGORITHM',
  'PROCONNECT_ACR',
] as const;
