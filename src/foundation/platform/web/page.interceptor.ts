import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Reflector } from '@nestjs/core';
import { catchError, from, mergeMap, of, type Observable } from 'rxjs';
import { isId } from '../../kernel/ids.js';
import { Audit } from '../audit/index.js';
import { actorRef, type ActingRequest } from '../security/index.js';
import { UNSENT_COOKIE, UNSENT_PARAMETER, UnsentForms, type UnsentForm } from '../unsent-forms/index.js';
import { compressPage } from './compression.js';
import { FAMILIES_SHOWN, familiesShown, type FamiliesShown } from './families-shown.js';
import { KeptPages } from './kept-pages.js';
import { PageRenderer, showNext } from './page-renderer.js';
import { Demonstration } from '../settings/index.js';
import { Download, Page, redirect, Redirect } from './page.js';
import { RESUME_PAGES } from './unsent-model.js';
import { RequestWords } from './words.js';

/** Turns what controllers answer (Page, Redirect, Download) into a response; anything else is JSON as usual. */
@Injectable()
export class PageInterceptor implements NestInterceptor {
  constructor(
    private readonly renderer: PageRenderer,
    private readonly kept: KeptPages,
    private readonly words: RequestWords,
    private readonly demonstration: Demonstration,
    private readonly reflector: Reflector,
    private readonly audit: Audit,
    private readonly unsent: UnsentForms,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const request = http.getRequest<ActingRequest>();
    const shown = this.reflector.getAllAndOverride<FamiliesShown | undefined>(FAMILIES_SHOWN, [
      context.getHandler(),
      context.getClass(),
    ]);
    return from(this.takeUnsent(request)).pipe(
      mergeMap((unsent) =>
        unsent === 'gone' ? of(redirect(resumeOf(request), 'web.unsent.gone')) : this.handleOrKeep(next, unsent),
      ),
      mergeMap(async (answer: unknown) => {
        if (shown && answer instanceof Page) await this.recordShown(request, shown, answer);
        return this.answer(request, reply, answer);
      }),
    );
  }

  /** Written before anything is sent. @throws ReadingHeld when nothing may be shown for now */
  private async recordShown(request: ActingRequest, shown: FamiliesShown, { model }: Page): Promise<void> {
    if (request.actor?.kind === 'staff')
      await this.audit.readShown(request.actor, familiesShown(shown, request, model));
  }

  /**
   * The kept form that is sent at last. It is taken before the work begins, so that two presses do it once.
   * @returns null for any other request; `gone` when it was sent already, or is kept no longer
   */
  private async takeUnsent({ actor, method, query, cookies }: ActingRequest): Promise<UnsentForm | null | 'gone'> {
    const id = (query as Record<string, unknown>)[UNSENT_PARAMETER];
    if (method !== 'POST' || !actor || typeof id !== 'string' || !isId(id)) return null;
    return (await this.unsent.takeOwn(actorRef(actor), cookies[UNSENT_COOKIE], id)) ?? 'gone';
  }

  /** A form that is refused stands on the page that says why. One whose work failed is kept on. */
  private handleOrKeep(next: CallHandler, unsent: UnsentForm | null): Observable<unknown> {
    if (unsent === null) return next.handle();
    return next.handle().pipe(
      catchError(async (error: unknown) => {
        await this.unsent.putBack(unsent);
        throw error;
      }),
    );
  }

  private async answer(request: FastifyRequest, reply: FastifyReply, answer: unknown): Promise<unknown> {
    if (answer instanceof Page && this.kept.isForEverybody(request, answer))
      return this.kept.answer(request, reply, answer);
    if (answer instanceof Page) {
      void reply.status(answer.status).type('text/html; charset=utf-8').header('cache-control', 'no-store');
      if (answer.retryAt) void reply.header('retry-after', new Date(answer.retryAt).toUTCString());
      return compressPage(request, reply, this.renderer.render(request, reply, answer));
    }
    if (answer instanceof Redirect) {
      if (answer.notice) showNext(reply, answer.notice);
      void reply.status(303).header('location', answer.to).header('cache-control', 'no-store');
      return '';
    }
    if (answer instanceof Download) {
      const disposition = `${answer.inline ? 'inline' : 'attachment'}; filename="${answer.fileName}"`;
      void reply.type(answer.type).header('content-disposition', disposition).header('cache-control', 'no-store');
      if (typeof answer.content !== 'string') return Buffer.from(answer.content);
      // A table leaves the page that says so, and is read by those who never saw it.
      const marked = this.demonstration.isInvented && answer.type.startsWith('text/csv');
      return marked ? `${answer.content}${this.words.transform(request).t('web.page.invented')}\r\n` : answer.content;
    }
    return answer;
  }
}

const resumeOf = ({ actor }: ActingRequest): string => RESUME_PAGES[actor?.kind === 'family' ? 'family' : 'staff'];
