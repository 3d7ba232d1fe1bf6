import { negotiate } from '@fastify/accept-negotiator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const ENCODINGS = ['br', 'gzip'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** The same for pages kept in memory and for those of one person: a higher quality takes longer and gains little. */
export const BROTLI_QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
/** A window of 256 KB holds any page. The usual one takes 16 times the memory for each answer being compressed. */
const OF_ONE_PAGE = { params: { ...BROTLI_QUALITY.params, [constants.BROTLI_PARAM_LGWIN]: 18 } };

// Both run on Node's own threads, so that a long page does not hold the requests of others.
const COMPRESS = {
  br: (html: string) => promisify(brotliCompress)(html, OF_ONE_PAGE),
  gzip: (html: string) => promisify(gzip)(html),
} satisfies Record<Encoding, (html: string) => Promise<Buffer>>;

/** @returns the encoding that the browser takes and prefers, or null when it takes none of ours */
export function encodingFor({ headers }: Pick<FastifyRequest, 'headers'>): Encoding | null {
  return negotiate(headers['accept-encoding'] ?? '', [...ENCODINGS]) as Encoding | null;
}

/**
 * Whether somebody else may have chosen what this page shows beside the names and notes on it. Whoever makes a browser
 * open one address after the other, each with another guess, learns a secret from the size of the compressed pages
 * (BREACH, Prado, Harris and Gluck, 2013). Such a page is therefore sent as it is. `Sec-Fetch-Site` tells where the
 * request comes from. An old browser does not send it: there, a page without a query shows nothing chosen by others.
 */
export function mayBeChosenByOthers({ headers, url }: Pick<FastifyRequest, 'headers' | 'url'>): boolean {
  const site = headers['sec-fetch-site'];
  return site === undefined ? url.includes('?') : site !== 'same-origin' && site !== 'none';
}

/** A page of one person, compressed where its size reveals no secret. Sets the headers that say so. */
export async function compressPage(
  request: FastifyRequest,
  reply: FastifyReply,
  html: string,
): Promise<Buffer | string> {
  void reply.header('vary', 'accept-encoding, sec-fetch-site');
  const encoding = mayBeChosenByOthers(request) ? null : encodingFor(request);
  if (encoding === null) return html;
  void reply.header('content-encoding', encoding);
  return COMPRESS[encoding](html);
}
