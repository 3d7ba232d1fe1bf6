import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { Authenticators, RouteAudit } from '../security/index.js';
import { BROTLI_QUALITY, encodingFor } from './compression.js';
import { isListedPage } from './listing.js';
import type { Page } from './page.js';
import { NOTICE_COOKIE, PageRenderer } from './page-renderer.js';
import { RequestWords } from './words.js';

/** The most pages kept: more than there are public pages in all languages. */
const MOST_KEPT = 100;
/** How long a kept page is served to strangers before its content is compared again. */
const FRESH_MILLIS = 1000;

interface KeptPage {
  /** The model from which the page was written, as text. When it differs, the page is written anew. */
  readonly model: string;
  /** The headers of the answer, except those that belong to one answer alone. */
  readonly headers: Record<string, number | string | string[] | undefined>;
  readonly etag: string;
  readonly plain: Buffer;
  readonly br: Buffer;
  readonly gzip: Buffer;
}

function keep(model: string, html: string, headers: KeptPage['headers']): KeptPage {
  const plain = Buffer.from(html);
  return {
    model,
    headers,
    // A weak tag, because the plain and the compressed forms share it.
    etag: `W/"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
    plain,
    br: brotliCompressSync(plain, BROTLI_QUALITY),
    gzip: gzipSync(plain),
  };
}

/**
 * Keeps the pages that are the same for all strangers. Each is written and compressed once for each language, and
 * again when its content changes (0039). These pages hold nothing about a person and no token, so their compressed
 * size reveals no secret.
 */
@Injectable()
export class KeptPages {
  private readonly pages = new LRUCache<string, KeptPage>({ max: MOST_KEPT });
  private readonly fresh = new LRUCache<string, KeptPage>({ max: MOST_KEPT, ttl: FRESH_MILLIS });

  constructor(
    private readonly routes: RouteAudit,
    private readonly authenticators: Authenticators,
    private readonly words: RequestWords,
    private readonly renderer: PageRenderer,
  ) {}

  /** Answers with a page that was written or compared within the last second, before any other step of the request. */
  installOn(fastify: FastifyInstance): void {
    fastify.addHook('onRequest', (request, reply, done) => {
      const kept = this.isAskedByAnybody(request) ? this.fresh.get(this.keyOf(request)) : undefined;
      if (kept) void reply.send(this.bodyOf(kept, request, reply.headers(kept.headers)));
      else done();
    });
  }

  isForEverybody(request: FastifyRequest, page: Page): boolean {
    return page.status === 200 && this.isAskedByAnybody(request) && isListedPage(request, this.routes);
  }

  answer(request: FastifyRequest, reply: FastifyReply, page: Page): Buffer | string {
    const key = this.keyOf(request);
    const model = JSON.stringify([page.view, page.model, this.renderer.describeSite()]);
    let kept = this.pages.get(key);
    if (kept?.model !== model) {
      const html = this.renderer.renderForStrangers(request, reply, page);
      void reply
        .type('text/html; charset=utf-8')
        .headers({ 'cache-control': 'no-cache', vary: 'accept-encoding, accept-language, cookie' });
      const { 'x-request-id': _ofThisAnswer, ...headers } = reply.getHeaders();
      kept = keep(model, html, headers);
      this.pages.set(key, kept);
    }
    this.fresh.set(key, kept);
    return this.bodyOf(kept, request, reply.headers(kept.headers));
  }

  /**
   * Whether a kept page may answer. An address with a query is never kept, because people can type any number of them.
   */
  private isAskedByAnybody(request: FastifyRequest): boolean {
    return (
      (request.method === 'GET' || request.method === 'HEAD') &&
      request.url === request.routeOptions.url &&
      request.cookies[NOTICE_COOKIE] === undefined &&
      this.authenticators.isStranger(request)
    );
  }

  private keyOf(request: FastifyRequest): string {
    return `${this.words.transform(request).lang} ${request.url}`;
  }

  private bodyOf(kept: KeptPage, request: FastifyRequest, reply: FastifyReply): Buffer | string {
    void reply.header('etag', kept.etag);
    if (request.headers['if-none-match'] === kept.etag) {
      void reply.status(304);
      return '';
    }
    const encoding = encodingFor(request);
    if (encoding) void reply.header('content-encoding', encoding);
    return kept[encoding ?? 'plain'];
  }
}
