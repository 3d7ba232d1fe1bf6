import { createHmac, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider, type GrantLoader } from 'oidc-provider';

/** What the provider says of who sits before its browser. */
export interface Person {
  readonly sub: string;
  readonly email: string;
  readonly emailVerified?: boolean;
  readonly acr?: string;
  readonly amr?: readonly string[];
}

/**
 * `broken`: answers 500. `elsewhere`: its description leads to another host. `disguised`: its description is of another
 * provider. `unsigned`: says who somebody is without a signature.
 */
type Mode = 'well' | 'broken' | 'elsewhere' | 'disguised' | 'unsigned';

type Claims = Record<string, unknown>;
/** How a token is written anew on its way: other claims, another header, another signature. */
export interface Forgery {
  readonly claims?: Claims;
  readonly header?: Claims;
  /** `stranger`: the key of nobody. `secret`: the secret of the client, as HS256 does. `none`: no signature. */
  readonly by?: 'stranger' | 'secret' | 'none';
}

const CLIENT = 'marelle';
const SECRET = 'un-secret-de-test';
const RETURN = '/personnel/proconnect/retour';
const AFTER_END = '/personnel/proconnect/sortie';

/** A real OpenID Connect provider on a free port, which signs what it says of a person as ProConnect does. */
export class IdentityProvider {
  person: Person = { sub: 'nobody', email: 'personne@exemple.fr' };
  mode: Mode = 'well';
  /** Null: tokens arrive as they were made. */
  forgery: Forgery | null = null;
  private readonly key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  private readonly people = new Map<string, Person>();
  private provider!: Provider;

  private constructor(
    private readonly server: Server,
    readonly issuer: string,
  ) {}

  static async open(site: string): Promise<IdentityProvider> {
    const server = createServer();
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const opened = new IdentityProvider(server, issuer);
    opened.start(site);
    return opened;
  }

  /** The settings of a site that knows this provider. */
  get settings(): Record<string, string> {
    return { PROCONNECT_ISSUER: this.issuer, PROCONNECT_CLIENT_ID: CLIENT, PROCONNECT_CLIENT_SECRET: SECRET };
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  /** What the browser of {@link person} does there. @returns the address at our site to which it is sent back */
  async visit(address: string): Promise<string> {
    const cookies = new Map<string, string>();
    let next = address;
    for (let hops = 0; hops < 8 && next.startsWith(this.issuer); hops += 1) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(next, { redirect: 'manual', headers: { cookie } });
      for (const set of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = set.split(';')[0]!.split('=');
        cookies.set(name, value);
      }
      const location = answer.headers.get('location');
      if (!location) throw new Error(`The provider answers ${answer.status}: ${await answer.text()}`);
      next = new URL(location, next).href;
    }
    return next.slice(new URL(next).origin.length);
  }

  private start(site: string): void {
    const key = this.key.export({ format: 'jwk' });
    const loadExistingGrant: GrantLoader = async ({ oidc }) => {
      const grant = new this.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid email');
      grant.addOIDCClaims(['acr', 'amr']);
      await grant.save();
      return grant;
    };
    this.provider = new Provider(this.issuer, {
      clients: [
        {
          client_id: CLIENT,
          client_secret: SECRET,
          redirect_uris: [site + RETURN],
          post_logout_redirect_uris: [site + AFTER_END],
          token_endpoint_auth_method: 'client_secret_post',
          id_token_signed_response_alg: 'RS256',
          userinfo_signed_response_alg: 'RS256',
        },
      ],
      jwks: { keys: [{ ...key, alg: 'RS256', use: 'sig', kid: 'test' }] },
      cookies: { keys: [randomBytes(16).toString('hex')] },
      acrValues: ['eidas1', 'eidas2', 'eidas3'],
      claims: {
        acr: null,
        amr: null,
        sid: null,
        auth_time: null,
        iss: null,
        openid: ['sub'],
        email: ['email', 'email_verified'],
      },
      features: {
        devInteractions: { enabled: false },
        claimsParameter: { enabled: true },
        jwtUserinfo: { enabled: true },
        rpInitiatedLogout: { enabled: true },
      },
      interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
      pkce: { required: () => true },
      ttl: { Session: 60, Grant: 60, Interaction: 60, IdToken: 60, AccessToken: 60 },
      loadExistingGrant,
      findAccount: (_: unknown, sub: string) => ({ accountId: sub, claims: () => claimsOf(this.people.get(sub)!) }),
    });
    const answer = this.provider.callback();
    this.server.on('request', (request, response) => {
      if (this.mode === 'broken') return void response.writeHead(500).end('{}');
      if (['elsewhere', 'disguised'].includes(this.mode) && request.url!.includes('/.well-known/'))
        return this.describeFalsely(response);
      if (this.forgery && request.url === '/token') return void this.forge(request, response, this.forgery);
      if (this.mode === 'unsigned' && request.url === '/me') return this.sayUnsigned(response);
      if (request.url!.startsWith('/interaction/')) return void this.signIn(request, response);
      answer(request, response);
    });
  }

  private async signIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { sub, acr, amr } = this.person;
    this.people.set(sub, this.person);
    await this.provider.interactionFinished(request, response, {
      login: { accountId: sub, ...(acr ? { acr } : {}), ...(amr ? { amr } : {}) },
    });
  }

  /** Answers what the provider answers, with another token. */
  private async forge(request: IncomingMessage, response: ServerResponse, forgery: Forgery): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await fetch(`${this.issuer}/token?forged`, { method: 'POST', headers, body });
    const told = (await answer.json()) as { id_token: string };
    const [header, claims] = told.id_token.split('.').map((part) => Buffer.from(part, 'base64url').toString());
    const parts = [
      { ...(JSON.parse(header!) as Claims), ...forgery.header },
      { ...(JSON.parse(claims!) as Claims), ...forgery.claims },
    ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
    const text = parts.join('.');
    sendJson(response, { ...told, id_token: `${text}.${this.signatureOf(text, forgery.by)}` });
  }

  private signatureOf(text: string, by: Forgery['by']): string {
    if (by === 'none') return '';
    if (by === 'secret') return createHmac('sha256', SECRET).update(text).digest('base64url');
    const key: KeyObject =
      by === 'stranger' ? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey : this.key;
    return sign('sha256', Buffer.from(text), key).toString('base64url');
  }

  private describeFalsely(response: ServerResponse): void {
    const issuer = this.mode === 'disguised' ? 'https://autre.exemple.fr' : this.issuer;
    const ends = {
      authorization_endpoint: `${this.issuer}/auth`,
      jwks_uri: `${this.issuer}/jwks`,
      userinfo_endpoint: `${this.issuer}/me`,
    };
    sendJson(response, { issuer, ...ends, token_endpoint: 'http://localhost:9/token' });
  }

  private sayUnsigned(response: ServerResponse): void {
    sendJson(response, claimsOf(this.person));
  }
}

const claimsOf = ({ sub, email, emailVerified }: Person) => ({
  sub,
  email,
  ...(emailVerified === undefined ? {} : { email_verified: emailVerified }),
});

const sendJson = (response: ServerResponse, body: object): void =>
  void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
