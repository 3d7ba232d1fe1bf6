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

/** Why a text could not be fetched. Each reason has a sentence in the catalogue (`outbound.<reason>`). */
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

/**
 * Fetches a text from an address that a person gave. It does so without letting them reach the network of this
 * machine.
 */
@Injectable()
export class OutboundText {
  constructor(private readonly policy: OutboundPolicy) {}

  /**
   * Why an address is refused before anything is fetched, or null. Host names are only resolved when the text is
   * fetched.
   */
  judgeAddress(address: string): FetchFailure | null {
    const url = URL.canParse(address) ? new URL(address) : null;
    if (!url || !this.policy.protocols.includes(url.protocol) || url.username || url.password) return 'address';
    if (!this.policy.ports.includes(url.port)) return 'port';
    // The host as the URL standard reads it: both 0x7f.1 and 2130706433 become 127.0.0.1.
    const host = url.hostname.replace(/^\[|\]$/g, '');
    return isIP(host) && !this.policy.mayReach(host) ? 'private' : null;
  }

  /** Fetches the text. Never throws: a failure of the other side is an answer. */
  async fetchText(address: string): Promise<Fetched> {
    const signal = AbortSignal.timeout(LONGEST_MILLIS);
    try {
      let next = address;
      for (let hops = 0; hops <= MOST_HOPS; hops += 1) {
        const answer = await this.sendRequest(next, signal);
        if (!REDIRECTIONS.includes(answer.statusCode ?? 0)) return { ok: true, text: await this.readAnswer(answer) };
        answer.destroy();
        next = new URL(answer.headers.location ?? '', next).href;
      }
      return { ok: false, reason: 'tooManyHops' };
    } catch (error) {
      if (error instanceof Failed) return { ok: false, reason: error.reason };
      return { ok: false, reason: signal.aborted ? 'tooSlow' : 'unreachable' };
    }
  }

  /** Makes one request. After a redirection, the next address is checked like the first. */
  private sendRequest(address: string, signal: AbortSignal): Promise<IncomingMessage> {
    const refusal = this.judgeAddress(address);
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
   * Resolves a host and checks its addresses in one step. The connection goes to the checked address, so a name whose
   * address changes in between has no effect.
   */
  private readonly lookup: LookupFunction = (host, options, found) => {
    resolve(host, { ...options, all: true }, (error, addresses: LookupAddress[] = []) => {
      if (error) return found(error, [], 0);
      if (!addresses.every(({ address }) => this.policy.mayReach(address))) return found(new Failed('private'), [], 0);
      if (options.all) return found(null, addresses);
      return found(null, addresses[0]!.address, addresses[0]!.family);
    });
  };

  /** Reads the answer. Its declared type is ignored: whoever uses the text judges it. */
  private async readAnswer(answer: IncomingMessage): Promise<string> {
    if (answer.statusCode !== 200) throw new Failed('status');
    // Compressed answers are refused, since none was asked for: a few bytes may expand to gigabytes.
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
