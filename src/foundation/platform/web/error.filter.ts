import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Conflict, DomainError, NotFound, NotOpenYet, type Refusal } from '../../kernel/refusal.js';
import { isOutOfReach } from '../database/index.js';
import type { Translator } from '../i18n/index.js';
import { ReadingHeld, RefusedPages } from '../audit/index.js';
import { actorRef, SignInNeeded, TooManyAttempts, type ActingRequest } from '../security/index.js';
import { AskedFirst } from './asked-first.js';
import { TooManyFields } from './body-limits.js';
import { FoundAt } from './found-at.js';
import { PageRenderer, showNext } from './page-renderer.js';
import { page } from './page.js';
import { problemOf } from './problem.js';
import { securityEventOf } from './security-events.js';
import { shownAgain } from './shown-again.js';
import { RequestWords } from './words.js';

/** Seconds after which a request may be sent again when the database was out of reach. */
const RETRY_AFTER = 30;

interface Failure {
  readonly status: number;
  /** The messages `web.errorPages.<kind>` hold the heading and the text. */
  readonly kind: string;
  readonly refusal?: Refusal;
  readonly facts?: Record<string, number>;
}

const KIND_BY_STATUS: Record<number, string> = {
  400: 'badRequest',
  403: 'expired',
  404: 'notFound',
  409: 'conflict',
  413: 'tooLarge',
  415: 'badRequest',
  422: 'refused',
  429: 'tooMany',
};

/** The one place that turns an error into a page for a person, or into an RFC 9457 problem document. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  constructor(
    private readonly renderer: PageRenderer,
    private readonly words: RequestWords,
    private readonly refused: RefusedPages,
    private readonly askedFirst: AskedFirst,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const isApi = request.url.startsWith('/api/');
    this.recordEvent(error, request);
    if (error instanceof FoundAt) {
      showNext(reply, error.notice);
      void reply.status(303).header('location', error.page).send();
      return;
    }
    const elsewhere =
      (isApi ? null : await this.askedFirst.findPage(error, request, reply)) ?? shownAgain(error, request);
    if (elsewhere !== null) {
      void reply.status(303).header('location', elsewhere).send();
      return;
    }
    const failure = this.failureOf(error, request);
    if (failure.status === 404) await this.recordRefusal(request as ActingRequest);
    if (error instanceof TooManyAttempts) void reply.header('retry-after', new Date(error.retryAt).toUTCString());
    if (failure.kind === 'unavailable') void reply.header('retry-after', String(RETRY_AFTER));
    const words = this.words.transform(request);
    if (isApi) {
      void reply.status(failure.status).type('application/problem+json').header('content-language', words.lang);
      void reply.send(JSON.stringify({ ...problemOf(error, failure, words), reference: request.id }));
      return;
    }
    const html = this.renderer.render(
      request,
      reply,
      page('platform/error', { ...this.model(failure, words), reference: request.id }, failure.status),
    );
    void reply.status(failure.status).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(html);
  }

  /** Written before the page is sent, as what is read is. The page is the same where it cannot be written. */
  private async recordRefusal({ actor, routeOptions, params }: ActingRequest): Promise<void> {
    if (!actor) return;
    try {
      await this.refused.recordRefusal(actor, routeOptions.url ?? '', params as Record<string, unknown>);
    } catch (error) {
      this.logger.error({ route: routeOptions.url, err: error });
    }
  }

  /** Boundaries that held are written down with who met them. A person's name is in no line, only the account's id. */
  private recordEvent(error: unknown, request: FastifyRequest): void {
    const actor = (request as ActingRequest).actor ?? null;
    const status =
      error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number } | null)?.statusCode;
    const event = securityEventOf(error, status ?? 500, actor);
    if (event === null) return;
    const { method } = request;
    const route = request.routeOptions.url ?? 'none';
    this.logger.log({ event, method, route, actor: actor ? actorRef(actor) : 'nobody' });
  }

  private failureOf(error: unknown, request: FastifyRequest): Failure {
    if (error instanceof NotFound) return { status: 404, kind: 'notFound' };
    if (error instanceof DomainError) return { status: 422, kind: 'refused', refusal: error.refusal };
    if (error instanceof Conflict) return { status: 409, kind: 'conflict', refusal: error.refusal };
    if (error instanceof NotOpenYet) return { status: 503, kind: 'notOpenYet', refusal: error.refusal };
    if (error instanceof TooManyAttempts) return { status: 429, kind: 'tooMany', refusal: error.refusal };
    if (error instanceof ReadingHeld) return { status: 429, kind: 'readingStopped' };
    if (error instanceof SignInNeeded) return { status: 401, kind: 'signInNeeded' };
    if (error instanceof TooManyFields)
      return { status: error.getStatus(), kind: 'tooManyFields', facts: { most: error.most } };
    const status =
      error instanceof HttpException ? error.getStatus() : ((error as { statusCode?: number }).statusCode ?? 500);
    if (status < 500) return { status, kind: KIND_BY_STATUS[status] ?? 'badRequest' };
    this.logger.error({ method: request.method, route: request.routeOptions.url, err: error });
    return isOutOfReach(error) ? { status: 503, kind: 'unavailable' } : { status: 500, kind: 'unexpected' };
  }

  private model(failure: Failure, { t }: Translator): Record<string, unknown> {
    const message = failure.refusal
      ? t(`refusal.${failure.refusal.code}`, failure.refusal.facts)
      : t(`web.errorPages.${failure.kind}.message`, failure.facts);
    return {
      title: t(`web.errorPages.${failure.kind}.heading`),
      heading: t(`web.errorPages.${failure.kind}.heading`),
      message,
    };
  }
}
