import { Injectable } from '@nestjs/common';
import type { Configuration } from 'openid-client';
import { Config } from '../../../foundation/config/index.js';
import { MachineClock } from '../../../foundation/kernel/clock.js';
import { addHours, type Instant } from '../../../foundation/kernel/time.js';
import { ProviderDown, providerFetch } from './provider-fetch.js';
import type { Strength } from './strength.js';

/** ProConnect says no, or says what is not for this browser: a wrong state, a code used before, an altered token. */
export class ProviderRefused extends Error {}

/** The provider's own name for a person. */
export interface ProviderIdentity {
  readonly issuer: string;
  readonly subject: string;
}

/** What ProConnect says of who signed in there. */
export interface ToldIdentity extends ProviderIdentity, Strength {
  readonly email: string | undefined;
  /** Undefined where the provider says nothing about it, as ProConnect. */
  readonly emailVerified: boolean | undefined;
  /** Tells the provider, when the person leaves, which session is over. */
  readonly idToken: string;
}

/** What the browser brings back: it answers this sign-in, and no other one. */
export interface KeptSecrets {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

const RETURN = '/personnel/proconnect/retour';
const AFTER_END = '/personnel/proconnect/sortie';
const TIMEOUT_SECONDS = 5;
/** How long the description of the provider is taken as known. */
const KNOWN_HOURS = 1;

/** Loaded once somebody signs in by it. */
const library = () => import('openid-client');

/** Speaks with ProConnect: OpenID Connect, by a code with PKCE, state and nonce, each token verified by its signature. */
@Injectable()
export class ProConnectProvider {
  private known: { readonly until: Instant; readonly configuration: Configuration } | null = null;

  constructor(
    private readonly config: Config,
    private readonly clock: MachineClock,
  ) {}

  get isOffered(): boolean {
    return this.config.PROCONNECT_ISSUER !== undefined;
  }

  /** @returns where the browser goes, and what it keeps until it comes back. @throws ProviderDown */
  async begin(): Promise<{ readonly address: string; readonly kept: KeptSecrets }> {
    const configuration = await this.describe();
    const oidc = await library();
    const kept = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
    const address = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: this.config.BASE_URL + RETURN,
      scope: 'openid email',
      state: kept.state,
      nonce: kept.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(kept.verifier),
      code_challenge_method: 'S256',
      acr_values: this.config.PROCONNECT_ACR.join(' '),
      // ProConnect tells neither unless it is asked.
      claims: JSON.stringify({ id_token: { acr: null, amr: null } }),
    });
    return { address: address.href, kept };
  }

  /**
   * Exchanges the code for what ProConnect says of the person.
   * @param query of the address to which the browser was sent back
   * @throws ProviderDown, ProviderRefused
   */
  async finish(query: string, { state, nonce, verifier }: KeptSecrets): Promise<ToldIdentity> {
    const configuration = await this.describe();
    const oidc = await library();
    try {
      const tokens = await oidc.authorizationCodeGrant(
        configuration,
        new URL(`${this.config.BASE_URL}${RETURN}?${query}`),
        { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true },
      );
      const { iss, sub, acr, amr } = tokens.claims()!;
      const { email, email_verified: emailVerified } = await oidc.fetchUserInfo(
        configuration,
        tokens.access_token,
        sub,
      );
      return {
        issuer: iss,
        subject: sub,
        acr: typeof acr === 'string' ? acr : undefined,
        amr: Array.isArray(amr) ? amr.map(String) : [],
        email,
        emailVerified,
        idToken: tokens.id_token!,
      };
    } catch (error) {
      throw downIn(error) ?? new ProviderRefused('not taken', { cause: error });
    }
  }

  /** @returns the address that ends the session at ProConnect; null when it does not answer or has none */
  async endAddress(idToken: string): Promise<string | null> {
    try {
      const configuration = await this.describe();
      const oidc = await library();
      return oidc.buildEndSessionUrl(configuration, {
        id_token_hint: idToken,
        state: oidc.randomState(),
        post_logout_redirect_uri: this.config.BASE_URL + AFTER_END,
      }).href;
    } catch {
      return null;
    }
  }

  /** Asks ProConnect for its description, unless it is known: a start asks nobody. @throws ProviderDown */
  private async describe(): Promise<Configuration> {
    const now = this.clock.now();
    if (this.known && this.known.until > now) return this.known.configuration;
    const configuration = await this.discover();
    this.known = { until: addHours(now, KNOWN_HOURS), configuration };
    return configuration;
  }

  private async discover(): Promise<Configuration> {
    const issuer = this.config.PROCONNECT_ISSUER!;
    const algorithm = this.config.PROCONNECT_ALGORITHM;
    const oidc = await library();
    try {
      return await oidc.discovery(
        new URL(issuer),
        this.config.PROCONNECT_CLIENT_ID,
        {
          client_secret: this.config.PROCONNECT_CLIENT_SECRET,
          id_token_signed_response_alg: algorithm,
          userinfo_signed_response_alg: algorithm,
        },
        undefined,
        {
          timeout: TIMEOUT_SECONDS,
          [oidc.customFetch]: providerFetch(issuer),
          execute: [
            // The signatures are verified, although TLS already says who speaks.
            oidc.enableNonRepudiationChecks,
            ...(issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : []),
          ],
        },
      );
    } catch (error) {
      throw downIn(error) ?? new ProviderDown('its description cannot be used', { cause: error });
    }
  }
}

/** The library wraps what its requests throw. */
function downIn(error: unknown): ProviderDown | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) if (cause instanceof ProviderDown) return cause;
  return null;
}
