import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import type { Form, Page } from './page.js';

/** What CBOR (RFC 8949) has to hold here. Maps are lists of pairs, since COSE numbers its fields. */
type Cbor = number | string | Buffer | readonly Cbor[] | { readonly pairs: readonly (readonly [Cbor, Cbor])[] };

const head = (major: number, value: number): Buffer => {
  const kind = major << 5;
  if (value < 24) return Buffer.from([kind | value]);
  if (value < 256) return Buffer.from([kind | 24, value]);
  return Buffer.from([kind | 25, value >> 8, value & 255]);
};

export function cborOf(value: Cbor): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if ('pairs' in value) return Buffer.concat([head(5, value.pairs.length), ...value.pairs.flat().map(cborOf)]);
  return Buffer.concat([head(4, value.length), ...value.map(cborOf)]);
}

const sha256 = (bytes: Buffer | string): Buffer => createHash('sha256').update(bytes).digest();

/** The flags of authenticator data (WebAuthn Level 3, §6.1): present, verified, with the data of a new key. */
const PRESENT = 1;
const VERIFIED = 4;
const NEW_KEY = 64;

/** What a dishonest page or authenticator says in place of the truth. */
export interface Lies {
  readonly origin?: string;
  readonly site?: string;
  readonly challenge?: string;
  readonly type?: string;
  /** The person only touched the key. */
  readonly unverified?: true;
  /** What the key says it has signed, this time. */
  readonly counter?: number;
  /** The key signs for itself ("packed", without the certificate of a maker). No lie. */
  readonly vouches?: true;
}

interface Options {
  readonly challenge: string;
}

/** A telephone that makes one passkey for a site (ES256, attestation "none") and signs with it, as WebAuthn says. */
export class SoftwareAuthenticator {
  private readonly id = randomBytes(24);
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  private readonly site: string;
  counter = 0;

  constructor(private readonly origin: string) {
    this.site = new URL(origin).hostname;
  }

  get credential(): string {
    return this.id.toString('base64url');
  }

  /** The fields of the form that adds a passkey. */
  adds(form: Form, lies: Lies = {}): Record<string, string> {
    const clientData = this.clientData('webauthn.create', optionsOf(form), lies);
    const data = this.authenticatorData(NEW_KEY, lies, this.newKey());
    const statement: Cbor = {
      pairs: lies.vouches
        ? [
            ['alg', -7],
            ['sig', this.signs(data, clientData)],
          ]
        : [],
    };
    const attestation = cborOf({
      pairs: [
        ['fmt', lies.vouches ? 'packed' : 'none'],
        ['attStmt', statement],
        ['authData', data],
      ],
    });
    return {
      credential: this.credential,
      clientData: clientData.toString('base64url'),
      attestation: attestation.toString('base64url'),
      transports: 'internal hybrid',
    };
  }

  /** The fields of the form that a passkey answers. */
  answers(form: Form, lies: Lies = {}): Record<string, string> {
    this.counter += 1;
    const clientData = this.clientData('webauthn.get', optionsOf(form), lies);
    const data = this.authenticatorData(0, lies);
    return {
      credential: this.credential,
      clientData: clientData.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: this.signs(data, clientData).toString('base64url'),
    };
  }

  private clientData(type: string, { challenge }: Options, lies: Lies): Buffer {
    const told = { type, challenge, origin: this.origin, crossOrigin: false };
    const lied = Object.entries(lies).filter(([name]) => ['type', 'challenge', 'origin'].includes(name));
    return Buffer.from(JSON.stringify({ ...told, ...Object.fromEntries(lied) }));
  }

  private authenticatorData(flags: number, lies: Lies, more: Buffer = Buffer.alloc(0)): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(lies.counter ?? this.counter);
    const told = flags | PRESENT | (lies.unverified ? 0 : VERIFIED);
    return Buffer.concat([sha256(lies.site ?? this.site), Buffer.from([told]), counter, more]);
  }

  /** The name of no maker, the name of the key, and its public half as COSE (RFC 9052, EC2 key, ES256). */
  private newKey(): Buffer {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.id.length);
    return Buffer.concat([Buffer.alloc(16), length, this.id, coseOf(this.keys.publicKey)]);
  }

  private signs(data: Buffer, clientData: Buffer): Buffer {
    return sign('sha256', Buffer.concat([data, sha256(clientData)]), this.keys.privateKey);
  }
}

function coseOf(key: KeyObject): Buffer {
  const { x, y } = key.export({ format: 'jwk' });
  return cborOf({
    pairs: [
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x!, 'base64url')],
      [-3, Buffer.from(y!, 'base64url')],
    ],
  });
}

/** The form of a page that its script shows: `create` makes a passkey, `get` asks one. */
export function passkeyForm(page: Page, kind: 'get' | 'create'): Form {
  const form = page.forms.find((shown) => shown.data('passkey') === kind);
  if (!form) throw new Error(`No passkey is asked for at ${page.url}`);
  return form;
}

const optionsOf = (form: Form): Options => JSON.parse(form.data('options')!) as Options;
