import { Injectable, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isId } from '../../kernel/ids.js';
import { ReadingHeld } from '../audit/index.js';
import { actorRef, ProofNeeded, SignInNeeded, type ActingRequest } from '../security/index.js';
import { readKeptFields, UNSENT_COOKIE, UNSENT_HOURS, UNSENT_PARAMETER, UnsentForms } from '../unsent-forms/index.js';
import { keepCookie } from './cookies.js';
import { showNext } from './page-renderer.js';
import { pageOf, withParameter } from './same-page.js';
import { RESUME_PAGES } from './unsent-model.js';

/** What the page that asks says of the form that came: it is lost, it is kept, or it was a file. */
const NOTICES = {
  staff: { lost: 'web.asked.staff', kept: 'web.asked.staffKept', file: 'web.asked.staffFile' },
  family: { lost: 'web.asked.family', kept: 'web.asked.familyKept', file: 'web.asked.familyFile' },
  proof: { lost: 'web.asked.proof', kept: 'web.asked.proofKept', file: 'web.asked.proofFile' },
} as const;

/** What somebody is asked for before a page is shown or a form is taken. */
interface Question {
  readonly page: string;
  readonly kind: keyof typeof NOTICES;
  /** Whose form it is; null when nobody knows. */
  readonly owner: string | null;
}

function questionOf(error: unknown, { actor }: ActingRequest): Question | null {
  if (error instanceof SignInNeeded && error.desk === 'staff')
    return { page: '/personnel/connexion', kind: 'staff', owner: error.endedOwner };
  if (error instanceof SignInNeeded && error.desk === 'family')
    return { page: '/suivre', kind: 'family', owner: error.endedOwner };
  const owner = actor && actorRef(actor);
  if (error instanceof ProofNeeded) return { page: '/personnel/confirmer', kind: 'proof', owner };
  if (error instanceof ReadingHeld && error.kind === 'confirm')
    return { page: '/personnel/lectures', kind: 'proof', owner };
  return null;
}

/**
 * Where a browser is sent that has to sign in, or to prove who it is, and what becomes of the form that it sent. The
 * form is kept for its sender (`UnsentForms`): it comes from a page of ours, whose token was checked before.
 */
@Injectable()
export class AskedFirst {
  private readonly logger = new Logger('Http');

  constructor(private readonly unsent: UnsentForms) {}

  /** @returns the address that asks; null for any other error */
  async findPage(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<string | null> {
    const question = questionOf(error, request as ActingRequest);
    if (question === null) return null;
    // Only the path is handed on, because a query may hold the search for a person.
    const page = pageOf(request).split('?')[0]!;
    if (request.method === 'GET') return leadingTo(question, page);
    const kept = await this.keepForm(question, request, reply);
    const isFile = request.headers['content-type']?.startsWith('multipart/') === true;
    showNext(reply, NOTICES[question.kind][kept ? 'kept' : isFile ? 'file' : 'lost']);
    return leadingTo(question, kept ? RESUME_PAGES.staff : page);
  }

  private async keepForm({ owner }: Question, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    const { url, body } = request;
    const fields = owner === null || request.isMultipart() ? null : readKeptFields(url, body);
    if (owner === null || fields === null) return false;
    try {
      const again = (request.query as Record<string, unknown>)[UNSENT_PARAMETER];
      const form = { url: withParameter(url, UNSENT_PARAMETER, null), page: pageOf(request), fields };
      const secret = await this.unsent.keepForm(
        owner,
        request.cookies[UNSENT_COOKIE],
        form,
        typeof again === 'string' && isId(again) ? again : null,
      );
      if (secret === null) return false;
      keepCookie(reply, UNSENT_COOKIE, secret, UNSENT_HOURS * 3600);
      return true;
    } catch (error) {
      // The person is asked to sign in all the same, and told that nothing was kept.
      this.logger.error({ route: request.routeOptions.url, err: error });
      return false;
    }
  }
}

/** A family opens its dossier by a link, which no address leads on from: its page finds what was kept. */
const leadingTo = ({ page, kind }: Question, next: string): string =>
  kind === 'family' ? page : `${page}?suite=${encodeURIComponent(next)}`;
