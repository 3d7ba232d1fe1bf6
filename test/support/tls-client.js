/** What a browser asks of a front door: over TLS, by the name of the site, from an address of this machine. */
import { request as overTls } from 'node:https';
import { request as inClear } from 'node:http';
import { Readable } from 'node:stream';

export class TlsClient {
  /** @param {{ host: string, port: number, clearPort: number, certificate: string }} door */
  constructor(door) {
    this.door = door;
  }

  /**
   * As `fetch`, without following redirects. @param options `from`: the address it is sent from; `clear`: over plain
   * HTTP
   * @returns {Promise<Response & { rawHeaders: string[] }>}
   */
  ask = (url, { method = 'GET', headers = {}, body, from = '127.0.0.1', clear = false, signal } = {}) => {
    const { host, port, clearPort, certificate } = this.door;
    const { pathname, search } = new URL(url, `https://${host}`);
    const text = body instanceof URLSearchParams ? body.toString() : body;
    const asked = (clear ? inClear : overTls)({
      host: '127.0.0.1',
      port: clear ? clearPort : port,
      localAddress: from,
      servername: host,
      ca: certificate,
      agent: false,
      method,
      path: pathname + search,
      signal,
      headers: {
        host,
        ...(body instanceof URLSearchParams ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
        ...(text === undefined ? {} : { 'content-length': Buffer.byteLength(text) }),
        ...headers,
      },
    });
    return new Promise((resolve, reject) => {
      asked.on('error', reject).on('response', (answer) => {
        const { statusCode: status, rawHeaders } = answer;
        const named = new Headers();
        for (let at = 0; at < rawHeaders.length; at += 2) named.append(rawHeaders[at], rawHeaders[at + 1]);
        const empty = [204, 304].includes(status);
        if (empty) answer.resume();
        const response = new Response(empty ? null : Readable.toWeb(answer), { status, headers: named });
        resolve(Object.assign(response, { rawHeaders }));
      });
      asked.end(text);
    });
  };
}
