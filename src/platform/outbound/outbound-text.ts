import { Injectable } from '@nestjs/common';
import { lookup as resolve, type LookupAddress } from 'node:dns';
import { request as overHttp, type IncomingMessage } from 'node:http';
import { request as overTls } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { OutboundPolicy } from './outbound-policy.js';

const LONGEST_MILLIS = 15_000;
const LARGEST_BYTES = 2 * 1024 * 1024;
const MOST_HOPS = 3;
const REDIRECTIONS = [301, 302, 303, 307, 308];

/** Why a text could not be had; each is a sentence for a person (`outbound.<reason>`). */
export const FETCH_FAILURES = [
  'address',
  'private',
  'port',
  'unreachable',
  'status',
  'tooLarge',
  'tooSlow',
  'tooManyHops',
  'encoding',
] as const;
export type FetchFailure = (typeof FETCH_FAILURES)[number];
export type Fetched =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: FetchFailure };

class Failed extends Error {
  constructor(readonly reason: FetchFailure) {
    super(reason);
  }
}

/** Fetches a text from an address that a person gave, without becoming their way into this machine's network. */
@Injectable()
export class OutboundText {
  constructor(private readonly policy: OutboundPolicy) {}

  /** Why an address would not even be asked, or null; the names it holds are only resolved when it is fetched. */
  refusal(address: string): FetchFailure | null {
    const url = URL.canParse(address) ? new URL(address) : null;
    if (!url || !this.policy.protocols.includes(url.protocol) || url.username || url.password) return 'address';
    if (!this.policy.ports.includes(url.port)) return 'port';
    // The host as the URL standard reads it: 0x7f.1 and 2130706433 are 127.0.0.1.
    const host = url.hostname.replace(/^\[|\]$/g, '');
    return isIP(host) && !this.policy.mayReach(host) ? 'private' : null;
  }

  /** Never throws: what goes wrong at somebody else's is an answer. */
  async get(address: string): Promise<Fetched> {
    const signal = AbortSignal.timeout(LONGEST_MILLIS);
    try {
      let next = address;
      for (let hops = 0; hops <= MOST_HOPS; hops += 1) {
        const answer = await this.ask(next, signal);
        if (!REDIRECTIONS.includes(answer.statusCode ?? 0)) return { ok: true, text: await this.read(answer) };
        answer.destroy();
        next = new URL(answer.headers.location ?? '', next).href;
      }
      return { ok: false, reason: 'tooManyHops' };
    } catch (error) {
      if (error instanceof Failed) return { ok: false, reason: error.reason };
      return { ok: false, reason: signal.aborted ? 'tooSlow' : 'unreachable' };
    }
  }

  /** One hop: each is looked at as the first one is. */
  private ask(address: string, signal: AbortSignal): Promise<IncomingMessage> {
    const refusal = this.refusal(address);
    if (refusal) throw new Failed(refusal);
    const url = new URL(address);
    const request = url.protocol === 'http:' ? overHttp : overTls;
    return new Promise((answer, fail) => {
      request(
        url,
        {
          lookup: this.lookup,
          agent: false,
          signal,
          headers: { accept: 'text/calendar', 'accept-encoding': 'identity' },
        },
        answer,
      )
        .on('error', fail)
        .end();
    });
  }

  /**
   * Resolves and checks in one step, and the connection goes to what was checked: a name that changes its mind in
   * between changes nothing.
   */
  private readonly lookup: LookupFunction = (host, options, found) => {
    resolve(host, { ...options, all: true }, (error, addresses: LookupAddress[] = []) => {
      if (error) return found(error, [], 0);
      if (!addresses.every(({ address }) => this.policy.mayReach(address))) return found(new Failed('private'), [], 0);
      if (options.all) return found(null, addresses);
      return found(null, addresses[0]!.address, addresses[0]!.family);
    });
  };

  /** What it says of its type is not looked at: the reader of the text judges. */
  private async read(answer: IncomingMessage): Promise<string> {
    if (answer.statusCode !== 200) throw new Failed('status');
    // A text of a few bytes may unfold to gigabytes: none was asked for.
    if ((answer.headers['content-encoding'] ?? 'identity') !== 'identity') throw new Failed('encoding');
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > LARGEST_BYTES) throw new Failed('tooLarge');
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  }
}
