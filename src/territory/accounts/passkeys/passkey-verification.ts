import type { WebAuthnCredential } from '@simplewebauthn/server';
import type { RelyingParty } from './relying-party.js';

/** What a browser says back when a person has answered with a passkey, each part in base64url. */
export interface PasskeyAnswer {
  /** The name that the authenticator gave to its key. */
  readonly credential: string;
  readonly clientData: string;
  readonly authenticatorData: string;
  readonly signature: string;
}

/** What a browser says back when it has made a passkey, each part in base64url. */
export interface NewPasskeyAnswer {
  readonly credential: string;
  readonly clientData: string;
  readonly attestation: string;
  readonly transports: readonly string[];
}

/** A public key and how often it was used, as its table keeps it. */
export interface KnownPasskey {
  readonly credentialId: string;
  /** COSE, in base64url. */
  readonly publicKey: string;
  readonly transports: readonly string[];
}

/** ES256, EdDSA and RS256: what telephones, security keys and Windows sign with (COSE numbers). */
const ALGORITHMS = [-7, -8, -257];
const TYPE = 'public-key';

/** The library takes a quarter of a second and 30 MB to load: only sites whose people have passkeys do. */
const library = () => import('@simplewebauthn/server');

const allowed = (passkeys: readonly KnownPasskey[]) =>
  passkeys.map(({ credentialId, transports }) => ({ id: credentialId, transports: [...transports] }));

/** What `navigator.credentials.get` takes, in JSON. */
export async function requestOptions(
  party: RelyingParty,
  challenge: string,
  passkeys: readonly KnownPasskey[],
): Promise<object> {
  const { generateAuthenticationOptions } = await library();
  return generateAuthenticationOptions({
    rpID: party.id,
    challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
    allowCredentials: allowed(passkeys),
    userVerification: 'required',
  });
}

/** What `navigator.credentials.create` takes, in JSON. @param passkeys those that the account has already */
export async function creationOptions(
  party: RelyingParty,
  site: string,
  challenge: string,
  { id, email, name }: { readonly id: string; readonly email: string; readonly name: string },
  passkeys: readonly KnownPasskey[],
): Promise<object> {
  const { generateRegistrationOptions } = await library();
  return generateRegistrationOptions({
    rpName: site,
    rpID: party.id,
    challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
    userID: new Uint8Array(Buffer.from(id)),
    userName: email,
    userDisplayName: name,
    attestationType: 'none',
    excludeCredentials: allowed(passkeys),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    supportedAlgorithmIDs: ALGORITHMS,
  });
}

/**
 * Whether an answer comes without the certificate of a maker: we ask for none, and browsers then say none. To judge one,
 * the library may ask addresses that stand in it, which are whatever who sent it likes.
 */
async function hasNoCertificate(attestation: string): Promise<boolean> {
  const { decodeAttestationObject } = await import('@simplewebauthn/server/helpers');
  const decoded = decodeAttestationObject(new Uint8Array(Buffer.from(attestation, 'base64url')));
  const format = decoded.get('fmt');
  return format === 'none' || (format === 'packed' && decoded.get('attStmt').get('x5c') === undefined);
}

/** @returns null when the browser's answer does not prove that a key was made for this site and this challenge */
export async function verifyNewPasskey(
  { credential, clientData, attestation, transports }: NewPasskeyAnswer,
  party: RelyingParty,
  challenge: string,
): Promise<WebAuthnCredential | null> {
  const { verifyRegistrationResponse } = await library();
  try {
    if (!(await hasNoCertificate(attestation))) return null;
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: {
        id: credential,
        rawId: credential,
        type: TYPE,
        clientExtensionResults: {},
        response: { clientDataJSON: clientData, attestationObject: attestation, transports: [...transports] },
      },
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    // The name that the form says and the one that stands in the signed data are the same, or it is no answer of a browser.
    return verified && registrationInfo.credential.id === credential ? registrationInfo.credential : null;
  } catch {
    return null;
  }
}

/**
 * Judges the signature, the site, the challenge, and that the person was verified. The counter is left to the caller:
 * the library looks at it before the signature, and anybody could then make a key look copied.
 * @returns the counter that the authenticator says; null when the answer proves nothing
 */
export async function verifyAnswer(
  { credential, clientData, authenticatorData, signature }: PasskeyAnswer,
  party: RelyingParty,
  challenge: string,
  { credentialId, publicKey }: KnownPasskey,
): Promise<number | null> {
  const { verifyAuthenticationResponse } = await library();
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        id: credential,
        rawId: credential,
        type: TYPE,
        clientExtensionResults: {},
        response: { clientDataJSON: clientData, authenticatorData, signature },
      },
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      credential: { id: credentialId, publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')), counter: 0 },
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    return null;
  }
}

/**
 * Whether an authenticator counts on: a counter that stands or goes back means that the key was copied. One that stays
 * at nought does not count at all (WebAuthn Level 3, §6.1.1).
 */
export const countsOn = (before: number, now: number): boolean => (before === 0 && now === 0) || now > before;
